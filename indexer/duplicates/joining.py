"""Groups out of pairs: what is alike to one of a group is of the group, and a group keeps its name as it grows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MOST_TRIED = 8
"""Documents that one is compared with, and found other, before the rest are taken to be other too."""


class Joined:
    """Who is together with whom, of documents by their numbers."""

    def __init__(self, count: int) -> None:
        self._over = list(range(count))

    def of(self, one: int) -> int:
        """Return the same number for all that are together."""
        while self._over[one] != one:
            self._over[one] = self._over[self._over[one]]
            one = self._over[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Put two together, and all that are with them."""
        first, second = sorted((self.of(one), self.of(other)))
        self._over[second] = first

    def several(self) -> list[list[int]]:
        """Return those who are not alone, by groups."""
        together: dict[int, list[int]] = {}
        for one in range(len(self._over)):
            together.setdefault(self.of(one), []).append(one)
        return [some for some in together.values() if len(some) > 1]


def judged(joined: Joined, likely: Iterable[tuple[int, list[int]]], alike: Callable[[int, int], bool]) -> int:
    """Put together what is alike, of documents with those that may be; return how many were compared.

    Those that are together already are not compared.
    """
    compared = 0
    for one, others in likely:
        failed = 0
        for other in others:
            if failed >= MOST_TRIED:
                break
            if joined.of(one) == joined.of(other):
                continue
            compared += 1
            if alike(one, other):
                joined.join(one, other)
            else:
                failed += 1
    return compared


def named(groups: Iterable[Sequence[str]], before: Mapping[str, str]) -> dict[str, str]:
    """Return the name of each document's group: the one most of them had, else the beginning of a digest of theirs.

    `before` has the names that documents' groups had.
    """
    taken: dict[str, Sequence[str]] = {}
    wishes = sorted(((_had(some, before), min(some), some) for some in groups), key=lambda wish: (-wish[0][0], wish[1]))
    for (_, name), _, some in wishes:
        free = name if name and name not in taken else next(_new(some, taken, before.values()))
        taken[free] = some
    return {digest: name for name, some in taken.items() for digest in some}


def _had(some: Sequence[str], before: Mapping[str, str]) -> tuple[int, str]:
    """Return the name that most of some had, the first in the alphabet of several, and how many had it."""
    counts: dict[str, int] = {}
    for digest in some:
        if name := before.get(digest):
            counts[name] = counts.get(name, 0) + 1
    return max(((count, name) for name, count in sorted(counts.items())), key=lambda one: one[0], default=(0, ""))


def _new(some: Sequence[str], *taken: Iterable[str]) -> Iterator[str]:
    used = {name for names in taken for name in names}
    for length in (12, 64):
        yield from (digest[:length] for digest in sorted(some) if digest[:length] not in used)
