"""One visual line of runs to text: in order, doubled letters dropped, spaces where they are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from indexer.extract.lean.run import GAP, HINTED_GAP, NEAR, NO_BLANK, Run, same_place

SpellOut = Callable[[Run], list[Run]]
"""Gives a run for each glyph of a run."""

_LOOK_BACK = 4
"""Letters to the left among which the same letter may stand in the same place."""


def line_text(runs: Sequence[Run], spell_out: SpellOut) -> str:
    """The text of a line. Runs that lie over each other are spelled out and sorted letter by letter."""
    ordered = sorted(runs, key=attrgetter("x0"))
    if not _tidy(ordered):
        glyphs = [glyph for run in ordered for glyph in spell_out(run)]
        glyphs.sort(key=attrgetter("x0"))
        ordered = list(_once(glyphs))
    return _joined(ordered)


def _tidy(ordered: Iterable[Run]) -> bool:
    """Whether each run begins after the last letter of the one before."""
    inked = (run for run in ordered if run.text)
    return all(run.x0 >= last.last + same_place(run.size or 1.0) for last, run in pairwise(inked))


def _once(glyphs: Iterable[Run]) -> Iterator[Run]:
    """Each letter once: bold is often the same letter drawn twice, a little apart."""
    kept = list[Run]()
    for glyph in glyphs:
        if not any(_same(glyph, other) for other in kept[-_LOOK_BACK:]):
            kept.append(glyph)
            yield glyph


def _same(glyph: Run, other: Run) -> bool:
    near = same_place(glyph.size or 1.0)
    return glyph.text == other.text and glyph.x0 - other.x0 < near and abs(glyph.top - other.top) < near


def _joined(ordered: Iterable[Run]) -> str:
    """Texts with spaces between them.

    A blank drawn between its neighbours is a space; one drawn elsewhere is a hint only: those that pad a cell
    may lie under the next column's digits.
    """
    parts, end, final, blank = list[str](), 0.0, 0, NO_BLANK
    for run in ordered:
        if run.before != NO_BLANK:
            blank = run.before
        if not run.text:
            continue
        if parts:
            sure = final < blank < run.first < final + NEAR
            if sure or run.x0 > end + (GAP if blank == NO_BLANK else HINTED_GAP) * (run.size or 1.0):
                parts.append(" ")
            end = max(end, run.x1)
        else:
            end = run.x1
        parts.append(run.text)
        final, blank = run.final, run.after
    return "".join(parts)
