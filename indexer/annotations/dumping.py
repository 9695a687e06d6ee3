"""Tags and notes as JSON Lines, to keep elsewhere. Described in docs/annotations.md."""

from collections.abc import Iterator
from typing import Any

from indexer.annotations.store import Annotations
from indexer.bundle.lines import line_of

FORMAT = "foi-index annotations"
VERSION = 1


def dumped(held: Annotations) -> Iterator[bytes]:
    """Yield the lines: what they are, then by document its tags and its notes. The same give the same bytes."""
    yield line_of({"type": "annotations", "format": FORMAT, "version": VERSION})
    forms: list[tuple[tuple[str, int, int, str], dict[str, Any]]] = []
    for digest, tag, time in held.taggings():
        forms.append(((digest, 0, 0, tag), {"type": "tag", "digest": digest, "tag": tag, "time": time}))
    for note in held.notes():
        form = {"type": "note", "digest": note.digest, "page": note.page, "text": note.text, "time": note.time}
        forms.append(((note.digest, 1, note.page or 0, note.uid), {**form, "uid": note.uid}))
    for _, form in sorted(forms, key=lambda each: each[0]):
        yield line_of(form)
