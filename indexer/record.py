"""Records that are made quickly: what `dataclass(frozen=True, slots=True)` makes, without compiling code for it.

A dataclass takes 0.3 ms to make, and a cold search made forty: an eighth of its time. For what a search imports.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def record(*, silent: Sequence[str] = ()) -> Callable[[type[T]], type[T]]:
    """Make a class of annotated names, with defaults or without, one of records: frozen, slotted, equal by value.

    Those that are `silent` count neither for equality nor for the hash. `dataclasses.replace` and its like do not
    know records, `changed` does, and copying, pickling and matching by place or name.
    """
    return lambda plain: _made(plain, silent)


def changed(one: T, **values: object) -> T:
    """Return a record like one, with other values of these names."""
    kept = {name: getattr(one, name) for name in one.__match_args__}  # type: ignore[attr-defined]
    return type(one)(**kept | values)


def _made(plain: type[T], silent: Sequence[str]) -> type[T]:
    names = tuple(getattr(plain, "__annotations__", ()))
    defaults = {name: plain.__dict__[name] for name in names if name in plain.__dict__}
    values = _values(names)
    of_value = tuple(name for name in names if name not in silent)
    compared = _values(of_value)
    hashed = attrgetter(*of_value) if of_value else compared  # of one it is that one: a question hashes its words often
    setters: list[Callable[[object, object], None]] = []
    rests = {at: tuple(map(defaults.__getitem__, names[at:])) for at in _optional(names, defaults)}

    def begun(self: object, *given: object, **named: object) -> None:
        if not named and len(given) in rests:
            given += rests[len(given)]
        elif len(given) != len(names) or named:
            first = dict(zip(names, given, strict=False))
            every = {**defaults, **first, **named}
            if len(every) != len(names) or len(given) > len(names) or first.keys() & named:
                raise _wrong(plain.__name__, names, defaults, given, named)
            given = tuple(map(every.__getitem__, names))
        for put, value in zip(setters, given, strict=True):
            put(self, value)

    def equal(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def shown(self: object) -> str:
        each = (f"{name}={value!r}" for name, value in zip(names, values(self), strict=True))
        return f"{plain.__qualname__}({', '.join(each)})"

    def unchanged(_: object, name: str, *_value: object) -> None:
        raise AttributeError(f"{plain.__name__}.{name} cannot be changed: it is a record")

    body = {name: value for name, value in plain.__dict__.items() if name not in defaults and name not in _OF_A_DICT}
    body |= {"__slots__": names, "__match_args__": names, "__init__": begun, "__eq__": equal, "__repr__": shown}
    body |= {"__hash__": lambda self: hash(hashed(self)), "__setattr__": unchanged, "__delattr__": unchanged}
    body |= {"__reduce__": lambda self: (made, values(self))}
    made: Any = type(plain.__name__, plain.__bases__, body)
    made.__qualname__ = plain.__qualname__
    setters += [getattr(made, name).__set__ for name in names]
    return made  # type: ignore[no-any-return]


_OF_A_DICT = frozenset(("__dict__", "__weakref__"))
"""What a class without slots has, and one with slots makes anew or does without."""


def _values(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    """Return what gives these attributes of an object: `attrgetter` gives one bare, and of none it makes nothing."""
    if len(names) > 1:
        return attrgetter(*names)
    if not names:
        return lambda _: ()
    only = attrgetter(*names)
    return lambda one: (only(one),)


def _optional(names: tuple[str, ...], defaults: dict[str, Any]) -> Iterator[int]:
    """Yield how many values may be given, by place, if the rest have defaults."""
    for at in range(len(names) - 1, -1, -1):
        if names[at] not in defaults:
            return
        yield at


def _wrong(
    of: str, names: tuple[str, ...], defaults: dict[str, Any], given: tuple[object, ...], named: dict[str, object]
) -> TypeError:
    """Return what a call says if some values are too many or missing."""
    unknown = named.keys() - set(names[len(given) :])
    missing = [name for name in names[len(given) :] if name not in named and name not in defaults]
    wrong = ", ".join(missing or sorted(unknown)) or f"{len(given)} values"
    return TypeError(f"{of}() takes {', '.join(names)}: {'missing' if missing else 'not'} {wrong}")
