"""Where and how text is shown: the state of a content stream, as far as text goes."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from indexer.extract.lean.fonts import Letters
from indexer.extract.lean.manner import PLAIN, Manner
from indexer.extract.lean.statements import Shown

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class State:
    """What q saves and Q brings back. `along` is how far the line has been written, in its own units."""

    ctm: Matrix
    letters: Letters | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 100.0
    leading: float = 0.0
    rise: float = 0.0
    matrix: Matrix = IDENTITY
    along: float = 0.0
    manner: Manner = PLAIN

    def copy(self) -> "State":
        """Another one like it; half the time of dataclasses.replace."""
        return State(
            self.ctm, self.letters, self.size, self.spacing, self.word_spacing, self.scale, self.leading, self.rise,
            self.matrix, self.along, self.manner,
        )  # fmt: skip


@dataclass(slots=True)
class Pen:
    """What holds for all that one operator shows; `matrix` brings it onto the page.

    `unit` is the width of one em, `spacing` what is added after each letter, `word_spacing` after each code 32.
    """

    letters: Letters
    size: float
    unit: float
    spacing: float
    word_spacing: float
    rise: float
    matrix: Matrix

    @classmethod
    def of(cls, state: State, letters: Letters) -> "Pen":
        """The pen in this state, computed in the order in which pdfminer computes it."""
        scale = state.scale * 0.01
        return cls(
            letters,
            state.size,
            scale,
            state.spacing * scale,
            0.0 if letters.multibyte else state.word_spacing * scale,
            state.rise,
            multiply(state.matrix, state.ctm),
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's place in pdfplumber's coordinates, whose origin is at the top left."""

    height: float
    left: float
    top: float


class Sink(Protocol):
    """Takes what is shown, and returns how far along the line it has come."""

    def show(self, sequence: Shown, pen: Pen, along: float) -> float:
        """Take what one operator shows."""
        ...


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one and then the other, computed in the order in which pdfminer computes it."""
    a1, b1, c1, d1, e1, f1 = first
    a0, b0, c0, d0, e0, f0 = then
    return (
        a0 * a1 + c0 * b1, b0 * a1 + d0 * b1, a0 * c1 + c0 * d1,
        b0 * c1 + d0 * d1, a0 * e1 + c0 * f1 + e0, b0 * e1 + d0 * f1 + f0,
    )  # fmt: skip
