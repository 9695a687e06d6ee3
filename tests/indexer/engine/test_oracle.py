"""Random queries on random collections give what reading every document for each of them gives, pages too."""

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isclose
from pathlib import Path

import pytest

from indexer.engine.interface import FACETS, Order, Searcher
from indexer.engine.segments import listing
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.query import Node, parse
from tests.brute import Brute, BruteSearcher
from tests.random_queries import dice_for, some_leaf, some_node, some_rounds
from tests.written_queries import written

FIRST, LAST = int(os.environ.get("FOI_FIRST", "0")), int(os.environ.get("FOI_LAST", "10"))
"""Which collections are tried: those of `make campaign` are others, and more."""

QUERIES = 1_000
LAYOUTS = {
    "one segment": ((36,), 1),
    "several segments, some replaced and deleted": ((30, 10, 4, 1), 4),
    "merged": ((12, 8, 6, 30), 1),
}
"""How many entries each round of writing adds, and how many segments are left: a large round takes smaller ones in."""


@dataclass(frozen=True)
class Both:
    """The same collection, read by brute force and in the index, by its plain kernel and its quick one."""

    brute: BruteSearcher
    kernels: tuple[Searcher, Searcher]


@pytest.fixture(autouse=True)
def vectors_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have vectors answer what they are opened for: on so little, sets are quicker, and would answer all of it."""
    monkeypatch.setattr("indexer.engine.searching.choosing.OFTEN", -1)


@contextmanager
def collection(dice: random.Random, folder: Path, sizes: Sequence[int]) -> Iterator[Both]:
    """Write a collection, round by round."""
    brute, engine = Brute(), WhooshEngine()
    for added, removed in some_rounds(dice, sizes):
        brute.write(folder, added, removed)
        engine.write(folder, added, removed)
    with brute.open(folder) as plain, engine.open(folder) as once, engine.open(folder, often=True) as often:
        yield Both(plain, (once, often))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(FIRST, LAST))
def test_every_query_is_answered_as_by_reading_all_documents(seed: int, layout: str, tmp_path: Path) -> None:
    dice = dice_for(f"oracle {seed} {layout}")
    sizes, segments = LAYOUTS[layout]
    with collection(dice, tmp_path, sizes) as both:
        assert len(listing.read(tmp_path)) == segments
        pool = [some_leaf(dice, both.brute.readings) for _ in range(QUERIES // 6)]
        several = typed = 0
        for _ in range(QUERIES // len(LAYOUTS) + 1):
            tree = some_node(dice, pool)
            text = written(dice, tree)
            typed += text is not None
            several += alike(both, tree, parse(text) if text else tree, dice) > 1
    assert several > QUERIES // 10  # else the queries are too narrow to test anything
    assert typed > QUERIES // 10


def alike(both: Both, tree: Node, query: Node, dice: random.Random) -> int:
    """Compare the answers to a query with those to what is meant by it; return how many documents match."""
    order, facets = dice.choice((Order.RELEVANCE, *Order)), dice.sample(FACETS, 2)
    expected = both.brute.search(tree, order=order, limit=1000, facets=facets)
    by_digest = {match.digest: match for match in expected.matches}
    numbers = {reading.entry.digest: number for number, reading in enumerate(both.brute.readings)}
    for kernel in both.kernels:
        found = kernel.search(query, order=order, limit=1000, facets=facets)
        assert {match.digest for match in found.matches} == set(by_digest), query
        assert found.total == expected.total == len(found.matches), query
        assert found.facets == expected.facets, query
        assert found.notes == expected.notes, query
        for match in found.matches:
            same = by_digest[match.digest]
            assert match.pages == same.pages, (query, both.brute.readings[numbers[match.digest]].entry)
            assert match.stored == same.stored
            assert isclose(match.score, same.score, rel_tol=1e-6, abs_tol=1e-9), (query, match.digest)
        keys = [both.brute.key(order, numbers[match.digest], match.score) for match in found.matches]
        assert keys == sorted(keys), query
        if dice.randrange(2):
            offset, limit = dice.randrange(4), dice.randrange(1, 6)
            part = kernel.search(query, order=order, limit=limit, offset=offset)
            assert part.matches == found.matches[offset : offset + limit], query
            assert part.total == found.total
    return expected.total
