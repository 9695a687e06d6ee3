"""The words that differ between two documents, cut down to what an alert has room for."""

from collections.abc import Iterable

from indexer.versions.differences import Hunk, Row, differences
from indexer.versions.matching import Effort
from indexer.versions.wording import Wording
from indexer.watching.records import Differing, Marked
from scraper.archive.records import Digest

STRETCHES, ROWS, WIDTH = 5, 3, 200
"""Most stretches an alert shows, lines of each on either side, and signs of a line."""
_AROUND = 60


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
    """Return a line around the first words that differ in it, blanks folded, with an ellipsis where it was cut."""
    text, marks = "", []
    for part, differs in row.parts:
        folded = " ".join(part.split())
        lead = " " if part[:1].isspace() and text and not text.endswith(" ") else ""
        if differs and folded:
            marks.append((len(text + lead), len(text + lead) + len(folded)))
        text += lead + folded + (" " if part[-1:].isspace() and folded else "")
    begin = max(0, marks[0][0] - _AROUND) if marks and len(text) > WIDTH else 0
    end = min(len(text), begin + WIDTH)
    before, after = "\u2026" if begin else "", "\u2026" if end < len(text) else ""
    shift = len(before) - begin
    kept = tuple((start + shift, min(stop, end) + shift) for start, stop in marks if start < end)
    return Marked(before + text[begin:end].rstrip() + after, kept)
