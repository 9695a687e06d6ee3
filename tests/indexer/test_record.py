"""Records: what a frozen, slotted dataclass is, made without compiling."""

import copy
import pickle
from typing import Any

import pytest

from indexer.record import changed, record


@record(silent=("note",))
class Point:
    """A place on a map."""

    x: int
    y: int = 0
    note: str = ""

    def moved(self, by: int) -> "Point":
        """Another one beside it."""
        return Point(self.x + by, self.y, self.note)


@record()
class Line:
    """Another kind, of the same values."""

    x: int
    y: int = 0
    note: str = ""


@record()
class Lone:
    """With one value."""

    parts: tuple[Point, ...]


@record()
class Bare:
    """With none."""


def test_values_are_given_by_place_or_by_name_and_defaults_fill_the_rest() -> None:
    assert Point(1, 2, "here") == Point(1, y=2) == Point(x=1, y=2)
    assert (Point(1).y, Point(1, note="a").note, Point(1).moved(2).x) == (0, "a", 3)
    assert Bare() == Bare()


def test_equality_and_hash_are_by_kind_and_value_without_what_is_silent() -> None:
    assert Point(1) != Point(2)
    assert Point(1, 0, "") != Line(1, 0, "")
    assert Line(1, 0, "a") != Line(1, 0, "b")
    assert Point(1) != (1, 0)
    assert {Point(1, 2, "a"), Point(1, 2, "b"), Point(2)} == {Point(1, 2), Point(2)}
    assert {Lone((Point(1),)), Lone((Point(1, 0, "a"),))} == {Lone((Point(1),))}


@pytest.mark.parametrize(
    ("values", "named", "wrong"),
    [
        ((), {}, "missing x"),
        ((), {"y": 1}, "missing x"),
        ((1, 2, "", 4), {}, "not 4 values"),
        ((1,), {"z": 2}, "not z"),
        ((1,), {"x": 2}, "not x"),
    ],
)
def test_values_that_do_not_fit_are_a_type_error(values: tuple[Any, ...], named: dict[str, Any], wrong: str) -> None:
    with pytest.raises(TypeError, match=rf"Point\(\) takes x, y, note: {wrong}"):
        Point(*values, **named)


def test_a_record_does_not_change_and_holds_nothing_else() -> None:
    point: Any = Point(1)
    for name in ("x", "z"):
        with pytest.raises(AttributeError, match="cannot be changed: it is a record"):
            setattr(point, name, 2)
    with pytest.raises(AttributeError, match="cannot be changed"):
        del point.x
    assert not hasattr(point, "__dict__")


def test_a_record_is_shown_copied_pickled_and_matched() -> None:
    point = Point(1, 2, "a")
    assert repr(Lone((point,))) == "Lone(parts=(Point(x=1, y=2, note='a'),))"
    copies = (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point)))  # noqa: S301 - our own
    assert [one.note for one in copies] == ["a", "a", "a"]
    match point:
        case Point(1, y=two):
            assert two == 2
        case _:
            raise AssertionError
    assert (Point.__doc__, Point.__name__, Point.__module__) == ("A place on a map.", "Point", __name__)


def test_one_is_made_like_another_with_some_values_changed_and_the_first_stays() -> None:
    first = Point(1, 2, "a")
    second = changed(first, y=3)
    assert (second, second.note, type(second)) == (Point(1, 3), "a", Point)
    assert (first.y, changed(Bare())) == (2, Bare())
    with pytest.raises(TypeError, match=r"Point\(\) takes x, y, note: not z"):
        changed(first, z=1)
