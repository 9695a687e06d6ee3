"""One file of named sections, mapped into memory. A section's checksum is seen to once, when it is first asked for."""

import json
import mmap
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn
from zlib import crc32

from indexer.engine.segments.layout import ALIGNMENT, HEAD, TAIL
from indexer.errors import DamagedIndex


class SectionFile:
    """A segment's file, open for reading. Raises DamagedIndex if its ends are not as they were written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (FileNotFoundError, ValueError):  # it is missing, or empty
            self.damaged("the file")
        self.bytes = memoryview(self._map)
        self._checked: set[str] = set()
        try:
            self.contents = self._contents()
            self._sections: dict[str, tuple[int, int, int]] = self.contents["sections"]
        except DamagedIndex:
            self.close()
            raise

    def section(self, name: str) -> memoryview:
        """Return a section unchecked: what is read of it has checksums of its own."""
        start, size, _ = self._sections[name]
        return self.bytes[start : start + size]

    def checked(self, name: str) -> memoryview:
        """Return a section, seen to be as it was written."""
        found = self.section(name)
        if name not in self._checked:
            if crc32(found) != self._sections[name][2]:
                self.damaged(name)
            self._checked.add(name)
        return found

    def problems(self) -> list[str]:
        """Return the names of the sections that are not as they were written; everything is read for it."""
        return [name for name, (_, _, sum_) in self._sections.items() if crc32(self.section(name)) != sum_]

    def damaged(self, what: str) -> NoReturn:
        """Raise DamagedIndex."""
        raise DamagedIndex(f"{self.path} is damaged: {what} is not as it was written; run `foi index --rebuild`")

    def forget(self) -> None:
        """Let the system take the memory back that was read into; what is read again comes from the file."""
        self._map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Give the map back, or leave it to the last who holds a piece of it."""
        self.bytes.release()
        with suppress(BufferError):
            self._map.close()

    def _contents(self) -> dict[str, Any]:
        end = len(self.bytes) - TAIL.size
        if end < len(HEAD) or self.bytes[: len(HEAD)] != HEAD:
            self.damaged("the beginning")
        size, sum_, head = TAIL.unpack_from(self.bytes, end)
        table = self.bytes[max(0, end - size) : end]
        if head != HEAD or len(table) != size or crc32(table) != sum_:
            self.damaged("the end")
        contents: dict[str, Any] = json.loads(bytes(table))
        last = max((start + size for start, size, _ in contents["sections"].values()), default=len(HEAD))
        if end - size != last + -last % ALIGNMENT:
            self.damaged("the size")
        return contents
