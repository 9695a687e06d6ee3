"""`foi similar`: documents about the same things as one."""

from typing import Any

import click

from indexer.citing.citations import no_page
from indexer.text import TextStore
from scraper.archive.records import NoSuchDocument
from search_cli.commands import search
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, card_of, open_archive, resolve


@click.command(
    "similar",
    epilog="""
    \b
    Examples:
      foi similar 0e85149bedff
      foi similar 0e85149bedff:3 --kind news --since 2014
      foi similar 1 --ids
    """,
)
@click.argument("wanted", metavar="ID[:PAGE]", type=DocumentId())
@pass_session
def command(session: Session, /, *, wanted: Wanted, **options: Any) -> None:
    """Find documents that are about the same things as one, or as one of its pages, likest first.

    The 25 words that stand out most in it are looked for: often there, and in few other documents. What has a
    quarter of them is found. It is what `foi search like:ID` does, with the same options; other words can join there.

    Exit status is 0 if anything is like it, 1 if nothing is, or there is no such document, 2 on an error.
    """
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        card = card_of(archive, store, resolve(archive, store, wanted.prefix))
    if wanted.page and wanted.page > card.pages:
        raise NoSuchDocument(no_page(card, wanted.page))
    page = f":{wanted.page}" if wanted.page else ""
    assert search.command.callback  # noqa: S101 - it was given one by its decorator
    search.command.callback(query=(f"like:{card.digest}{page}",), **options)


command.params += [option for option in search.command.params if isinstance(option, click.Option)]
