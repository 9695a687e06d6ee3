"""From what a person types, ID or ID:PAGE or the number of a hit, to the document it means."""

from dataclasses import dataclass

import click

from indexer import wanted
from indexer.cards import Card
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import ArchiveError, Digest, NoSuchDocument
from scraper.archive.store import Archive
from search_cli import last
from search_cli.context import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """An ID as given: the beginning of a digest, and a page number if one was given."""

    prefix: str
    page: int | None


class DocumentId(click.ParamType[Wanted]):
    """ID or ID:PAGE, as `foi search` prints them; on a terminal the number of a hit stands for its ID."""

    name = "id[:page]"

    def convert(self, value: str | Wanted, param: click.Parameter | None, ctx: click.Context | None) -> Wanted:
        """Read it. Fails with a usage error if the page is no number."""
        if isinstance(value, Wanted):
            return value
        prefix, colon, page = value.strip().lower().partition(":")
        if colon and not (page.isascii() and page.isdigit() and int(page) > 0):
            self.fail(f"{page!r} is not a page number: pages count from 1", param, ctx)
        return Wanted(of_number(prefix, ctx), int(page) if colon else None)


def of_number(given: str, ctx: click.Context | None = None) -> str:
    """Return the digest that a number of the last search stands for, and all else as it is."""
    ctx = ctx or click.get_current_context(silent=True)
    session = ctx.find_object(Session) if ctx else None
    if session is None or not last.NUMBER.fullmatch(given):
        return given
    return last.digest_of(session.places, given)


def resolve(archive: Archive, store: TextStore, prefix: str) -> Digest:
    """Return the one digest that begins with this, of a document or of a file within one.

    Raises NoSuchDocument, or ArchiveError if it fits several.
    """
    inside = store.members.beginning(prefix)
    try:
        found = {archive.captures.resolve(prefix)} | inside
    except NoSuchDocument:
        found = inside
        if not found:
            forgotten = archive.tombstones.beginning(prefix)
            if forgotten:
                raise NoSuchDocument(f"{forgotten[0].subject[:12]} {forgotten[0].told}") from None
            raise
    if len(found) > 1:
        listed = ", ".join(digest[: len(prefix) + 6] for digest in sorted(found)[:5])
        raise ArchiveError(f"{prefix} is the beginning of several IDs ({listed}); give more of it")
    return found.pop()


def card_of(archive: Archive, store: TextStore, digest: Digest) -> Card:
    """Return what is known of a document, or of a file within one, whether it is in the index or not."""
    known = wanted.card_of(archive, store, digest)
    if known is None:
        raise click.ClickException(f"{digest[:12]} belongs to no publication")
    return known


def open_archive(places: Places) -> Archive:
    """Open the archive to read; it must be there."""
    return Archive.open(places.archive, create=False)
