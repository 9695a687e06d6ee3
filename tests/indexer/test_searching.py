"""One opened index, many questions: most of the words, corrections, likeness, facets, why, one hit for all places."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from indexer.engine.interface import FACETS, Entry, Order
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.entries import card, entry, fingerprint
from indexer.errors import QueryError
from indexer.extract.base import Extraction, Page
from indexer.query import Like, Not, all_of, parse
from indexer.search import Hit, Listing, Results, Searching, lexical
from indexer.stored import StoredPages
from indexer.text import TextStore
from scraper.archive.records import Attachment, Digest, Document, Held
from scraper.items import Kind, Publication, State

NOW = datetime(2026, 8, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Letter:
    """A letter of a made-up authority; `places` are the publications that carry it."""

    name: str
    text: str
    places: tuple[Publication, ...] = ()
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", sha256(self.name.encode()).hexdigest())

    def carried(self) -> list[tuple[Held, Attachment]]:
        return [
            (
                Held(key, place, NOW, NOW, 1),
                Attachment(Digest(self.digest), f"https://x.example/{key}.txt", "", 0, True),
            )
            for key, place in enumerate(self.places or (published(self.name),))
        ]

    def entry(self) -> Entry:
        document = Document(Digest(self.digest), "text/plain", len(self.text))
        known = card(document, self.carried(), "plain/1", len(self.pages()), "")
        return entry(known, self.carried(), self.pages())

    def pages(self) -> tuple[Page, ...]:
        return tuple(Page(number, text) for number, text in enumerate(self.text.split("\f"), 1))


def published(title: str, year: int = 2014, kind: Kind = Kind.RELEASE, **more: str | State) -> Publication:
    fields = {"source": "lamp-office", "native_id": title, "authority": "Department of Posts", **more}
    return Publication(kind=kind, title=title, published=datetime(year, 5, 1, tzinfo=UTC), **fields)  # type: ignore[arg-type]


EVERYWHERE = (
    published("Costs", source="lamp-office"),
    published("Costs again", 2015, source="other-office", authority="Office of Pins", url="https://y.example/costs"),
    published("A story", 2016, Kind.NEWS, source="wire", authority="Office of Pins", outlet="The Wick"),
)
GRANTED = published("Costs of poles", 2016, Kind.REQUEST, outcome="Part-Granted", authority="Office of Pins")
HIDDEN = published("A hidden one", 2014, state=State.HIDDEN)
LETTERS = (
    Letter("a", "lantern lantern wicks oil tallow beeswax\flantern wicks and the street works", (published("Wicks"),)),
    Letter("b", "wicks oil tallow beeswax trimmed", (published("Trimming"),)),
    Letter("c", "the poles of the street, costing £92,574 and £500", EVERYWHERE),
    Letter("d", "poles, and the works of a street", (GRANTED,)),
    Letter("e", "and the oil of a lantern, wicks, tallow: hidden gaslight", (HIDDEN,)),
    Letter("f", "", (published("A scan without text"),)),
    Letter("g", "poles of £1,000,000 in all", (published("Poles", 2013),)),
)
BY_NAME = {letter.name: letter for letter in LETTERS}
NAMES = {letter.digest: letter.name for letter in LETTERS}


@pytest.fixture(scope="module")
def searching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searching]:
    folder = tmp_path_factory.mktemp("searching")
    engine = WhooshEngine()
    (folder / "engine").mkdir()
    engine.write(folder / "engine", [letter.entry() for letter in LETTERS], [])
    with TextStore(folder / "text.sqlite") as store:
        for letter in LETTERS:
            store.put(letter.digest, Extraction("plain/1", letter.pages() if letter.text else ()))
    with engine.open(folder / "engine", often=True) as searcher, StoredPages(folder / "text.sqlite") as pages:
        yield Searching(searcher, pages)


def names(results: Results) -> str:
    return "".join(NAMES[hit.card.digest] for hit in results.hits)


def ask(searching: Searching, query: str, **how: object) -> Results:
    return searching.search(parse(query), asked=query, **how)  # type: ignore[arg-type]


def test_where_nothing_has_all_words_what_has_most_of_them_is_found(searching: Searching) -> None:
    results = ask(searching, "lantern wicks poles")
    assert (names(results), results.total, results.relaxed) == ("a", 1, True)
    assert results.notes == ("nothing has all three words; these have two of them",)
    assert all(page.snippet.marks for page in results.hits[0].pages)


def test_where_something_has_all_words_nothing_is_said(searching: Searching) -> None:
    results = ask(searching, "lantern wicks")
    assert (names(results), results.relaxed, results.notes, results.corrections) == ("a", False, (), ())


def test_a_filter_is_never_let_go(searching: Searching) -> None:
    assert names(ask(searching, "lantern poles kind:request")) == "d"
    assert ask(searching, "lantern tallow kind:request").total == 0


def test_what_is_hidden_is_not_found_by_most_of_the_words_either(searching: Searching) -> None:
    assert names(ask(searching, "gaslight tallow")) in ("ab", "ba")
    assert names(ask(searching, "gaslight state:hidden")) == "e"


def test_facets_count_what_was_relaxed_as_it_is_listed(searching: Searching) -> None:
    results = ask(searching, "gaslight tallow", facets=["state", "year"][1:])
    assert results.facets == {"year": (("2014", 2),)}


def test_a_misspelt_word_is_put_right_beside_what_the_others_find(searching: Searching) -> None:
    results = ask(searching, "tallow beeswaxx")
    assert (results.corrected, results.relaxed) == ("tallow beeswax", True)
    assert results.notes == ("nothing has both words; these have one of them",)
    assert [(found.word, found.likely[0]) for found in results.corrections] == [("beeswaxx", "beeswax")]


def test_a_document_like_another_has_its_foremost_words_and_is_another(searching: Searching) -> None:
    results = searching.search(Like(BY_NAME["a"].digest[:12]))
    assert names(results).startswith("b")
    assert "a" not in names(results)
    assert results.hits[0].pages[0].snippet.marks
    assert names(searching.search(all_of(Like(BY_NAME["a"].digest), parse("title:trimming")))) == "b"
    assert "b" not in names(searching.search(Not(Like(BY_NAME["a"].digest))))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("000000000000", "is no document"),
        ("", "is no document"),
        ("../../etc", "is no document"),
        ("%", "is no document"),
        ("abc", "is no document"),
        ("f", "has no text"),
    ],
)
def test_like_what_is_not_there_is_an_error_that_says_what_to_write(searching: Searching, name: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        searching.search(Like(BY_NAME[name].digest if name in BY_NAME else name))


def test_a_document_like_a_page_has_the_words_of_that_page(searching: Searching) -> None:
    assert names(searching.search(Like(BY_NAME["a"].digest, 1))) == "b"
    assert set(names(searching.search(Like(BY_NAME["a"].digest, 2)))) == {"c", "d"}
    with pytest.raises(QueryError, match="is no page: the document has 2"):
        searching.search(Like(BY_NAME["a"].digest, 3))


def test_words_under_a_not_and_other_words_of_a_field_are_never_put_right(searching: Searching) -> None:
    for query in ("wicks -tallowx", "wicks source:lamp-offic", "wicks OR 92575", "wicks OR tallowx*"):
        assert ask(searching, query).corrections == ()
    (found,) = ask(searching, 'wicks OR title:"trimmingg wicks"').corrections
    assert (found.word, found.likely[0]) == ("trimmingg", "trimming")


def test_facets_count_every_document_that_matches_by_every_value_it_has(searching: Searching) -> None:
    results = ask(searching, "poles", facets=FACETS, limit=0)
    assert (results.total, results.hits) == (3, ())
    counted = {name: dict(values) for name, values in results.facets.items()}
    assert counted["authority"] == {"Office of Pins": 2, "Department of Posts": 2}
    assert counted["source"] == {"lamp-office": 3, "other-office": 1, "wire": 1}
    assert counted["kind"] == {"release": 2, "news": 1, "request": 1}
    assert counted["year"] == {"2013": 1, "2014": 1, "2016": 1}
    assert counted["type"] == {"text/plain": 3}
    assert counted["outcome"] == {"part-granted": 1}


def test_the_greatest_sum_comes_first_and_what_has_none_last(searching: Searching) -> None:
    results = ask(searching, "poles", order=Order.LARGEST)
    assert names(results) == "gcd"
    assert [hit.largest for hit in results.hits] == [100_000_000, 9_257_400, None]
    assert [hit.largest for hit in ask(searching, "poles").hits] == [None, None, None]


def test_what_a_score_is_made_of_adds_up_to_it(searching: Searching) -> None:
    for query in ("lantern wicks", "poles OR lantern wicks*", '"street works" title:wicks', "works NEAR/3 street"):
        for hit in searching.search(parse(query), why=True).hits:
            assert hit.why
            assert sum(share.score for share in hit.why) == pytest.approx(hit.score)
            assert all(share.count and share.holding and share.where in ("text", "title") for share in hit.why)
    assert [hit.why for hit in searching.search(parse("kind:news"), why=True).hits] == [()]
    assert [hit.why for hit in searching.search(parse("beeswax trimmed")).hits] == [None]


def test_a_document_published_in_several_places_is_one_hit_that_names_them_all(searching: Searching) -> None:
    (hit,) = ask(searching, "92574").hits
    assert (hit.card.title, hit.card.source) == ("Costs", "lamp-office")
    assert [(other["title"], other["source"]) for other in hit.card.also] == [
        ("Costs again", "other-office"),
        ("A story", "wire"),
    ]
    for query in ('authority:"office of pins" 92574', "source:wire 92574", "kind:news 92574"):
        assert names(ask(searching, query)) == "c"


def test_who_only_carried_it_is_no_body_it_is_counted_by() -> None:
    made = BY_NAME["c"].entry()
    assert made.bodies == ("Department of Posts", "Office of Pins")
    assert "The Wick" in made.authorities
    assert BY_NAME["d"].entry().outcomes == ("Part-Granted",)


@pytest.mark.parametrize("change", [{"outcome": "refused"}, {"authority": "Office of Oil"}, {"outlet": "The Flame"}])
def test_an_entry_is_made_anew_when_another_of_its_publications_is_other(change: dict[str, str]) -> None:
    before, after = (
        Letter("h", "text", (published("First"), published("Second", 2015, **more))).carried()  # type: ignore[arg-type]
        for more in ({}, change)
    )
    known = card(Document(Digest("0" * 64), "text/plain", 1), before, "plain/1", 1, "")
    assert fingerprint(known, before) != fingerprint(known, after)


def test_many_questions_are_answered_like_one_each(searching: Searching) -> None:
    queries = ("lantern", "poles", "gaslight tallow", "zzz", "poles")
    assert [names(ask(searching, query)) for query in queries] == [names(ask(searching, q)) for q in queries]


def test_another_ranking_takes_the_place_of_the_index_s_own(searching: Searching) -> None:
    def reversed_(searcher: object, query: object, listing: Listing) -> object:
        found = lexical(searcher, query, listing)  # type: ignore[arg-type]
        return type(found)(found.total, found.matches[::-1], ("turned round",), found.facets)

    other = Searching(searching._searcher, searching._store, reversed_)  # type: ignore[arg-type]
    usual, turned = (ask(some, "poles", facets=("kind",)) for some in (searching, other))
    assert names(turned) == names(usual)[::-1]
    assert turned.notes == ("turned round",)
    assert turned.facets == usual.facets


def test_every_hit_of_words_has_a_mark(searching: Searching) -> None:
    queries = ("lantern", "pol*", '"the street"', "street NEAR/4 poles", "92574", "title:costs", "wicks OR works")
    hits: Counter[str] = Counter()
    for query in queries:
        for hit in ask(searching, query, pages=9).hits:
            assert_marked(hit)
            hits[query] += 1
    assert len(hits) >= len(queries) - 1


def assert_marked(hit: Hit) -> None:
    assert hit.pages
    assert all(page.snippet.marks for page in hit.pages)
