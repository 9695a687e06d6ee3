"""Which of a page's text can be seen, and what hides the rest.

Where the way in which text is painted leaves no doubt, that decides. Text in the colour of its ground is only doubtful:
what is under it may be more than boxes, so whoever has eyes is asked, on the few pages that have such text.
"""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from indexer.extract.lean.budget import Budget
from indexer.extract.lean.manner import WHITE, Box, Colour, Manner, alike
from indexer.extract.lean.run import Run
from indexer.extract.lean.scene import Painted, Scene
from indexer.extract.lean.tuned_line import SpellOut

OFF_PAGE = "off the page"
CLIPPED = "clipped away"
INVISIBLE = "drawn invisibly"
TRANSPARENT = "transparent"
OFF_LAYER = "on a layer that is off"
TINY = "too small to see"
SAME = "in the colour of its ground"
REPLACED = "read in place of what is shown"
COVERED = ""
"""How text is hidden that is under something: of that nothing is kept."""

_NEAR = 0.07
"""Difference from its ground, in each of red, green and blue, up to which text is not seen: 18 of 255."""
_FAINT = 0.1
LEAST = 1.1
"""Points of size below which nobody reads."""
_SQUEEZED = 0.03
"""Share of the size to which an average letter is squeezed that nobody reads."""
_SQUEEZED_LETTERS = 4
_BAND = 0.15
"""Share of the size, above and below the middle of letters, that is under what covers them."""
_EDGE = 0.5
_STAMP = 200
"""Letters that may be seen on a scan without being its text: those of a stamp."""
_SCAN, _WHOLE = 0.5, 0.8
"""Shares of the page that pictures cover on a scan, and that one covers over an OCR layer: there dots are tiny text."""
_DRAWN = 200
_ROW = 4.0
"""Points of height within which text that is drawn again in its place is looked for, among so many pieces."""
_IN_A_ROW = 100
_WORD, _LONGER, _LIKE, _ENOUGH = 3, 1.5, 0.6, 500
"""Letters of a text to be read in place of another's from which it counts; how much longer, or how alike, it may be."""


class Doubt(NamedTuple):
    """Text of a colour at a place, where that may be the colour of its ground; `known` if that is of a box."""

    box: Box
    colour: Colour
    known: bool


Eyes = Callable[[Sequence[Doubt]], list[bool]]
"""Tells of each of some texts whether it can be seen."""


class Sight(NamedTuple):
    """Text that is seen; what is hidden, by how; and what is under something."""

    visible: list[Run]
    hidden: dict[str, list[Run]]
    covered: list[Run]


class _Verdict(NamedTuple):
    """What hides a run: all of it, or what is inside a box, or what is not. `picture`: as wide as a page."""

    how: str
    box: Box | None = None
    inside: bool = False
    picture: bool = False


_Verdicts = dict[int, list[_Verdict]]


def seen(runs: list[Run], scene: Scene, page: Box, spell_out: SpellOut, eyes: Eyes, budget: Budget) -> Sight:
    """Sort a page's text by whether it can be seen. `page` is what is shown of the page. Raises OverBudget."""
    verdicts: _Verdicts = {}
    doubts: list[tuple[int, Doubt]] = []
    grounds = _Grounds(scene.painted, budget)
    _out_of_sight(runs, page, verdicts)
    known: dict[int, tuple[str, bool]] = {}
    for first, last, manner, after in _stretches(runs, scene):
        if id(manner) not in known:
            known[id(manner)] = _unseen(manner), _watched(manner, grounds)
        how, watched = known[id(manner)]
        if how:
            for at in range(first, last):
                _add(verdicts, at, _Verdict(how))
            continue
        if manner.clip is not None:
            _clipped(runs, first, last, manner.clip, verdicts)
        if watched:
            doubts += _doubtful(runs, first, last, manner, grounds, after)
            _in_boxes(runs, first, last, manner, grounds, after, verdicts)
    _covered(runs, scene.painted, page, verdicts, budget)
    _but_not_of_a_scan(runs, scene, page, verdicts)
    _settle([doubt for doubt in doubts if doubt[0] not in verdicts], scene, eyes, verdicts)
    return _but_once(_sorted(runs, verdicts, spell_out)) if verdicts else Sight(runs, {}, [])


def _add(verdicts: _Verdicts, at: int, verdict: _Verdict) -> None:
    verdicts.setdefault(at, []).append(verdict)


def _stretches(runs: Sequence[Run], scene: Scene) -> Iterator[tuple[int, int, Manner, int]]:
    """Yield from which run to before which text is in one manner, and after how many boxes."""
    ends = (*(stretch.first for stretch in scene.stretches[1:]), len(runs))
    for stretch, end in zip(scene.stretches, ends, strict=False):
        if stretch.first < end:
            yield stretch.first, end, stretch.manner, stretch.after


