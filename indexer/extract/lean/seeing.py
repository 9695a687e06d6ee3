"""Which of a page's text can be seen, and what hides the rest.

Where the way in which text is painted leaves no doubt, that decides. Text in the colour of its ground is only doubtful:
what is under it may be more than boxes, so whoever has eyes is asked, on the few pages that have such text.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from indexer.extract.lean.budget import Budget
from indexer.extract.lean.grounds import NEAR, Grounds
from indexer.extract.lean.manner import WHITE, Box, Colour, Manner, alike
from indexer.extract.lean.parting import COVERED, Sight, Verdict, Verdicts, parted
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
_WORD, _LONGER, _LIKE, _ENOUGH = 3, 1.5, 0.6, 500
"""Letters of a text to be read in place of another's from which it counts; how much longer, or how alike, it may be."""


class Doubt(NamedTuple):
    """Text of a colour at a place, where that may be the colour of its ground; `known` if that is of a box."""

    box: Box
    colour: Colour
    known: bool


Eyes = Callable[[Sequence[Doubt]], list[bool]]
"""Tells of each of some texts whether it can be seen."""


def seen(runs: list[Run], scene: Scene, page: Box, spell_out: SpellOut, eyes: Eyes, budget: Budget) -> Sight:
    """Sort a page's text by whether it can be seen. `page` is what is shown of the page. Raises OverBudget."""
    verdicts: Verdicts = {}
    doubts: list[tuple[int, Doubt]] = []
    grounds = Grounds(scene.painted, budget)
    _out_of_sight(runs, page, verdicts)
    known: dict[int, tuple[str, bool]] = {}
    for first, last, manner, after in _stretches(runs, scene):
        if id(manner) not in known:
            known[id(manner)] = _unseen(manner), _watched(manner, grounds)
        how, watched = known[id(manner)]
        if how:
            for at in range(first, last):
                _add(verdicts, at, Verdict(how))
            continue
        if manner.clip is not None:
            _clipped(runs, first, last, manner.clip, verdicts)
        if watched:
            doubts += _doubtful(runs, first, last, manner, grounds, after)
            _in_boxes(runs, first, last, manner, grounds, after, verdicts)
    _covered(runs, scene.painted, page, verdicts, budget)
    _but_not_of_a_scan(runs, scene, page, verdicts)
    _settle([doubt for doubt in doubts if doubt[0] not in verdicts], scene, eyes, verdicts)
    return parted(runs, verdicts, spell_out) if verdicts else Sight(runs, {}, [])


def _add(verdicts: Verdicts, at: int, verdict: Verdict) -> None:
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


def _out_of_sight(runs: Iterable[Run], page: Box, verdicts: Verdicts) -> None:
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
            _add(verdicts, at, Verdict(OFF_PAGE))
        elif run.start < left or run.end > right:
            _add(verdicts, at, Verdict(OFF_PAGE, page))
        if run.size < LEAST and (run.upright or run.x1 - run.x0 < LEAST):
            _add(verdicts, at, Verdict(TINY))
    _squeeze(squeezed, letters, verdicts)


def _squeeze(several: Iterable[int], letters: int, verdicts: Verdicts) -> None:
    """Accents have no width of their own; a few letters on end that have none are hidden."""
    if letters >= _SQUEEZED_LETTERS:
        for at in several:
            _add(verdicts, at, Verdict(TINY))


def _clipped(runs: Sequence[Run], first: int, last: int, clip: Box, verdicts: Verdicts) -> None:
    left, top, right, bottom = clip
    for at in range(first, last):
        run = runs[at]
        slack = 0.2 * run.size
        if run.bottom - slack <= top or run.top + slack >= bottom or run.x1 <= left or run.x0 >= right:
            _add(verdicts, at, Verdict(CLIPPED))
        elif run.x0 < left - slack or run.x1 > right + slack:
            _add(verdicts, at, Verdict(CLIPPED, clip))


