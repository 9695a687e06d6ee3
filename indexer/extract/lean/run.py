"""A run: text of one line whose letters follow each other without overlap."""

from dataclasses import dataclass

from indexer.extract.lean.fonts import WIDE, WIDE_GAP, Piece, printed
from indexer.extract.lean.glyphs import Glyph
from indexer.extract.lean.pen import Frame, Pen
from indexer.extract.lean.statements import Shown

GAP = 0.15
"""A gap of this share of the letter's size is a space. pdfplumber's 3 points, whatever the size, ran words
together on one page of eleven."""
HINTED_GAP = 0.05
"""A gap that is a space if a blank was drawn there or thereabouts."""
FAR = 25.0
"""Sizes to the right at which something else begins."""
NEAR = 8
"""Glyphs within which a blank is between its neighbours for sure, and does not pad a cell of a table."""
NO_BLANK = -1
_KERNING = 100.0
"""Thousandths of an em within which a move never makes a space, nor an overlap."""


def same_place(size: float) -> float:
    """How far apart, in points, the same letter drawn twice may be: bold was made so."""
    return min(1.0, 0.2 * size)


@dataclass(slots=True)
class Source:
    """What a run was made of, to spell it out if need be: items of a sequence; `number` is that of its first glyph."""

    sequence: Shown
    begin: int
    end: int | None
    pen: Pen
    along: float
    spaced: bool
    number: int


@dataclass(slots=True)
class Run:
    """Letters from `x0` to `x1`, the last of which begins at `last`; blanks around them make it `start` to `end`.

    `first` and `final` number its first and last letter among all that the page shows; `before` and `after` the
    blanks next to it. One that is all blank has no text. A single glyph has no source.
    """

    text: str
    x0: float
    x1: float
    last: float
    top: float
    bottom: float
    size: float
    upright: bool
    start: float
    end: float
    count: int
    first: int
    final: int
    before: int = NO_BLANK
    after: int = NO_BLANK
    source: Source | None = None


def single(glyph: Glyph, number: int) -> Run:
    """A run of one glyph."""
    text = printed(glyph.text)
    blank = text.isspace()
    return Run(
        "" if blank else text, glyph.x0, glyph.x1, glyph.x0, glyph.top, glyph.bottom, glyph.size, glyph.upright,
        glyph.x0, glyph.x1, 1, number, number, before=number if blank else NO_BLANK,
    )  # fmt: skip


class Line:
    """Makes runs of what one operator shows. Lengths are those of the pen until a run is done."""

    def __init__(self, frame: Frame, pen: Pen, source: Source) -> None:
        self._frame, self._pen = frame, pen
        a, _, _, d, _, _ = pen.matrix
        self._height = pen.size * d
        self._gap, self._hinted = GAP * self._height / a, HINTED_GAP * self._height / a
        room = 0.6 * (self._gap - abs(pen.spacing)) / (pen.size * pen.unit)
        self.most_kerning = min(_KERNING, 1000 * room)
        self._wide = WIDE_GAP * self._height / a
        self._near, self._far = same_place(self._height) / a, FAR * self._height / a
        self.begin(source)

    def begin(self, source: Source) -> None:
        """Start another run."""
        self._source = source
        self._parts: list[str] = []
        self._start = self._end = self._x0 = self._x1 = self._last = source.along
        self._count = self._first = self._final = 0
        self._before = self._after = NO_BLANK

    def blank(self, start: float, end: float, number: int, count: int) -> None:
        """Add blanks."""
        if self._parts:
            self._after = number
        elif not self._count:
            self._start = start
        if not self._parts:
            self._before = number
        self._end = end
        self._count += count

    def ink(self, piece: Piece, start: float, end: float, last: float, number: int) -> bool:
        """Add letters, with a space before them if there is one; False if they do not go on with the run."""
        if self._parts:
            if not self._last + self._near <= start <= self._end + self._far:
                return False
            blank = self._after != NO_BLANK
            if (blank and number < self._final + NEAR) or start > self._x1 + (self._hinted if blank else self._gap):
                self._parts.append(WIDE if start > self._x1 + self._wide else " ")
        else:
            self._x0, self._first = start, number
            if not self._count:
                self._start = start
        self._parts.append(piece.text)
        self._x1 = self._end = end
        self._last, self._final, self._after = last, number + piece.glyphs - 1, NO_BLANK
        self._count += piece.glyphs
        return True

    def run(self, before: int | None) -> Run | None:
        """The run so far, which ends before this item of the sequence; None if it shows nothing."""
        if not self._count:
            return None
        self._source.end = before
        frame, descent = self._frame, self._pen.letters.descent * self._pen.size + self._pen.rise
        a, _, c, d, e, f = self._pen.matrix
        low, high = d * descent + f, d * (descent + self._pen.size) + f
        lean = sorted((c * descent, c * (descent + self._pen.size)))
        left, right = e + frame.left + lean[0], e + frame.left + lean[1]
        return Run(
            "".join(self._parts), self._x0 * a + left, self._x1 * a + right, self._last * a + left,
            frame.height - high + frame.top, frame.height - low + frame.top, self._height, True,  # noqa: FBT003
            self._start * a + left, self._end * a + right, self._count, self._first, self._final,
            self._before, self._after, self._source,
        )  # fmt: skip
