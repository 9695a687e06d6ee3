"""`foi search`: one question, one answer."""

from collections.abc import Iterator
from datetime import UTC, datetime

import click

from indexer.engine.interface import FACETS, Order
from indexer.search import Ranking, Results, lexical
from search_cli.choosing import OneOf
from search_cli.config import QUERIES
from search_cli.context import Session, pass_session
from search_cli.formats import FORMATS, formatter
from search_cli.status import ExitStatus
from search_cli.terminal import line

ORDERS = {**{order.value: order for order in Order}, "date": Order.NEWEST, "amount": Order.LARGEST}
"""What may be given for --sort. The last two are what people try first."""


@click.command(
    "search",
    epilog="""
    \b
    Examples:
      foi search '"social media training"'
      foi search training -- -legal 'published:2014..2016'
      foi search Larkspur --authority 'foreign office' --format jsonl | jq .title
      foi search training --facet authority --facet year --sort newest
      foi search --semantic --why 'children left waiting for a school bus'
    """,
)
@click.argument("query", nargs=-1)
@click.option("--authority", help="Only what this body published; a word of its name will do.")
@click.option("--source", help="Only what came from this source.")
@click.option("--kind", type=OneOf(["release", "request", "news", "file"]), help="Only this kind.")
@click.option("--since", metavar="DATE", help="Only what was published then or later: 2014, 2014-08, 26/08/2014.")
@click.option("--until", metavar="DATE", help="Only what was published then or earlier.")
@click.option("--outcome", help="Only requests that ended so: granted, part-granted, refused, not held, waiting.")
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
@click.option("--why", is_flag=True, help="Say what the score of each hit is made of.")
@click.option(
    "--semantic/--words-only",
    default=False,
    help="Rank by meaning too, with the vectors that `foi index --semantic` made.",
)
@click.option("--limit", "-n", type=click.IntRange(0, 10_000), default=10, show_default=True, help="Hits to print.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to pass over first.")
@click.option("--pages", type=click.IntRange(1, 1_000), default=3, show_default=True, help="Pages to show a hit.")
@click.option("--format", type=OneOf(list(FORMATS)), default="text", show_default=True)
@click.option("--fields", metavar="A,B,C", help="Only these fields of each hit, in this order; not of text.")
@pass_session
def command(
    session: Session,
    *,
    query: tuple[str, ...],
    authority: str | None,
    source: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    outcome: str | None,
    sort: str,
    facets: tuple[str, ...],
    why: bool,
    semantic: bool,
    limit: int,
    offset: int,
    pages: int,
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
    authority: source: kind: state: type: outcome: title: reference: ocr: like:

    `foi help query` has the whole language.

    Exit status is 0 if anything matched, 1 if nothing did, 2 on an error.
    """
    from indexer import query as language
    from indexer.search import search

    today = datetime.now(UTC).astimezone().date()  # where the person is, not where the sources are
    saved = session.tables.get(QUERIES, {})
    asked = [language.parse(" ".join(query), saved=saved, today=today)] if query else []
    asked += [language.authority(authority)] if authority else []
    asked += [language.label("source", source)] if source else []
    asked += [language.label("kind", kind)] if kind else []
    asked += [language.since(since, today)] if since else []
    asked += [language.until(until, today)] if until else []
    asked += [language.label("outcome", outcome)] if outcome else []
    if not asked:
        raise click.UsageError("say what to search for: foi search QUERY")
    if facets and format in ("csv", "tsv"):
        raise click.UsageError(f"{format} has no place for facets; take --format text, json or jsonl")
    if semantic and ORDERS[sort] is not Order.RELEVANCE:
        raise click.UsageError("--semantic ranks by relevance; leave out --sort")
    write = formatter(format, _fields(format, fields))
    results = search(
        session.places,
        language.all_of(*asked),
        order=ORDERS[sort],
        limit=limit,
        offset=offset,
        pages=pages,
        facets=tuple(dict.fromkeys(facets)),
        why=why,
        asked=" ".join(query),
        ranking=_ranking(session, semantic=semantic),
    )
    for note in notices(results):
        session.say(f"foi: {line(note)}")
    for text in write(results):
        click.echo(text, nl=False)
    if not results.total:
        if format == "text":
            session.say("nothing found")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


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


def notices(results: Results) -> Iterator[str]:
    """Yield what the person should know of an answer besides its hits."""
    yield from results.notes
    for correction in results.corrections:
        *others, last = correction.likely
        likely = f"{', '.join(others)} or {last}" if others else last
        yield f'no document has "{correction.word}"; did you mean {likely}?'
    if results.corrected and results.corrected != results.corrections[0].likely[0]:
        yield f"the query then is: {results.corrected}"
