"""From what a person types, ID or ID:PAGE, to the document it means."""

from dataclasses import dataclass

import click

from indexer.entries import Card, card
from indexer.places import Places
from indexer.reading import best
from indexer.text import TextStore
from scraper.archive.records import Digest
from scraper.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Wanted:
    """An ID as given: the beginning of a digest, and a page number if one was given."""

    prefix: str
    page: int | None


class DocumentId(click.ParamType[Wanted]):
    """ID or ID:PAGE, as `foi search` prints them."""

    name = "id[:page]"

    def convert(self, value: str | Wanted, param: click.Parameter | None, ctx: click.Context | None) -> Wanted:
        """Read it. Fails with a usage error if the page is no number."""
        if isinstance(value, Wanted):
            return value
        prefix, colon, page = value.strip().lower().partition(":")
        if colon and not (page.isascii() and page.isdigit() and int(page) > 0):
            self.fail(f"{page!r} is not a page number: pages count from 1", param, ctx)
        return Wanted(prefix, int(page) if colon else None)


def card_of(archive: Archive, store: TextStore, digest: Digest) -> Card:
    """Return what is known of a document, whether it is in the index or not."""
    document = archive.captures.document(digest)
    carried = archive.publications.of_document(digest)
    if document is None or not carried:
        raise click.ClickException(f"{digest[:12]} belongs to no publication")
    made = best(store.made(digest), document.media_type)
    if made is None:
        return card(document, carried, "", 0, "not read yet: run `foi index`")
    return card(document, carried, made.extractor, made.pages, made.reason)


def open_archive(places: Places) -> Archive:
    """Open the archive to read; it must be there."""
    return Archive.open(places.archive, create=False)
