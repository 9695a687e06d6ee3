"""What a Whoosh index holds, read term by term: documents, places, columns. Document numbers go over all segments."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh.index import open_dir
from whoosh.reading import TermNotFound

from indexer.engine.whoosh_schema import page_starts

Term = tuple[str, bytes]
"""A field's name and a term in it."""


@contextmanager
def opened(folder: Path) -> "Iterator[Postings]":
    """Open the index in a folder for reading."""
    reader = open_dir(str(folder), readonly=True).reader()
    try:
        yield Postings(reader)
    finally:
        reader.close()


class Postings:
    """A reader's postings, each list read once. Deleted documents are not in them."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.segments: list[tuple[Any, int]] = [leaf for leaf in reader.leaf_readers() if leaf[0].doc_count_all()]
        self._bases = [base for _, base in self.segments]
        self._documents: dict[Term, dict[int, float]] = {}
        self._columns: dict[str, list[Any]] = {}

    def all(self) -> set[int]:
        """Return all documents."""
        return {base + number for segment, base in self.segments for number in segment.all_doc_ids()}

    def documents(self, term: Term) -> dict[int, float]:
        """Return the documents that hold a term, each with how often."""
        known = self._documents.get(term)
        if known is None:
            known = self._documents[term] = {}
            for segment, base in self.segments:
                matcher = _matcher(segment, term)
                while matcher is not None and matcher.is_active():
                    known[base + matcher.id()] = matcher.weight()
                    matcher.next()
        return known

    def places(self, term: Term, documents: Iterable[int]) -> dict[int, list[int]]:
        """Return a term's places in those of the documents that hold it."""
        held = self.documents(term)
        wanted = sorted(number for number in documents if number in held)
        found: dict[int, list[int]] = {}
        for index, (segment, base) in enumerate(self.segments):
            here = [number for number in wanted if bisect_right(self._bases, number) - 1 == index]
            matcher = _matcher(segment, term) if here else None
            for number in here:
                assert matcher is not None, "documents() found it in this segment"  # noqa: S101
                matcher.skip_to(number - base)
                found[number] = matcher.value_as("positions")
        return found

    def beginning(self, fields: Sequence[str], start: str, limit: int) -> tuple[list[bytes], int]:
        """Return the first terms, in order, that begin so in any of the fields, and how many there are in all."""
        found = {term for segment, _ in self.segments for field in fields for term in _expanded(segment, field, start)}
        return list(islice(sorted(found), limit)), len(found)

    def length(self, field: str, number: int) -> float:
        """Return how many words a document has in a field."""
        segment, local = self._locate(number)
        words: int | None = segment.doc_field_length(local, field)
        return float(words or 0)

    def average_length(self, field: str) -> float:
        """Return how many words documents have in a field on average, at least 1."""
        words: int = self.reader.field_length(field)
        documents: int = self.reader.doc_count_all()
        return max(1.0, words / max(1, documents))

    def column(self, name: str, number: int) -> Any:
        """Return a document's value of a column."""
        if name not in self._columns:
            self._columns[name] = [segment.column_reader(name, translate=False) for segment, _ in self.segments]
        index = bisect_right(self._bases, number) - 1
        return self._columns[name][index][number - self._bases[index]]

    def record(self, number: int) -> tuple[str, str, Sequence[int]]:
        """Return a document's digest, what was stored with it, and the places at which its pages begin."""
        segment, local = self._locate(number)
        digest, stored, starts = segment.stored_fields(local)["record"]
        return digest, stored, page_starts(starts)

    def _locate(self, number: int) -> tuple[Any, int]:
        segment, base = self.segments[bisect_right(self._bases, number) - 1]
        return segment, number - base


def _matcher(segment: Any, term: Term) -> Any | None:
    """Return Whoosh's cursor over a term's postings in one segment, None if it is not there."""
    try:
        return segment.postings(*term)
    except TermNotFound:
        return None


def _expanded(segment: Any, field: str, start: str) -> Iterable[bytes]:
    terms: Iterable[bytes] = segment.expand_prefix(field, start.encode())
    return terms
