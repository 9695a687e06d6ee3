"""Writes a Whoosh index: replaces, removes, adds, and keeps the number of segments small."""

from pathlib import Path
from typing import Any

from whoosh.index import FileIndex, LockError, create_in, exists_in, open_dir

from indexer.engine.whoosh_analysis import label_bytes
from indexer.engine.whoosh_schema import schema
from indexer.errors import IndexLocked

MEMORY_MB = 128
"""Postings held in memory before a sorted run goes to disk. 512 was no faster from 25,000 pages on, and took 659 MB."""


class Writing:
    """A run of changes to the index in one folder; nothing of it holds until `commit`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        exists = exists_in(str(folder))
        self.index: FileIndex = open_dir(str(folder)) if exists else create_in(str(folder), schema())
        self._added: set[str] = set()
        self._begin()

    def add(self, digest: str, fields: dict[str, Any]) -> None:
        """Add a document in place of the one of the same digest."""
        if digest in self._added:
            self.commit()  # Whoosh cannot take back what it has not committed: a second segment can replace it
            self._begin()
        self._added.add(digest)
        self.remove(digest)
        self._writer.add_document(**fields)

    def remove(self, digest: str) -> None:
        """Remove the entry of a digest, if there is one that was committed before."""
        for segment, base in self._segments:
            term = ("digest", label_bytes(digest))
            if term in segment:
                for number in list(segment.postings(*term).all_ids()):
                    self._writer.delete_document(base + number)

    def commit(self) -> None:
        """Make the changes hold. compound=False: a reader copies a compound segment into memory at every open."""
        self._close_reader()
        self._writer.commit(mergetype=merge_policy)

    def cancel(self) -> None:
        """Give the changes since the last commit up, and the lock with them."""
        self._close_reader()
        if not self._writer.is_closed:
            self._writer.cancel()

    def _begin(self) -> None:
        try:
            self._writer: Any = self.index.writer(limitmb=MEMORY_MB, compound=False)
        except LockError:
            raise IndexLocked("another run is writing this index; wait until it ends") from None
        self._added.clear()
        self._reader: Any = self._writer.reader()
        self._segments = self._reader.leaf_readers()

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._reader, self._segments = None, []


def merge_policy(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge into the new segment every one that is no larger, or mostly deleted; drop those with nothing left.

    So sizes at least double from segment to segment, their number grows with the logarithm of the documents', and
    each document is rewritten as rarely. Whoosh's own policy leaves deleted documents where they are for years.
    """
    from whoosh.reading import SegmentReader

    kept = []
    size = writer.doc_count()
    for segment in sorted(segments, key=_live):
        live = _live(segment)
        if live and (live <= size or segment.deleted_count() > live):
            reader = SegmentReader(writer.storage, writer.schema, segment)
            try:
                writer.add_reader(reader)
            finally:
                reader.close()
            size += live
        elif live:
            kept.append(segment)
    return kept


def _live(segment: Any) -> int:
    count: int = segment.doc_count_all() - segment.deleted_count()
    return count
