"""Our evaluation finds what stock Whoosh finds: its own index, its own query objects, its own matchers."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from whoosh import query
from whoosh.searching import Searcher as StockSearcher

from indexer.analysis import terms
from indexer.engine.interface import Entry, Searcher
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.query import And, Fuzzy, InTitle, Leaf, Node, Not, Or, Phrase, Prefix, Regex, Wildcard, Word
from tests.indexer.engine.stock import stock_index

WORDS = (
    *("train", "trains", "training", "trained", "social", "media", "medium", "report", "reports", "reporting"),
    *("cost", "costs", "costing", "council", "councils", "office", "92,574", "2014", "caf\u00e9", "policy", "policies"),
)
QUERIES = 2_000
REGIONS = {"text": ("text", "words"), "title": ("title", "title_words")}


@dataclass(frozen=True)
class Both:
    """One collection, in a stock index and in ours, opened for one question and for many."""

    stock: StockSearcher
    once: Searcher
    often: Searcher


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Three segments at least were written; some documents were replaced by later ones."""
    dice = random.Random(11)  # noqa: S311 - the same collection every time
    folder = tmp_path_factory.mktemp("agreement")
    batches = [[_entry(dice, number) for number in some] for some in (range(50), range(45, 75), range(70, 90))]
    engine = WhooshEngine()
    for batch in batches:
        engine.write(folder / "ours", batch, ())
    with (
        stock_index(folder / "stock", batches).searcher() as searcher,
        engine.open(folder / "ours") as once,
        engine.open(folder / "ours", often=True) as often,
    ):
        yield Both(searcher, once, often)


def _entry(dice: random.Random, number: int) -> Entry:
    digest, title = f"{number:04d}", " ".join(dice.choices(WORDS, k=3))
    pages = tuple(" ".join(dice.choices(WORDS, k=dice.randrange(1, 25))) for _ in range(dice.randrange(1, 4)))
    return Entry(digest, title, "", pages, ("A",), ("s",), ("release",), ("live",), "text/plain", None, digest)


def stock(node: Node) -> query.Query:
    """Say a query in Whoosh's own objects."""
    match node:
        case And(parts):
            wanted = [stock(part) for part in parts if not isinstance(part, Not)]
            kept_out = [query.Not(stock(part.part)) for part in parts if isinstance(part, Not)]
            return query.And([*(wanted or [query.Every()]), *kept_out])
        case Or(parts):
            return query.Or([stock(part) for part in parts])
        case Not(part):
            return query.And([query.Every(), query.Not(stock(part))])
        case InTitle(leaf):
            return _in_region(leaf, "title")
        case Word() | Prefix() | Wildcard() | Fuzzy() | Regex() | Phrase():
            return query.Or([_in_region(node, region) for region in REGIONS])
    raise AssertionError(node)


def _in_region(leaf: Leaf, region: str) -> query.Query:
    stems, words = REGIONS[region]
    match leaf:
        case Word(term):
            return query.Term(stems, term)
        case Phrase(parts):
            return query.Phrase(stems, [part.term for part in parts if isinstance(part, Word)])
        case Prefix(start):
            return query.Or([query.Prefix(field, start) for field in (stems, words)])
        case Wildcard(pattern):
            return query.Or([query.Wildcard(field, pattern) for field in (stems, words)])
        case Fuzzy(word, edits):
            return query.Or([query.FuzzyTerm(f, word, maxdist=edits, prefixlength=0) for f in (stems, words)])
        case Regex(pattern):
            return query.Or([query.Regex(field, f"(?:{pattern})$") for field in (stems, words)])
    raise AssertionError(leaf)


def asked(dice: random.Random, depth: int = 3) -> Node:
    """Return a random query of what both languages can say."""
    word = dice.choice(WORDS)
    form = word if word.isascii() and word.isalnum() else "council"
    match dice.randrange(12 if depth else 8):
        case 0 | 1:
            return Word(terms(word)[0])
        case 2:
            return Phrase(tuple(Word(terms(some)[0]) for some in dice.choices(WORDS, k=dice.randrange(2, 4))))
        case 3:
            return Prefix(form[: dice.randrange(1, 5)])
        case 4:
            return Wildcard(f"{form[0]}*{form[2]}?" if dice.random() < 0.5 else f"?{form[1:]}*")
        case 5:
            return Fuzzy(form[1:], dice.randrange(1, 3))
        case 6:
            return Regex(f"{form[:2]}.*(s|t)|{form}")
        case 7:
            return InTitle(Word(terms(word)[0]))
        case 8 | 9:
            return And(tuple(asked(dice, depth - 1) for _ in range(dice.randrange(2, 4))))
        case 10:
            return Or(tuple(asked(dice, depth - 1) for _ in range(dice.randrange(2, 5))))
        case _:
            return And((asked(dice, depth - 1), Not(asked(dice, depth - 1))))


def test_thousands_of_random_queries_find_what_stock_whoosh_finds(both: Both) -> None:
    dice = random.Random(13)  # noqa: S311
    some = 0
    for _ in range(QUERIES):
        node = asked(dice)
        found = {both.stock.stored_fields(number)["digest"] for number in both.stock.docs_for_query(stock(node))}
        for searcher in (both.once, both.often):
            assert {match.digest for match in searcher.search(node, limit=1_000).matches} == found, node
        some += bool(found)
    assert some > QUERIES // 2
