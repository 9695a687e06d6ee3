"""`foi facts`: what a document says, as statements, each with the words it rests on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from indexer.cards import Card
from indexer.extract.base import Page
from indexer.facts.forms import KINDS, kind_of
from indexer.facts.records import Fact, Words
from indexer.facts.store import facts_of
from indexer.facts.wording import said
from indexer.marking.snippets import snippet
from indexer.query import Or
from indexer.text import TextStore
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, card_of, open_archive, resolve
from search_cli.formats import facts as formats
from search_cli.formats.marking import marked
from search_cli.formats.records import chosen, lines, row_options
from search_cli.paging import paged
from search_cli.status import ExitStatus
from search_cli.terminal import bold, clean, dim, line, width

_INDENT = "  "
NOTHING = Or(())
"""A query that asks for no words: only the place itself is marked."""


@click.command(
    "facts",
    epilog="""
    \b
    Examples:
      foi facts 0e85149bedff
      foi facts 0e85149bedff:2 --kind money --format csv
      foi facts 1 --format jsonl | jq -r '.value'
    """,
)
@click.argument("wanted", metavar="ID[:PAGE]", type=DocumentId())
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only facts of this kind.")
@row_options
@pass_session
def command(session: Session, *, wanted: Wanted, kinds: Sequence[str], format_: str, fields: str | None) -> None:
    """Print what a document, or one of its pages, says: sums of money, exemptions, dates, bodies, the outcome.

    Each fact is printed with the page and the words it rests on; nothing is there that no page says. In the other
    formats a fact is a row, and `fact` has every part of it with its own evidence. Exit status is 1 if there is none.
    """
    columns = chosen(format_, fields, formats.FIELDS, formats.COLUMNS)
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        digest = resolve(archive, store, wanted.prefix)
        card = card_of(archive, store, digest)
        every = facts_of(session.places.facts, [digest]).get(digest, ())
        kept = [
            fact for fact in every if wanted.page in (None, fact.words.page) and (not kinds or kind_of(fact) in kinds)
        ]
        if format_ == "text":
            paged(_text(store, card, kept))
        else:
            paged(lines(format_, (formats.row(digest, fact) for fact in kept), columns))
    if not kept:
        session.say("no fact of this kind was found in it" if every else f"no facts are known of {card.id}")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def _text(store: TextStore, card: Card, facts: Sequence[Fact]) -> Iterator[str]:
    """Yield the facts kind by kind, each with the line of the page that says it."""
    for kind, some in groupby(facts, kind_of):
        yield f"{bold(kind)}\n"
        for fact in some:
            page = store.page(card.digest, card.extractor, fact.words.page)
            yield f"{_INDENT}{line(said(fact))}\n"
            if page:
                yield f"{_INDENT * 2}{dim(f'p. {page.number}')}  {_around(page, fact.words)}\n"


def _around(page: Page, words: Words) -> str:
    """Return the words, marked, with what stands around them, as much as a line holds."""
    shown = snippet(page.text, NOTHING, max(40, width() - 12), also=((words.start, words.end),))
    text = clean(shown.text)
    return marked(text, 0, len(text), shown.marks)
