"""Stock Whoosh as the reference: the same words at the same positions in an index of its own format, W3."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh.fields import ID, FieldType, Schema
from whoosh.formats import Positions
from whoosh.index import FileIndex, create_in

from indexer.analysis import tokens
from indexer.engine.interface import Entry

GAP = 50
FIELDS = ("text", "words", "title", "title_words")


class Given(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Terms with their positions, given as they are."""

    def __init__(self) -> None:
        super().__init__(Positions(), None, scorable=True)

    def index(self, value: Mapping[str, Sequence[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, positions in value.items():
            count = len(positions)
            yield term.encode(), count, float(count), self.format.encode(sorted(positions))

    def to_bytes(self, value: str | bytes) -> bytes:
        return value if isinstance(value, bytes) else value.encode()


def stock_index(folder: Path, batches: Iterable[Sequence[Entry]]) -> FileIndex:
    """Return a stock index with a segment for each batch; what comes again replaces what was there."""
    folder.mkdir()
    fields = {name: Given() for name in FIELDS}
    index = create_in(str(folder), Schema(digest=ID(unique=True, stored=True), **fields))
    for entries in batches:
        writer = index.writer()
        for entry in entries:
            writer.update_document(digest=entry.digest, **fields_of(entry))
        writer.commit(merge=False)
    return index


def fields_of(entry: Entry) -> dict[str, dict[str, list[int]]]:
    """Return term to positions, field by field."""
    text, words = _running((entry.heading, *entry.pages))
    title, title_words = _running((entry.title,))
    return {"text": text, "words": words, "title": title, "title_words": title_words}


def _running(texts: Sequence[str]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    terms: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, list[int]] = defaultdict(list)
    base = 0
    for number, text in enumerate(texts):
        found = list(tokens(text))
        for token in found:
            terms[token.term].append(base + token.position)
            if token.word != token.term:
                words[token.word].append(base + token.position)
        base += max((token.position + token.width for token in found), default=0) + (0 if number else GAP)
    return dict(terms), dict(words)
