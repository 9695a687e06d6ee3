"""Data as plain scripts: a page opened from a folder may load no other sort of file."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from search_cli.formats.site.folder import Folder

LARGEST = 48_000
"""Characters of a script, unless a single entry has more: what is loaded for one word, or for one page's text."""


def put_script(folder: Folder, name: str, data: Any) -> None:
    """Write a script that gives data to the search under a name."""
    folder.put(f"search/{name}.js", f"foi.give({_json(name)},{_json(data)});\n")


class Parts:
    """A sequence of entries, cut into scripts; `firsts` says with which entry each begins."""

    def __init__(self, folder: Folder, sort: str, first: Callable[[Any], Any]) -> None:
        self.firsts: list[Any] = []
        self._folder, self._sort, self._first = folder, sort, first
        self._entries: list[str] = []
        self._size = 0

    def add(self, entry: Sequence[Any]) -> None:
        """Put an entry after the others."""
        written = _json(entry)
        if self._entries and self._size + len(written) > LARGEST:
            self.flush()
        if not self._entries:
            self.firsts.append(self._first(entry))
        self._entries.append(written)
        self._size += len(written)

    def add_all(self, entries: Iterable[Sequence[Any]]) -> None:
        """Put entries after the others, and finish."""
        for entry in entries:
            self.add(entry)
        self.flush()

    def flush(self) -> None:
        """Write what is held as a script."""
        if self._entries:
            name = f"{self._sort}-{len(self.firsts) - 1}"
            self._folder.put(f"search/{name}.js", f"foi.give({_json(name)},[{(',' + chr(10)).join(self._entries)}]);\n")
        self._entries, self._size = [], 0


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
