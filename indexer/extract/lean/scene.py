"""What a page paints besides text, and between which letters: what may be under text, or over it."""

import re
from collections.abc import Sequence, Sized
from typing import NamedTuple

from indexer.extract.lean.manner import Box, Colour, Manner, within
from indexer.extract.lean.pen import Frame, Matrix

THIN = 2.0
"""Points below which a box is a line."""
_OPAQUE = 0.9
_MOST = 20_000
"""Boxes kept of one page: a map has as many, and hides nothing by them."""
_SQUARE = 0.01
_BROAD = 4.0
_WIDTH, _MATRIX = re.compile(rb"\sw\s"), re.compile(rb"\scm\s")
_NO_IMAGES_MATRIX = re.compile(rb"\scm\s(?!\s*/[^\s/]+\s+Do\s+Q\s)")
"""One that is not for a thing drawn by name and nothing else: that is an image where no form was run."""
_NUMBER = re.compile(rb"[-+]?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9})")
_OF_A_MATRIX, _NUMBERS = 6, 120


class Painted(NamedTuple):
    """A box that was painted after so many runs of text. One that is not `opaque` changes the ground, no more."""

    box: Box
    colour: Colour
    opaque: bool
    picture: bool
    after: int


class Stretch(NamedTuple):
    """Text in one manner: from which run on, and after how many boxes."""

    first: int
    manner: Manner
    after: int


class Replaced(NamedTuple):
    """Text that is to be read instead of that of the runs from the first to before the last."""

    text: str
    first: int
    last: int


class Scene:
    """What one page paints. `runs` is where its text gathers, `layers_off` the numbers of layers that are not shown."""

    def __init__(self, runs: Sized, frame: Frame, layers_off: frozenset[int] = frozenset()) -> None:
        self.painted: list[Painted] = []
        self.stretches: list[Stretch] = []
        self.replaced: list[Replaced] = []
        self.drawn = 0
        self.layers_off = layers_off
        self.manner: Manner | None = None
        self.bodies: list[bytes] = []
        self.broad = False
        self._runs, self._frame = runs, frame

    def writes(self, manner: Manner) -> None:
        """Text comes in this manner; told when that is another than before, or something was painted since."""
        self.manner = manner
        self.stretches.append(Stretch(len(self._runs), manner, len(self.painted)))

    @property
    def written(self) -> int:
        """How many runs of text came."""
        return len(self._runs)

    def has_broad_lines(self) -> bool:
        """Whether lines may be drawn that are as broad as text is high: looked for only where it matters."""
        if not self.broad:
            widest, larger = 1.0, 1.0
            matrices = _NO_IMAGES_MATRIX if len(self.bodies) == 1 else _MATRIX
            for body in self.bodies:
                widest = max(widest, *_before(body, _WIDTH, 1))
                larger *= max(1.0, *_before(body, matrices, _OF_A_MATRIX))
            self.broad = widest * larger > _BROAD
        return self.broad

    def box(self, points: Sequence[float], ctm: Matrix) -> tuple[Box, bool]:
        """The extent of points, each two numbers, on the page; and whether their axes are those of the page."""
        a, b, c, d, e, f = ctm
        xs = [a * x + c * y + e for x, y in zip(points[::2], points[1::2], strict=False)]
        ys = [b * x + d * y + f for x, y in zip(points[::2], points[1::2], strict=False)]
        left, foot = self._frame.left, self._frame.height + self._frame.top
        straight = abs(b) + abs(c) < _SQUARE * (abs(a) + abs(d)) or abs(a) + abs(d) < _SQUARE * (abs(b) + abs(c))
        return (min(xs) + left, foot - max(ys), max(xs) + left, foot - min(ys)), straight

    def upright_box(self, x: float, y: float, width: float, height: float, ctm: Matrix) -> Box:
        """The extent of a rectangle on the page, by a matrix that does not turn it: as most are, and quicker."""
        a, _, _, d, e, f = ctm
        one, other = a * x + e + self._frame.left, a * (x + width) + e + self._frame.left
        foot = self._frame.height + self._frame.top - f
        low, high = foot - d * y, foot - d * (y + height)
        return (min(one, other), min(low, high), max(one, other), max(low, high))

    def paints(self, box: Box, manner: Manner, *, whole: bool, colour: Colour = None, picture: bool = False) -> None:
        """Something fills a box, as far as the clip goes: the `whole` of it, or nobody knows how much."""
        if manner.clip is not None:
            box = within(manner.clip, box)
        if box[2] - box[0] < THIN or box[3] - box[1] < THIN or manner.off or len(self.painted) >= _MOST:
            return
        alpha = manner.alpha * manner.within
        if alpha < 1 - _OPAQUE:
            return
        opaque = whole and manner.exact and manner.plain and alpha >= _OPAQUE
        self.painted.append(Painted(box, colour if opaque else None, opaque, picture, len(self._runs)))
        self.manner = None


def _before(body: bytes, operator: re.Pattern[bytes], count: int) -> list[float]:
    """The sizes of the numbers before an operator, wherever it stands, of each the first four; two zeros if none."""
    found = [0.0, 0.0]
    for place in operator.finditer(body):
        words = body[max(0, place.start() - _NUMBERS) : place.start()].split()[-count:]
        found += (abs(float(word)) for word in words[:4] if _NUMBER.fullmatch(word))
    return found
