"""Where the parts of a query stand in one entry, found by looking at every word: the oracle's half of `brute`.

What the semantics leave open, settled here:
- The whole of a word that a line end broke stands, for Near, at the position of its first part: these two are one
  position, the whole and the second part two that are one apart, and the word after it is two further than the whole.
- Near of the same word twice needs it twice. A Near or phrase stands in the heading, in the pages, or in the title:
  never in two of them, however far it may reach.
- In the title there are words only: a Reference or an Amount in InTitle is found nowhere.
- A reference or a sum that a page break cuts in two is not found.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis import tokens
from indexer.engine.interface import Entry
from indexer.query import Amount, Fuzzy, InTitle, Leaf, Near, Part, Phrase, Prefix, Reference, Regex, Wildcard, Word

TEXT, TITLE = "text", "title"


class Standing(NamedTuple):
    """A word of an entry; positions count through the pages, anew in the heading and in the title."""

    term: str
    word: str
    position: int
    width: int
    page: int


Stretch = tuple[Standing, ...]
"""Words one after another, over which phrases may go."""


class Forms(NamedTuple):
    """What a part stands for: a word of the text is found if its term is among the terms, or it among the words."""

    terms: frozenset[str]
    words: frozenset[str]

    def fit(self, word: Standing) -> bool:
        return word.term in self.terms or word.word in self.words


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry, read. `references` and `sums` (hundredths, currency) are those of each page, the heading first."""

    entry: Entry
    heading: Stretch
    pages: Stretch
    title: Stretch
    references: tuple[frozenset[str], ...]
    sums: tuple[tuple[tuple[int, str], ...], ...]

    def stretches(self, region: str) -> tuple[Stretch, ...]:
        return (self.heading, self.pages) if region == TEXT else (self.title,)

    def length(self, region: str) -> int:
        """Return how many words there are; a broken one is three, its parts and the whole."""
        return sum(map(len, self.stretches(region)))


def read(entry: Entry) -> Reading:
    """Read an entry."""
    from indexer.references import references
    from indexer.sums import sums

    texts = (entry.heading, *entry.pages)
    return Reading(
        entry=entry,
        heading=_stretch((entry.heading,), 0),
        pages=_stretch(entry.pages, 1),
        title=_stretch((entry.title,), 0),
        references=tuple(frozenset(found.key for found in references(text)) for text in texts),
        sums=tuple(tuple((found.hundredths, found.currency) for found in sums(text)) for text in texts),
    )


def _stretch(texts: Sequence[str], first: int) -> Stretch:
    found: list[Standing] = []
    for page, text in enumerate(texts, first):
        base = max((word.position + word.width for word in found), default=0)
        found += [Standing(t.term, t.word, base + t.position, t.width, page) for t in tokens(text)]
    return tuple(found)


def regions(leaf: Leaf | InTitle) -> tuple[str, ...]:
    """Return where a leaf may stand."""
    match leaf:
        case InTitle(Reference() | Amount()):
            return ()
        case InTitle():
            return (TITLE,)
        case Reference() | Amount():
            return (TEXT,)
    return (TEXT, TITLE)


def parts(leaf: Leaf | InTitle) -> tuple[Part, ...]:
    """Return the words a leaf is made of; none of a reference and a sum."""
    match leaf:
        case InTitle(inner):
            return parts(inner)
        case Phrase() | Near():
            return leaf.parts
        case Reference() | Amount():
            return ()
    return (leaf,)


def on_pages(leaf: Leaf, reading: Reading, region: str, forms: Sequence[Forms]) -> Counter[int]:
    """Count, page by page, how often a leaf stands there; the title is page 0. `forms` are those of its parts."""
    counts: Counter[int] = Counter()
    match leaf:
        case Reference(key):
            counts.update(page for page, keys in enumerate(reading.references) if key in keys)
        case Amount():
            counts.update(page for page, sums in enumerate(reading.sums) if any(_within(leaf, *s) for s in sums))
        case Near():
            for stretch in reading.stretches(region):
                near = list(_near(leaf, stretch, forms))
                page_of = {word.position: word.page for word in stretch}
                firsts = Counter(page_of[first] for first in {first for first, *_ in near})
                touched = {page_of[at] for positions in near for at in positions}
                counts.update({page: max(1, firsts[page]) for page in touched})
        case _:
            for stretch in reading.stretches(region):
                for _, pages in _rows(forms, stretch):
                    counts.update(pages)
    return counts


def count(leaf: Leaf, reading: Reading, region: str, forms: Sequence[Forms]) -> int:
    """Return how often a leaf stands there, for its score."""
    stretches = reading.stretches(region)
    match leaf:
        case Word() | Prefix() | Wildcard() | Fuzzy() | Regex():
            found = [word for stretch in stretches for word in stretch]
            stems = sum(word.term in forms[0].terms for word in found)
            words = sum(word.word in forms[0].words for word in found if word.word != word.term)
            return max(stems, words)
        case Reference() | Amount():
            return len(on_pages(leaf, reading, region, forms))
    return len(heads(leaf, reading, region, forms))


def heads(leaf: Leaf, reading: Reading, region: str, forms: Sequence[Forms]) -> list[tuple[int, int]]:
    """Return on which page and at which position a leaf begins, or the first part of a Near stands; no sum does."""
    found: list[tuple[int, int]] = []
    for stretch in reading.stretches(region):
        match leaf:
            case Near():
                firsts = {first for first, *_ in _near(leaf, stretch, forms)}
                found += sorted({(word.page, word.position) for word in stretch if word.position in firsts})
            case Reference() | Amount():
                pass
            case _:
                found += [(word.page, word.position) for word, _ in _rows(forms, stretch)]
    return found


def _rows(row: Sequence[Forms], stretch: Stretch) -> Iterator[tuple[Standing, set[int]]]:
    """Yield each word from which the parts stand one straight after another, with the pages they touch."""
    standing = [[word for word in stretch if forms.fit(word)] for forms in row]

    def follow(index: int, word: Standing) -> Iterator[set[int]]:
        if index == len(row) - 1:
            yield {word.page}
            return
        for after in standing[index + 1]:
            if after.position == word.position + word.width:
                yield from (pages | {word.page} for pages in follow(index + 1, after))

    for word in standing[0]:
        if chains := list(follow(0, word)):
            yield word, set().union(*chains)


def _near(near: Near, stretch: Stretch, row: Sequence[Forms]) -> Iterator[tuple[int, ...]]:
    """Yield every choice of one position for each part."""
    places = [sorted({word.position for word in stretch if forms.fit(word)}) for forms in row]

    def choose(chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(chosen) == len(places):
            yield chosen
            return
        for at in places[len(chosen)]:
            more = (*chosen, at)
            in_order = not near.ordered or not chosen or at > chosen[-1]
            if at not in chosen and in_order and max(more) - min(more) <= near.most:
                yield from choose(more)

    if all(places):
        yield from choose(())


def _within(amount: Amount, value: int, currency: str) -> bool:
    return (
        amount.currency in ("", currency)
        and (amount.lowest is None or amount.lowest <= value)
        and (amount.highest is None or value <= amount.highest)
    )
