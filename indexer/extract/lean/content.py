"""The content of a page, run for its text: the operators that move or show text, and forms.

What may be over or under text, and in what manner text is painted, is told to a scene.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from indexer.extract.lean import inner
from indexer.extract.lean.budget import Budget, Unsure
from indexer.extract.lean.fonts import Letters, letters_of
from indexer.extract.lean.manner import PLAIN, Manner
from indexer.extract.lean.painting import MANNERS, MARKS, Painting
from indexer.extract.lean.path import shapes_before
from indexer.extract.lean.pen import IDENTITY, Matrix, Pen, Sink, State, multiply
from indexer.extract.lean.scene import Scene
from indexer.extract.lean.statements import (
    CLIPS,
    MARKED_STATEMENT,
    NUMBERS_BEFORE,
    PAINTS,
    PATH_ENDS,
    RECTANGLE,
    STATEMENT,
    Array,
    OddNumber,
    Shown,
    read,
)
from indexer.extract.lean.tokens import DRAWING, Operands, tokens

_BLANKS = 9


class Content(Painting):
    """Runs one content stream; a form within it gets one of its own."""

    def __init__(
        self,
        fonts: Any,
        sink: Sink,
        scene: Scene,
        budget: Budget,
        within: frozenset[int] = frozenset(),
        depth: int = 0,
    ) -> None:
        super().__init__(scene)
        self._manager, self._sink, self._budget = fonts, sink, budget
        self._within, self._depth = within, depth
        self._specs: dict[str, Any] = {}
        self._fonts: dict[str, Letters] = {}
        self._forms: dict[str, Any] = {}
        self._saved: list[State] = []
        self._moves = _MOVES

    def run(self, resources: Any, streams: Iterable[Any], ctm: Matrix, manner: Manner = PLAIN) -> None:
        """Run the streams one after the other, as one. Raises Unsure, OverBudget."""
        self._take(resources)
        self._state = State(ctm, manner=manner)
        found = [inner.stream_value(stream) for stream in streams]
        self._budget.amiss |= any(stream.objid is None for stream in found)
        found = [stream for stream in found if stream.objid is not None and stream.objid not in self._within]
        self._within |= {stream.objid for stream in found}
        body = b"\n".join((*(stream.get_data() for stream in found), b""))
        self._budget.content(len(body))
        self.scene.bodies.append(body)
        self._execute(body)

    def _take(self, resources: Any) -> None:
        self.resources = resources
        if resources:
            known = inner.dict_value(resources)
            self._specs = inner.dict_value(known.get("Font", {}))
            self._forms = inner.dict_value(known.get("XObject", {}))

    def _execute(self, body: bytes) -> None:
        marked = bool(self.scene.layers_off) or b"ActualText" in body
        moves = self._moves = _MARKED_MOVES if marked else _MOVES
        match, position, end = (MARKED_STATEMENT if marked else STATEMENT).match, 0, len(body)
        while position < end:
            begin, statement = position, match(body, position)
            if statement is None:  # never: it matches emptily
                break
            position = statement.end()
            try:
                found = read(statement)
            except OddNumber as odd:
                position = tokens(body, odd.position, self._one)
                continue
            if found:
                operator, operands = found
                move = moves.get(operator)
                if move is not None:
                    move(self, operands)
                elif operator in PAINTS:
                    self._paint(operator, operands, body, statement)
            elif position == begin:
                position = tokens(body, position, self._one)

    def _paint(self, operator: bytes, operands: list[Any], body: bytes, statement: re.Match[bytes]) -> None:
        """Fill a path, or clip to it: a rectangle alone, or what stands before."""
        at = statement.start(NUMBERS_BEFORE)
        if operator != RECTANGLE:
            self.path(shapes_before(body, at), clips=operator in CLIPS)
        elif body[max(0, at - _BLANKS) : at].rstrip()[-1:] in PATH_ENDS:
            end = body.rindex(RECTANGLE, at, statement.end()) + len(RECTANGLE)
            self.path(shapes_before(body, end), clips=operands[0] in CLIPS)
        else:
            self.rectangle(operands)

    def _one(self, operator: bytes, operands: Operands) -> None:
        move = self._moves.get(operator)
        if move is not None:
            move(self, operands)
        elif operator not in DRAWING:
            self._budget.amiss = True

    def _begin(self, _: Operands) -> None:
        self._state.matrix, self._state.along = IDENTITY, 0.0

    def _move(self, operands: Operands) -> None:
        if len(operands) >= 2:
            self._shift(*_numbers(operands, 2))

    def _move_leading(self, operands: Operands) -> None:
        if len(operands) >= 2:
            x, y = _numbers(operands, 2)
            self._shift(x, y)
            self._state.leading = y

    def _next_line(self, _: Operands) -> None:
        self._shift(0.0, self._state.leading)

    def _shift(self, x: float, y: float) -> None:
        state = self._state
        a, b, c, d, e, f = state.matrix
        state.matrix, state.along = (a, b, c, d, x * a + y * c + e, x * b + y * d + f), 0.0

    def _place(self, operands: Operands) -> None:
        if len(operands) >= 6:
            a, b, c, d, e, f = _numbers(operands, 6)
            self._state.matrix, self._state.along = (a, b, c, d, e, f), 0.0

    def _spacing(self, operands: Operands) -> None:
        if operands:
            (self._state.spacing,) = _numbers(operands, 1)

    def _word_spacing(self, operands: Operands) -> None:
        if operands:
            (self._state.word_spacing,) = _numbers(operands, 1)

    def _scale(self, operands: Operands) -> None:
        if operands:
            (self._state.scale,) = _numbers(operands, 1)

    def _leading(self, operands: Operands) -> None:
        if operands:
            self._state.leading = -_numbers(operands, 1)[0]

    def _rise(self, operands: Operands) -> None:
        if operands:
            (self._state.rise,) = _numbers(operands, 1)

    def _font(self, operands: Operands) -> None:
        if len(operands) < 2:
            return
        (self._state.size,) = _numbers(operands, 1)
        key = str(operands[-2])
        if key not in self._fonts:
            spec = self._specs.get(key, {})
            number = spec.objid if isinstance(spec, inner.ObjectReference) else None
            found = inner.dict_value(spec)
            self._budget.amiss |= not found
            self._fonts[key] = letters_of(self._manager.get_font(number, found))
        state, letters = self._state, self._fonts[key]
        state.letters = letters
        if letters.drawn != state.manner.drawn:
            state.manner = state.manner._replace(drawn=letters.drawn)

    def _save(self, _: Operands) -> None:
        self._saved.append(self._state.copy())

    def _restore(self, _: Operands) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _transform(self, operands: Operands) -> None:
        if len(operands) >= 6:
            a, b, c, d, e, f = _numbers(operands, 6)
            self._state.ctm = multiply((a, b, c, d, e, f), self._state.ctm)

    def _string(self, operands: Operands) -> None:
        if operands:
            self._show([operands[-1]])

    def _array(self, operands: list[Any]) -> None:
        if operands:
            last = operands[-1]
            self._show(last if isinstance(last, (Array, list)) else [last])

    def _quote(self, operands: Operands) -> None:
        if operands:
            self._next_line([])
            self._string(operands)

    def _double_quote(self, operands: Operands) -> None:
        """pdfminer stays on the line; by the standard it is a new one. Source: ISO 32000-1, table 109."""
        if len(operands) >= 3:
            self._state.word_spacing, self._state.spacing = _numbers(operands[:-1], 2)
            self._quote(operands)

    def _show(self, sequence: Shown) -> None:
        state = self._state
        if state.letters is not None:
            if state.manner is not self.scene.manner:
                self.scene.writes(state.manner)
            state.along = self._sink.show(sequence, Pen.of(state, state.letters), state.along)

    def _form(self, operands: Operands) -> None:
        key = operands[-1] if operands else None
        form = inner.stream_value(self._forms.get(key) if isinstance(key, str) else None)
        manner = self.shown_by(form)
        if form.get("Subtype") is not inner.FORM or form.get("BBox") is None:
            self._budget.amiss |= form.objid is None
            self.picture(form, manner)
            return
        self._budget.form(self._depth + 1)
        matrix = tuple(inner.list_value(form.get("Matrix", IDENTITY)))
        if len(matrix) != 6:
            raise Unsure("a form with an odd matrix")
        own = form.get("Resources")
        resources = inner.dict_value(own) if own else self.resources
        content = Content(self._manager, self._sink, self.scene, self._budget, self._within, self._depth + 1)
        ctm = multiply(matrix, self._state.ctm)
        content.run(resources, [form], ctm, self.into_form(form, manner, ctm))


_MOVES: dict[bytes, Callable[[Content, list[Any]], None]] = {
    b"BT": Content._begin, b"Td": Content._move, b"TD": Content._move_leading, b"Tm": Content._place,
    b"T*": Content._next_line, b"Tc": Content._spacing, b"Tw": Content._word_spacing, b"Tz": Content._scale,
    b"TL": Content._leading, b"Ts": Content._rise, b"Tf": Content._font, b"q": Content._save, b"Q": Content._restore,
    b"cm": Content._transform, b"Do": Content._form, b"Tj": Content._string, b"TJ": Content._array,
    b"'": Content._quote, b'"': Content._double_quote,
    **MANNERS,
}  # fmt: skip
_MARKED_MOVES = {**_MOVES, **MARKS}
"""Not of each stream: bound to it, its methods kept it, and all its page, until garbage was collected."""


def _numbers(operands: Operands, count: int) -> list[float]:
    """The last operands, which must be numbers. Raises Unsure."""
    last: list[Any] = operands[-count:]
    for operand in last:
        if type(operand) is not float:
            raise Unsure("odd operands")
    return last
