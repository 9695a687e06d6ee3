"""What was painted on a page before its text: the ground on which that stands."""

from collections.abc import Sequence

from indexer.extract.lean.budget import Budget
from indexer.extract.lean.manner import WHITE, Box, Colour, alike
from indexer.extract.lean.scene import Painted

NEAR = 0.07
"""Difference from its ground, in each of red, green and blue, up to which text is not seen: 18 of 255."""


class Grounds:
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
            alikes = [at for at, one in enumerate(self._painted) if alike(one.colour, colour, NEAR)]
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
