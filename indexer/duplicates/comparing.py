"""Which documents say the same: equal words first, then those whose prints are alike and whose texts agree."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from indexer.duplicates.candidates import Prints, candidates
from indexer.duplicates.joining import Joined, judged
from indexer.duplicates.judging import Side, alike
from indexer.duplicates.prints import ITEMS, LENGTH

_HELD = 1_000_000
"""Tokens of texts that are held to be compared: about 50 MB."""


class Row(NamedTuple):
    """A document's print as it is kept; `compared` if that was done already, and is told by the group it is in."""

    digest: str
    compared: int
    exact: bytes
    size: int
    signature: bytes
    items: bytes
    requests: str


def groups(rows: Iterable[Row], before: Mapping[str, str], text: Callable[[str], Side]) -> list[list[str]]:
    """Return the groups of documents that say the same.

    `before` are the names of groups that documents were in, `text` gives the text of one by its digest.
    """
    digests: list[str] = []
    marks: list[tuple[bytes, str]] = []
    single: list[Row] = []
    numbers: list[int] = []
    seen: set[bytes] = set()
    for number, row in enumerate(sorted(rows, key=lambda row: row.items)):
        digests.append(row.digest)
        marks.append((row.exact, before.get(row.digest, "") if row.compared else ""))
        if row.signature and row.exact not in seen:
            seen.add(row.exact)
            single.append(row)
            numbers.append(number)
    joined = _known(marks)
    texts = _Texts(text)

    def same(one: int, other: int) -> bool:
        return alike(texts.of(digests[one]), texts.of(digests[other]))

    likely = ((numbers[one], [numbers[other] for other in others]) for one, others in candidates(_prints(single)))
    judged(joined, likely, same)
    return [[digests[number] for number in some] for some in joined.several()]


def _known(marks: Sequence[tuple[bytes, str]]) -> Joined:
    """Put together what has the same words, and what was together before."""
    joined = Joined(len(marks))
    first: dict[bytes | str, int] = {}
    for number, both in enumerate(marks):
        for mark in both:
            if mark:
                joined.join(first.setdefault(mark, number), number)
    return joined


def _prints(rows: Sequence[Row]) -> Prints:
    requests: dict[str, int] = {"": -1}
    return Prints(
        np.frombuffer(b"".join(row.signature for row in rows), "<u4").reshape(len(rows), LENGTH),
        np.frombuffer(b"".join(row.items for row in rows), "<u4").reshape(len(rows), ITEMS),
        np.array([row.size for row in rows], np.int64),
        np.array([requests.setdefault(row.requests, len(requests)) for row in rows], np.int64),
        np.array([not row.compared for row in rows], np.bool_),
    )


class _Texts:
    """Texts by digest: those asked for last are held."""

    def __init__(self, read: Callable[[str], Side]) -> None:
        self._read = read
        self._held: OrderedDict[str, Side] = OrderedDict()
        self._size = 0

    def of(self, digest: str) -> Side:
        """Return the text of a document."""
        side = self._held.pop(digest, None)
        if side is None:
            side = self._read(digest)
            self._size += len(side.tokens)
        self._held[digest] = side
        while self._size > _HELD and len(self._held) > 2:
            self._size -= len(self._held.popitem(last=False)[1].tokens)
        return side
