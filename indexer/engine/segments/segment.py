"""One segment of an index, open for reading: terms and their postings, columns, records, sums."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from indexer.engine.segments.dictionary import Dictionary
from indexer.engine.segments.file import SectionFile
from indexer.engine.segments.layout import BLOB_ROW, COLUMNS, LENGTHS, RECORD_HEAD, SUMS, Number
from indexer.engine.segments.postings import EMPTY, Postings


class Sums(NamedTuple):
    """The sums of money in a segment, ascending: in hundredths, the number of the currency, where they stand.

    The memoryviews have the formats "Q", "B", "I", "I". A sum that stands on several pages is in it for each.
    """

    values: memoryview
    currencies: memoryview
    documents: memoryview
    pages: memoryview


class Segment:
    """One file of the index, and which of its documents are deleted. Document numbers begin at 0 in each."""

    def __init__(self, path: Path, deleted: frozenset[int]) -> None:
        self.name = path.stem
        self.file = SectionFile(path)
        self.documents: int = self.file.contents["documents"]
        self.deleted = deleted
        self.live: int = self.documents - len(deleted)
        self._dictionaries: dict[str, Dictionary] = {}

    def leave_out(self, numbers: Iterable[int]) -> None:
        """Take more documents for deleted: before anything is counted in it."""
        self.deleted |= frozenset(numbers)
        self.live = self.documents - len(self.deleted)

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The total length of "text" and of "title" over the documents that are not deleted."""
        totals: dict[str, int] = dict(self.file.contents["words"])
        for field in LENGTHS if self.deleted else ():
            lengths = self.column(f"length.{field}")
            totals[field] -= sum(lengths[number] for number in self.deleted)
        return totals

    def find(self, field: str, term: bytes) -> Postings | None:
        """Return a term's postings, None if the field does not have it."""
        return self.dictionary(field).find(term)

    def find_all(self, field: str, terms: Iterable[bytes]) -> list[Postings]:
        """Return the postings of terms that the field has, given ascending."""
        return self.dictionary(field).find_all(terms)

    def terms(self, field: str, start: bytes = b"") -> Iterator[tuple[bytes, Postings]]:
        """Yield terms, ascending, from the first that is not before `start`, with their postings."""
        return self.dictionary(field).terms(start)

    def beginning(self, field: str, start: bytes) -> Sequence[bytes]:
        """Return all terms that begin so, ascending."""
        return self.dictionary(field).beginning(start)

    def vocabulary(self, field: str) -> memoryview:
        """Return all terms, ascending, each ended by a newline; in a field of labels one may also hold newlines."""
        return self.dictionary(field).vocabulary()

    def count(self, field: str) -> int:
        """Return how many terms a field has."""
        return self.dictionary(field).count

    def labels(self, field: str) -> Sequence[bytes]:
        """Return the terms of a label field, by ordinal."""
        return self.dictionary(field).all()

    def facet(self, field: str) -> tuple[memoryview, memoryview]:
        """Return the ordinals of each document's terms in a label field, and where each document's begin and end.

        First the offsets, one more than documents, then the ordinals; both have the format "I". Of media types
        only the whole is among the ordinals, not the second half.
        """
        return self._numbers(f"{field}.offsets", "I"), self._numbers(f"{field}.ordinals", "I")

    def column(self, name: str) -> memoryview:
        """Return one number for each document, in the format "I", or "Q" of "largest"."""
        return self._numbers(f"column.{name}", COLUMNS[name])

    def blob(self, name: str, number: int) -> bytes:
        """Return some bytes of a document: "key" (what orders those alike), "pages" (which are by OCR), "record"."""
        rows = self.file.section(f"{name}.rows")
        end, sum_ = BLOB_ROW.unpack_from(rows, BLOB_ROW.size * number)
        start = BLOB_ROW.unpack_from(rows, BLOB_ROW.size * (number - 1))[0] if number else 0
        found = bytes(self.file.section(f"{name}.bytes")[start:end])
        if crc32(found) != sum_:
            self.file.damaged(name)
        return found

    def record(self, number: int) -> tuple[str, str, Sequence[int]]:
        """Return a document's digest, what was stored with it, and the places at which its pages begin."""
        found = memoryview(self.blob("record", number))
        digest, stored = RECORD_HEAD.unpack_from(found)
        first = RECORD_HEAD.size + digest
        texts = (found[RECORD_HEAD.size : first], found[first : first + stored])
        digest_text, stored_text = (str(text, "utf-8", "surrogatepass") for text in texts)
        return digest_text, stored_text, found[first + stored :].cast("I")

    def digests(self) -> Iterator[tuple[str, int]]:
        """Yield every digest, ascending, with its document, in a sixth of the time it takes to read each record."""
        dictionary = self.dictionary("digest")
        for digest, numbers in zip(dictionary.all(), dictionary.holders(), strict=True):
            for number in numbers:
                yield digest.decode("utf-8", "replace"), number

    def sums(self) -> Sums:
        """Return the sums of money, ascending."""
        return Sums(*(self._numbers(f"sums.{name}", format_) for name, format_ in SUMS.items()))

    def problems(self) -> list[str]:
        """Return the names of the sections that are not as they were written; everything is read for it."""
        return self.file.problems()

    def close(self) -> None:
        """Give the file back."""
        self._dictionaries.clear()
        self.file.close()

    def dictionary(self, field: str) -> Dictionary:
        """Return one field's terms."""
        known = self._dictionaries.get(field)
        if known is None:
            newlines = field in self.file.contents["newlines"]
            known = self._dictionaries[field] = Dictionary(self.file, field, newlines=newlines)
        return known

    def _numbers(self, section: str, format_: Number) -> memoryview:
        found = self.file.checked(section)
        return found.cast(format_) if found else EMPTY.cast(format_)
