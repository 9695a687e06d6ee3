"""The part of a page that shows best why it matches, and where in that part the matches are."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from indexer.marking.occurrences import Found, found_in
from indexer.query import InTitle, Leaf, Near, Node, leaves
from indexer.record import record

ELLIPSIS = "\u2026"

_BLANKS = re.compile(r"\s+")
_INK = re.compile(r"\S")

Span = tuple[int, int]


@record()
class Snippet:
    """One line of text. `marks` are the (start, end) of the matches in it, in order, never overlapping."""

    text: str
    marks: tuple[Span, ...] = ()


def snippet(text: str, query: Node, width: int = 160, *, heading: bool = False, also: Sequence[Span] = ()) -> Snippet:
    """Return the best `width` characters of a page, with an ellipsis where they are cut.

    White space is folded to single blanks. There is a mark if anything of the query stands on the page; a phrase is
    marked as a whole, and in part only if nothing else is found and the beginning or end of the page cuts it. A match
    longer than the snippet is cut with it. Without a match, the beginning of the page is shown. If `heading`, what
    must stand in the title is marked too. `also` are places that show it besides: facts that are asked for.
    """
    wanted = _wanted(query, heading=heading)
    found = found_in(text, wanted)
    if also:
        found = sorted((*found, *(Found(start, end, len(wanted)) for start, end in also)))
    marks = _joined(_best_window(found, width))
    start, end = (marks[0][0], min(marks[-1][1], marks[0][0] + 8 * width)) if marks else (0, 0)
    begin, stop = _surroundings(text, start, end, 4 * width)
    line, marks = _folded(text[begin:stop], [(first - begin, min(last, stop) - begin) for first, last in marks])
    first, last = _window(line, marks, width)
    before = ELLIPSIS if first or _INK.search(text, 0, begin) else ""
    after = ELLIPSIS if last < len(line) or _INK.search(text, stop) else ""
    shift = len(before) - first
    shown = tuple((a + shift, min(b, last) + shift) for a, b in marks if a < last)
    return Snippet(before + line[first:last] + after, shown)


def marks(text: str, query: Node, *, heading: bool = False) -> tuple[Span, ...]:
    """Return the (start, end) of what a query asks for in a whole page, in order, never overlapping."""
    return tuple(_joined([(one.start, one.end) for one in found_in(text, _wanted(query, heading=heading))]))


def _wanted(query: Node, *, heading: bool) -> tuple[Leaf, ...]:
    """Return what may be marked, each once; words near each other not again, if each is wanted by itself."""
    wanted: dict[Leaf, None] = {}
    for leaf in leaves(query):
        if not isinstance(leaf, InTitle):
            wanted[leaf] = None
        elif heading:
            wanted[leaf.leaf] = None
    return tuple(leaf for leaf in wanted if not (isinstance(leaf, Near) and all(part in wanted for part in leaf.parts)))


def _best_window(found: Sequence[Found], width: int) -> list[Span]:
    """Return the matches within one width that show most of the query, then most matches; of equals, the first."""
    best: tuple[int, int] = (0, 0)
    chosen: list[Span] = []
    inside: Counter[int] = Counter()
    last = 0
    for first, (start, _, which) in enumerate(found):
        while last < len(found) and (last <= first or found[last].end - start <= width):
            inside[found[last].which] += 1
            last += 1
        value = (len(inside), last - first)
        if value > best:
            best, chosen = value, [(match.start, match.end) for match in found[first:last]]
        inside[which] -= 1
        if not inside[which]:
            del inside[which]
    return chosen


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _surroundings(text: str, start: int, end: int, margin: int) -> Span:
    """Return a part of the text around a span, from a word's beginning to a word's end if there are blanks near."""
    begin, stop = max(0, start - margin), min(len(text), end + margin)
    if begin and (blank := _BLANKS.search(text, begin, start)):
        begin = blank.end()
    if stop < len(text):
        stop = max((blank.start() for blank in _BLANKS.finditer(text, end, stop)), default=stop)
    return begin, stop


def _folded(text: str, marks: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return the text with each run of white space as one blank, none at its ends, and the marks moved along."""
    runs = list(_BLANKS.finditer(text))
    kept = [0 if run.start() == 0 or run.end() == len(text) else 1 for run in runs]
    ends = [run.end() for run in runs]
    shifts = [0, *accumulate(run.end() - run.start() - keep for run, keep in zip(runs, kept, strict=True))]
    line = " ".join(_BLANKS.split(text)).strip(" ")
    moved = [tuple(at - shifts[bisect_right(ends, at)] for at in mark) for mark in marks]
    return line, [(start, min(end, len(line))) for start, end in moved]


def _window(line: str, marks: Sequence[Span], width: int) -> Span:
    """Return which part of a line to show: all marks if they fit, in the middle, from word border to word border."""
    start, end = (marks[0][0], marks[-1][1]) if marks else (0, 0)
    if end - start >= width:
        return start, start + width
    first = max(0, start - (width - (end - start)) // 2)
    last = min(len(line), first + width)
    first = max(0, last - width)
    if first and line[first - 1] != " ":
        border = line.find(" ", first, start)
        first = border + 1 if border >= 0 else first
    if last < len(line) and line[last] != " ":
        border = line.rfind(" ", end, last)
        last = border if border > first else last
    return first, last - (line[last - 1 : last] == " ")
