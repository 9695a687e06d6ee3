"""Random queries on random collections give what reading every document for each of them gives, pages too."""

import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from math import isclose
from pathlib import Path

import pytest

from indexer.engine.interface import FACETS, Order, Searcher
from indexer.engine.segments import listing
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.query import (
    Among,
    Amount,
    And,
    AtLeast,
    Fuzzy,
    InAuthority,
    InTitle,
    Label,
    Leaf,
    Near,
    Node,
    Not,
    Ocr,
    Or,
    Phrase,
    Prefix,
    Published,
    Reference,
    Regex,
    Wildcard,
    Word,
    leaves,
    parse,
)
from indexer.record import changed
from tests.brute import MAX_EXPANSION, Brute, BruteSearcher
from tests.forms import stands
from tests.random_queries import Round, dice_for, some_documents, some_leaf, some_node, some_rounds
from tests.standing import parts
from tests.written_queries import written

FIRST, LAST = int(os.environ.get("FOI_FIRST", "0")), int(os.environ.get("FOI_LAST", "10"))
"""Which collections are tried: those of `make campaign` are others, and more."""

QUERIES = 1_000
LAYOUTS = {
    "one segment": (24,),
    "several segments, some replaced and deleted": (22, 8, 3, 1),
    "merged": (8, 6, 4, 20),
}
"""How many entries each round of writing adds; a large round takes the smaller ones before it into its segment."""


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
def collection(rounds: Iterable[Round], folder: Path, most: int = MAX_EXPANSION) -> Iterator[Both]:
    """Write a collection, round by round."""
    brute, engine = Brute(most=most), WhooshEngine()
    for added, removed in rounds:
        brute.write(folder, added, removed)
        engine.write(folder, added, removed)
    with brute.open(folder) as plain, engine.open(folder) as once, engine.open(folder, often=True) as often:
        yield Both(plain, (once, often))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(FIRST, LAST))
