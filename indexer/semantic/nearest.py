"""Which documents are nearest to a question in meaning: the likeness of each is that of its best page."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from indexer.semantic.embedding import SCALE, Embedder, Vector, direction
from indexer.semantic.vectors import Part, Vectors

BLOCK = 16_384
"""Rows multiplied at once: 16 MB as real numbers, however large the index is."""


class Nearest:
    """The vectors of an index, to be asked in the words they are made with."""

    def __init__(self, vectors: Vectors, embedder: Embedder) -> None:
        self._parts = vectors.parts
        self._embedder = embedder
        self._digests = [digest for part in self._parts for digest in part.digests()]
        self._at = {digest: (part, number) for part in self._parts for digest, number in part.live().items()}
        self._gone = np.array(
            [number in part.gone for part in self._parts for number in range(len(part.documents))], bool
        )

    def question(self, words: Sequence[str]) -> Vector:
        """Return the direction of the words, as often as they are asked for."""
        return self._embedder.vector(" ".join(words))

    def drawn(self, question: Vector, digests: Iterable[str], share: float) -> Vector:
        """Return the question drawn toward some documents, toward the best page of each."""
        pages = [page for page in (self._best(question, digest) for digest in digests) if page is not None]
        return direction(question + share * direction(np.mean(pages, axis=0))) if pages else question

    def order(self, question: Vector) -> Iterator[tuple[str, float]]:
        """Yield all documents by likeness, from 1 downward, the nearest first; those alike by digest."""
        likenesses = np.concatenate([_likenesses(part, question) for part in self._parts] or [np.zeros(0, np.float32)])
        likenesses[self._gone] = -np.inf
        named = np.array(self._digests)
        for number in np.lexsort((named, -likenesses)).tolist():
            if not np.isfinite(likenesses[number]):
                return
            yield self._digests[number], float(likenesses[number])

    def likeness(self, question: Vector, digest: str) -> float:
        """Return how near one document is; 0 if it has no vectors."""
        best = self._best(question, digest)
        return 0.0 if best is None else float(best @ question)

    def page(self, question: Vector, digest: str) -> int:
        """Return the number of the page of a document that is nearest; 1, too, if it has no pages, or no vectors."""
        if digest not in self._at:
            return 1
        part, number = self._at[digest]
        return int(np.argmax(_times(part.rows[part.span(number)], question))) + 1

    def _best(self, question: Vector, digest: str) -> Vector | None:
        if digest not in self._at:
            return None
        part, number = self._at[digest]
        rows = part.rows[part.span(number)]
        best: Vector = rows[int(np.argmax(_times(rows, question)))].astype(np.float32)
        return direction(best)


def _likenesses(part: Part, question: Vector) -> npt.NDArray[np.float32]:
    rows = np.concatenate([_times(part.rows[at : at + BLOCK], question) for at in range(0, len(part.rows), BLOCK)])
    best: npt.NDArray[np.float32] = np.maximum.reduceat(rows, part.starts)
    return best


def _times(rows: npt.NDArray[np.int8], question: Vector) -> npt.NDArray[np.float32]:
    product: npt.NDArray[np.float32] = rows.astype(np.float32) @ question / np.float32(SCALE)
    return product
