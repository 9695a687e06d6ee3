"""What findings become in the archive, and what does not get in."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from scraper.archive.records import Capture, Failure, Waiting
from scraper.archive.store import Archive
from scraper.crawling.findings import Answered, Entry, Fetched, StillThere
from scraper.crawling.recorded import RecordedSpider
from scraper.crawling.run_record import RunRecord
from scraper.items import DocumentLink, Kind, Publication, State
from scraper.pipelines.archive import Store, keep
from scraper.pipelines.check import Check

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
URL = "https://www.example.org/x"
GOOD = Publication("s", "1:en", Kind.RELEASE, "Training", URL, documents=(DocumentLink(URL),))
CAPTURE = Capture("s", URL, URL, NOW, 200)


@pytest.mark.parametrize(("change", "reason"), [
    ({"title": " "}, "it has no title"),
    ({"native_id": ""}, "it has no identity at its source"),
    ({"published": datetime(2024, 1, 1)}, "one of its dates has no time zone"),  # noqa: DTZ001
])  # fmt: skip
def test_an_incomplete_publication_becomes_a_failure(change: dict[str, Any], reason: str) -> None:
    failed = Check().process_item(Entry(replace(GOOD, **change), Fetched(CAPTURE, b"{}")))
    assert isinstance(failed, Failure)
    assert (failed.stage, failed.url, failed.reason) == ("read", URL, reason)


def test_a_whole_publication_and_anything_else_pass_unchanged() -> None:
    for item in (Entry(GOOD, Fetched(CAPTURE)), Fetched(CAPTURE), Failure("s", "read", URL, "why", NOW)):
        assert Check().process_item(item) is item


def test_findings_are_kept_and_counted(archive: Archive) -> None:
    record = RunRecord(archive, "s")
    keep(Failure("s", "read", URL, "why", NOW), archive, record)
    keep(Entry(GOOD, Fetched(CAPTURE, b"{}")), archive, record)
    keep(StillThere("s", "1:en", Fetched(replace(CAPTURE, status=304))), archive, record)
    keep(Entry(GOOD, Fetched(CAPTURE, b"{}")), archive, record)
    keep(Fetched(replace(CAPTURE, status=404)), archive, record)
    assert (record.publications, record.documents, record.unchanged, record.failed) == (1, 1, 2, 1)
    assert archive.runs.failures("s") == []  # what was fetched at that address since has solved it
    assert [capture.status for capture in archive.captures.of_url(URL)] == [200, 304, 200, 404]


def test_an_entry_is_kept_whole_or_not_at_all(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.captures, "put", full)
    with pytest.raises(OSError, match="No space"), archive.transaction():
        keep(Entry(GOOD, Fetched(CAPTURE, b"{}")), archive, RunRecord(archive, "s"))
    assert list(archive.publications.all()) == []


def test_all_that_an_answer_brought_is_kept_together_or_not_at_all(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    spider = RecordedSpider("s")
    spider.archive, spider.record = archive, RunRecord(archive, "s")
    stopped: list[str] = []
    monkeypatch.setattr(spider, "stop", stopped.append)
    asked = Waiting(source="s", url=URL, stage="read", callback="item")
    child = Waiting(source="s", url=f"{URL}/letter.pdf", stage="fetch", callback="document")
    archive.frontier.put(asked)
    item = Answered("s", URL, (Entry(GOOD, Fetched(CAPTURE, b"{}")), Failure("s", "read", "u", "why", NOW)), (child,))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(archive.frontier, "answered", full)  # the last step of all
        Store(SimpleNamespace(spider=spider)).process_item(item)  # type: ignore[arg-type]
    assert "No space" in stopped[0]
    assert archive.frontier.waiting("s") == [asked]
    assert (list(archive.publications.all()), archive.captures.of_url(URL), archive.runs.failures()) == ([], [], [])
    Store(SimpleNamespace(spider=spider)).process_item(item)  # type: ignore[arg-type]
    assert archive.frontier.waiting("s") == [child]
    assert (len(list(archive.publications.all())), len(archive.captures.of_url(URL))) == (1, 1)
    assert [failure.reason for failure in archive.runs.failures()] == ["why"]


def test_an_incomplete_publication_among_what_an_answer_brought_becomes_a_failure() -> None:
    bad = Entry(replace(GOOD, title=""), Fetched(CAPTURE))
    checked = Check().process_item(Answered("s", URL, (bad, Fetched(CAPTURE))))
    assert isinstance(checked, Answered)
    assert [type(finding) for finding in checked.findings] == [Failure, Fetched]


def test_a_publication_that_is_gone_has_no_open_failure(archive: Archive) -> None:
    archive.runs.fail(Failure("s", "read", URL, "not there (404)", NOW))
    keep(
        Entry(replace(GOOD, state=State.GONE), Fetched(replace(CAPTURE, status=404))), archive, RunRecord(archive, "s")
    )
    assert archive.runs.failures("s") == []


def test_what_is_no_finding_is_refused(archive: Archive) -> None:
    with pytest.raises(TypeError, match="dict is nothing a spider may hand over"):
        keep({"title": "x"}, archive, RunRecord(archive, "s"))


@pytest.mark.parametrize(("reason", "failed", "outcome"), [
    ("finished", 0, "done"), ("finished", 2, "partly"), ("shutdown", 0, "stopped"), ("memusage_exceeded", 0, "stopped"),
])  # fmt: skip
def test_a_run_ends_with_its_outcome(archive: Archive, reason: str, failed: int, outcome: str) -> None:
    record = RunRecord(archive, "s", failed=failed)
    record.begin()
    run = record.end(reason)
    assert run.outcome == outcome
    assert archive.runs.last() == [run]
