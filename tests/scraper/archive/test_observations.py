"""What runs saw, as the catalogue keeps it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.archive.observations import Measure, Observation
from scraper.archive.records import Capture, Run, digest_of
from scraper.archive.removal import Removal
from scraper.archive.store import Archive

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
PAGE = "https://harbour.example/1"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive")


def crawled(archive: Archive, source: str, *notes: Observation, scope: str = "list") -> int:
    key = archive.runs.begin(source, NOW)
    for note in notes:
        archive.observations.note(key, note)
    archive.observations.measured(key, scope, [Measure("list entries", 20), Measure("field files", 3, 4)])
    archive.runs.end(key, Run(source, NOW, NOW, "done"))
    return key


def test_a_run_is_given_with_what_it_saw_and_apart_from_other_sources(archive: Archive) -> None:
    note = Observation("unread", PAGE, "it has no title", NOW)
    first, _, last = crawled(archive, "harbour", note), crawled(archive, "quay"), crawled(archive, "harbour")
    one, other = archive.observations.of("harbour")
    assert (one.key, one.scope, one.observations, one.run.outcome) == (first, "list", (note,), "done")
    assert one.measures["field files"] == Measure("field files", 3, 4)
    assert (other.key, other.observations) == (last, ())
    assert archive.observations.sources() == ["harbour", "quay"]
    assert archive.observations.of("nobody") == []


def test_what_is_met_again_at_an_address_in_the_same_run_is_one_observation(archive: Archive) -> None:
    note = Observation("unread", PAGE, "it has no title", NOW)
    crawled(archive, "harbour", note, replace(note, detail="it has no text", time=NOW + timedelta(1)))
    ((found,),) = (one.observations for one in archive.observations.of("harbour"))
    assert found.detail == "it has no text"


def test_the_latest_run_of_a_source_can_be_taken_for_normal(archive: Archive) -> None:
    crawled(archive, "harbour")
    last = crawled(archive, "harbour")
    assert archive.observations.accepted("harbour") == 0
    archive.observations.accept("harbour", NOW)
    archive.observations.accept("nobody", NOW)
    assert (archive.observations.accepted("harbour"), archive.observations.accepted("nobody")) == (last, 0)


def test_what_is_forgotten_is_in_no_observation(archive: Archive) -> None:
    kept = Observation("unread", f"{PAGE}2", "it has no title", NOW)
    crawled(
        archive,
        "harbour",
        kept,
        Observation("without files", PAGE, "", NOW),
        Observation("unlisted", "https://harbour.example/list", f"no title in {PAGE}", NOW),
    )
    archive.captures.put(Capture("harbour", PAGE, PAGE, NOW, 200), b"a letter")
    archive.remover.remove(Removal(frozenset({digest_of(b"a letter")})), "asked for", NOW)
    (run,) = archive.observations.of("harbour")
    assert run.observations == (kept,)
