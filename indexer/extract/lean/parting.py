"""A page's text, parted by what was found to hide it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from indexer.extract.lean.manner import Box
from indexer.extract.lean.run import Run
from indexer.extract.lean.tuned_line import SpellOut

COVERED = ""
"""How text is hidden that is under something: of that nothing is kept."""
_ROW = 4.0
"""Points of height within which text that is drawn again in its place is looked for, among so many pieces."""
_IN_A_ROW = 100


class Sight(NamedTuple):
    """Text that is seen; what is hidden, by how; and what is under something."""

    visible: list[Run]
    hidden: dict[str, list[Run]]
    covered: list[Run]


class Verdict(NamedTuple):
    """What hides a run: all of it, or what is inside a box, or what is not. `picture`: as wide as a page."""

    how: str
    box: Box | None = None
    inside: bool = False
    picture: bool = False


Verdicts = dict[int, list[Verdict]]


def parted(runs: Sequence[Run], verdicts: Verdicts, spell_out: SpellOut) -> Sight:
    """Part the runs, those that are hidden in part into letters; what is drawn again in its place is not covered."""
    sight = Sight([], {}, [])
    for at, run in enumerate(runs):
        found = verdicts.get(at, ())
        whole = [one.how for one in found if one.box is None]
        if not found:
            sight.visible.append(run)
        elif whole:
            _put(sight, run, COVERED if COVERED in whole else whole[0])
        else:
            for glyph in spell_out(run) if run.source is not None else [run]:
                hides = [one.how for one in found if _hides(one, glyph)]
                if hides:
                    _put(sight, glyph, COVERED if COVERED in hides else hides[0])
                else:
                    sight.visible.append(glyph)
    return _but_once(sight)


def _but_once(sight: Sight) -> Sight:
    """Without what is covered and then drawn again in its place, as where a page was laid out twice."""
    if not sight.covered:
        return sight
    by_level = defaultdict[int, list[Run]](list)
    for run in sight.visible:
        by_level[int(run.top / _ROW)].append(run)
    kept = [
        run
        for run in sight.covered
        if not any(
            run.x0 < other.x1 and run.x1 > other.x0 and run.text in other.text
            for level in (-1, 0, 1)
            for other in by_level.get(int(run.top / _ROW) + level, ())[:_IN_A_ROW]
        )
    ]
    return sight._replace(covered=kept)


def _hides(verdict: Verdict, glyph: Run) -> bool:
    left, _, right, _ = verdict.box or (0.0, 0.0, 0.0, 0.0)
    if verdict.inside:
        return left < 0.5 * (glyph.x0 + glyph.x1) < right
    return glyph.x1 <= left or glyph.x0 >= right


def _put(sight: Sight, run: Run, how: str) -> None:
    if how == COVERED:
        sight.covered.append(run)
    else:
        sight.hidden.setdefault(how, []).append(run)