def _unseen(manner: Manner) -> str:
    """How text in this manner is hidden wherever it is, "" if it is not."""
    if manner.off:
        return OFF_LAYER
    if manner.mode == 3 and not manner.drawn:
        return INVISIBLE
    strokes, fills = manner.mode in (1, 2, 5, 6), manner.mode in (0, 2, 4, 6)
    alphas = [alpha for alpha, used in ((manner.alpha, fills), (manner.outline, strokes)) if used]
    return TRANSPARENT if alphas and max(alphas) * manner.within < _FAINT else ""


def _out_of_sight(runs: Iterable[Run], page: Box, verdicts: _Verdicts) -> None:
    """What is off the page, or smaller than anybody sees. Off it were 656 of 754 letters of one page."""
    left, top, right, bottom = page
    squeezed: list[int] = []
    letters = 0
    for at, run in enumerate(runs):
        narrow = run.text and run.x1 - run.x0 < _SQUEEZED * run.size * run.count
        if narrow:
            squeezed.append(at)
            letters += run.count
        elif squeezed and run.text:
            _squeeze(squeezed, letters, verdicts)
            squeezed, letters = [], 0
        if run.bottom <= top or run.top >= bottom or run.end <= left or run.start >= right:
            _add(verdicts, at, _Verdict(OFF_PAGE))
        elif run.start < left or run.end > right:
            _add(verdicts, at, _Verdict(OFF_PAGE, page))
        if run.size < LEAST and (run.upright or run.x1 - run.x0 < LEAST):
            _add(verdicts, at, _Verdict(TINY))
    _squeeze(squeezed, letters, verdicts)


def _squeeze(several: Iterable[int], letters: int, verdicts: _Verdicts) -> None:
    """Accents have no width of their own; a few letters on end that have none are hidden."""
    if letters >= _SQUEEZED_LETTERS:
        for at in several:
            _add(verdicts, at, _Verdict(TINY))


def _clipped(runs: Sequence[Run], first: int, last: int, clip: Box, verdicts: _Verdicts) -> None:
    left, top, right, bottom = clip
    for at in range(first, last):
        run = runs[at]
        slack = 0.2 * run.size
        if run.bottom - slack <= top or run.top + slack >= bottom or run.x1 <= left or run.x0 >= right:
            _add(verdicts, at, _Verdict(CLIPPED))
        elif run.x0 < left - slack or run.x1 > right + slack:
            _add(verdicts, at, _Verdict(CLIPPED, clip))


def _watched(manner: Manner, grounds: "_Grounds") -> bool:
    """Whether text in this manner may be of the colour of its ground anywhere."""
    colours = [colour for colour in (manner.fill, manner.line) if colour is not None]
    return manner.mode == 7 or any(alike(one, WHITE, _NEAR) or grounds.have(one) for one in colours)


def _doubtful(
    runs: Sequence[Run], first: int, last: int, manner: Manner, grounds: "_Grounds", after: int
) -> Iterator[tuple[int, Doubt]]:
    """Yield runs that may be of the colour of their ground, each with what is to be looked at."""
    colour = manner.line if manner.mode in (1, 5) else manner.fill
    if colour is None or manner.drawn or (manner.mode in (2, 6) and not alike(manner.line, manner.fill, _NEAR)):
        return
    light = alike(colour, WHITE, _NEAR)
    if not (light or manner.mode == 7):
        return
    for at in range(first, last):
        run = runs[at]
        if not run.text:
            continue
        ground = grounds.at(0.5 * (run.x0 + run.x1), 0.5 * (run.top + run.bottom), after)
        known = manner.mode != 7 and alike(ground, colour, _NEAR)
        if known or manner.mode == 7 or (ground is None and light):
            yield at, Doubt((run.x0, run.top, run.x1, run.bottom), colour, known)


def _in_boxes(
    runs: Sequence[Run], first: int, last: int, manner: Manner, grounds: "_Grounds", after: int, verdicts: _Verdicts
) -> None:
    """Text in a box of its own dark colour is under it as it were: so do word processors black words out."""
    colour = manner.fill
    if colour is None or manner.drawn or manner.mode not in (0, 4) or alike(colour, WHITE, _NEAR):
        return
    for left, top, right, bottom in grounds.of(colour, after):
        for at in range(first, last):
            run = runs[at]
            level = 0.5 * (run.top + run.bottom)
            if top < level < bottom and run.x0 < right and run.x1 > left and run.text:
                middle = 0.5 * (max(run.x0, left) + min(run.x1, right))
                if alike(grounds.at(middle, level, after), colour, _NEAR):
                    whole = left - _EDGE <= run.x0 and run.x1 <= right + _EDGE
                    box = None if whole else (left, top, right, bottom)
                    _add(verdicts, at, _Verdict(COVERED, box, inside=True))


