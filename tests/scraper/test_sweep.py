"""Sweeps: what is held is looked at again, the one longest not looked at first, and never deleted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scraper.archive.store import Archive
from scraper.items import State
from tests.scraper.killing import Ended, Forker

SOURCE = "govuk-foi"
LETTER, TABLE = f"{1:024x}/letter.pdf", f"{2:024x}/table.pdf"
OLD, WHEN, NEW = "2020-03-01T09:30:00Z", "2024-03-01T09:30:00Z", "2024-06-01T09:30:00Z"


@pytest.fixture
def run(forker: Forker, site: Any, tmp_path: Path) -> Callable[..., Ended]:
    def crawl(**options: Any) -> Ended:
        site.asked.clear()
        return forker.crawl(tmp_path, site, **options)

    return crawl


def states(held: Archive) -> dict[str, State]:
    return {one.publication.title.partition(": ")[2]: one.publication.state for one in held.publications.all(SOURCE)}


def looked_at(site: Any) -> list[str]:
    """Return which publications were asked for, in order."""
    return [path.rpartition("/")[2] for path in site.paths() if path.startswith("/api/content/")]


def test_a_sweep_of_what_is_unchanged_asks_conditionally_and_reads_no_list(site: Any, run: Any, held: Archive) -> None:
    site.publish("new", NEW, files=(LETTER,))
    site.publish("old", OLD, files=(TABLE,))
    run()
    before = held.runs.watermark(
        SOURCE, f"{site.url} {','.join(('foreign-commonwealth-development-office', 'foreign-commonwealth-office'))}"
    )
    ended = run(sweep=True)
    assert sorted((one.path, one.status) for one in site.asked if one.path != "/robots.txt") == [
        ("/api/content/government/publications/new", 304),
        ("/api/content/government/publications/old", 304),
        (f"/media/{LETTER}", 304),
        (f"/media/{TABLE}", 304),
    ]
    assert (ended.outcome, ended.publications, ended.documents, ended.unchanged) == ("done", 0, 0, 4)
    assert before


def test_a_sweep_sees_silent_edits_replaced_files_and_withdrawals(site: Any, run: Any, held: Archive) -> None:
    for slug, files in (("edited", ()), ("replaced", (LETTER,)), ("withdrawn", ()), ("newest", ())):
        site.publish(slug, NEW if slug == "newest" else OLD, files=files)
    run()
    site.publish("edited", OLD, title="FOI release: edited without a word")
    site.put(f"/media/{LETTER}", b"%PDF-1.4 second thoughts %%EOF")
    site.publish("withdrawn", OLD, withdrawn_notice={"explanation": "<p>Out of date.</p>"})
    assert run().publications == 0  # below the watermark: a crawl sees none of it
    ended = run(sweep=True)
    assert (ended.publications, ended.documents) == (2, 3)
    assert states(held) == {
        "edited without a word": State.LIVE, "replaced": State.LIVE, "withdrawn": State.WITHDRAWN, "newest": State.LIVE,
    }  # fmt: skip
    latest = held.captures.latest(f"{site.url}/media/{LETTER}")
    assert latest
    assert latest.digest
    assert held.blobs.read(latest.digest).startswith(b"%PDF-1.4 second")
    assert len(held.captures.of_url(f"{site.url}/media/{LETTER}")) == 2


def test_a_page_that_is_not_there_twice_is_gone_and_kept_and_may_come_back(site: Any, run: Any, held: Archive) -> None:
    path = site.publish("training", WHEN, files=(LETTER,))
    address = f"{site.url}/api/content{path}"
    run()
    answer = site.answers[f"/api/content{path}"]
    site.put(f"/api/content{path}", b"not here", 404)
    assert run(sweep=True).outcome == "partly"
    assert states(held) == {"training": State.LIVE}
    assert [failure.reason for failure in held.runs.failures(SOURCE)] == ["not there (404)"]
    assert run(sweep=True).outcome == "done"
    (entry,) = held.publications.all(SOURCE)
    assert (entry.publication.state, entry.publication.note) == (State.GONE, "not there (404)")
    assert len(held.publications.attachments(entry.key)) == 2
    assert held.runs.failures(SOURCE) == []
    site.asked.clear()
    assert run(sweep=True).publications == 0
    assert site.paths() == ["/api/content" + path]  # its files are not asked for while it is gone
    site.answers[f"/api/content{path}"] = answer
    run(sweep=True)
    assert states(held) == {"training": State.LIVE}
    assert [capture.status for capture in held.captures.of_url(address)] == [200, 404, 404, 404, 200]


def test_what_was_gone_and_came_back_may_be_gone_again(site: Any, run: Any, held: Archive) -> None:
    path = site.publish("training", OLD)
    site.publish("newest", NEW)
    run()
    answer = site.answers[f"/api/content{path}"]
    for _ in range(2):
        site.put(f"/api/content{path}", b"not here", 404)
        run(sweep=True)
        run()  # asks again for what the sweep could not have, however often that was missing before it came back
        assert states(held)["training"] is State.GONE
        site.answers[f"/api/content{path}"] = answer
        run(sweep=True)
        assert states(held)["training"] is State.LIVE


def test_once_missing_and_there_again_is_not_half_gone(site: Any, run: Any, held: Archive) -> None:
    path = site.publish("training", WHEN)
    run()
    answer = site.answers[f"/api/content{path}"]
    for _ in range(2):
        site.put(f"/api/content{path}", b"not here", 404)
        run(sweep=True)
        site.answers[f"/api/content{path}"] = answer
        run(sweep=True)
    assert states(held) == {"training": State.LIVE}


def test_a_deletion_that_the_site_declares_needs_no_second_look(site: Any, run: Any, held: Archive) -> None:
    path = site.publish("training", WHEN)
    run()
    gone = {"schema_name": "gone", "base_path": path, "details": {"explanation": "<p>Published in error</p>"}}
    site.put(f"/api/content{path}", json.dumps(gone).encode(), 410)
    run(sweep=True)
    assert states(held) == {"training": State.GONE}


def test_sweeps_with_a_limit_go_round(site: Any, run: Any) -> None:
    for number in range(5):
        site.publish(f"number-{number}", OLD)
    run()
    seen = []
    for _ in range(5):
        run(sweep=True, limit=2)
        seen += looked_at(site)
    assert len(seen) == 10
    assert sorted(seen[:5]) == sorted(seen[5:]) == [f"number-{number}" for number in range(5)]


def test_what_cannot_be_had_does_not_stand_first_for_ever(site: Any, run: Any) -> None:
    paths = [site.publish(f"number-{number}", OLD) for number in range(3)]
    run()
    site.put(f"/api/content{paths[0]}", b"", hang_up=True)
    site.put(f"/api/content{paths[1]}", b"", 403)
    seen: list[str] = []
    for _ in range(3):
        run(sweep=True, limit=1)
        seen += dict.fromkeys(looked_at(site))
    assert sorted(seen) == ["number-0", "number-1", "number-2"]


def test_publications_of_another_site_are_left_alone_and_do_not_count(site: Any, run: Any, held: Archive) -> None:
    site.publish("elsewhere", OLD)
    run()
    held._catalogue.change("UPDATE publications SET record = replace(record, ?, 'https://example.org')", site.url)
    held._catalogue.change("UPDATE publications SET url = replace(url, ?, 'https://example.org')", site.url)
    held._catalogue.change("UPDATE links SET url = replace(url, ?, 'https://example.org')", site.url)
    site.publish("here", NEW)
    run()
    run(sweep=True, limit=1)
    assert "here" in looked_at(site)
