"""An engine that answers by reading every document for every question: slow, and plain enough to be right.

What the semantics leave open, settled here:
- Only documents that are there count, for rarity and average length. (An engine may count words that only deleted ones
  hold among the first MAX_EXPANSION, and in the note, until a merge drops them.)
- A Many in the title is expanded among the words of titles, in the text among those of the text, each to the first
  MAX_EXPANSION; the note names the greater number, and comes once for each different Many, those under a NOT too.
- Order.LARGEST: those alike, newest first, then by key; NEWEST and OLDEST: those alike, by key. Undated ones come last.
- `removed` is removed before `entries` are added; of two entries of one digest the later holds.
- A facet's empty value is none; what is twice in an entry counts once.
- A byte of `ocr` beyond the last page is no page's.
- The words of an authority's name that a beginning stands for are not capped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log
from pathlib import Path

from indexer.engine import ranking
from indexer.engine.interface import Entry, Found, Match, Order, PageMatch, Share
from indexer.query import (
    Among,
    And,
    AtLeast,
    InAuthority,
    InTitle,
    Label,
    Lag,
    Leaf,
    Like,
    Many,
    Node,
    Not,
    Noted,
    Ocr,
    Or,
    Part,
    Published,
    Reference,
    Tagged,
    Word,
    by_ocr,
    leaves,
)
from tests.best_pages import best_pages
from tests.forms import printed, stands
from tests.passing import page_bytes, passes, values
from tests.standing import TEXT, TITLE, Forms, Reading, count, heads, on_pages, parts, read, regions

MAX_EXPANSION = 1_000


@dataclass(frozen=True, slots=True)
class Formula:
    """BM25, for text and title by themselves; the title's share of the score stands outside of it."""

    k1: float = ranking.K1
    b: float = ranking.B
    title_b: float = ranking.TITLE_B
    title_weight: float = ranking.TITLE_WEIGHT

    def score(self, region: str, rarity: float, count: float, length: float, average: float) -> float:
        """Return what one leaf adds to a document's score."""
        b, share = (self.title_b, self.title_weight) if region == TITLE else (self.b, 1.0)
        return share * rarity * count * (self.k1 + 1) / (count + self.k1 * (1 - b + b * length / average))

    def rarity(self, documents: int, holding: int) -> float:
        """Return how much it says that a document holds a word, which so many of them all hold."""
        return log(1 + (documents - holding + 0.5) / (holding + 0.5))


class Brute:
    """Keeps entries in memory, apart by folder, and writes nothing into it."""

    version = "brute"

    def __init__(self, formula: Formula | None = None, most: int = MAX_EXPANSION) -> None:
        self.formula = formula or Formula()
        self.most = most
        self._folders: dict[Path, dict[str, Reading]] = {}
        self._searchers: dict[Path, BruteSearcher] = {}

    def write(self, folder: Path, entries: Iterable[Entry], removed: Iterable[str]) -> None:
        held = dict(self._folders.get(folder, {}))
        for digest in removed:
            held.pop(digest, None)
        for entry in entries:
            held[entry.digest] = read(entry)
        self._folders[folder] = held
        self._searchers[folder] = BruteSearcher(tuple(held.values()), self.formula, self.most)

    @contextmanager
    def open(self, folder: Path, *, often: bool = False) -> "Iterator[BruteSearcher]":
        yield self._searchers[folder]


