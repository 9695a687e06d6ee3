"""The words that differ between two documents, cut down to what an alert has room for."""

from collections.abc import Iterable, Sequence

from indexer.marking.snippets import ELLIPSIS
from indexer.versions.differences import Hunk, Row, differences
from indexer.versions.matching import Effort
from indexer.versions.wording import Wording
from indexer.watching.records import Differing, Marked, Span
from scraper.archive.records import Digest

STRETCHES, ROWS, WIDTH = 5, 3, 200
"""Most stretches an alert shows, lines of each on either side, and signs of a line."""
_AROUND = 40


def differing(wording: Wording, before: str, after: str, effort: Effort) -> list[Differing] | None:
    """Return every stretch that differs; None if either cannot be read, so that nothing can be said."""
    old, new = wording.said(Digest(before)), wording.said(Digest(after))
    if old is None or new is None:
        return None
    hunks = differences(old.pages, new.pages, effort)
    return [_of(hunk) for hunk in hunks]


def foremost(found: Iterable[Differing], pages: Iterable[int]) -> tuple[Differing, ...]:
    """Return as many stretches as are shown: those on pages that match before others."""
    matching = set(pages)
    ranked = sorted(found, key=lambda one: one.number not in matching)
    return tuple(ranked[:STRETCHES])


def _of(hunk: Hunk) -> Differing:
    here = hunk.after or hunk.before
    number, label = (here.number, here.label) if here else (0, "")
    return Differing(number, label, _rows(hunk, "-"), _rows(hunk, "+"))


def _rows(hunk: Hunk, sign: str) -> tuple[Marked, ...]:
    """Return the lines of one side in which words differ; all of them if a side was only added to or taken from."""
    rows = [row for row in hunk.rows if row.sign == sign]
    marked = [row for row in rows if any(differs and text.strip() for text, differs in row.parts)]
    return tuple(_cut(row) for row in (marked or rows)[:ROWS])


def _cut(row: Row) -> Marked:
    """Return of a line what stands around the words that differ in it, blanks folded, with an ellipsis for the rest."""
    text, marks = _folded(row)
    if len(text) <= WIDTH:
        return Marked(text, marks)
    shown, moved = "", []
    for start, stop in _stretches(text, marks):
        shown += ELLIPSIS if start and not shown else ""
        moved += [(len(shown) + a - start, len(shown) + min(b, stop) - start) for a, b in marks if start <= a < stop]
        shown += text[start:stop].rstrip() + (ELLIPSIS if stop < len(text) else "")
    return Marked(shown, tuple(moved))


def _stretches(text: str, marks: Sequence[Span]) -> list[Span]:
    """Return which parts of a long line are shown: some words around each mark, near ones together, up to a width."""
    wanted: list[Span] = []
    for a, b in marks or [(0, 0)]:
        start, stop = _to_words(text, a, b)
        if wanted and start <= wanted[-1][1] + 1:
            wanted[-1] = (wanted[-1][0], max(stop, wanted[-1][1]))
        elif sum(end - begin for begin, end in wanted) < WIDTH:
            wanted.append((start, stop))
    return [(start, min(stop, start + 2 * WIDTH)) for start, stop in wanted]


def _to_words(text: str, start: int, stop: int) -> Span:
    """Return a span with some whole words before and after it."""
    first, last = max(0, start - _AROUND), min(len(text), stop + _AROUND)
    if first and " " in text[first:start]:
        first = text.index(" ", first) + 1
    if last < len(text) and " " in text[stop:last]:
        last = text.rindex(" ", stop, last)
    return first, last


def _folded(row: Row) -> tuple[str, tuple[Span, ...]]:
    text, marks = "", []
    for part, differs in row.parts:
        folded = " ".join(part.split())
        lead = " " if part[:1].isspace() and text and not text.endswith(" ") else ""
        if differs and folded:
            marks.append((len(text + lead), len(text + lead) + len(folded)))
        text += lead + folded + (" " if part[-1:].isspace() and folded else "")
    return text.rstrip(), tuple(marks)
