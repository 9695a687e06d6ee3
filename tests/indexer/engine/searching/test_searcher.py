"""Questions to an opened index: what the oracle does not ask."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from indexer.engine.interface import Entry, Order
from indexer.engine.searching import occurrences, vector
from indexer.engine.searching.expansion import MAX_COUNT, MAX_EXPANSION
from indexer.errors import QueryError
from indexer.query import And, Near, Node, Or, Phrase, Prefix, Regex, Wildcard, Word, parse

if TYPE_CHECKING:
    from tests.indexer.engine.conftest import Collection

Make = Callable[..., Entry]


def word(text: str) -> Word:
    return Word(text, text)


def both(collection: "Collection", query: Node, order: Order = Order.RELEVANCE) -> list[str]:
    """Return the digests that both kernels find."""
    found = []
    for often in (False, True):
        with collection.engine.open(collection.folder, often=often) as searcher:
            searcher.search(query, order=order)
            found.append([match.digest for match in searcher.search(query, order=order, limit=1000).matches])
    assert found[0] == found[1]
    return found[0]


def test_the_likeliest_words_that_one_may_be_a_misspelling_of_come_first(collection: "Collection", entry: Make) -> None:
    collection.write(
        entry("a", "training for happy lifeguards", "trainings"),
        entry("b", "training", "straining"),
        entry("c", "drainage"),
    )
    with collection.engine.open(collection.folder) as searcher:
        assert searcher.near("trainin") == ["training", "straining", "trainings"]
        assert searcher.near("happi") == ["happy"]  # and not itself, which is only the stem of that
        assert searcher.near("hapy") == ["happy"]
        assert searcher.near("training") == ["straining", "trainings"]
        assert searcher.near("zebra") == searcher.near("") == []


def test_how_many_documents_hold_words_is_told_in_one_go(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social", title="media"), entry("b", "social media"), entry("c", "x"))
    collection.write(removed=("c",))
    with collection.engine.open(collection.folder) as searcher:
        assert searcher.holding([word("social"), word("media"), word("x"), word("zebra")]) == [2, 2, 0, 0]
        assert searcher.holding([]) == []


def test_why_names_what_a_score_is_made_of(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social media media", title="media"), entry("b", "media"), entry("c", "other"))
    query = parse("media -other")
    with collection.engine.open(collection.folder) as searcher:
        text, title = searcher.why(query, "a")
        assert [(share.where, share.count, share.holding) for share in (text, title)] == [
            ("text", 2, 2),
            ("title", 1, 1),
        ]
        match = searcher.search(query).matches[0]
        assert (match.digest, match.score) == ("a", pytest.approx(text.score + title.score))
        assert searcher.why(query, "c") == searcher.why(query, "nobody") == ()


def test_the_note_is_there_for_each_question(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", " ".join(f"x{number:05}" for number in range(MAX_EXPANSION + 1))))
    with collection.engine.open(collection.folder, often=True) as searcher:
        for _ in range(2):
            found = searcher.search(Or((Prefix("x"), Regex("x.*"))))
            assert found.notes == (
                "/x.*/ stands for 1,001 words; the first 1,000 were searched",
                "x* stands for 1,001 words; the first 1,000 were searched",
            )
        assert searcher.search(Prefix("x0000")).notes == ()


def test_of_very_many_words_it_is_said_that_they_are_more(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", " ".join(f"x{number:05}" for number in range(MAX_COUNT + 1))))
    with collection.engine.open(collection.folder) as searcher:
        notes = searcher.search(Or((Wildcard("?0*"), Prefix("x"), Regex("x.*")))).notes
    ending = "stands for more than 2,000 words; the first 1,000 were searched"
    assert notes == tuple(f"{printed} {ending}" for printed in ("/x.*/", "?0*", "x*"))


def test_a_phrase_within_different_documents_is_looked_for_in_each(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social media red"), entry("b", "social media blue"), entry("c", "media social red"))
    phrase = Phrase((word("social"), word("media")))
    query = Or((And((phrase, word("red"))), And((phrase, word("blue")))))
    assert sorted(both(collection, query)) == ["a", "b"]


def test_places_held_a_few_documents_at_a_time_give_the_same(
    collection: "Collection", entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for start in range(0, 40, 20):
        collection.write(
            *(entry(f"{n:02}", "social media " * (n % 3), "media social") for n in range(start, start + 20))
        )
    queries = (parse('"social media"'), parse('"media social media"'), Near((word("social"), word("media")), 1))
    whole = [both(collection, query) for query in queries]
    monkeypatch.setattr(vector, "_AT_ONCE", 7)
    monkeypatch.setattr(vector, "_AT_ONCE_OFTEN", 0)
    assert [both(collection, query) for query in queries] == whole
    assert all(whole)


def test_any_number_of_words_can_be_near_each_other_unless_one_may_be_several_of_them(
    collection: "Collection", entry: Make
) -> None:
    collection.write(entry("a", "a b c d e f g h i a b c"), entry("b", "a b c d e f g h i ab"))
    words = tuple(map(word, "abcdefghi"))
    assert sorted(both(collection, Near(words, 8))) == ["a", "b"]
    assert both(collection, Near((*words, word("a"), word("b")), 11)) == ["a"]  # twice is wanted twice
    with pytest.raises(QueryError, match=r"10 words are asked for near each other, .*: at most 8 can be then"):
        both(collection, Near((*words, Prefix("a")), 11))


def test_rows_of_words_that_stand_too_often_are_refused_but_never_the_first(
    collection: "Collection", entry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(occurrences, "MAX_READ", 0)
    collection.write(entry("a", "social media " * 9))
    assert both(collection, parse('"social media" "media social media"')) == ["a"]
    near = Near((word("social"), word("media")), 1)
    assert both(collection, near) == ["a"]
    with pytest.raises(QueryError, match="stand too often to look through: 63 places; 18 can be"):
        both(collection, Or((Phrase((word("media"), word("social"))), near)))


def test_an_error_of_the_one_who_asks_is_his_own(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social"))
    with pytest.raises(KeyError), collection.engine.open(collection.folder):
        raise KeyError


def test_no_hits_are_asked_for(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social"), entry("b", "social"))
    for often in (False, True):
        with collection.engine.open(collection.folder, often=often) as searcher:
            found = searcher.search(word("social"), limit=0, facets=("kind",))
            assert (found.total, found.matches, found.facets) == (2, (), {"kind": (("release", 2),)})
            assert searcher.search(word("social"), limit=-1, offset=-1).matches == ()
            assert searcher.search(word("social"), limit=5, offset=7).matches == ()