class BruteSearcher:
    """Reads every entry for every question; what was found of a leaf is remembered."""

    def __init__(self, readings: Sequence[Reading], formula: Formula, most: int) -> None:
        self.readings = readings
        self.formula = formula
        self.most = most
        self._on_pages: dict[tuple[Leaf, str], list[Counter[int]]] = {}
        self._stands_for: dict[tuple[Many, str], tuple[frozenset[str], int]] = {}
        self._anywhere: dict[Leaf | InTitle, list[Counter[int]]] = {}
        self._heads: dict[Leaf, list[list[tuple[int, int]]]] = {}
        self._matching: dict[Node, list[bool]] = {}
        self._shares: dict[tuple[Leaf | InTitle, str], list[tuple[int, float]]] = {}

    def search(
        self,
        query: Node,
        *,
        order: Order = Order.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        facets: Sequence[str] = (),
    ) -> Found:
        found = [number for number, matches in enumerate(self.matching(query)) if matches]
        shares = [self.shares(leaf, region) for leaf in leaves(query) for region in regions(leaf)]  # twice, if twice
        scores = {number: sum(by_number[number][1] for by_number in shares) for number in found}
        found.sort(key=lambda number: self.key(order, number, scores[number]))
        shown = found[max(0, offset) :][: max(0, limit)]
        matches = tuple(
            Match(entry.digest, scores[number], pages, entry.stored, self.largest(number, order))
            for number, pages in zip(shown, self.pages(query, shown), strict=True)
            for entry in [self.readings[number].entry]
        )
        counted = {facet: self.counted(facet, found) for facet in facets}
        return Found(len(found), matches, self.notes(query), counted)

    def why(self, query: Node, digest: str) -> tuple[Share, ...]:
        """Return the shares of a document's score, one for each wanted leaf, as often as it is there, and region."""
        return tuple(
            Share(leaf, region, found, sum(share[0] > 0 for share in self.shares(leaf, region)), score)
            for number, reading in enumerate(self.readings)
            if reading.entry.digest == digest
            for leaf in leaves(query)
            for region in regions(leaf)
            for found, score in [self.shares(leaf, region)[number]]
            if found
        )

    def digests(self, query: Node) -> list[str]:
        return [
            reading.entry.digest for reading, found in zip(self.readings, self.matching(query), strict=True) if found
        ]

    def holding(self, words: Sequence[Word]) -> list[int]:
        return [sum(self.matching(word)) for word in words]

    def near(self, word: str) -> list[str]:
        raise NotImplementedError

    def matching(self, node: Node) -> list[bool]:
        """Tell of each document whether it matches."""
        if node not in self._matching:
            self._matching[node] = self._matches(node)
        return self._matching[node]

    def _matches(self, node: Node) -> list[bool]:
        match node:
            case And(some):
                return [all(each) for each in zip(*map(self.matching, some), strict=True)]
            case Or(some):
                return [any(each) for each in zip(*map(self.matching, some), strict=True)]
            case AtLeast(least, some):
                return [sum(each) >= least for each in zip(*map(self.matching, some), strict=True)]
            case Not(part):
                return [not matches for matches in self.matching(part)]
            case Published() | InAuthority() | Label() | Ocr() | Lag() | Among():
                return [passes(node, reading.entry) for reading in self.readings]
            case Like() | Tagged() | Noted():
                raise TypeError("no engine knows it")
        return list(map(bool, self.anywhere(node)))

    def on_pages(self, leaf: Leaf | InTitle, region: str) -> list[Counter[int]]:
        """Return of each document how often a leaf stands on its pages; the title is page 0."""
        inner = leaf.leaf if isinstance(leaf, InTitle) else leaf
        key = inner, region
        if key not in self._on_pages:
            forms = [self._forms(part, region) for part in parts(inner)]
            self._on_pages[key] = [on_pages(inner, reading, region, forms) for reading in self.readings]
        return self._on_pages[key]

    def shares(self, leaf: Leaf | InTitle, region: str) -> list[tuple[int, float]]:
        """Return of each document how often a leaf stands there and what that adds to its score."""
        key = leaf, region
        if key not in self._shares:
            inner = leaf.leaf if isinstance(leaf, InTitle) else leaf
            forms = [self._forms(part, region) for part in parts(inner)]
            counts = [count(inner, reading, region, forms) for reading in self.readings]
            rarity = self._rarity(leaf, region)
            average = max(1.0, sum(r.length(region) for r in self.readings) / max(1, len(self.readings)))
            scores = (
                self.formula.score(region, rarity, found, reading.length(region), average) if found else 0.0
                for found, reading in zip(counts, self.readings, strict=True)
            )
            self._shares[key] = list(zip(counts, scores, strict=True))
        return self._shares[key]

    def _rarity(self, leaf: Leaf | InTitle, region: str) -> float:
        """Return the rarity of a leaf: that of all its words together. A sum of money says nothing."""
        single = (leaf,) if isinstance(leaf, Reference) else parts(leaf)
        holding = [sum(bool(counts) for counts in self.on_pages(part, region)) for part in single]
        return sum(self.formula.rarity(len(self.readings), some) for some in holding)

    def largest(self, number: int, order: Order) -> int | None:
        """Return a document's greatest sum, where that is what it is sorted by."""
        every = (value for page in self.readings[number].sums for value, _ in page)
        return max(every, default=None) if order is Order.LARGEST else None

    def key(self, order: Order, number: int, score: float) -> tuple[object, ...]:
        """Return what documents are sorted by."""
        reading = self.readings[number]
        day = reading.entry.published
        newest = -(day or date.min).toordinal() if day else 1
        largest = self.largest(number, order)
        last = f"{reading.entry.rank}\n{reading.entry.digest}".encode("utf-8", "replace")
        match order:
            case Order.RELEVANCE:
                return -score, newest, last
            case Order.NEWEST:
                return newest, last
            case Order.OLDEST:
                return day is None, -newest, last
            case Order.LARGEST:
                return largest is None, -(largest or 0), newest, last

    def pages(self, query: Node, documents: Sequence[int]) -> Iterator[tuple[PageMatch, ...]]:
        """Yield of each of some documents the pages that match, best first."""
        wanted = list(dict.fromkeys(leaves(query)))
        worth = [self._rarity(leaf, TEXT) or 1.0 for leaf in wanted]
        counts, heads = [self.anywhere(leaf) for leaf in wanted], [self.heads(leaf) for leaf in wanted]
        asked = list(by_ocr(query))
        for number in documents:
            matches = best_pages([some[number] for some in counts], worth, [some[number] for some in heads])
            bytes_ = enumerate(page_bytes(self.readings[number].entry), 1)
            these = [page for page, byte in bytes_ if any(ocr.lowest <= byte <= ocr.highest for ocr in asked)]
            both = [match for match in matches if match.number in these]
            yield tuple(both or [PageMatch(page, 0, 0) for page in these] or matches)

    def anywhere(self, leaf: Leaf | InTitle) -> list[Counter[int]]:
        """Return of each document how often a leaf stands on its pages; title and heading are both page 0."""
        if leaf not in self._anywhere:
            found = [Counter[int]() for _ in self.readings]
            for region in regions(leaf):
                found = [one | two for one, two in zip(found, self.on_pages(leaf, region), strict=True)]
            self._anywhere[leaf] = found
        return self._anywhere[leaf]

    def heads(self, leaf: Leaf | InTitle) -> list[list[tuple[int, int]]]:
        """Return of each document where a leaf begins in the text."""
        if leaf not in self._heads:
            if isinstance(leaf, InTitle):
                return [[] for _ in self.readings]
            forms = [self._forms(part, TEXT) for part in parts(leaf)]
            self._heads[leaf] = [heads(leaf, reading, TEXT, forms) for reading in self.readings]
        return self._heads[leaf]

    def counted(self, facet: str, found: Sequence[int]) -> tuple[tuple[str, int], ...]:
        """Return the values of a facet with how many of the documents have them."""
        counts = Counter(v for number in found for v in values(self.readings[number].entry, facet) if v)
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def notes(self, query: Node) -> tuple[str, ...]:
        """Say which of the query stands for more words than are looked for."""
        many = {(part, region) for leaf in _all_leaves(query) for region in regions(leaf) for part in parts(leaf)}
        numbers: dict[Many, int] = {}
        for part, region in many:
            if not isinstance(part, Word):
                numbers[part] = max(numbers.get(part, 0), self._expanded(part, region)[1])
        return tuple(
            sorted(
                f"{printed(part)} stands for {number:,} words; the first {self.most:,} were searched"
                for part, number in numbers.items()
                if number > self.most
            )
        )

    def _forms(self, part: Part, region: str) -> Forms:
        if isinstance(part, Word):
            return Forms(frozenset([part.term]), frozenset())
        chosen, _ = self._expanded(part, region)
        return Forms(chosen, chosen)

    def _expanded(self, part: Many, region: str) -> tuple[frozenset[str], int]:
        """Return the words of a region that a part stands for, the first in the alphabet, and how many in all."""
        key = part, region
        if key not in self._stands_for:
            stands_for = sorted(word for word in self._vocabulary[region] if stands(part, word))
            self._stands_for[key] = frozenset(stands_for[: self.most]), len(stands_for)
        return self._stands_for[key]

    @cached_property
    def _vocabulary(self) -> dict[str, set[str]]:
        every = {region: [w for r in self.readings for s in r.stretches(region) for w in s] for region in (TEXT, TITLE)}
        return {region: {form for word in words for form in (word.term, word.word)} for region, words in every.items()}


def _all_leaves(node: Node) -> Iterator[Leaf | InTitle]:
    match node:
        case And(some) | Or(some) | AtLeast(_, some):
            for part in some:
                yield from _all_leaves(part)
        case Not(part):
            yield from _all_leaves(part)
        case InAuthority() | Label() | Published() | Ocr() | Among():
            pass
        case _:
            yield node  # type: ignore[misc]
