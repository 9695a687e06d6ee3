"""The print of a text: small, the same for the same words, and alike for texts that are."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from indexer.duplicates.furniture import bare, plain, words
from indexer.duplicates.judging import FEWEST, Side
from indexer.duplicates.tokens import BODY, Sort, Token, tokens
from indexer.extract.pages import OCR, OCR_LAYER, Page

LENGTH = 126
"""Values of a signature: the share of places in which two have the same is how much of two texts is."""
ITEMS = 16
"""Figures and names that a print has of a text: two texts without common ones need not be compared."""
LONG = 30_000
"""Characters of a text that are compared: of longer ones, workbooks mostly, only the beginning and the end."""
_RUN = 3
_SEED = 8
_FEWEST_WORDS = 8
"""Fewer words are the same by chance: "page 1 of 1"."""
_TELLING = frozenset((Sort.FIGURE, Sort.PERIOD, Sort.NAME))
_MANY = np.uint64(0x9E3779B97F4A7C15)
Hashes = NDArray[np.uint64]


class Print(NamedTuple):
    """`exact` is the same for the same words, None if they are too few; `size` is how many runs of words there are.

    `signature` and `items` are numbers of 32 bits, the latter in order and filled up with 0.
    """

    exact: bytes | None
    size: int
    signature: bytes
    items: bytes
    references: str


def side(pages: Iterable[Page], authority: str = "") -> Side:
    """Return a document's text as it is compared."""
    pages = tuple(pages)
    return _side(plain(_ends("\n".join(page.text for page in pages))), pages, authority)


def print_of(pages: Iterable[Page], authority: str = "") -> Print | None:
    """Return the print of a document's text, None if it says too little to be compared."""
    pages = tuple(pages)
    whole = "\n".join(page.text for page in pages)
    text = plain(_ends(whole))
    every = words(text)
    if len(every) < _FEWEST_WORDS:
        return None
    same = " ".join(every) if len(whole) <= LONG else whole
    exact = hashlib.blake2b(same.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    found = _side(text, pages, authority)
    runs = _runs(found.tokens) if found.saying >= FEWEST else np.zeros(0, np.uint64)
    signature = _signature(runs) if len(runs) else b""
    return Print(exact, len(runs), signature, _items(found.tokens), " ".join(sorted(found.references)))


def _ends(text: str) -> str:
    """Return a text, of a long one its beginning and its end."""
    return text if len(text) <= LONG else f"{text[: LONG * 2 // 3]}\n{text[-LONG // 3 :]}"


def _side(text: str, pages: Sequence[Page], authority: str) -> Side:
    cut = bare(text)
    read = any(page.how in (OCR, OCR_LAYER) for page in pages)
    return Side(tokens(cut, authority), frozenset(cut.references), authority, read)


def _runs(some: Sequence[Token]) -> Hashes:
    """Return the runs of a few words each as numbers, each once. The names of bodies are left out."""
    keys = [token.key for token in some if token.key != BODY]
    known = {key: _number(key) for key in set(keys)}
    numbers = np.fromiter(map(known.__getitem__, keys), np.uint64, len(keys))
    runs = numbers[: max(1, len(numbers) - _RUN + 1)].copy()
    for at in range(1, min(_RUN, len(numbers))):
        runs = runs * _MANY ^ numbers[at : len(runs) + at]
    runs ^= runs >> np.uint64(29)
    return np.unique(runs)


def _number(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))


def _signature(runs: Hashes) -> bytes:
    ends = np.array([0, len(runs)], np.uint64)
    row = RMinHash.digest_matrix_from_flat_token_hashes(runs, ends, LENGTH, _SEED).to_rows()[0]
    return np.array(row, "<u4").tobytes()


def _items(some: Sequence[Token]) -> bytes:
    """Return the least of the numbers of figures and names: of two texts with the same ones, the same."""
    keys = {token.key for token in some if token.sort in _TELLING}
    numbers = sorted({_number(f"{key} item") or 1 for key in keys})[:ITEMS]
    return np.array(numbers + [0] * (ITEMS - len(numbers)), "<u4").tobytes()
