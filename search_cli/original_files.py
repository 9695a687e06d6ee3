"""The file of a document, for whoever reads it once more."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from indexer.cards import Card
from scraper.archive.records import Digest
from scraper.archive.store import Archive


@contextmanager
def file_of(archive: Archive, card: Card) -> Iterator[Path]:
    """The file of a document, or a copy of one within a file for as long as the `with` lasts."""
    captured = archive.captures.document(Digest(card.parent or card.digest))
    if not captured or not captured.held:
        raise click.ClickException(f"{card.id} has no file here, only its text: `foi show {card.id}` prints that")
    path = archive.blobs.path(captured.digest)
    if not card.parent:
        yield path
        return
    from indexer.extract.sandbox import ExtractionPool

    with ExtractionPool() as pool:
        body = pool.fetch(path, captured.media_type, card.digest)
    with tempfile.TemporaryDirectory(prefix="foi-") as folder:
        copy = Path(folder) / "file"
        copy.write_bytes(body)
        yield copy
