"""Few documents have all the words: first come those that have them near each other, and no other is found."""

from collections.abc import Iterator

import pytest

from indexer.answers.nearer import APART, MOST_WORDS, nearer
from indexer.engine.interface import Entry, Order
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.entries import Card
from indexer.query import And, Near, Or, Word, leaves, parse
from indexer.search import Results, Searching
from indexer.stored import StoredPages
from indexer.text import TextStore

SOCIAL, MEDIA = Word("social"), Word("media")


def test_what_is_asked_for_is_the_same_and_to_be_near_counts_besides() -> None:
    assert nearer(parse("social media")) == Or((And((SOCIAL, MEDIA)), Near((SOCIAL, MEDIA), 2 * APART)))


def test_filters_and_phrases_must_still_match() -> None:
    query = parse('media "annual report" source:govuk-foi')
    better = nearer(query)
    assert isinstance(better, And)
    assert set(better.parts[1:]) == set(query.parts) - {MEDIA}  # type: ignore[union-attr]
    assert Near((MEDIA, *parse('"annual report"').parts), 3 * APART) in list(leaves(better))  # type: ignore[union-attr]


def test_a_word_that_is_asked_for_twice_need_not_stand_near_itself() -> None:
    assert nearer(parse("media media social")) == Or((And((MEDIA, MEDIA, SOCIAL)), Near((MEDIA, SOCIAL), 2 * APART)))
    assert nearer(parse("media media")) is None


def test_what_is_no_row_of_plain_words_stays_as_it_is() -> None:
    many = " ".join(f"w{number}" for number in range(MOST_WORDS + 1))
    for query in ("media", "social OR media", '"social media"', '"a b" "c d"', "media source:x", "media -social", many):
        assert nearer(parse(query)) is None, query


SCATTERED = "media " * 3 + "and so on " * 20 + "social " * 3
TOGETHER = "and so on " * 22 + "social media"


@pytest.fixture(scope="module")
def searching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searching]:
    folder = tmp_path_factory.mktemp("nearer")
    (folder / "engine").mkdir()
    engine = WhooshEngine()
    engine.write(
        folder / "engine", [letter("far", SCATTERED), letter("near", TOGETHER), letter("other", "social work")], ()
    )
    TextStore(folder / "text.sqlite").close()
    with engine.open(folder / "engine") as searcher, StoredPages(folder / "text.sqlite") as store:
        yield Searching(searcher, store)


def letter(name: str, text: str) -> Entry:
    known = Card(*([name] * 15), "plain/1", 1, "")  # type: ignore[arg-type]
    return Entry(
        digest=name, title="", heading="", pages=(text,), authorities=(), sources=(), kinds=("letter",),
        states=("live",), media_type="text/plain", published=None, stored=known.to_json(),
    )  # fmt: skip


def listed(results: Results) -> list[str]:
    return [hit.card.digest for hit in results.hits]


def test_of_few_documents_those_come_first_that_have_the_words_near_each_other(searching: Searching) -> None:
    query = parse("media social")
    assert [match.digest for match in searching._searcher.search(query).matches] == ["far", "near"]
    results = searching.search(query, facets=("kind",))
    assert (listed(results), results.total, results.facets) == (["near", "far"], 2, {"kind": (("letter", 2),)})


def test_a_page_of_results_is_a_slice_of_the_whole(searching: Searching) -> None:
    query = parse("media social")
    assert [listed(searching.search(query, limit=1, offset=at)) for at in range(3)] == [["near"], ["far"], []]


def test_why_says_what_being_near_added(searching: Searching) -> None:
    first, second = searching.search(parse("media social"), why=True).hits
    for hit in (first, second):
        assert sum(share.score for share in hit.why or ()) == pytest.approx(hit.score)
    assert any(isinstance(share.leaf, Near) for share in first.why or ())


def test_another_order_is_not_touched(searching: Searching) -> None:
    results = searching.search(parse("media social"), order=Order.NEWEST, why=True)
    assert not any(isinstance(share.leaf, Near) for hit in results.hits for share in hit.why or ())


def test_where_many_match_the_words_alone_decide(searching: Searching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.answers.nearer.FEW", 1)
    assert listed(searching.search(parse("media social"))) == ["far", "near"]
