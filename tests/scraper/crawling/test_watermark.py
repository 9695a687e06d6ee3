"""The watermark's rules: nothing that was wanted is ever skipped, and an unchanged list is not read to its end."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.runs import Watermark
from scraper.crawling.watermark import OVERLAP, advanced, stop_at


def at(day: int) -> datetime:
    return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day)


def test_a_first_run_reads_to_the_end_or_to_since() -> None:
    assert stop_at(None, None) is None
    assert stop_at(None, at(5)) == at(5)


def test_a_later_run_stops_a_day_below_the_watermark() -> None:
    assert stop_at(Watermark(at(10)), None) == at(10) - OVERLAP


def test_since_above_the_watermark_stops_earlier_still() -> None:
    assert stop_at(Watermark(at(10)), at(20)) == at(20)
    assert stop_at(Watermark(at(10)), at(3)) == at(10) - OVERLAP


def test_a_mark_with_a_floor_does_not_stop_a_run_that_wants_what_is_below_it() -> None:
    mark = Watermark(at(10), floor=at(5))
    assert stop_at(mark, None) is None
    assert stop_at(mark, at(4)) == at(4)
    assert stop_at(mark, at(5)) == at(10) - OVERLAP


def test_a_mark_never_goes_back() -> None:
    assert advanced(Watermark(at(10)), at(7), None) == Watermark(at(10))
    assert advanced(Watermark(at(10)), None, None) == Watermark(at(10))
    assert advanced(None, None, None) is None


def test_a_mark_takes_the_older_of_two_floors() -> None:
    assert advanced(Watermark(at(10), at(5)), at(12), at(3)) == Watermark(at(12), at(3))
    assert advanced(Watermark(at(10), at(5)), at(12), at(8)) == Watermark(at(12), at(5))
    assert advanced(Watermark(at(10), at(5)), at(12), None) == Watermark(at(12), None)
    assert advanced(Watermark(at(10)), at(12), at(8)) == Watermark(at(12), None)


def test_a_run_that_left_a_hole_above_the_mark_does_not_move_it() -> None:
    mark = Watermark(at(10))
    assert advanced(mark, at(40), at(30)) == mark


@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 200), max_size=4), st.none() | st.integers(0, 200)), min_size=1, max_size=8
    )
)
def test_whatever_the_runs_before_were_all_that_is_wanted_is_read(runs: list[tuple[list[int], int | None]]) -> None:
    """Entries come only at the top, as in a list by time; each run wants all from `since` on."""
    listed: set[datetime] = set()
    read: set[datetime] = set()
    mark = None
    for new, since_day in runs:
        top = max(listed, default=at(0))
        listed |= {top + timedelta(hours=hours) for hours in new}
        since = None if since_day is None else at(0) + timedelta(hours=since_day)
        bound = stop_at(mark, since)
        seen = {time for time in listed if bound is None or time >= bound}
        read |= seen
        mark = advanced(mark, max(seen, default=None), since)
        assert {time for time in listed if since is None or time >= since} <= read
