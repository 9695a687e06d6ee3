"""What a searcher keeps from one question to the next, within bounds."""

from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key; when they grow too many, those kept longest go first.

    An ordered dict, for a plain one looks past all that went before to find its first: 40 of 70 s of some questions.
    """

    def __init__(self, most: int) -> None:
        self.get = (held := OrderedDict[Key, Value]()).get
        self._held = held
        self._sizes: dict[Key, int] = {}
        self._room = most

    def keep(self, key: Key, value: Value, size: int = 1) -> Value:
        """Keep a value that counts for so much of the room."""
        self._held[key] = value
        self._room -= size - self._sizes.get(key, 0)
        self._sizes[key] = size
        while self._room < 0 and len(self._held) > 1:
            oldest, _ = self._held.popitem(last=False)
            self._room += self._sizes.pop(oldest)
        return value
