"""An authority is found by any of its names, and counted by one."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from indexer.engine.whoosh_engine import WhooshEngine
from indexer.entries import card, entry
from indexer.extract.base import Extraction, Page
from indexer.facts.bodies.asked import counted_as, found_by
from indexer.query import parse
from indexer.search import Searching
from indexer.stored import StoredPages
from indexer.text import TextStore
from scraper.archive.records import Attachment, Digest, Document, Held
from scraper.items import Kind, Publication

NOW = datetime(2026, 8, 1, tzinfo=UTC)
FOREIGN_OFFICE = "Foreign and Commonwealth Office"
DEVELOPMENT_OFFICE = "Foreign, Commonwealth and Development Office"
LETTERS = {
    "a": (FOREIGN_OFFICE, 2014),
    "b": ("FCO", 2013),
    "c": ("Foreign Office", 2012),
    "d": (DEVELOPMENT_OFFICE, 2023),
    "e": ("Foreign Office", 2022),
    "f": ("London Borough of Camden", 2019),
    "g": ("Camden Council", 2018),
    "h": ("Office of Pins", 2014),
    "i": ("", 2014),
}


@pytest.fixture(scope="module")
def searching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searching]:
    folder = tmp_path_factory.mktemp("asked")
    pages = (Page(1, "lanterns"),)
    made = []
    for name, (authority, year) in LETTERS.items():
        its = Publication(
            "lamps", name, Kind.RELEASE, name, authority=authority, published=datetime(year, 5, 1, tzinfo=UTC)
        )
        digest = Digest(name * 64)
        carried = [(Held(1, its, NOW, NOW, 1), Attachment(digest, f"https://x.example/{name}", "", 0, True))]
        made.append(entry(card(Document(digest, "text/plain", 9), carried, "plain/1", 1, ""), carried, pages))
    engine = WhooshEngine()
    (folder / "engine").mkdir()
    engine.write(folder / "engine", made, [])
    with TextStore(folder / "text.sqlite") as store:
        for one in made:
            store.put(one.digest, Extraction("plain/1", pages))
    with engine.open(folder / "engine", often=True) as searcher, StoredPages(folder / "text.sqlite") as stored:
        yield Searching(searcher, stored)


@pytest.mark.parametrize(
    ("query", "letters"),
    [
        ("authority:fco", "abc"),
        ("authority:FCDO", "de"),
        ('authority:"foreign office"', "abcde"),
        ('authority:"commonwealth office"', "abcde"),
        ('authority:"development office"', "de"),
        ('authority:"camden council"', "fg"),
        ('authority:"london borough"', "fg"),
        ("authority:camd*", "fg"),
        ("authority:pins", "h"),
        ("authority:fc", ""),
    ],
)
def test_an_authority_is_found_by_any_name_it_had_then(searching: Searching, query: str, letters: str) -> None:
    found = searching.search(parse(query), asked=query, limit=20, exact=True)
    assert "".join(sorted(hit.card.digest[0] for hit in found.hits)) == letters


def test_an_authority_is_counted_once_by_its_full_name(searching: Searching) -> None:
    found = searching.search(parse("lanterns"), asked="lanterns", facets=("authority",), limit=0)
    assert dict(found.facets["authority"]) == {
        FOREIGN_OFFICE: 3,
        DEVELOPMENT_OFFICE: 2,
        "London Borough of Camden": 2,
        "Office of Pins": 1,
    }


def test_what_is_shown_is_what_was_published(searching: Searching) -> None:
    found = searching.search(parse("authority:fco"), asked="authority:fco", limit=20)
    assert {hit.card.authority for hit in found.hits} == {FOREIGN_OFFICE, "FCO", "Foreign Office"}


def test_names_that_say_nothing_new_are_left_out() -> None:
    assert found_by(FOREIGN_OFFICE, None) == (FOREIGN_OFFICE, "FCO")
    assert found_by("Office of Pins", None) == ("Office of Pins",)
    assert found_by("", None) == ()
    assert counted_as("", None) == ""


@pytest.mark.parametrize("name", ["\x00", "A" * 100_000, "\u202e", "' OR 1=1", "İ" * 99, "(" * 999])
def test_a_hostile_name_is_itself(name: str) -> None:
    assert found_by(name, None) == (name,)
    assert counted_as(name, None) == name
