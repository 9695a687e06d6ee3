"""What lies over a page besides its content: boxes of redaction, squares and stamps somebody put there."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from indexer.extract.lean import inner
from indexer.extract.lean.manner import PLAIN, colour_of
from indexer.extract.lean.pen import IDENTITY, Matrix, multiply
from indexer.extract.lean.scene import Scene

_MOST = 500
_REDACTION = "Redact"
_OVER = frozenset({_REDACTION, "Square", "Stamp", "FreeText", "Polygon", "Ink", "Line", "Circle"})
"""Kinds that may cover text. Fields and links are there for text, and highlighters let it through."""
_UNSEEN = 2 | 32
"""Flags of what is hidden, or not to be viewed. Source: ISO 32000-1, table 165."""

Run = Callable[[Any, Matrix], None]


def remarks(page: Any, scene: Scene, turned: Matrix, run: Run) -> None:
    """Tell the scene what lies over a page. `run` runs a form by its matrix.

    A box that marks what is to be redacted covers it already: what is under it was not meant to be read.
    """
    for remark in _remarks(page):
        kind = getattr(inner.resolve(remark.get("Subtype")), "name", "")
        box = _numbers(remark.get("Rect"))
        flags = inner.resolve(remark.get("F"))
        if kind not in _OVER or len(box) != 4 or (isinstance(flags, int) and flags & _UNSEEN):
            continue
        drawn = _appearance(remark)
        if kind == _REDACTION:
            for quad in _quads(_numbers(remark.get("QuadPoints"))) or [box]:
                place, _ = scene.box(quad, turned)
                scene.paints(place, PLAIN, whole=True)
        elif drawn is not None:
            matrix = _onto(box, drawn)
            run(drawn, multiply(matrix, turned))
        elif kind == "Square" and (inside := _numbers(remark.get("IC"))):
            opacity = inner.resolve(remark.get("CA"))
            manner = PLAIN._replace(alpha=float(opacity) if isinstance(opacity, int | float) else 1.0)
            place, straight = scene.box(box, turned)
            scene.paints(place, manner, whole=straight, colour=colour_of(inside))


def _remarks(page: Any) -> Iterator[Any]:
    with suppress(Exception):  # a damaged list can raise anything; the page's own text does not depend on it
        for one in inner.list_value(getattr(page, "annots", None) or [])[:_MOST]:
            yield inner.dict_value(one)


def _appearance(remark: Any) -> Any:
    """The form a remark is drawn by, None if there is none, or one for each of its states."""
    normal = inner.resolve(inner.dict_value(remark.get("AP", {})).get("N"))
    return normal if hasattr(normal, "get_data") else None


def _onto(box: list[float], form: Any) -> Matrix:
    """The matrix that brings a form's extent onto a box. Source: ISO 32000-1, algorithm 8.1, without turns."""
    extent = _numbers(form.get("BBox"))
    a, b, c, d, e, f = matrix if len(matrix := _numbers(form.get("Matrix"))) == 6 else IDENTITY
    if len(extent) != 4:
        return IDENTITY
    xs = [a * x + c * y + e for x in extent[::2] for y in extent[1::2]]
    ys = [b * x + d * y + f for x in extent[::2] for y in extent[1::2]]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if not width or not height:
        return IDENTITY
    across, up = abs(box[2] - box[0]) / width, abs(box[3] - box[1]) / height
    onto: Matrix = (across, 0, 0, up, min(box[::2]) - min(xs) * across, min(box[1::2]) - min(ys) * up)
    return onto


def _quads(points: list[float]) -> list[list[float]]:
    return [points[at : at + 8] for at in range(0, len(points) - 7, 8)]


def _numbers(several: Any) -> list[float]:
    found = inner.resolve(several)
    if not isinstance(found, list):
        return []
    values = [inner.resolve(one) for one in found]
    return [float(one) for one in values if isinstance(one, int | float)]
