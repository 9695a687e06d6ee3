"""What is handed on, and what stays: whoever exports in whatever form gets this, and no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.chosen import NEWS, Choice, Chosen
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Capture
from scraper.archive.removal import Removal
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication
from tests.indexer.handing import (
    BODIES,
    D_LETTER,
    D_LOGO,
    D_MAIL,
    D_NEW,
    D_OLD,
    D_OPEN,
    D_SECRET,
    D_SHEET,
    D_STORY,
    HOST,
    NOW,
    filled,
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return filled(tmp_path_factory.mktemp("handing") / "data")


class Choosing:
    """Chooses of one collection."""

    def __init__(self, archive: Archive, store: TextStore) -> None:
        self.archive, self.store = archive, store

    def __call__(self, **choice: object) -> Chosen:
        return Chosen(self.archive, self.store, Choice(**choice))  # type: ignore[arg-type]


@pytest.fixture
def choosing(places: Places) -> Iterator[Choosing]:
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        yield Choosing(archive, store)


def digests(chosen: Chosen) -> set[str]:
    return {item.card.digest for item in chosen.items()}


def named(chosen: Chosen, native: str) -> str:
    source, _, number = native.partition("/")
    return next(
        h.id
        for h in chosen.archive.publications.all()
        if (h.publication.source, h.publication.native_id) == (source, number)
    )


def told(chosen: Chosen) -> str:
    """Return all that is handed on, as one text."""
    every: list[object] = [*chosen.items(), *chosen.documents(), *chosen.members(), *chosen.all_captures()]
    return repr([*every, *chosen.texts(), *((held, chosen.versions(held)) for held in chosen.publications())])


def test_of_everything_old_versions_go_with_their_state_and_what_is_hidden_stays(choosing: Choosing) -> None:
    chosen = choosing()
    assert digests(chosen) == {D_LETTER, D_OLD, D_NEW, D_STORY, D_OPEN, D_MAIL, D_SHEET, D_LOGO}
    assert {item.card.state for item in chosen.items() if item.card.digest == D_OLD} == {"superseded"}
    assert "secret" not in told(chosen).lower()
    assert D_SECRET not in told(chosen)
    assert chosen.left_out == {"hidden": 1, "news_text": 1}


def test_what_is_hidden_goes_if_it_is_asked_for(choosing: Choosing) -> None:
    assert D_SECRET in digests(choosing(hidden=True))
    by_query = choosing(digests=frozenset({D_SECRET}))
    assert digests(by_query) == {D_SECRET}
    assert [held.publication.title for held in by_query.publications()] == ["A secret"]


def test_of_news_the_title_goes_and_no_text_and_no_bytes(choosing: Choosing) -> None:
    chosen = choosing()
    (story,) = (item for item in chosen.items() if item.card.digest == D_STORY)
    assert (story.whole, story.card.pages, story.card.reason) == (False, 0, NEWS)
    assert list(chosen.pages(story)) == []
    assert [list(chosen.pages_of(made)) for made in chosen.texts() if made.digest == D_STORY] == [[]]
    assert D_STORY not in {document.digest for document in chosen.originals()}
    assert D_OPEN in {document.digest for document in chosen.originals()}, "under a licence that lets everybody"
    whole = choosing(news_text=True)
    assert D_STORY in {document.digest for document in whole.originals()}
    assert "news_text" not in {reason for reason, number in whole.left_out.items() if number}


def test_bytes_of_news_that_nobody_read_yet_stay_too(tmp_path: Path) -> None:
    fresh = filled(tmp_path / "data")
    fresh.text.unlink()
    with Archive.open(fresh.archive) as archive, TextStore(fresh.text) as store:
        chosen = Chosen(archive, store, Choice())
        assert D_STORY in {document.digest for document in chosen.documents()}
        assert D_STORY not in {document.digest for document in chosen.originals()}


def test_bytes_that_news_and_somebody_else_published_go(tmp_path: Path) -> None:
    fresh = filled(tmp_path / "data")
    with Archive.open(fresh.archive) as archive, archive.writing():
        held = archive.publications.find("gb_b", "1")
        assert held
        links = archive.publications.find("paper", "1").publication.documents  # type: ignore[union-attr]
        from dataclasses import replace

        archive.publications.put(replace(held.publication, documents=links), NOW)
    with Archive.open(fresh.archive) as archive, TextStore(fresh.text) as store:
        assert D_STORY in {document.digest for document in Chosen(archive, store, Choice()).originals()}
        without = Choice(exclude=frozenset({held.id}))
        assert D_STORY not in {document.digest for document in Chosen(archive, store, without).originals()}


def test_a_document_that_is_excluded_leaves_no_trace(choosing: Choosing) -> None:
    chosen = choosing(exclude=frozenset({D_LETTER}))
    said = told(chosen)
    assert D_LETTER not in said
    assert "letter.txt" not in said, "its address and its title in the publications that list it"
    assert {inside.parent for inside in chosen.members()} == {D_MAIL}
    assert digests(chosen) >= {D_LOGO, D_MAIL}, "the logo is in the mail, too"
    assert chosen.left_out["excluded"] == 1


def test_a_publication_that_is_excluded_takes_along_what_it_alone_carries(choosing: Choosing) -> None:
    chosen = choosing(exclude=frozenset({named(choosing(), "gb_b/1")}))
    assert digests(chosen) == {D_LETTER, D_OLD, D_NEW, D_STORY, D_OPEN, D_LOGO}
    said = told(chosen)
    assert "Replies" not in said, "nor is it named as another that carries the letter"
    assert "mail" not in said


def test_an_address_that_only_an_excluded_publication_names_is_not_told_of(tmp_path: Path) -> None:
    places = filled(tmp_path / "data")
    address = f"{HOST}/r9/copy.txt"
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        copies = Publication("gb_c", "1", Kind.RELEASE, "Copies", documents=(DocumentLink(address),))
        archive.publications.put(copies, NOW)
        archive.captures.record(Capture("gb_c", address, address, NOW, 200, (), D_LETTER))
        everything = Choosing(archive, store)()
        without = Chosen(archive, store, Choice(exclude=frozenset({named(everything, "gb_c/1")})))
        assert address in told(everything)
        assert "r9" not in told(without)
        assert D_LETTER in digests(without)


def test_files_within_an_excluded_document_stay_unless_they_are_elsewhere_too(choosing: Choosing) -> None:
    chosen = choosing(exclude=frozenset({D_MAIL}))
    assert D_SHEET not in told(chosen)
    (logo,) = (item for item in chosen.items() if item.card.digest == D_LOGO)
    assert logo.card.parent == D_LETTER


def test_the_original_of_what_holds_an_excluded_file_stays(choosing: Choosing) -> None:
    chosen = choosing(exclude=frozenset({D_SHEET}))
    assert D_SHEET not in told(chosen)
    assert D_MAIL in digests(chosen)
    assert D_MAIL not in {document.digest for document in chosen.originals()}
    assert D_LETTER in {document.digest for document in chosen.originals()}


def test_a_chosen_file_takes_along_what_it_is_in_but_not_its_neighbours(choosing: Choosing) -> None:
    chosen = choosing(digests=frozenset({D_SHEET}))
    assert digests(chosen) == {D_SHEET}
    assert [document.digest for document in chosen.documents()] == [D_MAIL]
    assert [inside.path for inside in chosen.members()] == ["sheet.csv"]
    assert [held.publication.title for held in chosen.publications()] == ["Replies"]
    assert {capture.url for capture in chosen.all_captures()} == {f"{HOST}/r2/mail.eml"}


def test_what_could_not_be_unpacked_is_told_with_what_it_is_in(choosing: Choosing) -> None:
    assert "torn.pdf" in [inside.path for inside in choosing(digests=frozenset({D_MAIL})).members()]
    assert "torn.pdf" in [inside.path for inside in choosing().members()]


def test_what_was_forgotten_is_not_handed_on(tmp_path: Path) -> None:
    fresh = filled(tmp_path / "data")
    with Archive.open(fresh.archive) as archive, archive.writing():
        archive.remover.remove(Removal(frozenset({D_OPEN})), "asked for", NOW)
    with Archive.open(fresh.archive) as archive, TextStore(fresh.text) as store:
        said = told(Chosen(archive, store, Choice()))
    assert D_OPEN not in said
    assert "speech.html" not in said


def test_of_everything_every_capture_goes_once_by_digest_and_time(choosing: Choosing) -> None:
    captures = list(choosing(hidden=True).all_captures())
    assert len(captures) == len(BODIES) + 2
    order = [(capture.digest, capture.time) for capture in captures]
    assert order == sorted(order)


def test_the_same_cards_whatever_was_entered_first(tmp_path: Path, choosing: Choosing) -> None:
    other = filled(tmp_path / "data", shuffle=3)
    with Archive.open(other.archive) as archive, TextStore(other.text) as store:
        assert [item.card for item in Chosen(archive, store, Choice()).items()] == [
            item.card for item in choosing().items()
        ]
