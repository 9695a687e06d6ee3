"""What waits, what had its answer, and what a killed run leaves of both."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.archive.migrations import STEPS
from scraper.archive.records import Failure, Waiting
from scraper.archive.store import Archive

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
ONE = Waiting(source="s", url="https://example.org/1", stage="read", callback="item", arguments='{"hops": 0}')
TWO = replace(ONE, url="https://example.org/2", stage="fetch", conditional=True, follow=False)


@pytest.fixture
def run(archive: Archive) -> int:
    return archive.runs.begin("s", NOW)


def test_what_was_entered_waits_in_that_order_and_whole(archive: Archive) -> None:
    archive.frontier.put(TWO)
    archive.frontier.put_soon(ONE)
    archive.frontier.put(replace(ONE, source="another"))
    assert archive.frontier.waiting("s") == [TWO, ONE]
    assert archive.frontier.counts() == {"another": 1, "s": 2}


def test_what_had_its_answer_waits_no_more_and_is_known_until_the_crawl_is_whole(archive: Archive) -> None:
    archive.frontier.put(ONE)
    archive.frontier.answered("s", ONE.url, NOW)
    assert archive.frontier.waiting("s") == []
    assert archive.frontier.had("s", NOW - timedelta(hours=1)) == {ONE.url}
    archive.frontier.finished("s")
    assert archive.frontier.had("s", NOW - timedelta(hours=1)) == set()


def test_an_answer_of_long_ago_does_not_count(archive: Archive) -> None:
    archive.frontier.put(ONE)
    archive.frontier.answered("s", ONE.url, NOW - timedelta(hours=2))
    assert archive.frontier.had("s", NOW - timedelta(hours=1)) == set()


def test_a_run_asks_once_however_often_it_tries(archive: Archive, run: int) -> None:
    archive.frontier.put(ONE)
    for _ in range(3):
        archive.frontier.lease("s", ONE.url, run)
    assert [one.tries for one in archive.frontier.waiting("s")] == [1]


def test_what_runs_were_killed_over_comes_last_and_is_counted(archive: Archive) -> None:
    archive.frontier.put(ONE)
    archive.frontier.put(TWO)
    for _ in range(3):
        archive.frontier.lease("s", ONE.url, archive.runs.begin("s", NOW))
    assert [(one.url, one.tries) for one in archive.frontier.waiting("s")] == [(TWO.url, 0), (ONE.url, 3)]


def test_a_run_that_ended_in_good_order_is_held_against_no_address(archive: Archive, run: int) -> None:
    archive.frontier.put(ONE)
    archive.frontier.lease("s", ONE.url, run)
    archive.frontier.interrupted("s")
    assert archive.frontier.waiting("s") == [ONE]


def test_what_failed_in_an_interrupted_run_may_be_asked_for_again(archive: Archive) -> None:
    for one in (ONE, TWO):
        archive.frontier.put(one)
        archive.frontier.answered("s", one.url, NOW)
    archive.runs.fail(Failure("s", "fetch", TWO.url, "no answer in time", NOW))
    archive.frontier.interrupted("s")
    assert archive.frontier.had("s", NOW) == {ONE.url}


def test_a_transaction_that_fails_enters_nothing(archive: Archive) -> None:
    def fail() -> None:
        with archive.transaction():
            archive.frontier.put(ONE)
            archive.frontier.put_soon(TWO)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert archive.frontier.waiting("s") == []


def test_writing_is_durable_again_after_what_was_not(archive: Archive) -> None:
    archive.frontier.put_soon(ONE)
    row = archive._catalogue.row("PRAGMA synchronous")
    assert row
    assert row[0] == 2  # FULL


def test_an_archive_from_before_the_frontier_gets_one_and_keeps_what_it_has(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as old:
        old.executescript(STEPS[0])
        old.execute("INSERT INTO runs (source, started, outcome) VALUES ('s', '2026-08-01', 'done')")
        old.execute("PRAGMA user_version = 1")
    old.close()
    with Archive.open(tmp_path) as archive:
        archive.frontier.put(ONE)
        assert archive.frontier.waiting("s") == [ONE]
        assert [run.outcome for run in archive.runs.last()] == ["done"]


def test_a_run_that_was_killed_is_known_as_that_once_the_next_begins(archive: Archive, run: int) -> None:
    archive.runs.begin("another", NOW)
    assert {one.source: one.note for one in archive.runs.last()} == {
        "another": "", "s": "It was killed; the next crawl went on from there.",
    }  # fmt: skip
