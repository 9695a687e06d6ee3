"""In what manner a content stream paints, as far as it decides whether text can be seen."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Colour: TypeAlias = tuple[float, float, float] | None
"""Red, green and blue from 0 to 1; None if nobody here knows, as of a pattern."""
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom, from the top left of the page."""

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
TINT = "tint"
"""A colour space of inks: none of each is white, anything else is known to printers."""


class Manner(NamedTuple):
    """What q saves and Q brings back besides what text is written with.

    `mode` is that of text, `alpha` how opaque filling is and `outline` drawing lines, from 0 to 1; `within` what the
    groups around are. `plain` if colours replace what is under them: no blending, no mask. Of the `clip` only its
    extent is known if it is not `exact`. `off` if its layer is not shown; `drawn` if
    letters draw themselves, in colours of their own.
    """

    fill: Colour = BLACK
    line: Colour = BLACK
    fill_space: str = ""
    line_space: str = ""
    mode: int = 0
    alpha: float = 1.0
    outline: float = 1.0
    within: float = 1.0
    plain: bool = True
    clip: Box | None = None
    exact: bool = True
    off: bool = False
    drawn: bool = False


PLAIN = Manner()


def colour_of(numbers: Sequence[float], space: str = "") -> Colour:
    """The colour of one number for grey, three for light, four for inks; None for what is no such thing."""
    if space == TINT:
        return None if any(numbers) else WHITE
    if space:
        return None
    if len(numbers) == 1:
        return (numbers[0],) * 3
    if len(numbers) == 3:
        return (numbers[0], numbers[1], numbers[2])
    if len(numbers) == 4:
        c, m, y, k = numbers
        return (max(0.0, 1 - c - k), max(0.0, 1 - m - k), max(0.0, 1 - y - k))
    return None


def alike(one: Colour, other: Colour, most: float) -> bool:
    """Whether two known colours are no further apart than this, in each of red, green and blue."""
    return (
        one is not None
        and other is not None
        and abs(one[0] - other[0]) <= most
        and abs(one[1] - other[1]) <= most
        and abs(one[2] - other[2]) <= most
    )


def within(one: Box | None, other: Box) -> Box:
    """What two boxes share; it may be turned inside out, which is nothing."""
    if one is None:
        return other
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
