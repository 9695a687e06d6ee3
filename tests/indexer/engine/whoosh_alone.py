"""Indexes as Whoosh writes them by itself, to show its faults on."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields, index

from indexer.engine.interface import Found


def stock(folder: Path, documents: Iterable[dict[str, Any]], codec: Any = None, **kinds: Any) -> index.FileIndex:
    """Return an index as Whoosh writes it by itself."""
    folder.mkdir(exist_ok=True)
    made = index.create_in(str(folder), fields.Schema(**kinds))
    writer = made.writer(codec=codec)
    for document in documents:
        writer.add_document(**document)
    writer.commit()
    return made


def stock_hits(made: index.FileIndex, asked: Any, **how: Any) -> list[int]:
    with made.searcher() as searcher:
        return [hit["id"] for hit in searcher.search(asked, limit=None, **how)]


def digests(found: Found) -> list[str]:
    """Return which documents match."""
    return sorted(match.digest for match in found.matches)
