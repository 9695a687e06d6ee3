"""Crawls that were killed or interrupted, and the ones that go on from there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scraper.archive.records import Waiting
from scraper.archive.store import Archive
from scraper.crawl import INTERRUPTED
from scraper.crawling.waiting import MOST_TRIES
from tests.scraper.killing import Ended, Forker, Kill

SOURCE = "govuk-foi"
FILES = tuple(f"{number:024x}/file.pdf" for number in range(3))


@pytest.fixture
def run(forker: Forker, site: Any, tmp_path: Path) -> Callable[..., Ended]:
    def crawl(kill: Kill | None = None, **options: Any) -> Ended:
        site.asked.clear()
        return forker.crawl(tmp_path, site, kill, **options)

    return crawl


@pytest.fixture
def ten(site: Any) -> list[str]:
    """Put up ten releases, the newest first, one of them with three files."""
    paths = [site.publish(f"number-{number}", f"2024-03-{28 - number}T09:30:00Z") for number in range(9)]
    return [*paths, site.publish("number-9", "2024-03-01T09:30:00Z", files=FILES)]


def asked(site: Any) -> list[str]:
    return [path.rpartition("/")[2] for path in site.paths()]


def test_a_killed_crawl_is_gone_on_with_where_it_was(site: Any, run: Any, held: Archive, ten: list[str]) -> None:
    assert run(Kill(after=0, request=7)).status == -9  # robots.txt, the list, five releases; the fifth unanswered
    assert len(held.frontier.waiting(SOURCE)) in {6, 7, 8}  # what had its answer may not be kept yet
    had = {one.publication.url.rpartition("/")[2] for one in held.publications.all(SOURCE)}
    assert had
    ended = run()
    again = asked(site)
    assert again.count("search.json") == 1
    assert had.isdisjoint(again)
    assert {*again} >= {f"number-{number}" for number in range(10)} - had
    assert ended.outcome == "done"
    assert len(list(held.publications.all(SOURCE))) == 10
    assert held.frontier.counts() == {}
    assert [one.outcome for one in held.runs.last()] == ["done"]


def test_the_files_of_a_changed_publication_are_asked_for_though_they_are_held(
    site: Any, run: Any, held: Archive, ten: list[str]
) -> None:
    run()
    site.put(f"/media/{FILES[1]}", b"%PDF-1.4 replaced in place %%EOF")
    site.publish("number-9", "2024-04-01T09:30:00Z", files=FILES)
    site.before = lambda path: None
    assert run(Kill(after=0, request=4)).status == -9  # its page was read and is kept; its first file was asked for
    run()
    latest = held.captures.latest(f"{site.url}/media/{FILES[1]}")
    assert latest
    assert latest.digest
    assert held.blobs.read(latest.digest).startswith(b"%PDF-1.4 replaced")


def test_the_watermark_waits_for_a_whole_crawl(site: Any, run: Any, held: Archive, ten: list[str]) -> None:
    def marks() -> int:
        row = held._catalogue.row("SELECT count(*) FROM watermarks")
        return int(row[0]) if row else -1

    for request in (6, 4, 3):
        assert run(Kill(after=0, request=request)).status == -9
        assert marks() == 0
    run()
    assert marks() == 1
    assert len(list(held.publications.all(SOURCE))) == 10


def test_what_was_listed_above_is_read_though_the_list_moved(
    site: Any, run: Any, held: Archive, ten: list[str]
) -> None:
    run(Kill(after=0, request=6))
    site.unlist(ten[0])
    for number in range(3):
        site.publish(f"late-{number}", f"2024-05-0{number + 1}T09:30:00Z")
    run()
    assert len(list(held.publications.all(SOURCE))) == 13


def test_the_next_crawl_after_a_whole_one_asks_for_everything_again(site: Any, run: Any, ten: list[str]) -> None:
    run(Kill(after=0, request=8))
    run()
    run()
    assert "number-0" in asked(site)


def test_an_interrupted_crawl_is_gone_on_with(
    site: Any, crawl_site: Any, run: Any, held: Archive, ten: list[str]
) -> None:
    ended = crawl_site(interrupt_at=f"/api/content{ten[4]}", delay=0.3)
    assert (ended.outcome, ended.note) == ("stopped", INTERRUPTED)
    had = {one.publication.url.rpartition("/")[2] for one in held.publications.all(SOURCE)}
    assert had
    run()
    again = asked(site)
    assert had.isdisjoint(again)
    assert len(list(held.publications.all(SOURCE))) == 10


def test_an_answer_that_kills_run_after_run_becomes_a_failure_and_the_rest_goes_on(
    site: Any, run: Any, held: Archive, ten: list[str], tmp_path: Path
) -> None:
    site.publish("newest", "2024-04-01T09:30:00Z", files=FILES)  # met before all others
    deadly = f"/media/{FILES[0]}"

    def die(kill: Kill) -> Kill:
        kill._asked = lambda path: kill._kill() if path == deadly else None  # type: ignore[method-assign]
        return kill

    statuses = [run(die(Kill(after=0, request=1))).status for _ in range(MOST_TRIES)]
    assert {*statuses} == {-9}
    assert len(list(held.publications.all(SOURCE))) == 11  # all else was had before it was asked for again
    assert run(die(Kill(after=0, request=1))).status == 0
    (failure,) = held.runs.failures(SOURCE)
    assert (failure.url, failure.stage) == (site.url + deadly, "fetch")
    assert failure.reason == "the crawl was killed 10 times while it waited for this"
    assert held.captures.latest(f"{site.url}/media/{FILES[2]}")


def test_a_row_that_this_version_cannot_read_is_a_failure_and_tried_again_in_its_own_way(
    site: Any, run: Any, held: Archive, ten: list[str]
) -> None:
    run()
    for callback, number in (("read_it_as_it_was_once", 9), ("stop", 8)):
        url = f"{site.url}/api/content{ten[number]}"
        held.frontier.put(Waiting(source=SOURCE, url=url, stage="read", callback=callback))
    assert run().outcome == "partly"
    assert {failure.reason for failure in held.runs.failures(SOURCE)} == {
        "govuk-foi reads no answer by 'read_it_as_it_was_once'", "govuk-foi reads no answer by 'stop'",
    }  # fmt: skip
    run()
    assert held.runs.failures(SOURCE) == []


def test_addresses_of_another_site_wait_until_that_is_crawled(
    site: Any, run: Any, held: Archive, ten: list[str]
) -> None:
    waiting = Waiting(source=SOURCE, url="http://198.51.100.7/media/x/secret.pdf", stage="fetch", callback="document")
    held.frontier.put(waiting)
    assert run().outcome == "done"
    assert held.frontier.waiting(SOURCE) == [waiting]


def test_a_sweep_that_was_killed_is_gone_on_with(site: Any, run: Any, held: Archive, ten: list[str]) -> None:
    run()
    assert run(Kill(after=0, request=5), sweep=True).status == -9
    first = {one.path for one in site.asked if one.status == 304}
    run(sweep=True)
    second = [one.path for one in site.asked if one.status == 304]
    assert len(second) == len({*second})
    assert len(first | {*second}) == 13  # ten pages, three files
    assert held.frontier.counts() == {}
