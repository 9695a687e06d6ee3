"""Opening an original: where it can be looked at, and what looks at it."""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

import click

from indexer.cards import Card
from indexer.extract.registry import READERS
from scraper.archive.records import Digest, Document
from scraper.archive.store import Archive
from search_cli import viewers
from search_cli.terminal import web_address

PDF = "application/pdf"
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
    PDF: ".pdf",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "application/rtf": ".rtf",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document can be looked at: a copy of it in a private folder, or an address of the web."""

    id: str
    media_type: str
    file: Path | None
    address: str = ""

    def __str__(self) -> str:
        return str(self.file or self.address)


def place_of(archive: Archive, card: Card, page: int | None = None) -> Place:
    """Return where a document can be looked at; of a PDF on the web, with the page that is to be shown.

    A copy is made, never is it the archive's own file. Raises click.ClickException if there is no such place.
    """
    captured = archive.captures.document(Digest(card.parent or card.digest))
    if captured and captured.held and not any(mark in card.media_type for mark in ACTIVE):
        return Place(card.id, card.media_type, _copy(_bytes(archive, card, captured), card))
    own = web_address(card.file_url)
    if page and own and card.media_type == PDF and not card.parent:
        return Place(card.id, card.media_type, None, f"{urldefrag(own).url}#page={page}")
    address = web_address(card.url) or own
    if not address:
        raise click.ClickException(
            f"{card.id} has no file here and no address on the web; `foi show {card.id}` prints its text"
        )
    return Place(card.id, card.media_type, None, address)


def show(place: Place, page: int | None = None, viewer: str = "") -> str:
    """Show a place, a PDF at its page; return what the person should know of that, "" if it is as they wished.

    `viewer` is how the person starts theirs for PDFs, "" if they did not say. Raises click.ClickException if nothing
    can show it, or it could be a program.
    """
    if place.file is None:
        _launch(place)
        return ""
    if not _is_shown(place.media_type):
        raise click.ClickException(
            f"{place.id} is of a type that could be a program ({place.media_type}); it is at {place}"
        )
    if place.media_type == PDF and (viewer or page):
        chosen = viewer or viewers.installed()
        if chosen:
            viewers.started(chosen, place.file, page or 1)
            return ""
    _launch(place)
    if page and page > 1 and place.media_type == PDF:
        return (
            f"turn to page {page}: no viewer was found that can be told the page (see FOI_VIEWER in `foi open --help`)"
        )
    return ""


def _launch(place: Place) -> None:
    if click.launch(str(place)) != 0:
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


def _copy(body: bytes, card: Card) -> Path:
    """Write a copy to a new private folder, under a name that is harmless and says what it is."""
    last = card.file.replace("\\", "/").rpartition("/")[2]
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip("-.")[:80] or "document"
    suffix = SUFFIXES.get(card.media_type, "")
    if suffix and not stem.lower().endswith(suffix):
        stem += suffix
    copy = Path(tempfile.mkdtemp(prefix=f"foi-{card.id}-")) / stem
    copy.write_bytes(body)
    return copy
