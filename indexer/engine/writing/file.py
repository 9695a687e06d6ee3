"""Writes a segment's file, section after section, each with its checksum. See docs/index-format.md."""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, TypeAlias
from zlib import crc32

import numpy as np

from indexer.engine.segments.layout import ALIGNMENT, BLOB_ROW, BLOCK, BLOCK_ROW, HEAD, TAIL, TERM_ROW
from indexer.engine.writing.arrays import Numbers, starts
from indexer.engine.writing.lists import Bytes, row_widths

Data: TypeAlias = bytes | bytearray | memoryview

IN_MEMORY = 1 << 20
"""Bytes of a dictionary that wait in memory for their turn; more waits in a file that has no name."""

PIECE = 1 << 20
"""Bytes copied at once."""

TERM_TYPE = np.dtype(
    [("end", "<u4"), ("documents", "<u4"), ("occurrences", "<u4"), ("crc", "<u4"), ("postings", "<u8")]
)
assert TERM_TYPE.itemsize == TERM_ROW.size  # noqa: S101


class SegmentFile:
    """One new segment. It is not there before it is whole: on an error, nothing is left."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("xb")
        self._sections: dict[str, tuple[int, int, int]] = {}
        self._newlines: list[str] = []
        self._waiting: list[IO[bytes]] = []
        self._file.write(HEAD)

    def __enter__(self) -> "SegmentFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: TracebackType | BaseException | None) -> None:
        for file in (*self._waiting, self._file):
            file.close()
        if kind:
            self.path.unlink(missing_ok=True)

    def section(self, name: str) -> "Section":
        """Begin a section; it ends when the next one begins."""
        position = self._file.tell()
        self._file.write(bytes(-position % ALIGNMENT))
        return Section(self._file.write, self._file.tell(), lambda whole: self._sections.__setitem__(name, whole))

    def waiting(self) -> IO[bytes]:
        """Return a file without a name for what is to be written later. It is closed with this one."""
        file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY, dir=str(self.path.parent))  # noqa: SIM115 - see __exit__
        self._waiting.append(file)
        return file

    def put(self, name: str, numbers: Numbers) -> None:
        """Write a section of numbers."""
        section = self.section(name)
        section.write(numbers.tobytes())
        section.end()

    def field(self, name: str) -> "FieldWriter":
        """Begin a field's postings and dictionary."""
        return FieldWriter(self, name)

    def blobs(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write some bytes for each document."""
        data, rows = self.section(f"{name}.bytes"), bytearray()
        end = 0
        for piece in pieces:
            end += len(piece)
            rows += BLOB_ROW.pack(end, crc32(piece))
            data.write(piece)
        data.end()
        section = self.section(f"{name}.rows")
        section.write(rows)
        section.end()

    def holds_newlines(self, field: str) -> None:
        """Note that terms of this field cannot be told apart by newlines alone."""
        if field not in self._newlines:
            self._newlines.append(field)

    def finish(self, documents: int, words: dict[str, int]) -> None:
        """Write the table of contents and the end."""
        self._file.write(bytes(-self._file.tell() % ALIGNMENT))
        contents = {
            "documents": documents, "words": words, "newlines": self._newlines, "sections": self._sections,
        }  # fmt: skip
        table = json.dumps(contents).encode("ascii")
        self._file.write(table + TAIL.pack(len(table), crc32(table), HEAD))


class Section:
    """A section that is being written."""

    def __init__(
        self, write: Callable[[Data], object], start: int, end: Callable[[tuple[int, int, int]], None]
    ) -> None:
        self._write, self._start, self._end = write, start, end
        self.size = 0
        self._crc = 0

    def write(self, data: Data) -> None:
        """Go on with these bytes."""
        self._write(data)
        self.size += len(data)
        self._crc = crc32(data, self._crc)

    def end(self) -> None:
        """Put the section into the table of contents."""
        self._end((self._start, self.size, self._crc))


class FieldWriter:
    """The terms of one field, ascending, with their postings, some at a time."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        self._file, self._name = file, name
        self._postings = file.section(f"{name}.postings")
        self._waiting = [file.waiting() for _ in range(2)]
        self._terms, self._rows = bytearray(), bytearray()  # of the block that is not full yet
        self._ends: list[int] = []
        self._vocabulary = 0
        self._blocks = bytearray()

    def add(self, terms: Sequence[bytes], postings: Bytes) -> None:
        """Go on with these terms."""
        if not terms:
            return
        joined = b"\n".join(terms) + b"\n"
        if joined.count(b"\n") != len(terms):
            self._file.holds_newlines(self._name)
        begins = starts(postings.sizes)
        bounds = begins.tolist()
        view = memoryview(postings.data)
        rows = np.empty(len(terms), TERM_TYPE)
        ends = self._vocabulary + len(self._terms) + np.cumsum([len(term) + 1 for term in terms])
        rows["end"] = ends
        rows["documents"] = postings.documents
        rows["occurrences"] = postings.occurrences
        rows["crc"] = [crc32(view[a:b]) for a, b in pairwise(bounds)]
        rows["postings"] = (begins[:-1] + self._postings.size).astype(np.uint64) | row_widths(postings.codes)
        self._postings.write(postings.data)
        self._terms += joined
        self._rows += rows.tobytes()
        self._ends += ends.tolist()
        self._write_blocks()

    def end(self) -> None:
        """Write what waited."""
        self._write_blocks(least=1)
        self._postings.end()
        for name, waiting in zip(("vocabulary", "terms"), self._waiting, strict=True):
            section = self._file.section(f"{self._name}.{name}")
            waiting.seek(0)
            while piece := waiting.read(PIECE):
                section.write(piece)
            section.end()
            waiting.close()
        section = self._file.section(f"{self._name}.blocks")
        section.write(self._blocks)
        section.end()

    def _write_blocks(self, least: int = BLOCK) -> None:
        """Write what waits, block by block, as long as at least so many terms are left."""
        done = 0
        vocabulary, rows = self._waiting
        start = 0
        while len(self._ends) - done >= least:
            count = min(BLOCK, len(self._ends) - done)
            end = self._ends[done + count - 1] - self._vocabulary
            block_terms = bytes(self._terms[start:end])
            block_rows = bytes(self._rows[TERM_ROW.size * done : TERM_ROW.size * (done + count)])
            self._blocks += BLOCK_ROW.pack(self._vocabulary + start, crc32(block_rows, crc32(block_terms)))
            vocabulary.write(block_terms)
            rows.write(block_rows)
            start, done = end, done + count
        self._vocabulary += start
        del self._terms[:start], self._rows[: TERM_ROW.size * done], self._ends[:done]
