"""`foi search`: one question, one answer."""

from datetime import UTC, datetime

import click

from indexer.engine.interface import Order
from search_cli.config import QUERIES
from search_cli.context import Session, pass_session
from search_cli.formats import FORMATS, formatter
from search_cli.status import ExitStatus


@click.command(
    "search",
    epilog="""
    \b
    Examples:
      foi search '"social media training"'
      foi search training -- -legal 'published:2014..2016'
      foi search Larkspur --authority 'foreign office' --format jsonl | jq .title
    """,
)
@click.argument("query", nargs=-1)
@click.option("--authority", help="Only what this body published; a word of its name will do.")
@click.option("--source", help="Only what came from this source.")
@click.option("--kind", type=click.Choice(["release", "request", "news", "file"]), help="Only this kind.")
@click.option("--since", metavar="DATE", help="Only what was published then or later: 2014, 2014-08, 26/08/2014.")
@click.option("--until", metavar="DATE", help="Only what was published then or earlier.")
@click.option("--sort", type=click.Choice([order.value for order in Order]), default="relevance", show_default=True)
@click.option("--limit", "-n", type=click.IntRange(1, 10_000), default=10, show_default=True, help="Hits to print.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to pass over first.")
@click.option("--pages", type=click.IntRange(1, 1_000), default=3, show_default=True, help="Pages to show a hit.")
@click.option("--format", type=click.Choice(list(FORMATS)), default="text", show_default=True)
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
    sort: str,
    limit: int,
    offset: int,
    pages: int,
    format: str,
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
    if not asked:
        raise click.UsageError("say what to search for: foi search QUERY")
    results = search(
        session.places, language.all_of(*asked), order=Order(sort), limit=limit, offset=offset, pages=pages
    )
    for note in results.notes:
        session.say(f"foi: {note}")
    for text in formatter(format)(results):
        click.echo(text, nl=False)
    if not results.total:
        if format == "text":
            session.say("nothing found")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)
