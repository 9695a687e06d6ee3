"""`foi search`: one question, one answer."""

from functools import partial
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from indexer.engine.interface import Order
from indexer.record import changed
from indexer.search import FACETS, Ranking, Results, lexical
from search_cli.answering import give, only
from search_cli.choosing import OneOf
from search_cli.context import Session, pass_session
from search_cli.formats import FORMATS
from search_cli.questions import Filters, asked, filter_options
from search_cli.together import Searched, searched

if TYPE_CHECKING:
    from indexer.query import Node

ORDERS = {**{order.value: order for order in Order}, "date": Order.NEWEST, "amount": Order.LARGEST}
"""What may be given for --sort. The last two are what people try first."""
EVERY = 10**9
"""More hits than there can be."""


@click.command(
    "search",
    epilog="""
    \b
    Examples:
      foi search '"social media training"'
      foi search training -- -legal 'published:2014..2016'
      foi search Larkspur --authority 'foreign office' --format jsonl | jq .title
      foi search training --facet authority --facet year --sort newest
      foi search asbestos --kind release -0 | xargs -0 foi tag +asbestos
      foi search asbestos --format csv --fields id,title,published
      foi search --semantic --why 'children left waiting for a school bus'
      foi search 'neither confirm nor deny' --expand
      foi search -i . -i leeds.foi -i york.foi asbestos
    """,
)
@click.argument("query", nargs=-1)
@filter_options
@click.option(
    "--sort",
    type=OneOf(list(ORDERS)),
    default="relevance",
    show_default=True,
    help="Best first, or by date, or by the greatest sum of money; date is newest, amount is largest.",
)
@click.option(
    "--facet",
    "facets",
    type=OneOf(FACETS),
    multiple=True,
    help="Count all that match by this; may be given several times.",
)
@click.option(
    "--index",
    "-i",
    "indexes",
    multiple=True,
    metavar="NAME",
    help="Search this bundle as it is, or this collection; several, by several -i, are searched as one. Your own is .",
)
@click.option("--why", is_flag=True, help="Say what the score of each hit is made of.")
@click.option(
    "--semantic/--words-only",
    default=False,
    help="Rank by meaning too, with the vectors that `foi index --semantic` made.",
)
@click.option(
    "--expand/--fold",
    default=None,
    help="Show documents that say the same each as a hit, or as one.  [default: as one in text, else each]",
)
@click.option("--limit", "-n", type=click.IntRange(0, 10_000), default=10, show_default=True, help="Hits to print.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to pass over first.")
@click.option("--pages", type=click.IntRange(1, 1_000), default=3, show_default=True, help="Pages to show a hit.")
@click.option("--count", is_flag=True, help="Only say how many documents match.")
@click.option("--ids", is_flag=True, help="Only IDs, one a line: of all that match, unless there is a --limit.")
@click.option("--null", "-0", is_flag=True, help="The same with a NUL after each, for xargs -0.")
@click.option("--format", type=OneOf(list(FORMATS)), default="text", show_default=True)
@click.option("--fields", metavar="A,B,C", help="Only these fields of each hit, in this order; not of text.")
@pass_session
def command(
    session: Session,
    *,
    query: tuple[str, ...],
    filters: Filters,
    sort: str,
    facets: tuple[str, ...],
    indexes: tuple[str, ...],
    why: bool,
    semantic: bool,
    expand: bool | None,
    limit: int,
    offset: int,
    pages: int,
    count: bool,
    ids: bool,
    null: bool,
    format: str,
    fields: str | None,
) -> None:
    """Find documents that match QUERY, best first, and the pages that say it.

    \b
    words            all of them, on any page      "in this order"        a phrase
    OR, NOT, -word   either; not                   ( )                    groups
    train* wom?n     words that begin so, fit so   trainning~1            words one letter off
    "a b"~5          close to each other           a NEAR/5 b, a ADJ/5 b  also in this order
    amount:>50000    sums of money                 published:last-month   dates
    /wom[ae]n/       regular expressions           query:NAME             a query of foi.toml
    exemption:s40(2) lag:>20   what is said          supplier: mentioned: hidden:yes
    authority: source: kind: state: type: outcome: title: reference: ocr: like: tag: note:

    `foi help query` has the whole language.

    Exit status is 0 if anything matched, 1 if nothing did, 2 on an error.
    """
    from indexer.query import all_of

    nodes = asked(session, query, filters)
    if not nodes:
        raise click.UsageError("say what to search for: foi search QUERY")
    if facets and format in ("csv", "tsv"):
        raise click.UsageError(f"{format} has no place for facets; take --format text, json or jsonl")
    if semantic and ORDERS[sort] is not Order.RELEVANCE:
        raise click.UsageError("--semantic ranks by relevance; leave out --sort")
    if semantic and indexes:
        raise click.UsageError("--semantic ranks one collection of yours; leave out --index")
    wanted = all_of(*nodes)
    columns = _fields(format, fields)
    with searched(session, indexes, _ranking(session, semantic=semantic)) as there:
        if count or ids or null:
            if count and (ids or null):
                raise click.UsageError("--count says how many there are, --ids which; take one of them")
            given = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
            most = 0 if count else limit if given else EVERY
            found = there.search(wanted, order=ORDERS[sort], limit=most, offset=offset, pages=0, exact=True)
            only(session, _explained(there, found, wanted), "" if count else "\0" if null else "\n")
            return
        results = there.search(
            wanted,
            order=ORDERS[sort],
            limit=limit,
            offset=offset,
            pages=0 if columns and "pages" not in columns else pages,  # of 10,000 hits, 30,000 pages need not be read
            facets=tuple(dict.fromkeys(facets)),
            why=why,
            asked=" ".join(query),
            fold=format == "text" if expand is None else not expand,
            stated=format in ("json", "jsonl") and (columns is None or "facts" in columns),
        )
        give(session, _explained(there, results, wanted), format, columns, there.pages_of)


def _explained(there: Searched, results: Results, query: "Node") -> Results:
    """Return the answer; where nothing was found, with what may be wrong with the question."""
    if results.total:
        return results
    from indexer.answers.unknown import unknown

    return changed(results, notes=(*results.notes, *unknown(partial(there.opened, often=False), query)))


def _fields(format: str, wanted: str | None) -> tuple[str, ...] | None:
    if wanted is None:
        return None
    from search_cli.formats.records import chosen
    from search_cli.formats.rows import FIELDS

    return chosen(format, wanted, FIELDS)


def _ranking(session: Session, *, semantic: bool) -> Ranking:
    if not semantic:
        return lexical
    from indexer.semantic.opening import opening
    from indexer.semantic.ranking import ByMeaning

    return ByMeaning(opening(session.places))
