"""What a document has and does not show: printed only for who asks for it by name."""

from collections.abc import Iterator

import click

from indexer.cards import Card
from indexer.errors import ExtractionError
from indexer.text import TextStore
from scraper.archive.store import Archive
from search_cli.context import Session
from search_cli.documents import Wanted, card_of, open_archive, resolve
from search_cli.original_files import file_of
from search_cli.paging import paged
from search_cli.status import ExitStatus
from search_cli.terminal import clean, dim, line, many

_NOT_HIDDEN = "no hidden text was found in it"
_NOT_COVERED = "no text lies under a box in it"


def print_unseen(session: Session, wanted: Wanted, *, hidden: bool, covered: bool) -> None:
    """Print hidden text, and text under boxes; exit status 1 if there is none."""
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        card = card_of(archive, store, resolve(archive, store, wanted.prefix))
        found = list(_hidden(store, card, wanted.page)) if hidden else []
        under = list(_covered(archive, card, wanted.page)) if covered else []
    paged(iter((*found, *under)))
    if not found and not under:
        click.echo(f"foi: {_NOT_HIDDEN if hidden else _NOT_COVERED}", err=True)
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def _hidden(store: TextStore, card: Card, page: int | None) -> Iterator[str]:
    for one in store.pages(card.digest, card.extractor):
        if page in (None, one.number):
            for each in one.hidden:
                yield _head(one.number, card, f"hidden: {line(each.how)}")
                yield f"{clean(each.text).rstrip()}\n"


def _covered(archive: Archive, card: Card, page: int | None) -> Iterator[str]:
    """Yield words under boxes, from the file itself, read in a child."""
    if card.media_type != "application/pdf":
        raise click.ClickException(f"only PDFs have text under boxes; {card.id} is {line(card.media_type)}")
    from indexer.extract.registry import Reader
    from indexer.extract.sandbox import ExtractionPool

    module = "indexer.extract.covered"
    try:
        with file_of(archive, card) as path, ExtractionPool([module]) as pool:
            pages = pool.extract(path, card.media_type, reader=Reader(f"{module}:CoveredPdf", "covered/1")).pages
    except ExtractionError as error:
        raise click.ClickException(f"{card.id} ({line(card.file)}): {line(str(error))}") from error
    for one in pages:
        if page in (None, one.number) and one.text.strip():
            words = many(len(one.text.split()), "word")
            yield _head(one.number, card, f"{words} under boxes, which somebody meant to take out: not to be handed on")
            yield f"{clean(one.text).rstrip()}\n"


def _head(number: int, card: Card, what: str) -> str:
    return "\n" + dim(f"--- page {number} of {card.pages}, {what} ---") + "\n\n"
