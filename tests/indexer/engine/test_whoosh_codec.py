"""Whoosh, over our segments, answers as Whoosh over its own: the same documents, scores and positions."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from whoosh import query, scoring
from whoosh.formats import Positions
from whoosh.searching import Searcher

from indexer.engine.interface import Entry
from indexer.engine.whoosh_reader import whoosh_reader
from indexer.engine.writing import write
from tests.indexer.engine.stock import FIELDS, stock_index

WORDS = (
    *("train", "trains", "training", "trained", "social", "media", "medium", "report", "reports", "reporting"),
    *("cost", "costs", "costing", "council", "councils", "office", "92,574", "2014", "caf\u00e9", "informa-\ntion"),
)
QUERIES = 1_500


@dataclass(frozen=True)
class Both:
    """One collection, in a stock index and in ours; a searcher over each."""

    stock: Searcher
    ours: Searcher

    def found(self, asked: query.Query, searcher: Searcher) -> dict[str, float]:
        results = searcher.search(asked, limit=None)
        return {_digest(searcher, number): round(score, 6) for score, number in results.top_n}


def _digest(searcher: Searcher, number: int) -> str:
    fields = searcher.stored_fields(number)
    found: str = fields["record"][0] if "record" in fields else fields["digest"]
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, make: Callable[..., Entry]) -> Iterator[Both]:
    """Three segments; a tenth of the documents was replaced by a later one."""
    dice = random.Random(5)  # noqa: S311 - the same collection every time
    folder = tmp_path_factory.mktemp("codec")
    batches = [
        [_entry(dice, make, number) for number in some] for some in (range(150), range(135, 230), range(225, 260))
    ]
    stock = stock_index(folder / "stock", batches)
    for batch in batches:
        write(folder / "ours", batch, ())
    with whoosh_reader(folder / "ours") as reader, stock.searcher(weighting=scoring.TF_IDF()) as searcher:
        yield Both(searcher, Searcher(reader, weighting=scoring.TF_IDF()))


@pytest.fixture(scope="module")
def make() -> Callable[..., Entry]:
    def entry(digest: str, title: str, pages: tuple[str, ...]) -> Entry:
        return Entry(
            digest,
            title,
            title,
            pages,
            ("Example Council",),
            ("example",),
            ("release",),
            ("live",),
            "text/plain",
            None,
            digest,
        )

    return entry


def _entry(dice: random.Random, make: Callable[..., Entry], number: int) -> Entry:
    texts = [" ".join(dice.choices(WORDS, k=dice.randrange(1, 25))) for _ in range(dice.randrange(1, 4))]
    return make(f"{number:04d}", " ".join(dice.choices(WORDS, k=3)), tuple(texts))


def _asked(dice: random.Random, depth: int = 3) -> query.Query:
    field = dice.choice(FIELDS)
    some = [
        dice.choice(("train", "social", "media", "report", "cost", "council", "offic", "92574", "cafe", "inform"))
        for _ in range(3)
    ]
    kind = dice.randrange(11 if depth else 7)
    match kind:
        case 0 | 1:
            return query.Term(field, some[0])
        case 2:
            return query.Phrase(field, some[: dice.randrange(2, 4)], slop=dice.randrange(1, 4))
        case 3:
            return query.Prefix(field, some[0][: dice.randrange(1, 4)])
        case 4:
            return query.Wildcard(field, f"{some[0][0]}*{some[0][-1]}?")
        case 5:
            return query.FuzzyTerm(field, some[0][1:], maxdist=dice.randrange(1, 3), prefixlength=0)
        case 6:
            return query.TermRange(field, *sorted(some[:2]))
        case 7:
            return query.And([_asked(dice, depth - 1) for _ in range(2)])
        case 8:
            return query.Or([_asked(dice, depth - 1) for _ in range(dice.randrange(2, 4))])
        case 9:
            return query.And([_asked(dice, depth - 1), query.Not(_asked(dice, depth - 1))])
        case _:
            return query.AndMaybe(_asked(dice, depth - 1), _asked(dice, depth - 1))


def test_thousands_of_whoosh_queries_give_the_same_documents_and_scores_over_our_segments(both: Both) -> None:
    dice = random.Random(7)  # noqa: S311
    found = 0
    for _ in range(QUERIES):
        asked = _asked(dice)
        expected = both.found(asked, both.stock)
        assert both.found(asked, both.ours) == expected, asked
        found += bool(expected)
    assert found > QUERIES // 2


def test_positions_of_every_term_are_those_that_stock_whoosh_keeps(both: Both) -> None:
    terms = 0
    for field, term in both.stock.reader().all_terms():
        if field in FIELDS:
            assert _positions(both.ours, field, term) == _positions(both.stock, field, term), (field, term)
            terms += 1
    assert terms > 40


def _positions(searcher: Searcher, field: str, term: bytes) -> dict[str, list[int]]:
    matcher = searcher.reader().postings(field, term)
    found = {}
    while matcher.is_active():
        positions = matcher.value_as("positions")
        found[_digest(searcher, matcher.id())] = sorted(set(positions))
        assert Positions().decode_positions(matcher.value()) == positions
        matcher.next()
    return found


def test_statistics_are_those_of_stock_whoosh(both: Both) -> None:
    ours, stock = both.ours.reader(), both.stock.reader()
    assert ours.doc_count() == stock.doc_count() == 260
    for field in FIELDS:
        assert [*ours.lexicon(field)] == [*stock.lexicon(field)]
    for field, term in stock.all_terms():
        if field in FIELDS:
            assert ours.doc_frequency(field, term) == stock.doc_frequency(field, term)
            assert ours.frequency(field, term) == stock.frequency(field, term)


def test_a_folder_without_documents_opens_as_an_empty_reader(tmp_path: Path) -> None:
    write(tmp_path, (), ())
    with whoosh_reader(tmp_path) as reader:
        assert reader.doc_count() == 0


def test_nothing_that_is_pickled_is_in_an_index(tmp_path: Path, make: Callable[..., Entry]) -> None:
    write(tmp_path, [make("a", "training", ("media",))], ())
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".seg"]
