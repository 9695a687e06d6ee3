"""`foi open`: the original, in the program the system opens such files with."""

import re
import tempfile
from pathlib import Path

import click

from indexer.cards import Card
from indexer.extract.registry import READERS
from indexer.text import TextStore
from scraper.archive.records import Digest, Document
from scraper.archive.store import Archive
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, card_of, open_archive, resolve
from search_cli.terminal import web_address

ACTIVE = ("html", "image/svg", "text/xml", "application/xml", "+json", "application/json")
"""Types a browser would run, or show as nonsense: their page on the web is opened instead."""
SHOWN = (
    "image/",
    "application/vnd.oasis.opendocument.",
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.wordperfect",
)
"""Types not read here that are for looking at. Not all of "application/vnd.": Debian's packages are of those."""
SUFFIXES = {
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "application/rtf": ".rtf",
}


@click.command(
    "open",
    epilog="""
    \b
    Example:
      foi open 0e85149bedff
    """,
)
@click.argument("wanted", metavar="ID[:PAGE]", type=DocumentId())
@click.option("--print", "print_", is_flag=True, help="Print where it is instead of opening it.")
@pass_session
def command(session: Session, *, wanted: Wanted, print_: bool) -> None:
    """Open the original of a document, as it was captured.

    A copy is opened, never the archive's own file. A web page is opened at its address on the web: what was
    captured of it may contain anything, and is only ever shown as text. The same goes for documents that
    came by `foi import` without their files. A file within another is taken out of that.
    """
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        card = card_of(archive, store, resolve(archive, store, wanted.prefix))
        captured = archive.captures.document(Digest(card.parent or card.digest))
        if captured and captured.held and not any(mark in card.media_type for mark in ACTIVE):
            place = str(_copy(_bytes(archive, card, captured), card.id, card.file, card.media_type))
        else:
            place = web_address(card.url) or web_address(card.file_url)
    if not place:
        raise click.ClickException(
            f"{card.id} has no file here and no address on the web; `foi show {card.id}` prints its text"
        )
    if print_:
        click.echo(place)
    elif not web_address(place) and not _is_shown(card.media_type):
        raise click.ClickException(
            f"{card.id} is of a type that could be a program ({card.media_type}); it is at {place}"
        )
    elif click.launch(place) != 0:
        raise click.ClickException(f"no program was found to open it with; it is at {place}")


def _is_shown(media_type: str) -> bool:
    """Tell whether files of this type are for looking at: an attachment may be a program, which is never started."""
    return media_type in READERS or media_type.startswith(SHOWN)


def _bytes(archive: Archive, card: Card, captured: Document) -> bytes:
    """The bytes of a document; those of a file within it are unpacked by a process with limits, as when it was read."""
    if not card.parent:
        return archive.blobs.read(captured.digest)
    from indexer.extract.sandbox import ExtractionPool

    with ExtractionPool() as pool:
        return pool.fetch(archive.blobs.path(captured.digest), captured.media_type, card.digest, card.document)


def _copy(body: bytes, name: str, file: str, media_type: str) -> Path:
    """Write a copy to a new private folder, under a name that is harmless and says what it is."""
    last = file.replace("\\", "/").rpartition("/")[2]
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip("-.")[:80] or "document"
    suffix = SUFFIXES.get(media_type, "")
    if suffix and not stem.lower().endswith(suffix):
        stem += suffix
    copy = Path(tempfile.mkdtemp(prefix=f"foi-{name}-")) / stem
    copy.write_bytes(body)
    return copy
