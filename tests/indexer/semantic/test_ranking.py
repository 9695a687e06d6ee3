"""What is found by words, what is added for its meaning, in which order, and what the total counts."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.annotations import Annotations
from indexer.annotations.searching import annotated
from indexer.engine.interface import Entry, Found, Order
from indexer.places import Places
from indexer.query import parse
from indexer.search import Listing
from indexer.semantic.embedding import Embedder
from indexer.semantic.nearest import Nearest
from indexer.semantic.ranking import ByMeaning
from indexer.semantic.vectors import read
from indexer.semantic.writing import Writing
from tests.brute import Brute, BruteSearcher
from tests.indexer.semantic.small import letter

LETTERS = (
    letter("a", "taser use by one officer", source="leeds"),
    letter("b", "taser and library", source="york"),
    letter("c", "nothing to do with it", "stun and weapon on the second page", source="leeds"),
    letter("d", "weapon and stun and officer", source="york"),
    letter("e", "a book in a library", source="leeds"),
    letter("f", "gritting", source="leeds"),
)


class Asking:
    """Some letters in an index read from end to end, with vectors, and the questions put to them."""

    def __init__(self, folder: Path, embedder: Embedder, entries: Sequence[Entry]) -> None:
        engine = Brute()
        writing = Writing(folder, embedder)
        engine.write(folder, list(writing.passing(entries)), ())
        writing.finish(())
        with engine.open(folder) as searcher:
            self.searcher: BruteSearcher = searcher
        vectors = read(folder)
        assert vectors
        self.opened = 0
        self._nearest = Nearest(vectors, embedder)
        self._ranking = ByMeaning(self._open)

    def _open(self) -> Nearest:
        self.opened += 1
        return self._nearest

    def __call__(self, query: str, **listing: object) -> Found:
        return self._ranking(self.searcher, parse(query), Listing(**listing))  # type: ignore[arg-type]


@pytest.fixture
def ask(tmp_path: Path, embedder: Embedder) -> Asking:
    return Asking(tmp_path / "vectors", embedder, LETTERS)


def digests(found: Found) -> list[str]:
    return [match.digest for match in found.matches]


def test_what_is_near_in_meaning_is_added_and_what_is_far_is_not(ask: Asking) -> None:
    found = ask("taser")
    assert sorted(digests(found)) == ["a", "b", "c", "d"]
    assert found.total == 4
    assert found.notes == ("2 of these do not have all the words, and are near in meaning",)


def test_each_match_has_both_its_ranks_and_the_score_is_of_them(ask: Asking) -> None:
    from indexer.semantic.fusing import worth

    found = ask("taser")
    ranked = {digest: (ranks.lexical, ranks.semantic) for digest, ranks in found.ranks.items()}
    assert {digest for digest, (lexical, _) in ranked.items() if lexical} == {"a", "b"}
    assert sorted(semantic for _, semantic in ranked.values() if semantic) == [1, 2, 3, 4]
    assert [match.score for match in found.matches] == [worth(*ranked[digest]) for digest in digests(found)]
    assert digests(found) == sorted(digests(found), key=lambda digest: -worth(*ranked[digest]))


def test_an_added_document_is_shown_by_the_page_nearest_in_meaning(ask: Asking) -> None:
    pages = {match.digest: [page.number for page in match.pages] for match in ask("taser").matches}
    assert pages == {"a": [1], "b": [1], "c": [2], "d": []}  # where none is named, the first is shown


def test_an_added_document_with_some_of_the_words_is_shown_by_the_pages_they_are_on(
    tmp_path: Path, embedder: Embedder
) -> None:
    letters = [letter("a", "officer taser road"), letter("b", "stun weapon", "a weapon of an officer, a taser")]
    found = Asking(tmp_path / "some", embedder, letters)("taser road officer")
    assert {match.digest: [page.number for page in match.pages] for match in found.matches} == {"a": [1], "b": [2]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("taser source:leeds", "ac"),
        ("taser source:york", "bd"),
        ("taser -library", "acd"),
        ("taser -weapon", "ab"),
        ('taser "second page"', "c"),
        ("taser kind:news", ""),
        ("taser weap*", "cd"),
    ],
)
def test_what_is_added_meets_all_that_is_exact(ask: Asking, query: str, expected: str) -> None:
    found = ask(query)
    assert ("".join(sorted(digests(found))), found.total) == (expected, len(expected))


def test_a_filter_that_few_of_very_many_meet_is_respected_as_well(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = ask("taser source:leeds")
    monkeypatch.setattr("indexer.semantic.candidates.FEW", 0)
    monkeypatch.setattr("indexer.semantic.candidates.BATCH", 1)
    assert ask("taser source:leeds") == listed


@pytest.mark.parametrize("query", ['"taser use"', "tas*", "source:leeds", "taser NEAR/3 officer"])
def test_exact_syntax_by_itself_is_ranked_by_words_and_no_vector_is_opened(ask: Asking, query: str) -> None:
    found = ask(query)
    assert found == ask.searcher.search(parse(query))
    assert not ask.opened


def test_in_another_order_nothing_is_added(ask: Asking) -> None:
    assert ask("taser", order=Order.NEWEST) == ask.searcher.search(parse("taser"), order=Order.NEWEST)


def test_words_that_no_document_has_are_answered_by_meaning_alone(ask: Asking) -> None:
    found = ask("classroom pavement")
    assert digests(found) == ["f"]
    assert found.notes == ("nothing has all the words; what is shown is near in meaning",)


def test_where_most_of_the_words_can_be_asked_for_that_is_left_to_the_search(ask: Asking) -> None:
    assert ask("taser officer library").total == 0


def test_nothing_known_finds_nothing(ask: Asking) -> None:
    assert ask("zzz").total == 0


def test_pages_of_results_follow_each_other_without_gap_or_overlap(
    ask: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.semantic.ranking.DEPTH", 2)
    whole = digests(ask("taser OR stun OR library OR gritting"))
    assert len(whole) == ask("taser OR stun OR library OR gritting").total == 6
    each = [digests(ask("taser OR stun OR library OR gritting", limit=1, offset=place)) for place in range(7)]
    assert each == [[digest] for digest in whole] + [[]]


def test_a_total_without_hits_is_the_total_with_them(ask: Asking) -> None:
    assert ask("taser", limit=0).total == ask("taser").total == 4


def test_facets_count_what_was_added_too(ask: Asking) -> None:
    assert ask("taser", facets=("source",)).facets == {"source": (("leeds", 2), ("york", 2))}


def test_tags_are_respected_and_counted_of_what_was_added_too(ask: Asking, tmp_path: Path) -> None:
    places = Places(tmp_path / "data")
    with Annotations.open(places) as mine:
        mine.tag(["a", "c", "f"], ["leads"])
        mine.tag(["d"], ["done"])
    with annotated(ask.searcher, places) as searcher:
        ask.searcher = searcher  # type: ignore[assignment]
        assert sorted(digests(ask("taser tag:leads"))) == ["a", "c"]
        assert sorted(digests(ask("taser -tag:*"))) == ["b"]
        assert ask("taser", facets=("tag",)).facets == {"tag": (("leads", 2), ("done", 1))}


def test_a_document_without_vectors_keeps_its_rank_by_words(tmp_path: Path, embedder: Embedder) -> None:
    ask = Asking(tmp_path / "bare", embedder, LETTERS)
    writing = Writing(tmp_path / "bare", embedder)
    writing.finish({"a"})
    vectors = read(tmp_path / "bare")
    assert vectors
    found = ByMeaning(lambda: Nearest(vectors, embedder))(ask.searcher, parse("taser"), Listing())
    assert (found.ranks["a"].lexical, found.ranks["a"].semantic, found.total) == (2, None, 4)
