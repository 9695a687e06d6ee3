"""Paths that are filled or clipped to: which of them are boxes."""

import re
from itertools import pairwise
from typing import NamedTuple

_LONGEST = 1500
"""Bytes of a path that are looked at. Drawn letters and maps have more; boxes, even with round corners, have not."""
_STEP = re.compile(rb"re|[mlcvyh]")
_NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)")
_NEAR = 0.01
_CORNERS = 4


class Shape(NamedTuple):
    """Points of a path, each two numbers; `box` if it is a rectangle along its axes."""

    points: list[float]
    box: bool


def shapes_before(body: bytes, end: int) -> list[Shape]:
    """The parts of the path that ends here, as many as are read."""
    steps = list[tuple[bytes, list[float]]]()
    for word in reversed(body[max(0, end - _LONGEST) : end].split()):
        if _STEP.fullmatch(word):
            steps.append((word, []))
        elif steps and _NUMBER.fullmatch(word):
            steps[-1][1].append(float(word))
        else:
            break
    return _shapes([(step, values[::-1]) for step, values in reversed(steps)])


def _shapes(steps: list[tuple[bytes, list[float]]]) -> list[Shape]:
    shapes, points, curved = list[Shape](), list[float](), False
    for step, numbers in [*steps, (b"m", [])]:
        if step in (b"re", b"m"):
            if len(points) > 2:
                shapes.append(Shape(points, not curved and _is_box(points)))
            points, curved = numbers, False
            if step == b"re" and len(numbers) >= _CORNERS:
                x, y, width, height = numbers[:_CORNERS]
                shapes.append(Shape([x, y, x + width, y + height], box=True))
                points = []
        else:
            points = points + numbers
            curved = curved or step in (b"c", b"v", b"y")
    return [shape for shape in shapes if len(shape.points) >= 4 and not len(shape.points) % 2]


def _is_box(points: list[float]) -> bool:
    """Whether four corners follow each other along the axes; the first may come again."""
    corners = list(zip(points[::2], points[1::2], strict=False))
    if len(corners) == _CORNERS + 1 and _at(corners[0], corners[-1]):
        corners.pop()
    if len(corners) != _CORNERS:
        return False
    sides = [*pairwise(corners), (corners[-1], corners[0])]
    level = [abs(a[1] - b[1]) < _NEAR for a, b in sides]
    plumb = [abs(a[0] - b[0]) < _NEAR for a, b in sides]
    return (all(level[::2]) and all(plumb[1::2])) or (all(plumb[::2]) and all(level[1::2]))


def _at(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < _NEAR and abs(one[1] - other[1]) < _NEAR
