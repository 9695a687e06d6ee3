"""Facts are made of what is new or changed, of nothing twice; what cannot be looked through has a reason."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build import build
from indexer.engine.interface import Entry
from indexer.extract.base import Page
from indexer.facts import finding, workers
from indexer.facts.records import Body, Words
from indexer.facts.store import FactStore, facts_of
from indexer.facts.text import About, Text
from indexer.facts.worker import answer, made, question
from indexer.facts.workers import made_by
from indexer.places import Places
from indexer.query import parse
from indexer.search import search
from scraper.archive.records import digest_of
from scraper.archive.store import Archive
from scraper.local import Label, add

LETTER = "We refuse to disclose the names under section 40(2) of the Freedom of Information Act 2000.\n"


def collection(tmp_path: Path, *texts: str) -> Places:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    places = Places(tmp_path / "data")
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    with Archive.open(places.archive) as archive:
        list(add(archive, [folder], Label(), datetime.now(UTC)))
    build(places)
    return places


def test_a_document_is_found_by_what_it_says_and_the_page_shows_the_words(tmp_path: Path) -> None:
    places = collection(tmp_path, LETTER, "Section 40(2) of the Freedom of Information Act is about personal data.\n")
    found = search(places, parse("exemption:s40(2)"))
    (hit,) = found.hits
    (page,) = hit.pages
    assert page.snippet.text[slice(*page.snippet.marks[0])].endswith("40(2)")
    assert search(places, parse("mentioned:s40")).total == 2
    assert search(places, parse("exemption:s41")).total == 0


def test_what_is_unchanged_is_not_looked_through_again_and_what_goes_takes_its_facts_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = collection(tmp_path, LETTER)
    looked: list[str] = []
    found = finding.facts

    def watched(text: Text) -> Iterator[object]:
        looked.append(text.pages[0].text)
        return found(text)

    monkeypatch.setattr("indexer.facts.worker.facts", watched)
    build(places)
    assert looked == []
    collection(tmp_path, LETTER, "Another letter\n")
    assert looked == ["Another letter"]
    monkeypatch.setattr("indexer.facts.stage.VERSION", "another/1")
    monkeypatch.setattr("indexer.indexing.VERSION", "another/1")
    build(places)
    assert len(looked) == 3


def test_an_index_is_made_anew_where_its_facts_are_of_other_makers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = collection(tmp_path, LETTER)
    monkeypatch.setattr("indexer.indexing.VERSION", "another/1")
    assert build(places).added == 1
    assert build(places).added == 0


def test_many_documents_are_looked_through_by_processes_with_the_same_facts(tmp_path: Path) -> None:
    texts = [f"{number} {LETTER}" + "word " * 9_000 for number in range(6)]
    places = collection(tmp_path, *texts)
    facts = facts_of(places.facts, map(digest_of, (text.encode() for text in texts)))
    assert len(facts) == 6
    one = Text([Page(1, texts[0])], About(kind="file", media_type="text/plain"))
    assert [type(fact) for fact in facts[digest_of(texts[0].encode())]] == [type(fact) for fact in finding.facts(one)]


def test_a_fault_in_one_document_is_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_: Text) -> Iterator[object]:
        yield Body(Words(1, 0, 1, "x"), "x", "authority")
        raise KeyError("of ours")

    monkeypatch.setattr("indexer.facts.worker.facts", faulty)
    assert made((Page(1, "x"),), About()) == (b"", "KeyError: 'of ours'")


def test_a_document_that_takes_too_long_or_ends_its_process_ends_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = "import time; time.sleep(60)"
    monkeypatch.setattr(workers, "_START", hanging)
    asked = [(key, (Page(1, LETTER),), About()) for key in range(2)]
    begun = time.monotonic()
    reasons = {key: reason for key, (_, reason) in made_by(1, asked, seconds=0.2)}
    assert set(reasons) == {0, 1}
    assert all("took longer than" in reason for reason in reasons.values())
    assert time.monotonic() - begun < 30
    monkeypatch.setattr(workers, "_START", "raise SystemExit")
    assert [reason for _, (_, reason) in made_by(2, asked)] == [workers.ENDED] * 2


def test_a_question_is_sent_and_answered_whatever_signs_are_in_it() -> None:
    page = Page(1, "\ud800 half a sign, \0 and £", gaps=(3,))
    assert question((page,), About(title="\u202e"))[workers.SIZE :].isascii()
    with pytest.raises(ValueError, match="line 1"):
        answer(b"no json")


def test_facts_that_cannot_be_opened_say_what_to_do(tmp_path: Path) -> None:
    from indexer.errors import IndexerError

    (tmp_path / "facts.sqlite").write_bytes(b"no database " * 99)
    with pytest.raises(IndexerError, match="delete it and run `foi index`"):
        FactStore(tmp_path / "facts.sqlite")


def test_what_is_stated_is_all_an_entry_has_of_it() -> None:
    assert Entry.__match_args__[-5:] == ("exemptions", "provisions", "companies", "lags", "sums")
