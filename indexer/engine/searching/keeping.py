"""What a searcher keeps from one question to the next, within bounds."""

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key; when they grow too many, those kept longest go first."""

    def __init__(self, most: int) -> None:
        self.get = (held := dict[Key, Value]()).get
        self._held = held
        self._sizes: dict[Key, int] = {}
        self._room = most

    def keep(self, key: Key, value: Value, size: int = 1) -> Value:
        """Keep a value that counts for so much of the room."""
        self._held[key] = value
        self._room -= size - self._sizes.get(key, 0)
        self._sizes[key] = size
        while self._room < 0 and len(self._held) > 1:
            oldest = next(iter(self._held))
            del self._held[oldest]
            self._room += self._sizes.pop(oldest)
        return value
