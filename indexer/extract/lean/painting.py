"""The operators of a content stream that say how and where things are painted."""

from collections.abc import Callable
from typing import Any

from indexer.extract.lean import inner
from indexer.extract.lean.manner import BLACK, TINT, Box, Manner, colour_of, within
from indexer.extract.lean.path import Shape
from indexer.extract.lean.pen import IDENTITY, Matrix, State
from indexer.extract.lean.scene import THIN, Replaced, Scene
from indexer.extract.lean.statements import ACTUAL_TEXT
from indexer.extract.lean.tokens import Operands

_INVISIBLE = 7
_PLAIN_SPACES = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"})
_INKS = frozenset({"Separation", "DeviceN"})
_UNIT = [0.0, 0.0, 1.0, 1.0]


class Painting:
    """Keeps the manner of a stream's state, and tells the scene what is painted."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.resources: Any = {}
        self._state = State(IDENTITY)
        self._spaces: dict[str, str] = {}
        self._marks: list[tuple[Manner, str, int]] = []

    def rectangle(self, operands: list[Any]) -> None:
        """Fill a rectangle, or clip to it: what is done, and its numbers."""
        if len(operands) < 5:
            return
        done, (x, y, width, height) = operands[0], operands[-4:]
        state = self._state
        a, b, c, d, _, _ = state.ctm
        if b or c:
            self.path([Shape([x, y, x + width, y + height], box=True)], clips=done[:1] == b"W")
        elif done[:1] == b"W":
            self._clip_to(self.scene.upright_box(x, y, width, height, state.ctm), exact=True)
        elif abs(a * width) >= THIN and abs(d * height) >= THIN:
            box = self.scene.upright_box(x, y, width, height, state.ctm)
            self.scene.paints(box, state.manner, whole=True, colour=state.manner.fill)

    def path(self, shapes: list[Shape], *, clips: bool) -> None:
        """Fill the shapes, or clip to them. Two together may leave a hole where they overlap."""
        state = self._state
        if clips:
            self._clip(shapes)
            return
        alone = len(shapes) == 1
        for shape in shapes:
            box, straight = self.scene.box(shape.points, state.ctm)
            self.scene.drawn += not shape.box
            whole = shape.box and straight and (alone or not _overlaps(shape, shapes))
            self.scene.paints(box, state.manner, whole=whole, colour=state.manner.fill)

    def _clip(self, shapes: list[Shape]) -> None:
        state = self._state
        if not shapes:
            state.manner = state.manner._replace(exact=False)
            return
        box, straight = self.scene.box([number for shape in shapes for number in shape.points], state.ctm)
        self._clip_to(box, exact=straight and len(shapes) == 1 and shapes[0].box)

    def _clip_to(self, box: Box, *, exact: bool) -> None:
        manner = self._state.manner
        if manner.clip is None or manner.clip != box or not exact:
            clip, exact = within(manner.clip, box), manner.exact and exact
            self._state.manner = manner._replace(clip=clip, exact=exact)

    def picture(self, image: Any, manner: Manner) -> None:
        """Paint an image."""
        if getattr(image.get("Subtype"), "name", "") == "Image":
            box, straight = self.scene.box(_UNIT, self._state.ctm)
            masked = any(image.get(name) for name in ("SMask", "Mask", "ImageMask", "IM"))
            self.scene.paints(box, manner, whole=straight and not masked, picture=True)

    def shown_by(self, thing: Any) -> Manner:
        """The manner in which a form or image is shown: not at all if its layer is off."""
        manner = self._state.manner
        if self.scene.layers_off and not manner.off and self._is_off(thing.get("OC")):
            return manner._replace(off=True)
        return manner

    def into_form(self, form: Any, manner: Manner, ctm: Matrix) -> Manner:
        """The manner in which a form begins: clipped to its extent; a group is as opaque as its whole is."""
        extent = inner.list_value(form.get("BBox"))
        if len(extent) == 4 and all(isinstance(number, int | float) for number in extent):
            box, straight = self.scene.box(extent, ctm)
            manner = manner._replace(clip=within(manner.clip, box), exact=manner.exact and straight)
        if form.get("Group"):
            manner = manner._replace(within=manner.within * manner.alpha, alpha=1.0, outline=1.0)
        return manner

    def _fill(self, numbers: Operands) -> None:
        state, colour = self._state, _colour(numbers, "")
        if colour != state.manner.fill or state.manner.fill_space:
            state.manner = state.manner._replace(fill=colour, fill_space="")

    def _fill_in(self, numbers: Operands) -> None:
        state = self._state
        state.manner = state.manner._replace(fill=_colour(numbers, state.manner.fill_space))

    def _fill_space(self, names: Operands) -> None:
        space = self._space(names)
        state = self._state
        state.manner = state.manner._replace(fill=None if space else BLACK, fill_space=space)

    def _line(self, numbers: Operands) -> None:
        state, colour = self._state, _colour(numbers, "")
        if colour != state.manner.line or state.manner.line_space:
            state.manner = state.manner._replace(line=colour, line_space="")

    def _line_in(self, numbers: Operands) -> None:
        state = self._state
        state.manner = state.manner._replace(line=_colour(numbers, state.manner.line_space))

    def _line_space(self, names: Operands) -> None:
        space = self._space(names)
        state = self._state
        state.manner = state.manner._replace(line=None if space else BLACK, line_space=space)

    def _space(self, names: Operands) -> str:
        """What numbers mean in a colour space: "" if they are grey, light or inks by their count."""
        key = str(names[-1]) if names else ""
        if key not in self._spaces:
            known = inner.dict_value(inner.dict_value(self.resources or {}).get("ColorSpace", {}))
            found = inner.resolve(known.get(key, key))
            family = inner.resolve(found[0]) if isinstance(found, list) and found else found
            name = getattr(family, "name", family)
            self._spaces[key] = "" if name in _PLAIN_SPACES else TINT if name in _INKS else f"{name}"
        return self._spaces[key]

    def _mode(self, numbers: Operands) -> None:
        if numbers and isinstance(numbers[-1], float):
            state, mode = self._state, int(numbers[-1]) & _INVISIBLE
            if mode != state.manner.mode:
                state.manner = state.manner._replace(mode=mode)

    def _settings(self, names: Operands) -> None:
        """Take what an external graphics state says of opacity."""
        known = inner.dict_value(inner.dict_value(self.resources or {}).get("ExtGState", {}))
        found = inner.dict_value(known.get(str(names[-1]) if names else "", {}))
        manner = self._state.manner
        alpha, outline = (_share(found.get(name), old) for name, old in (("ca", manner.alpha), ("CA", manner.outline)))
        self.scene.broad |= "LW" in found
        plain = manner.plain
        if "BM" in found or "SMask" in found:
            plain = _name(found.get("BM", "Normal")) in _NORMAL and _name(found.get("SMask", "None")) == "None"
        if (alpha, outline, plain) != (manner.alpha, manner.outline, manner.plain):
            self._state.manner = manner._replace(alpha=alpha, outline=outline, plain=plain)

    def _shade(self, _: Operands) -> None:
        manner = self._state.manner
        if manner.clip:
            self.scene.paints(manner.clip, manner, whole=False)

    def _inline(self, entries: Operands) -> None:
        box, straight = self.scene.box(_UNIT, self._state.ctm)
        masked = any(name in entries for name in ("IM", "ImageMask"))
        self.scene.paints(box, self._state.manner, whole=straight and not masked, picture=True)

    def _mark(self, operands: Operands) -> None:
        """Content begins that is of a layer, or is to be read otherwise than it is shown."""
        state = self._state
        text = ""
        if ACTUAL_TEXT in operands:
            at = operands.index(ACTUAL_TEXT) + 1
            found = operands[at] if at < len(operands) else b""
            text = _decoded(found) if isinstance(found, bytes) else ""
        self._marks.append((state.manner, text, self.scene.written))
        if operands[:1] == ["OC"] and len(operands) > 1:
            known = inner.dict_value(inner.dict_value(self.resources or {}).get("Properties", {}))
            if self._is_off(known.get(str(operands[-1]))):
                state.manner = state.manner._replace(off=True)

    def _unmark(self, _: Operands) -> None:
        if not self._marks:
            return
        before, text, first = self._marks.pop()
        state = self._state
        if state.manner.off and not before.off:
            state.manner = state.manner._replace(off=False)
        if text:
            self.scene.replaced.append(Replaced(text, first, self.scene.written))

    def _is_off(self, layer: Any) -> bool:
        """Whether a layer, or what several together make, is not shown."""
        off = self.scene.layers_off
        if not off or layer is None:
            return False
        if isinstance(layer, inner.ObjectReference) and layer.objid in off:
            return True
        several = inner.dict_value(layer).get("OCGs")
        layers = several if isinstance(several, list) else inner.resolve(several)
        layers = layers if isinstance(layers, list) else [several] if several else []
        ids = [one.objid for one in layers if isinstance(one, inner.ObjectReference)]
        return bool(ids) and all(one in off for one in ids)


MANNERS: dict[bytes, Callable[[Any, list[Any]], None]] = {
    b"g": Painting._fill, b"rg": Painting._fill, b"k": Painting._fill, b"sc": Painting._fill_in,
    b"scn": Painting._fill_in, b"cs": Painting._fill_space, b"G": Painting._line, b"RG": Painting._line,
    b"K": Painting._line, b"SC": Painting._line_in, b"SCN": Painting._line_in, b"CS": Painting._line_space,
    b"Tr": Painting._mode, b"gs": Painting._settings, b"sh": Painting._shade, b"EI": Painting._inline,
}  # fmt: skip
"""Operators, and what is done by them."""
MARKS: dict[bytes, Callable[[Any, list[Any]], None]] = {
    b"BMC": Painting._mark, b"BDC": Painting._mark, b"EMC": Painting._unmark
}  # fmt: skip
"""Those that matter only where layers are off, or text is to be read otherwise than it is shown."""

_NORMAL = frozenset({"Normal", "Compatible"})


def _overlaps(shape: Shape, shapes: list[Shape]) -> bool:
    left, right = min(shape.points[::2]), max(shape.points[::2])
    low, high = min(shape.points[1::2]), max(shape.points[1::2])
    return any(
        min(other.points[::2]) < right
        and max(other.points[::2]) > left
        and min(other.points[1::2]) < high
        and max(other.points[1::2]) > low
        for other in shapes
        if other is not shape
    )


def _colour(numbers: Operands, space: str) -> Any:
    if not space and len(numbers) == 1 and isinstance(numbers[0], float):
        return (numbers[0],) * 3
    return colour_of([number for number in numbers if isinstance(number, float)], space)


def _share(value: Any, otherwise: float) -> float:
    found = inner.resolve(value)
    return float(found) if isinstance(found, int | float) else otherwise


def _name(value: Any) -> str:
    found = inner.resolve(value)
    found = found[0] if isinstance(found, list) and found else found
    return str(getattr(found, "name", found if isinstance(found, str) else ""))


def _decoded(text: bytes) -> str:
    """A text string of a PDF. Source: ISO 32000-1, 7.9.2."""
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    if text.startswith(b"\xef\xbb\xbf"):
        return text[3:].decode("utf-8", "replace")
    return text.decode("latin-1")
