"""`foi open`: the original, in the program the system opens such files with."""

import re
import tempfile
from pathlib import Path

import click

from indexer.text import TextStore
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, card_of, open_archive
from search_cli.terminal import web_address

ACTIVE = ("text/html", "application/xhtml", "image/svg", "text/xml", "application/xml", "+json", "application/json")
"""Types a browser would run, or show as nonsense: their page on the web is opened instead."""
SUFFIXES = {"application/pdf": ".pdf", "text/csv": ".csv", "text/plain": ".txt"}


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
    came by `foi import` without their files.
    """
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        digest = archive.captures.resolve(wanted.prefix)
        card = card_of(archive, store, digest)
        document = archive.captures.document(digest)
        if document and document.held and not any(mark in card.media_type for mark in ACTIVE):
            place = str(_copy(archive.blobs.read(digest), card.id, card.file, card.media_type))
        else:
            place = web_address(card.url) or web_address(card.file_url)
    if not place:
        raise click.ClickException(
            f"{card.id} has no file here and no address on the web; `foi show {card.id}` prints its text"
        )
    if print_:
        click.echo(place)
    elif click.launch(place) != 0:
        raise click.ClickException(f"no program was found to open it with; it is at {place}")


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
