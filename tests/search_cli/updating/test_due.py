"""When a source is due: out of how its crawls ended, on clocks that jump, in zones that change their clocks."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from scraper.archive.records import Run
from scraper.archive.runs import KILLED
from scraper.crawling.run_record import INTERRUPTED
from search_cli.updating.due import AT_ONCE, How, Tried, due, tried
from search_cli.updating.every import NoSchedule, every
from search_cli.updating.schedule import Scheduled

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def ago(hours: float, how: How = How.WHOLE) -> Tried:
    """Return a crawl of a minute that began so many hours ago."""
    began = NOW - hours * HOUR
    return Tried(began, began + MINUTE, how)


@pytest.fixture
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "hours"),
    [("6h", 6), ("15min", 0.25), ("30 min", 0.5), ("2d", 48), ("1 day", 24), ("weekly", 168), ("hourly", 1),
     (" 30D ", 720), ("4 weeks", 672)],
)  # fmt: skip
def test_a_schedule_is_read_as_people_write_it(text: str, hours: float) -> None:
    assert every(text).period == hours * HOUR


@pytest.mark.parametrize(
    "text",
    ["", "6", "h", "six hours", "5min", "31d", "0h", "-6h", "6.5h", "99999999h", "daily at 24:00", "daily at 3", 6,
     None, True, ["6h"], "6h\n[evil]", "٦h", "never ever"],
)  # fmt: skip
def test_what_is_no_schedule_is_refused_with_a_line(text: object) -> None:
    with pytest.raises(NoSchedule) as refused:
        every(text)
    assert "\n" not in str(refused.value)


def test_a_source_that_was_never_crawled_is_due_at_once() -> None:
    assert due(every("6h"), [], NOW) == AT_ONCE


def test_a_source_is_due_when_its_time_has_passed_since_its_last_crawl_began() -> None:
    assert due(every("6h"), [ago(2), ago(8)], NOW) == NOW + 4 * HOUR


def test_crawls_that_were_missed_are_caught_up_with_once() -> None:
    assert due(every("6h"), [ago(100)], NOW) < NOW
    assert due(every("6h"), [ago(0), ago(100)], NOW) == NOW + 6 * HOUR


def test_whoever_calls_a_little_early_does_not_come_a_whole_turn_late() -> None:
    """Cron called at 00:07:03 and then at 06:07:01: the source was crawled every seven hours."""
    early, much_too_early = NOW - timedelta(seconds=2), NOW - HOUR
    one = Scheduled("a", every("6h"), NOW, Run("a", ago(6).started, ago(6).ended, "done"))
    assert one.ready(early)
    assert not one.ready(much_too_early)


def test_what_failed_is_not_tried_a_little_earlier() -> None:
    """The wait after a failure was within what is allowed to a timer: it was no wait."""
    failed = Run("a", ago(0.5).started, NOW, "stopped", note="Its list cannot be reached.")
    one = Scheduled("a", every("30d"), NOW + 15 * MINUTE, failed)
    assert not one.ready(NOW + 14 * MINUTE)
    assert one.ready(NOW + 15 * MINUTE)


def test_a_source_that_failed_is_tried_again_sooner_and_ever_later() -> None:
    waits = []
    for failures in range(1, 9):
        latest = [ago(0, How.FAILED) for _ in range(failures)] + [ago(30)]
        waits.append((due(every("6h"), latest, NOW) - (NOW + MINUTE)) / MINUTE)
    assert waits == [15, 30, 60, 120, 240, 359, 359, 359]


def test_a_source_that_failed_for_years_waits_no_longer_than_usual() -> None:
    assert due(every("15min"), [ago(0, How.FAILED)] * 5000, NOW) == NOW + 15 * MINUTE


def test_a_source_whose_crawls_take_longer_than_its_schedule_still_waits_after_a_failure() -> None:
    long = Tried(NOW - 3 * HOUR, NOW, How.FAILED)
    assert due(every("1h"), [long, long], NOW) == NOW + 30 * MINUTE


def test_a_source_that_spent_its_budget_goes_on_at_once() -> None:
    assert due(every("6h"), [ago(1, How.MORE), ago(2, How.MORE)], NOW) < NOW


def test_a_crawl_that_was_cut_short_goes_on_at_once_but_not_for_ever() -> None:
    """One that hangs is cut short every time: it took the whole of every update."""
    assert due(every("6h"), [ago(0.5, How.CUT), ago(7)], NOW) < NOW
    assert due(every("6h"), [ago(0.1, How.CUT), ago(0.5, How.CUT)], NOW) > NOW


def test_a_clock_that_was_wrong_delays_nothing_for_years() -> None:
    ahead = Tried(NOW + timedelta(days=3000), NOW + timedelta(days=3000), How.WHOLE)
    assert due(every("6h"), [ahead, ago(1)], NOW) == AT_ONCE
    assert due(every("6h"), [Tried(NOW - MINUTE, NOW + timedelta(days=9), How.FAILED)], NOW) == AT_ONCE
    at_boot = Tried(datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), How.WHOLE)
    assert due(every("6h"), [at_boot], NOW) < NOW


@pytest.mark.usefixtures("london")
def test_a_time_of_day_is_that_of_the_clock_here_summer_and_winter() -> None:
    schedule = every("daily at 03:10")
    summer = due(schedule, [ago(1)], NOW)
    assert f"{summer:%d %H:%M}" == "02 02:10"
    winter = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    assert f"{due(schedule, [Tried(winter, winter, How.WHOLE)], winter):%d %H:%M}" == "02 03:10"
    spring = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)  # 01:30 does not exist on the 29th
    lost = due(every("daily at 01:30"), [Tried(spring, spring, How.WHOLE)], spring)
    assert timedelta(hours=12) < lost - spring < timedelta(hours=15)


@pytest.mark.usefixtures("london")
def test_a_source_with_a_time_of_day_is_crawled_once_a_day_however_often_it_is_asked() -> None:
    schedule, runs, moment = every("daily at 03:10"), list[Tried](), NOW
    while moment < NOW + timedelta(days=10):
        last = Run("a", runs[0].started, runs[0].ended, "done") if runs else None
        if Scheduled("a", schedule, due(schedule, runs, moment), last).ready(moment):
            runs.insert(0, Tried(moment, moment + MINUTE, How.WHOLE))
        moment += 15 * MINUTE
    assert len(runs) == 11  # at once, and ten times at a quarter past three
    assert {f"{one.started:%H:%M}" for one in runs[:-1]} == {"02:15"}


def test_a_source_is_asked_every_so_often_however_often_cron_calls() -> None:
    schedule, runs, moment = every("6h"), list[Tried](), NOW
    while moment < NOW + timedelta(days=10):
        last = Run("a", runs[0].started, runs[0].ended, "done") if runs else None
        if Scheduled("a", schedule, due(schedule, runs, moment), last).ready(moment):
            runs.insert(0, Tried(moment, moment + MINUTE, How.WHOLE))
        moment += timedelta(minutes=60, seconds=len(runs) % 3 - 1)
    assert 39 <= len(runs) <= 41


@pytest.mark.parametrize(
    ("outcome", "note", "how"),
    [
        ("done", "", How.WHOLE),
        ("partly", "3 could not be fetched or read; `foi status` lists them.", How.WHOLE),
        ("stopped", "Budget spent: 3 pages (--max-pages). What was fetched is kept; run it again to go on.", How.MORE),
        ("stopped", INTERRUPTED, How.CUT),
        ("stopped", KILLED, How.CUT),
        ("running", "", How.CUT),
        ("stopped", "Its list cannot be reached. Nothing was changed; run it again later.", How.FAILED),
        ("stopped", "Ended early (closespider_errorcount). What was fetched is kept; run it again later.", How.FAILED),
    ],
)
def test_how_a_crawl_ended_is_read_from_the_catalogue(outcome: str, note: str, how: How) -> None:
    assert tried(Run("a", NOW, None if outcome == "running" else NOW, outcome, note=note)).how is how
