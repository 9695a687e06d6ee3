"""Tags and notes as JSON Lines, to keep elsewhere. Described in docs/annotations.md."""

from collections.abc import Callable, Iterator

from indexer.annotations.store import Annotations
from indexer.bundle.forms import Form, line_of

FORMAT = "foi-index annotations"
VERSION = 1


def dumped(held: Annotations) -> Iterator[bytes]:
    """Yield the lines: what they are, then by document its tags and its notes. The same give the same bytes."""
    return map(line_of, forms(held))


def forms(held: Annotations, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Form]:
    """Yield what the lines say, of the documents that are wanted, by their digests."""
    yield {"type": "annotations", "format": FORMAT, "version": VERSION}
    found: list[tuple[tuple[str, int, int, str], Form]] = []
    for digest, tag, time in held.taggings():
        found.append(((digest, 0, 0, tag), {"type": "tag", "digest": digest, "tag": tag, "time": time}))
    for note in held.notes():
        form = {"type": "note", "digest": note.digest, "page": note.page, "text": note.text, "time": note.time}
        found.append(((note.digest, 1, note.page or 0, note.uid), {**form, "uid": note.uid}))
    yield from (form for (digest, *_), form in sorted(found, key=lambda each: each[0]) if wanted(digest))
