"""Whoosh reads our segments: its codec interface over `indexer.engine.segments`. Nothing is written by it.

So every query object, matcher and searcher of Whoosh runs on an index of ours: it is what our own evaluation is held to
account by, and what anybody can ask an index by who knows Whoosh.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, TermsReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.reading import TermInfo, TermNotFound

from indexer.engine.segments import Postings, Segment
from indexer.engine.segments.layout import LENGTHS
from indexer.engine.whoosh_matcher import SegmentMatcher


class SegmentCodec(Codec):  # type: ignore[misc]  # Whoosh has no types
    """Reads one segment. Those who write are in `indexer.engine.writing`."""

    def terms_reader(self, storage: Any, segment: "Opened") -> "Terms":  # noqa: ARG002
        """Return the terms of a segment."""
        return Terms(segment.segment, segment.fields)

    def per_document_reader(self, storage: Any, segment: "Opened") -> "Documents":  # noqa: ARG002
        """Return what a segment has by document."""
        return Documents(segment.segment)


class Opened(WhooshSegment):  # type: ignore[misc]
    """A segment of ours as Whoosh knows segments."""

    def __init__(self, segment: Segment, fields: Iterable[str]) -> None:
        super().__init__("foi")
        self.segment = segment
        self.fields = tuple(sorted(fields))

    def codec(self) -> SegmentCodec:
        return SegmentCodec()

    def doc_count_all(self) -> int:
        return self.segment.documents

    def deleted_count(self) -> int:
        return len(self.segment.deleted)

    def deleted_docs(self) -> Iterable[int]:
        return self.segment.deleted

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.segment.deleted


class Terms(TermsReader):  # type: ignore[misc]
    """The dictionary of a segment and its postings."""

    def __init__(self, segment: Segment, fields: tuple[str, ...]) -> None:
        self._segment = segment
        self._fields = fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._segment.find(*term) is not None

    def indexed_field_names(self) -> tuple[str, ...]:
        return self._fields

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((field, term) for field in self._fields for term, _ in self._segment.terms(field))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        yield from ((fieldname, term) for term, _ in self._segment.terms(fieldname, prefix))
        yield from ((field, term) for field in self._after(fieldname) for term, _ in self._segment.terms(field))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field in self._fields:
            yield from self._items(field, b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        yield from self._items(fieldname, prefix)
        for field in self._after(fieldname):
            yield from self._items(field, b"")

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what is known of a term. Raises KeyError, out of which Whoosh makes 0 or TermNotFound."""
        found = self._segment.find(fieldname, text)
        if found is None:
            raise KeyError(text)
        return self._info(fieldname, found)

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":
        return Cursor(self._segment, fieldname, fieldobj)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> SegmentMatcher:
        postings = self._segment.find(fieldname, text)
        if postings is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return SegmentMatcher(postings, (fieldname, text), self._info(fieldname, postings), format_, scorer)

    def _after(self, fieldname: str) -> tuple[str, ...]:
        return tuple(field for field in self._fields if field > fieldname)

    def _items(self, field: str, start: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return (((field, term), self._info(field, found)) for term, found in self._segment.terms(field, start))

    def _info(self, field: str, postings: Postings) -> TermInfo:
        """Return what Whoosh wants to know of a term. Lengths are given as bounds that hold for every document."""
        longest = max(self._segment.column(f"length.{field}"), default=0) if field in LENGTHS else 0
        return TermInfo(
            weight=float(postings.occurrences),
            df=postings.documents,
            minlength=0,
            maxlength=longest,
            maxweight=float(max(postings.counts.numbers(), default=1)),
            minid=0,
            maxid=max(0, self._segment.documents - 1),
        )


class Cursor(FieldCursor):  # type: ignore[misc]
    """Goes over the terms of one field: how Whoosh's automata skip through a dictionary."""

    def __init__(self, segment: Segment, fieldname: str, fieldobj: Any) -> None:
        self._segment = segment
        self._field = fieldname
        self._object = fieldobj
        self.first()

    def first(self) -> str | None:
        return self.find(b"")

    def find(self, string: str | bytes) -> str | None:
        start = string if isinstance(string, bytes) else string.encode("utf-8", "surrogatepass")
        self._terms = self._segment.terms(self._field, start)
        return self.next()

    def next(self) -> str | None:
        self._term = next(self._terms, (None,))[0]
        return self.text()

    def text(self) -> str | None:
        """Return the term as text, None after the last."""
        return None if self._term is None else self._term.decode("utf-8", "replace")

    def term(self) -> bytes | None:
        return self._term

    def term_info(self) -> TermInfo:
        return Terms(self._segment, (self._field,)).term_info(self._field, self._term or b"")

    def is_valid(self) -> bool:
        return self._term is not None


class Documents(PerDocumentReader):  # type: ignore[misc]
    """What a segment has by document: deletions, lengths, what was stored."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.live

    def doc_count_all(self) -> int:
        return self._segment.documents

    def has_deletions(self) -> bool:
        return bool(self._segment.deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._segment.deleted

    def deleted_docs(self) -> Iterable[int]:
        return self._segment.deleted

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._segment.column(f"length.{fieldname}")[docnum]) if fieldname in LENGTHS else default

    def field_length(self, fieldname: str) -> int:
        return int(sum(self._segment.column(f"length.{fieldname}"))) if fieldname in LENGTHS else 0

    def min_field_length(self, fieldname: str) -> int:  # noqa: ARG002
        return 0

    def max_field_length(self, fieldname: str) -> int:
        return max(self._segment.column(f"length.{fieldname}"), default=0) if fieldname in LENGTHS else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {"record": self._segment.record(docnum)}