def _watched(manner: Manner, grounds: Grounds) -> bool:
    """Whether text in this manner may be of the colour of its ground anywhere."""
    colours = [colour for colour in (manner.fill, manner.line) if colour is not None]
    return manner.mode == 7 or any(alike(one, WHITE, NEAR) or grounds.have(one) for one in colours)


def _doubtful(
    runs: Sequence[Run], first: int, last: int, manner: Manner, grounds: Grounds, after: int
) -> Iterator[tuple[int, Doubt]]:
    """Yield runs that may be of the colour of their ground, each with what is to be looked at."""
    colour = manner.line if manner.mode in (1, 5) else manner.fill
    if colour is None or manner.drawn or (manner.mode in (2, 6) and not alike(manner.line, manner.fill, NEAR)):
        return
    light = alike(colour, WHITE, NEAR)
    if not (light or manner.mode == 7):
        return
    for at in range(first, last):
        run = runs[at]
        if not run.text:
            continue
        ground = grounds.at(0.5 * (run.x0 + run.x1), 0.5 * (run.top + run.bottom), after)
        known = manner.mode != 7 and alike(ground, colour, NEAR)
        if known or manner.mode == 7 or (ground is None and light):
            yield at, Doubt((run.x0, run.top, run.x1, run.bottom), colour, known)


def _in_boxes(
    runs: Sequence[Run], first: int, last: int, manner: Manner, grounds: Grounds, after: int, verdicts: Verdicts
) -> None:
    """Text in a box of its own dark colour is under it as it were: so do word processors black words out."""
    colour = manner.fill
    if colour is None or manner.drawn or manner.mode not in (0, 4) or alike(colour, WHITE, NEAR):
        return
    for left, top, right, bottom in grounds.of(colour, after):
        for at in range(first, last):
            run = runs[at]
            level = 0.5 * (run.top + run.bottom)
            if top < level < bottom and run.x0 < right and run.x1 > left and run.text:
                middle = 0.5 * (max(run.x0, left) + min(run.x1, right))
                if alike(grounds.at(middle, level, after), colour, NEAR):
                    whole = left - _EDGE <= run.x0 and run.x1 <= right + _EDGE
                    box = None if whole else (left, top, right, bottom)
                    _add(verdicts, at, Verdict(COVERED, box, inside=True))


def _covered(runs: Sequence[Run], painted: Iterable[Painted], page: Box, verdicts: Verdicts, budget: Budget) -> None:
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
                _add(verdicts, at, Verdict(COVERED, None if whole else one.box, inside=True, picture=wide))


def _but_not_of_a_scan(runs: Sequence[Run], scene: Scene, page: Box, verdicts: Verdicts) -> None:
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


def _forgive(verdicts: Verdicts, which: Callable[[Verdict], bool]) -> None:
    for at, found in list(verdicts.items()):
        verdicts[at] = [one for one in found if not which(one)]
        if not verdicts[at]:
            del verdicts[at]


def _area(box: Box, page: Box) -> float:
    width, height = min(box[2], page[2]) - max(box[0], page[0]), min(box[3], page[3]) - max(box[1], page[1])
    return max(0.0, width) * max(0.0, height)


def _settle(doubts: Sequence[tuple[int, Doubt]], scene: Scene, eyes: Eyes, verdicts: Verdicts) -> None:
    """Ask eyes what is not known. A line may be as broad as a box, and nobody counted lines."""
    sure = not (doubts and scene.has_broad_lines())
    asked = [(at, doubt) for at, doubt in doubts if not (sure and doubt.known)]
    visible = eyes([doubt for _, doubt in asked]) if asked else []
    seen_at = {at for (at, _), is_seen in zip(asked, visible, strict=True) if is_seen}
    for at, _ in doubts:
        if at not in seen_at:
            _add(verdicts, at, Verdict(SAME))


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
