"""One visual line of runs to text: in order, doubled letters dropped, spaces where they are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from indexer.extract.lean.bidi import in_reading_order
from indexer.extract.lean.fonts import WIDE, WIDE_GAP
from indexer.extract.lean.run import GAP, HINTED_GAP, NEAR, NO_BLANK, Run, same_place

SpellOut = Callable[[Run], list[Run]]
"""Gives a run for each glyph of a run."""

_LEVEL = 0.1
"""Share of the size by which two texts printed in one place differ in height, if only a little."""
_LOOK_BACK = 4
"""Letters to the left among which the same letter may stand in the same place."""


def line_text(runs: Sequence[Run], spell_out: SpellOut) -> str:
    """The text of a line, in reading order.

    Runs that lie over each other are spelled out and sorted letter by letter; if then letters still lie over each
    other, two texts were printed in one place, and each is kept together.
    """
    ordered = sorted(runs, key=attrgetter("x0"))
    if not _tidy(ordered):
        glyphs = [glyph for run in ordered for glyph in spell_out(run)]
        glyphs.sort(key=attrgetter("x0"))
        glyphs = list(_once(glyphs))
        if _overprinted(glyphs):
            return " ".join(in_reading_order(_joined(layer)) for layer in _layers(ordered))
        ordered = glyphs
    return in_reading_order(_joined(ordered))


def _overprinted(glyphs: Iterable[Run]) -> bool:
    """Whether letters that were not drawn one after the other share half of their width."""
    inked = (glyph for glyph in glyphs if glyph.text)
    return any(
        abs(glyph.first - last.first) > 1 and last.x1 - glyph.x0 > 0.5 * min(last.x1 - last.x0, glyph.x1 - glyph.x0)
        for last, glyph in pairwise(inked)
    )


def _layers(ordered: Iterable[Run]) -> list[list[Run]]:
    """Runs in as few tidy lines as they go into, each on one level."""
    layers = list[list[Run]]()
    for run in ordered:
        for layer in layers:
            last = layer[-1]
            if not run.text or (_follows(run, last) and abs(run.bottom - last.bottom) < _LEVEL * (run.size or 1.0)):
                layer.append(run)
                break
        else:
            layers.append([run])
    return layers


def _tidy(ordered: Iterable[Run]) -> bool:
    """Whether each run begins after the last letter of the one before."""
    inked = (run for run in ordered if run.text)
    return all(_follows(run, last) for last, run in pairwise(inked))


def _follows(run: Run, last: Run) -> bool:
    return run.x0 >= last.last + same_place(run.size or 1.0)


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
    """Texts with spaces between them, WIDE ones where they are.

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
                parts.append(WIDE if run.x0 > end + WIDE_GAP * (run.size or 1.0) else " ")
            end = max(end, run.x1)
        else:
            end = run.x1
        parts.append(run.text)
        final, blank = run.final, run.after
    return "".join(parts)
