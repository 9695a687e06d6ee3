"""What was shown, string by string: a tenth of the objects that glyphs are, and nearly always as good.

Only where runs overlap each other need they be spelled out.
"""

from indexer.extract.lean.budget import Budget
from indexer.extract.lean.fonts import letters_in, without_unicode
from indexer.extract.lean.glyphs import spell
from indexer.extract.lean.pen import Frame, Pen
from indexer.extract.lean.run import GAP, Line, Run, Source, single
from indexer.extract.lean.statements import ITEM, Array, Shown, items_of
from indexer.extract.lean.tokens import hex_string, unescaped


class Runs:
    """A sink that keeps runs. `letters` counts what is no blank, `unknown` those of them without Unicode."""

    def __init__(self, frame: Frame, budget: Budget) -> None:
        self.runs: list[Run] = []
        self.letters = self.unknown = 0
        self._frame, self._budget = frame, budget
        self._number = 0

    def show(self, sequence: Shown, pen: Pen, along: float) -> float:
        """Keep what is shown."""
        before = self._number
        along = self._straight(sequence, pen, along) if _is_straight(pen) else self._turned(sequence, pen, along)
        self._budget.glyphs(self._number - before)
        return along

    def spelled_out(self, run: Run) -> list[Run]:
        """A run for each of its glyphs, blanks too."""
        source = run.source
        if source is None:
            return [run]
        items = items_of(source.sequence)[source.begin : source.end]
        glyphs, _ = spell(items, source.pen, source.along, self._frame, spaced=source.spaced)
        return [single(glyph, source.number + at) for at, glyph in enumerate(glyphs)]

    def _turned(self, sequence: Shown, pen: Pen, along: float) -> float:
        glyphs, along = spell(items_of(sequence), pen, along, self._frame)
        for glyph in glyphs:
            self.unknown += without_unicode(glyph.text)
            self.letters += letters_in(glyph.text)
            self.runs.append(single(glyph, self._number))
            self._number += 1
        return along

    def _straight(self, sequence: Shown, pen: Pen, along: float) -> float:
        em, number, letters, unknown = pen.size * pen.unit, self._number, self.letters, self.unknown
        line = Line(self._frame, pen, Source(sequence, 0, None, pen, along, False, number))  # noqa: FBT003
        for at, before, string, within in _kerned(sequence, line.most_kerning, pairs=pen.letters.multibyte):
            along -= before * 0.001 * em
            here = (along, at > 0, number)
            for piece in pen.letters.pieces(string):
                start = along + pen.spacing if number > self._number or at else along
                along = start + piece.width * em + (piece.glyphs - 1) * pen.spacing + piece.spaces * pen.word_spacing
                if not piece.text:
                    line.blank(start, along, number, piece.glyphs)
                else:
                    along -= within * 0.001 * em
                    within = 0.0
                    last = along - piece.last * em
                    if not line.ink(piece, start, along, last, number):
                        self._keep(line.run(before=at))
                        line.begin(Source(sequence, at, None, pen, *here))
                        line.ink(piece, start, along, last, number)
                number += piece.glyphs
                letters += piece.letters
                unknown += piece.unknown
            along -= within * 0.001 * em
        self._number, self.letters, self.unknown = number, letters, unknown
        self._keep(line.run(before=None))
        return along

    def _keep(self, run: Run | None) -> None:
        if run is not None:
            self.runs.append(run)


def _is_straight(pen: Pen) -> bool:
    """Whether text goes from left to right, and its letters are not drawn apart or into each other."""
    a, b, _, d, _, _ = pen.matrix
    room = GAP * pen.size * d
    return a > 0 and b == 0 and d > 0 and pen.size > 0 and pen.unit > 0 and -room <= pen.spacing * a <= room


def _kerned(sequence: Shown, most: float, *, pairs: bool) -> list[tuple[int, float, bytes, float]]:
    """Strings joined over the small moves that are kerning: most text is shown two or three letters at a time.

    Each with the item it begins at, the move before it and the sum of the moves within, in thousandths of an em.
    With `pairs` a letter is two bytes; a string that ends within one stays by itself.
    """
    if not isinstance(sequence, Array):
        if len(sequence) == 1 and isinstance(sequence[0], bytes):
            return [(0, 0.0, sequence[0], 0.0)]
        sequence = Array.of(sequence)
    joined, parts = list[tuple[int, float, bytes, float]](), list[bytes]()
    begin, before, within = 0, 0.0, 0.0
    for at, (plain, hexed, number) in enumerate(ITEM.findall(sequence.raw)):
        if number:
            move = float(number)
            if parts and -most < move < most:
                within += move
                continue
            if parts:
                joined.append((begin, before, b"".join(parts), within))
                parts, before, within = [], 0.0, 0.0
            before += move
        else:
            string = hex_string(hexed) if hexed else unescaped(plain)
            if pairs and parts and (len(string) % 2 or len(parts[-1]) % 2):
                joined.append((begin, before, b"".join(parts), within))
                parts, before, within = [], 0.0, 0.0
            if not parts:
                begin = at
            parts.append(string)
    joined.append((begin, before, b"".join(parts), within) if parts else (0, before, b"", 0.0))
    return joined
