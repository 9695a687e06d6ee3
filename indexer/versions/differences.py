"""The words that differ between two texts, in hunks of lines, each with the page it stands on. Pure.

Blanks and line ends make no difference: a letter set anew, with other line breaks, says the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.extract.base import Page
from indexer.versions.matching import Block, Effort, matching

CONTEXT = 2
"""Lines shown before and after those that differ."""
_WORDS = re.compile(r"\d[\d.,]*\d|\w+|\s+|.", re.DOTALL)

Parts = tuple[tuple[str, bool], ...]
"""A line in parts, and whether each of them differs."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a hunk: `sign` is "-" if it was there before, "+" if it is there now, " " if both."""

    sign: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that differ, and a few around them. Pages are where it begins; None where one side has nothing."""

    before: Page | None
    after: Page | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    page: Page
    text: str

    @property
    def key(self) -> str:
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of lines of both sides: alike, or not; then with their rows."""

    before: Sequence[_Line]
    after: Sequence[_Line]
    rows: tuple[Row, ...] = ()


def differences(before: Sequence[Page], after: Sequence[Page], effort: Effort) -> list[Hunk]:
    """Return what differs between the pages of two texts, in order; nothing if they say the same."""
    old, new = _lines(before), _lines(after)
    blocks = matching([one.key for one in old], [one.key for one in new], effort)
    parts = [_judged(part, effort) for part in _parts(old, new, blocks)]
    return [_hunk(group) for group in _groups(parts)]


def _lines(pages: Sequence[Page]) -> list[_Line]:
    return [_Line(page, line) for page in pages for line in page.text.splitlines() if line.strip()]


def _parts(old: Sequence[_Line], new: Sequence[_Line], blocks: Sequence[Block]) -> Iterator[tuple[bool, _Part]]:
    """Yield all of both sides, in order, as stretches that are alike or not."""
    i = j = 0
    for start, there, size in [*blocks, (len(old), len(new), 0)]:
        if start > i or there > j:
            yield False, _Part(old[i:start], new[j:there])
        if size:
            yield True, _Part(old[start : start + size], new[there : there + size])
        i, j = start + size, there + size


def _judged(stretch: tuple[bool, _Part], effort: Effort) -> _Part:
    """Return a stretch with its rows, if its words differ and not its line ends only."""
    alike, part = stretch
    if alike:
        return part
    before, after = _words(part.before), _words(part.after)
    blocks = matching(_keys(before), _keys(after), effort)
    old = _marks(before, [(i, size) for i, _, size in blocks])
    new = _marks(after, [(j, size) for _, j, size in blocks])
    if not any(differs and text.strip() for text, differs in (*old, *new)):
        return part
    return _Part(part.before, part.after, (*_rows("-", old), *_rows("+", new)))


def _words(lines: Sequence[_Line]) -> list[str]:
    return _WORDS.findall("\n".join(line.text for line in lines))


def _keys(words: Sequence[str]) -> list[str]:
    return [" " if word.isspace() else word for word in words]


def _marks(words: Sequence[str], same: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    kept = {number for start, size in same for number in range(start, start + size)}
    return [(word, number not in kept) for number, word in enumerate(words)]


def _rows(sign: str, words: Sequence[tuple[str, bool]]) -> Iterator[Row]:
    """Yield words as lines again, those that differ joined together over the blanks between them."""
    line: list[tuple[str, bool]] = []
    for word, differs in words:
        first, *rest = word.split("\n") if word.isspace() else [word]
        line.append((first, differs))
        for more in rest:
            yield Row(sign, _joined(line))
            line = [(more, differs)]
    if line:
        yield Row(sign, _joined(line))


def _joined(words: Sequence[tuple[str, bool]]) -> Parts:
    """Join neighbours of a kind; a blank between two words that differ differs too, one at the edge does not."""
    kinds = [differs and not word.isspace() for word, differs in words]
    filled = [number for number, (word, _) in enumerate(words) if word.strip()]
    for left, right in pairwise(filled):
        if kinds[left] and kinds[right]:
            kinds[left : right + 1] = [True] * (right + 1 - left)
    joined: list[tuple[str, bool]] = []
    for (word, _), differs in zip(words, kinds, strict=True):
        if joined and joined[-1][1] == differs:
            joined[-1] = (joined[-1][0] + word, differs)
        elif word:
            joined.append((word, differs))
    return tuple(joined)


def _groups(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """Yield stretches that differ, with context; those of a page together between which little is alike."""
    group: list[_Part] = []
    for number, part in enumerate(parts):
        if part.rows:
            if not group and number:
                group.append(_end(parts[number - 1]))
            group.append(part)
        elif group:
            after = parts[number + 1] if number + 1 < len(parts) else part
            if after.rows and len(part.after) <= 2 * CONTEXT and _page(after) == _page(group[-1]):
                group.append(part)
            else:
                yield [*group, _Part(part.before[:CONTEXT], part.after[:CONTEXT])]
                group = []
    if group:
        yield group


def _page(part: _Part) -> int:
    return (part.after or part.before)[0].page.number


def _end(part: _Part) -> _Part:
    return _Part(part.before[-CONTEXT:], part.after[-CONTEXT:])


def _hunk(group: Sequence[_Part]) -> Hunk:
    first = next(part for part in group if part.rows)
    rows = [row for part in group for row in part.rows or [Row(" ", ((line.text, False),)) for line in part.after]]
    before, after = (lines[0].page if lines else None for lines in (first.before, first.after))
    return Hunk(before, after, tuple(rows))
