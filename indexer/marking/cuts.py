"""What a page break cuts off: the part of a phrase, or of words near each other, that stands on this page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from indexer.analysis import Token, tokens
from indexer.marking.fitting import Fitting
from indexer.query import Leaf, Near, Part, Phrase

_WHOLE = 50_000
"""Pages of at most so many characters are read whole to find their end."""
_A_WORD = 200
"""Characters, blanks included, that a word may take where the end of a longer page is looked for."""
_BORDER = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")
"""Where one word surely ends and another begins, whatever stands before and after."""

Span = tuple[int, int]
Places = Mapping[int, Sequence[Token]]


def cut_off(text: str, leaf: Leaf, fitting: Fitting) -> Iterator[Span]:
    """Yield what of a leaf stands at the page's beginning or end, or is all of the page; the longest of each."""
    match leaf:
        case Phrase(parts):
            first, last = _beginning(text, 2 * len(parts)), _ending(text, 2 * len(parts))
            yield from _of_phrase(parts, first, last, fitting)
        case Near(parts, most):
            wanted = set(parts)
            end = _end(last := _ending(text, most))
            near = [*_beginning(text, most - 1), *(token for token in last if token.position >= end - most)]
            yield from ((t.start, t.end) for t in dict.fromkeys(near) if not wanted.isdisjoint(fitting.of(t)))


def _beginning(text: str, reach: int) -> list[Token]:
    """Return the words of a page up to the one at position `reach`."""
    return list(takewhile(lambda token: token.position <= reach, tokens(text)))


def _ending(text: str, reach: int) -> list[Token]:
    """Return the last words of a page, so many at least. Positions count from anywhere."""
    begin = len(text) - max(_WHOLE, _A_WORD * reach)
    border = _BORDER.search(text, begin) if begin > 0 else None
    if not border:
        return list(tokens(text))
    shift = border.end()
    return [t._replace(start=t.start + shift, end=t.end + shift) for t in tokens(text[shift:])]


def _end(words: Sequence[Token]) -> int:
    """Return the position after the last word."""
    return max((token.position + token.width for token in words), default=0)


def _of_phrase(
    parts: Sequence[Part], first: Sequence[Token], last: Sequence[Token], fitting: Fitting
) -> Iterator[Span]:
    count, end = len(parts), _end(last)
    following: dict[int, list[Token]] = defaultdict(list)
    preceding: dict[int, list[Token]] = defaultdict(list)
    for token in first:
        following[token.position].append(token)
    for token in last:
        preceding[token.position + token.width].append(token)
    heads = (_walk(parts[at:], following, fitting) for at in range(1, count))
    yield from ((first[0].start, token.end) for token in _first(heads))
    tails = (_walked_back(parts[:at], preceding, end, fitting) for at in range(count - 1, 0, -1))
    yield from ((token.start, last[-1].end) for token in _first(tails))
    if first and first == last:  # all of the page
        middles = (_walk(parts[at:-1], following, fitting, end) for at in range(1, count - 1))
        yield from ((first[0].start, token.end) for token in _first(middles))


def _first(found: Iterator[Token | None]) -> list[Token]:
    return [token for token in found if token][:1]


def _walk(parts: Sequence[Part], places: Places, fitting: Fitting, end: int | None = None) -> Token | None:
    """Return the word that ends these parts, each straight after the last, from the page's beginning.

    With `end`, they may be fewer, if they end there.
    """
    reach: dict[int, Token | None] = {0: None}
    for part in parts:
        reach = {
            token.position + token.width: token
            for position in reach
            for token in places.get(position, ())
            if part in fitting.of(token)
        }
        if end is not None and end in reach:
            return reach[end]
    return next(iter(reach.values()), None) if end is None else None


def _walked_back(parts: Sequence[Part], places: Places, end: int, fitting: Fitting) -> Token | None:
    """Return the word that begins these parts, each straight before the next, up to the page's end."""
    reach: dict[int, Token | None] = {end: None}
    for part in reversed(parts):
        reach = {
            token.position: token
            for position in reach
            for token in places.get(position, ())
            if part in fitting.of(token)
        }
    return next(iter(reach.values()), None)
