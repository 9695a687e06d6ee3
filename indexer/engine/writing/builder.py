"""Entries to segments, within a bound of memory: a segment ends when it has grown too large, and all are merged."""

from array import array
from pathlib import Path

from indexer.engine.interface import Entry
from indexer.engine.segments.listing import Listed
from indexer.engine.writing.forms import Forms
from indexer.engine.writing.gathered import Gathered
from indexer.engine.writing.inverting import write_segment
from indexer.engine.writing.merging import merge
from indexer.engine.writing.written import Written


class Builder:
    """Writes new segments into a folder, under names that begin with a prefix of its own."""

    def __init__(self, folder: Path, prefix: str, memory: int) -> None:
        self._folder, self._prefix, self._memory = folder, prefix, memory
        self._written: list[Written] = []
        self._names = 0
        self._begin(Forms(memory))

    def add(self, order: int, entry: Entry) -> None:
        """Add a document."""
        self._gathered.add(entry)
        self._order.append(order)
        if self._gathered.size + self._gathered.forms.size > self._memory:
            self._flush()

    def end(self) -> list[Written]:
        """Return the new segment; none, if nothing was added."""
        if self._gathered.documents:
            self._flush()
        if len(self._written) < 2:
            return self._written
        self._begin(Forms(self._memory))  # what is known of words takes memory that the merging needs
        listed = merge(self._folder, [written.listed for written in self._written], self._name())
        order = array("Q")
        for written in self._written:
            order += written.order
            written.listed.path(self._folder).unlink()
        return [Written(listed, order)]

    def _flush(self) -> None:
        listed = Listed(self._name(), self._gathered.documents)
        pieces = len(self._gathered.text)
        write_segment(listed.path(self._folder), self._gathered)
        self._written.append(Written(listed, self._order))
        forms = self._gathered.forms.forget(pieces)
        self._begin(forms)

    def _begin(self, forms: Forms) -> None:
        self._gathered, self._order = Gathered(forms), array("Q")

    def _name(self) -> str:
        self._names += 1
        return f"{self._prefix}{self._names:03d}"
