"""What was shown, glyph by glyph, each placed exactly as pdfminer places it."""

from dataclasses import dataclass

from indexer.extract.lean.budget import Budget
from indexer.extract.lean.pen import Frame, Pen
from indexer.extract.lean.statements import Shown, items_of
from indexer.extract.lean.tokens import Operands


@dataclass(slots=True)
class Glyph:
    """A letter and its box, from the top left of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    upright: bool


class Glyphs:
    """A sink that keeps every glyph."""

    def __init__(self, frame: Frame, budget: Budget) -> None:
        self.glyphs: list[Glyph] = []
        self._frame, self._budget = frame, budget

    def show(self, sequence: Shown, pen: Pen, along: float) -> float:
        """Keep what is shown."""
        shown, along = spell(items_of(sequence), pen, along, self._frame)
        self._budget.glyphs(len(shown))
        self.glyphs += shown
        return along


def spell(
    sequence: Operands, pen: Pen, along: float, frame: Frame, *, spaced: bool = False
) -> tuple[list[Glyph], float]:
    """The glyphs of what is shown, and how far along the line they come.

    Sums are made in the order in which pdfminer makes them, so that a gap of just the tolerance is the same gap.
    `spaced` if letter spacing applies before the first letter too, since it goes on from something.
    """
    letters, glyphs = pen.letters, list[Glyph]()
    a, b, c, d, _, _ = pen.matrix
    upright = a * d * pen.unit > 0 and b * c <= 0
    back = 0.001 * pen.size * pen.unit
    for item in sequence:
        if isinstance(item, float):
            along -= item * back
            spaced = True
        elif isinstance(item, bytes):
            for code in letters.decode(item):
                if spaced:
                    along += pen.spacing
                text, width = letters.letter(code)
                advance = width * pen.size * pen.unit
                x0, x1, y0, y1 = _box(pen, along, advance)
                top, bottom = (frame.height - y1) + frame.top, (frame.height - y0) + frame.top
                if frame.left:
                    x0, x1 = x0 + frame.left, x1 + frame.left
                glyphs.append(Glyph(text, x0, x1, top, bottom, y1 - y0, upright))
                along += advance
                if code == 32 and pen.word_spacing:
                    along += pen.word_spacing
                spaced = True
    return glyphs, along


def _box(pen: Pen, along: float, advance: float) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a glyph, upwards from the foot of the page."""
    a, b, c, d, e, f = pen.matrix
    low = pen.letters.descent * pen.size + pen.rise
    high = low + pen.size
    x, y = along * a + e, along * b + f
    if b == 0 and c == 0:
        x0, x1, y0, y1 = x, a * advance + x, d * low + y, d * high + y
        return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    xs = (c * low + x, a * advance + c * low + x, a * advance + c * high + x, c * high + x)
    ys = (d * low + y, b * advance + d * low + y, b * advance + d * high + y, d * high + y)
    return min(xs), max(xs), min(ys), max(ys)
