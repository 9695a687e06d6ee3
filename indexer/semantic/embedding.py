"""Text to vectors: the mean of the vectors of its words' pieces, as a direction. No word's place counts."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from indexer.analysis import Spread
from indexer.engine.interface import Entry
from indexer.semantic.model import Model
from indexer.semantic.pieces import Pieces

RECIPE = 1
"""Raise it whenever the same entry would give other vectors: they are then all made anew."""

SCALE = 127
"""What a vector of length 1 is multiplied by to be kept in whole numbers from -127 to 127, a byte each.

Of two random vectors' likeness that changes less than 0.01. With 300, which few vectors are too great for, nothing was
ranked better.
"""

Vector = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int8]


class Embedder:
    """Makes vectors with one model. `name` tells by which model and recipe they were made."""

    def __init__(self, model: Model) -> None:
        self.name = f"{model.name}/{RECIPE}"
        self.width = int(model.weights.shape[1])
        self._weights = model.weights
        self._pieces = Pieces(model)

    def vector(self, *texts: str) -> Vector:
        """Return the direction of the texts together; all zeros if they have no words."""
        spread = Spread()
        for text in texts:
            spread.add(text)
        numbers: list[int] = []
        counts: list[int] = []
        for _, word, positions, _ in spread.found():
            if word.isalpha():  # numbers are in pieces of one digit: a table would be like every other table
                pieces = self._pieces[word]
                numbers += pieces
                counts += [len(positions)] * len(pieces)
        if not numbers:
            return np.zeros(self.width, np.float32)
        vectors = self._weights[np.array(numbers)].astype(np.float32)
        return direction(np.array(counts, np.float32) @ vectors)

    def rows(self, entry: Entry) -> Rows:
        """Return the vectors of an entry, as they are kept: of each page, or of its heading if it has none.

        The first page is read with the heading over it, the others with the title: by itself a page often does not say
        what it is about. A heading with a vector of its own gave less: it is short, and then near to much.
        """
        first, *others = entry.pages or ("",)
        return kept([self.vector(entry.heading, first), *(self.vector(entry.title, page) for page in others)])


def direction(vector: Vector) -> Vector:
    """Return the vector at length 1; all zeros stay so."""
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def kept(vectors: Iterable[Vector]) -> Rows:
    """Return vectors of length 1 as whole numbers."""
    return np.rint(np.stack(list(vectors)) * SCALE).astype(np.int8)
