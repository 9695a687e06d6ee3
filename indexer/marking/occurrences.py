"""Where what a query asks for stands in a text, without an index: for snippets."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from indexer.analysis import Token, tokens
from indexer.marking.cuts import cut_off
from indexer.marking.fitting import Fitting
from indexer.marking.nearness import together
from indexer.marking.skimming import skimmed
from indexer.query import Amount, Leaf, Near, Part, Phrase, Reference

ENOUGH = 2_000
"""After so many matches of words, if all that is wanted stands among them, the rest of a page is not read, and after
ten times as many if anything does: a file of 5 MB may be one page, and took 6 seconds to look through."""

Span = tuple[int, int]
Words = dict[Part, list[Token]]


class Found(NamedTuple):
    """A match from `start` to `end`, and which of the wanted leaves it is."""

    start: int
    end: int
    which: int


def found_in(text: str, wanted: Sequence[Leaf]) -> list[Found]:
    """Return the matches of what is wanted, in order.

    If there are none, what the beginning or end of the page cuts off: of phrases, and of words near each other.
    """
    found = [Found(*span, which) for which, leaf in enumerate(wanted) for span in _read(text, leaf)]
    rows = {which: parts_of(leaf) for which, leaf in enumerate(wanted) if not isinstance(leaf, Reference | Amount)}
    if rows:
        fitting = Fitting(part for row in rows.values() for part in row)
        words = _words(text, [wanted[which] for which in rows], fitting)
        found += [Found(*span, which) for which in rows for span in _standing(wanted[which], words)]
        if not found:
            found = [Found(*span, which) for which in rows for span in cut_off(text, wanted[which], fitting)]
    return sorted(found)


def finder(leaf: Leaf) -> Callable[[str], bool]:
    """Return what tells whether a leaf stands in a text, whole."""
    if isinstance(leaf, Reference | Amount):
        return lambda text: any(True for _ in _read(text, leaf))
    fitting = Fitting(parts_of(leaf))
    return lambda text: any(True for _ in _standing(leaf, _words(text, [leaf], fitting)))


def parts_of(leaf: Leaf) -> tuple[Part, ...]:
    """Return the words, or what stands for words, that a leaf is made of."""
    match leaf:
        case Phrase(parts) | Near(parts):
            return parts
        case Reference() | Amount():
            return ()
        case _:
            return (leaf,)


def _read(text: str, leaf: Leaf) -> Iterator[Span]:
    """Yield where a reference or a sum of money stands. Who reads those is loaded when one is asked for."""
    match leaf:
        case Reference(key):
            from indexer.references import references

            yield from ((one.start, one.end) for one in references(text) if one.key == key)
        case Amount(lowest, highest, currency):
            from indexer.sums import sums

            for one in sums(text):
                enough = lowest is None or lowest <= one.hundredths
                if enough and (highest is None or one.hundredths <= highest) and currency in ("", one.currency):
                    yield one.start, one.end


def _words(text: str, leaves: Sequence[Leaf], fitting: Fitting) -> Words:
    """Return the words of the text that fit each part. Only words that begin as one of them are looked at."""
    words: Words = {part: [] for leaf in leaves for part in parts_of(leaf)}
    count, pause = 0, ENOUGH
    near = any(isinstance(leaf, Near) for leaf in leaves)  # how far words are from one another only `tokens` says
    firsts = frozenset(each[0] for each in fitting.beginnings)
    skim = fitting.beginnings and not near
    for token in skimmed(text, fitting.beginnings) if skim else tokens(text, firsts):
        for part in fitting.of(token):
            words[part].append(token)
            count += 1
        if count >= pause:
            standing = [any(True for _ in _standing(leaf, words)) for leaf in leaves]
            if all(standing) or (pause >= 10 * ENOUGH and any(standing)):
                break
            pause *= 2
    return words


def _standing(leaf: Leaf, words: Words) -> Iterator[Span]:
    """Yield where a leaf stands: a phrase as a whole, of words near each other each for itself."""
    match leaf:
        case Near(parts, most, ordered):
            rows = [words[part] for part in parts]
            near = {token for chosen in islice(together(rows, most, ordered=ordered), ENOUGH) for token in chosen}
            yield from ((token.start, token.end) for token in near)
        case _:
            yield from _in_a_row([words[part] for part in parts_of(leaf)])


def _in_a_row(row: Sequence[Sequence[Token]]) -> Iterator[Span]:
    """Yield the places where the parts of a row stand, each straight after the last."""
    *before, last = row
    rows = [(token, token.end) for token in last]
    for some in reversed(before):
        reach: dict[int, int] = defaultdict(int)
        for token, end in rows:
            reach[token.position] = max(end, reach[token.position])
        rows = [(token, reach[after]) for token in some if (after := token.position + token.width) in reach]
    yield from ((token.start, end) for token, end in rows)