class _Grounds:
    """What was painted before text, asked by colour and by place."""

    def __init__(self, painted: Sequence[Painted], budget: Budget) -> None:
        self._painted, self._budget = painted, budget
        self._alike: dict[Colour, list[int]] = {}

    def have(self, colour: Colour) -> bool:
        """Whether any box is of this colour, or nearly."""
        return bool(self._like(colour))

    def of(self, colour: Colour, after: int) -> list[Box]:
        """Those of so many boxes that are of this colour, or nearly."""
        alikes = self._like(colour)
        self._budget.looks(len(alikes))
        return [self._painted[at].box for at in alikes if at < after]

    def _like(self, colour: Colour) -> list[int]:
        if colour not in self._alike:
            self._budget.looks(len(self._painted))
            alikes = [at for at, one in enumerate(self._painted) if alike(one.colour, colour, _NEAR)]
            self._alike[colour] = alikes
        return self._alike[colour]

    def at(self, x: float, y: float, after: int) -> Colour:
        """The colour of what was painted last at a place, None if nobody knows it."""
        self._budget.looks(after)
        for painted in reversed(self._painted[:after]):
            left, top, right, bottom = painted.box
            if left <= x <= right and top <= y <= bottom:
                return painted.colour
        return WHITE


def _covered(runs: Sequence[Run], painted: Iterable[Painted], page: Box, verdicts: _Verdicts, budget: Budget) -> None:
    over = {one.box: one for one in painted if one.opaque and one.after}  # of the same box the last covers most
    if not over:
        return
    levels = sorted((0.5 * (run.top + run.bottom), at) for at, run in enumerate(runs) if run.text)
    for one in over.values():
        left, top, right, bottom = one.box
        beside = levels[bisect_left(levels, (top, 0)) : bisect_left(levels, (bottom, 0))]
        budget.looks(len(beside))
        for level, at in beside:
            run = runs[at]
            band = _BAND * run.size
            if at < one.after and run.x0 < right and run.x1 > left and top <= level - band and level + band <= bottom:
                whole = left - _EDGE <= run.x0 and run.x1 <= right + _EDGE
                wide = one.picture and right - left > _WHOLE * (page[2] - page[0])
                _add(verdicts, at, _Verdict(COVERED, None if whole else one.box, inside=True, picture=wide))


def _but_not_of_a_scan(runs: Sequence[Run], scene: Scene, page: Box, verdicts: _Verdicts) -> None:
    """Leave be what lies invisibly over a picture of the page, or under it, if that is all its text: it was OCR's.

    What else covers some of that text covers it still: boxes are drawn over scans.
    """
    if not verdicts:
        return
    whole = _area(page, page)
    pictures = [one for one in scene.painted if one.picture]
    if any(_area(one.box, page) > _WHOLE * whole for one in pictures):
        _forgive(verdicts, lambda one: one.how == TINY)
    if sum(_area(one.box, page) for one in pictures) < _SCAN * whole and scene.drawn < _DRAWN:
        return
    if sum(len(run.text) for at, run in enumerate(runs) if at not in verdicts) < _STAMP:
        _forgive(verdicts, lambda one: one.how in (INVISIBLE, TINY) or one.picture)


def _forgive(verdicts: _Verdicts, which: Callable[["_Verdict"], bool]) -> None:
    for at, found in list(verdicts.items()):
        verdicts[at] = [one for one in found if not which(one)]
        if not verdicts[at]:
            del verdicts[at]


def _area(box: Box, page: Box) -> float:
    width, height = min(box[2], page[2]) - max(box[0], page[0]), min(box[3], page[3]) - max(box[1], page[1])
    return max(0.0, width) * max(0.0, height)


def _settle(doubts: Sequence[tuple[int, Doubt]], scene: Scene, eyes: Eyes, verdicts: _Verdicts) -> None:
    """Ask eyes what is not known. A line may be as broad as a box, and nobody counted lines."""
    sure = not (doubts and scene.has_broad_lines())
    asked = [(at, doubt) for at, doubt in doubts if not (sure and doubt.known)]
    visible = eyes([doubt for _, doubt in asked]) if asked else []
    seen_at = {at for (at, _), is_seen in zip(asked, visible, strict=True) if is_seen}
    for at, _ in doubts:
        if at not in seen_at:
            _add(verdicts, at, _Verdict(SAME))


def _sorted(runs: Sequence[Run], verdicts: _Verdicts, spell_out: SpellOut) -> Sight:
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
    return sight


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


def _hides(verdict: _Verdict, glyph: Run) -> bool:
    left, _, right, _ = verdict.box or (0.0, 0.0, 0.0, 0.0)
    if verdict.inside:
        return left < 0.5 * (glyph.x0 + glyph.x1) < right
    return glyph.x1 <= left or glyph.x0 >= right


def _put(sight: Sight, run: Run, how: str) -> None:
    if how == COVERED:
        sight.covered.append(run)
    else:
        sight.hidden.setdefault(how, []).append(run)


def read_otherwise(scene: Scene, runs: Sequence[Run]) -> Iterator[str]:
    """Yield what is to be read in place of what is shown, where that is something else."""
    for one in scene.replaced:
        said, shown = _letters(one.text), _letters("".join(run.text for run in runs[one.first : one.last]))
        if len(said) >= _WORD and shown and said not in shown and (
            len(said) > _LONGER * len(shown) or SequenceMatcher(None, said[:_ENOUGH], shown[:_ENOUGH]).ratio() < _LIKE
        ):  # fmt: skip
            yield one.text


def _letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
