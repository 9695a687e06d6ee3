"""What an update tells is one screen, however much is new; and a failure once a day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from indexer.versions.changes import Told
from scraper.archive.records import Held
from scraper.archive.timeline import Change, ChangeKind, Mark, Version
from scraper.items import Kind, Publication
from search_cli.marks import LastTime
from search_cli.terminal import columns
from search_cli.updating.news import News, told
from search_cli.updating.records import Failure, Record
from search_cli.updating.running import Found
from search_cli.updating.telling import failed, fresh, judged, long_held

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
_KEYS = count(1)


def new(source: str, number: int, title: str = "FOI release: {}") -> Iterator[Told]:
    """Yield so many new publications of a source."""
    for _ in range(number):
        key = next(_KEYS)
        publication = Publication(source, str(key), Kind.RELEASE, title=title.format(key), url="")
        change = Change(ChangeKind.NEW, NOW, Mark(key))
        yield Told(Held(key, publication, NOW, NOW, 1), Version(1, NOW, publication), change)


def news(*several: Iterator[Told]) -> News:
    return News(tuple(one for some in several for one in some), NOW, LastTime("", Mark(), NOW))


@pytest.mark.parametrize("sizes", [(1,), (10_000,), (3, 900), (1,) * 40, (5,) * 12, (2000,) * 9])
def test_what_is_new_is_one_screen_and_none_is_left_uncounted(sizes: tuple[int, ...]) -> None:
    found = news(*(new(f"source-{place}", size) for place, size in enumerate(sizes)))
    shown = list(told(found))
    assert len(shown) <= 22
    assert max(map(columns, shown)) <= 78
    rows = sum(row.startswith("  new") for row in shown)
    hidden = next((int(row.split()[1].replace(",", "")) for row in shown if row.startswith("and ")), 0)
    assert rows + hidden == found.new == sum(sizes)
    assert any("foi changes --since 2026-08-01T12:00" in row for row in shown) == bool(hidden)


@pytest.mark.parametrize("title", ["東京" * 90, "\x1b[2Jx" * 40, "a\nfoi: all is well", "", "\u202eevil", "é" * 200])
def test_a_title_of_any_kind_is_a_part_of_one_row(title: str) -> None:
    shown = list(told(news(new("gcs", 1, title.replace("{", "")))))
    assert len(shown) == 3
    assert columns(shown[2]) <= 78
    assert not {"\x1b", "\n", "\u202e"} & set(shown[2])


def test_the_same_failure_is_told_again_after_a_day_and_another_reason_at_once() -> None:
    why = "its list cannot be reached after 3 tries"

    def again(after: timedelta, reason: str) -> bool:
        past = Record(NOW.isoformat(), failures=[Failure("gcs", why)])
        return fresh([Failure("gcs", reason)], [past], NOW + after)[0].told

    assert not again(timedelta(hours=23), why.replace("3", "17"))
    assert again(timedelta(hours=25), why)
    assert again(timedelta(hours=1), "it hung")
    assert again(-timedelta(days=900), why), "the clock was set back"


def test_a_failure_that_was_not_told_counts_for_nothing_when_the_day_is_over() -> None:
    past = [Record((NOW + timedelta(hours=hours)).isoformat(), failures=[Failure("gcs", "x", told=not hours)])
            for hours in range(24)]  # fmt: skip
    assert fresh([Failure("gcs", "x")], past, NOW + timedelta(hours=24))[0].told


def test_sources_that_fail_for_the_same_reason_are_one_line() -> None:
    assert list(failed([Failure("a", "no network"), Failure("b", "x"), Failure("c", "no network")])) == [
        "a, c: no network", "b: x",
    ]  # fmt: skip


def test_a_lock_is_long_held_after_a_day_or_if_nobody_knows_since_when() -> None:
    assert not long_held("foi update (pid 7, since 2026-07-31 12:30 UTC)", NOW)
    assert long_held("foi update (pid 7, since 2026-07-31 11:30 UTC)", NOW)
    assert long_held("another process", NOW)


def test_the_status_says_the_worst_that_matters() -> None:
    found, record = Found(locked="held", news=news(new("gcs", 1))), Record(NOW.isoformat())
    assert judged(record, Found())[1] == 1
    assert judged(record, Found(locked="held"))[1] == 5
    assert judged(record, found)[1] == 0
    record.fail("gcs", "x")
    assert judged(record, found)[1] == 3
    assert judged(record, found, error=OSError())[1] == 2
    assert judged(record, found, error=OSError(), interrupted=True)[1] == 130
