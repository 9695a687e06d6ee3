"""Where the words, prefixes and phrases of a query stand in a text, without an index: for snippets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.analysis import Token, tokens
from indexer.query import Leaf, Phrase, Prefix, Word

ENOUGH = 2_000
"""After so many matches of words, if all that is wanted stands among them, the rest of a page is not read, and after
ten times as many if anything does: a file of 5 MB may be one page, and took 6 seconds to look through."""

_EDGE = 5_000  # characters at either end of a page in which a phrase may be cut
_LONGEST_CUT = 40  # words of a phrase that is looked for in part

Part = Word | Prefix


class Found(NamedTuple):
    """A match from `start` to `end`, and which of the wanted leaves it is."""

    start: int
    end: int
    which: int


def found_in(text: str, wanted: Sequence[Leaf]) -> list[Found]:
    """Return the matches of what is wanted, in order; if there are none, the parts of phrases that the page cuts."""
    if not wanted:
        return []
    rows = [_parts(leaf) for leaf in wanted]
    by_part = _by_part(text, rows)
    found = [Found(*span, which) for which, row in enumerate(rows) for span in _standing([by_part[p] for p in row])]
    if not found:
        found = [Found(*span, which) for which, row in enumerate(rows) for span in _cut_off(text, row)]
    return sorted(found)


def _parts(leaf: Leaf) -> tuple[Part, ...]:
    return leaf.parts if isinstance(leaf, Phrase) else (leaf,)


def _by_part(text: str, rows: Sequence[tuple[Part, ...]]) -> dict[Part, list[Token]]:
    """Return the words of the text that match each part. Only words that begin as one of them are looked at."""
    by_part: dict[Part, list[Token]] = {part: [] for row in rows for part in row}
    words = {part.term: part for part in by_part if isinstance(part, Word)}
    prefixes = [part for part in by_part if isinstance(part, Prefix)]
    count, pause = 0, ENOUGH
    for token in tokens(text, frozenset([*(term[0] for term in words), *(part.start[0] for part in prefixes)])):
        if token.term in words:
            by_part[words[token.term]].append(token)
            count += 1
        for part in prefixes:
            if token.term.startswith(part.start) or token.word.startswith(part.start):
                by_part[part].append(token)
                count += 1
        if count >= pause:
            standing = [bool(_standing([by_part[part] for part in row])) for row in rows]
            if all(standing) or (pause >= 10 * ENOUGH and any(standing)):
                break
            pause *= 2
    return by_part


def _standing(row: Sequence[Sequence[Token]]) -> list[tuple[int, int]]:
    """Return (start, end) of the places where the parts of a row stand, each straight after the last."""
    *before, last = row
    rows = [(token, token.end) for token in last]
    for some in reversed(before):
        reach: dict[int, int] = defaultdict(int)
        for token, end in rows:
            reach[token.position] = max(end, reach[token.position])
        rows = [(token, reach[after]) for token in some if (after := token.position + token.width) in reach]
    return [(token.start, end) for token, end in rows]


def _cut_off(text: str, row: tuple[Part, ...]) -> Iterator[tuple[int, int]]:
    """Yield where the page begins with the end of a row, ends in its beginning, or is the middle of it."""
    count = len(row)
    if not 1 < count <= _LONGEST_CUT:
        return
    sizes = range(count - 1, 0, -1)
    yield from _longest(text[:_EDGE], row, [(count - size, count) for size in sizes])
    shift = max(0, len(text) - _EDGE)
    yield from ((a + shift, b + shift) for a, b in _longest(text[shift:], row, [(0, size) for size in sizes]))
    if not shift:
        yield from _longest(text, row, [(at, at + size) for size in sizes for at in range(1, count - size)])


def _longest(text: str, row: tuple[Part, ...], slices: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the first slice of a row stands that stands where a page cuts a row off."""
    words = list(tokens(text))
    by_part = _by_part(text, [row])
    for first, last in slices if words else ():
        spans = [
            (start, end)
            for start, end in _standing([by_part[part] for part in row[first:last]])
            if (first == 0 or start == words[0].start) and (last == len(row) or end == words[-1].end)
        ]
        if spans:
            return spans
    return []