def test_every_query_is_answered_as_by_reading_all_documents(seed: int, layout: str, tmp_path: Path) -> None:
    dice = dice_for(f"oracle {seed} {layout}")
    rounds = some_rounds(dice, LAYOUTS[layout])
    with collection(rounds, tmp_path) as both:
        assert (len(listing.read(tmp_path)) > 1) == layout.startswith("several")
        pool: list[Node] = [some_leaf(dice, both.brute.readings) for _ in range(QUERIES // 6)]
        pool += [some_documents(dice, rounds) for _ in range(QUERIES // 60)]
        several = typed = 0
        for _ in range(QUERIES // len(LAYOUTS) + 1):
            tree = some_node(dice, pool)
            text = written(dice, tree)
            typed += text is not None
            several += alike(both, tree, parse(text) if text else tree, dice) > 1
    assert several > QUERIES // 10  # else the queries are too narrow to test anything
    assert typed > QUERIES // 10


def _fills(leaf: Leaf | InTitle) -> bool:
    """Tell whether a leaf stands for what fills the long documents: the brute force would take for ever."""
    return any(part.term == "7" if isinstance(part, Word) else stands(part, "7") for part in parts(leaf))


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
        assert sorted(kernel.digests(query)) == sorted(both.brute.digests(tree)), query
        for match in found.matches:
            same = by_digest[match.digest]
            assert match.pages == same.pages, (query, both.brute.readings[numbers[match.digest]].entry)
            assert (match.stored, match.largest) == (same.stored, same.largest)
            assert isclose(match.score, same.score, rel_tol=1e-6, abs_tol=1e-9), (query, match.digest)
        keys = [both.brute.key(order, numbers[match.digest], match.score) for match in found.matches]
        assert keys == sorted(keys), query
        if dice.randrange(2):
            offset, limit = dice.randrange(4), dice.randrange(1, 6)
            part = kernel.search(query, order=order, limit=limit, offset=offset)
            assert part.matches == found.matches[offset : offset + limit], query
            assert part.total == found.total
    return expected.total


A, B, SOCIAL = Word("a"), Word("b"), Word("social")
EDGES = (
    *(InTitle(Reference("2024/113")), InTitle(Amount(None, None)), Not(InTitle(Reference("2024/113")))),
    *(Published(None, None), Published(date(2015, 1, 1), date(2014, 1, 1)), Ocr(60, 0), Ocr(0, 255), Not(Ocr(0, 255))),
    *(AtLeast(1, (A,)), AtLeast(3, (A, B)), AtLeast(2, (A, A)), AtLeast(2, (A, Not(A), SOCIAL)), And((A,)), Or((B,))),
    *(And((A, Not(A))), Or((A, Not(A))), Not(Not(A)), Not(And((Not(A), Not(B)))), And((Not(A), Not(B)))),
    *(
        Near((A, A), 1),
        Near((A, A, A), 60),
        Near((A, B, SOCIAL, Prefix("t")), 20),
        Near((A, B), 0),
        Near((A, A), 9, ordered=True),
    ),
    *(
        Near((Prefix("t"), Prefix("tr"), Fuzzy("train")), 3),
        Near((Prefix("informa"), Prefix("ti")), 1),
        Near((A, B), 1000),
    ),
    *(
        Phrase((A, A)),
        Phrase((Prefix(""), Prefix(""))),
        Phrase((Wildcard("*"),) * 5),
        Phrase((Regex(".*"), A, Regex(".*"))),
    ),
    *(
        Prefix(""),
        Wildcard("*"),
        Wildcard("?"),
        Wildcard(""),
        Regex(""),
        Regex(".*"),
        Regex("a|b"),
        Fuzzy("a", 2),
        Fuzzy("", 1),
    ),
    *(
        Amount(None, None),
        Amount(1, 0),
        Amount(-5, None),
        Amount(None, -1),
        Amount(0, 2**63),
        Amount(2**70, None, "GBP"),
    ),
    *(
        Reference(""),
        Label("kind", ""),
        Label("type", ""),
        Among(frozenset()),
        Not(Among(frozenset())),
        Among(frozenset(("", "absent", "f" * 64))),
        InAuthority(("office", "office")),
        InAuthority(("",), open_ended=True),
    ),
    *(Or((A, InTitle(A), A)), And((A, InTitle(A))), Or((Prefix("a"), Word("a"), Phrase((A, B))))),
)


@pytest.mark.parametrize("sizes", [(0,), (1,), (20, 6, 2)], ids=["none", "one", "some"])
def test_queries_at_the_edges_are_answered_alike(sizes: tuple[int, ...], tmp_path: Path) -> None:
    dice = dice_for(f"edges {sizes}")
    with collection(some_rounds(dice, sizes), tmp_path) as both:
        for query in EDGES:
            alike(both, query, query, dice)


def test_an_index_of_which_all_is_deleted_is_like_an_empty_one(tmp_path: Path) -> None:
    dice = dice_for("deleted")
    [(added, _)] = some_rounds(dice, (5,))
    with collection([(added, []), ([], [entry.digest for entry in added])], tmp_path) as both:
        for query in EDGES:
            assert alike(both, query, query, dice) == 0


@pytest.mark.parametrize("layout", ["one segment", "merged"])
def test_what_stands_for_too_many_words_is_cut_alike(
    layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.engine.searching.expansion.MAX_EXPANSION", 3)
    dice = dice_for(f"cut {layout}")
    with collection(some_rounds(dice, LAYOUTS[layout]), tmp_path, most=3) as both:
        pool = [some_leaf(dice, both.brute.readings) for _ in range(150)]
        cut = 0
        for _ in range(150):
            query = some_node(dice, pool)
            cut += bool(both.brute.notes(query))
            alike(both, query, query, dice)
    assert cut > 15


def test_what_a_score_is_made_of_is_told_alike(tmp_path: Path) -> None:
    dice = dice_for("why")
    with collection(some_rounds(dice, LAYOUTS["several segments, some replaced and deleted"]), tmp_path) as both:
        pool = [some_leaf(dice, both.brute.readings) for _ in range(150)]
        told = 0
        for _ in range(200):
            query = some_node(dice, pool)
            words = [leaf for leaf in leaves(query) if isinstance(leaf, Word)]
            for kernel in both.kernels:
                assert kernel.holding(words) == both.brute.holding(words)
                for match in both.brute.search(query, limit=3).matches:
                    shares = kernel.why(query, match.digest)
                    expected = both.brute.why(query, match.digest)
                    assert Counter((s.leaf, s.where, s.count, s.holding, round(s.score, 6)) for s in shares) == Counter(
                        (s.leaf, s.where, s.count, s.holding, round(s.score, 6)) for s in expected
                    )
                    assert isclose(sum(share.score for share in shares), match.score, rel_tol=1e-6, abs_tol=1e-9)
                    told += len(shares)
    assert told > 500


def test_long_documents_and_many_are_answered_alike(tmp_path: Path) -> None:
    """Places need one byte, two or four, and so do the steps from document to document."""
    dice = dice_for("long")
    [(short, _)] = some_rounds(dice, (700,))
    plain = [changed(one, heading="x", title="x", pages=("x",)) if at % 7 else one for at, one in enumerate(short)]
    for at, filler in ((0, 150), (350, 5_000), (693, 33_000)):
        pages = (
            *short[at].pages,
            "social media",
            f"a train {'7 ' * filler}",
            *short[at + 1].pages,
            "social media train",
        )
        plain[at] = changed(plain[at], pages=pages)
    with collection([(plain, [])], tmp_path) as both:
        near = [reading for reading in both.brute.readings if len(reading.pages) < 100]
        pool = [leaf for leaf in (some_leaf(dice, near) for _ in range(40)) if not _fills(leaf)]
        for _ in range(60):
            query = some_node(dice, pool)
            alike(both, query, query, dice)
