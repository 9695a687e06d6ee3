"""Text to read, plain and complete, where it is piped. On a terminal it is formats/screen.py that lays it out."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from indexer.cards import Card
from indexer.extract.pages import SCAN
from indexer.marking.snippets import Snippet
from indexer.query.written import amount
from indexer.search import Hit, HitPage, Results
from scraper.kinds import State
from search_cli import terminal
from search_cli.formats.held import held
from search_cli.formats.marking import marked

INDENT = "    "
MOST_NAMED = 3


def lines(results: Results) -> Iterator[str]:
    """Yield a heading that counts, then a block for each hit, then the facets."""
    if results.total:
        yield _heading(results) + "\n"
    for hit in results.hits:
        yield "\n"
        yield from (f"{text}\n" for text in _block(hit))
    if results.facets and results.total:
        from search_cli.formats import facets

        yield "\n"
        yield from (f"{text}\n" for text in facets.lines(results))


def _heading(results: Results) -> str:
    first, last = results.offset + 1, results.offset + len(results.hits)
    total = terminal.many(results.total, "document")
    if not results.hits and results.offset >= results.total:
        return f"{total}; none of them beyond the first {results.offset:,}"
    if results.folded and last + results.folded == results.total:
        return f"{total}, {results.folded:,} folded (--expand)"
    if len(results.hits) in (0, results.total):
        return total
    shown = f"{first:,} to {last:,}" if results.offset else f"the first {last:,}"
    folded = f", {results.folded:,} folded so far" if results.folded else ""
    return f"{total}; {shown} shown{folded} (--limit, --offset{', --expand' if folded else ''})"


def _block(hit: Hit) -> Iterator[str]:
    card = hit.card
    title = wrap(terminal.line(card.title) or "(no title)", terminal.width() - len(INDENT))
    yield f"{hit.rank:>2}  {title[0]}"
    yield from (f"{INDENT}{more}" for more in title[1:])
    yield INDENT + " · ".join(_facts(hit))
    if card.document:
        yield INDENT + terminal.line(card.document)
    if hit.tags or hit.notes:
        from search_cli.formats.screen import own

        yield INDENT + own(hit)
    if hit.why is not None:
        from search_cli.formats import why

        room = terminal.width() - len(INDENT)
        told = (part for text in why.lines(hit) for part in wrap(text, room, subsequent_indent=2 * INDENT))
        yield from (INDENT + text for text in told)
    for page in hit.pages:
        yield from _page(card, page)
    if hit.matching > len(hit.pages):
        yield INDENT + f"and {terminal.many(hit.matching - len(hit.pages), 'more page')} (--pages {hit.matching})"
    if hit.alike:
        yield INDENT + folded(hit)
    if card.reason:
        yield f"{INDENT}not all could be read: {terminal.line(card.reason)}"
    if card.url or card.file_url:
        yield INDENT + terminal.line(card.url or card.file_url)
    yield from (INDENT + text for text in _others(hit))


def _others(hit: Hit) -> Iterator[str]:
    """Yield the other publications: those that it is linked to, and those that have the same file."""
    if hit.rests_on or hit.reported_by:
        from search_cli.formats.linked import linked

        yield from linked(hit)
    for other in hit.card.also:
        yield f"also: {terminal.line(other['title'])} · {terminal.line(other['authority'] or other['source'])}"


def folded(hit: Hit) -> str:
    """Say how many documents were folded into a hit, and name a few."""
    ids = [digest[:12] for digest in hit.alike]
    more = ", ..." if len(ids) > MOST_NAMED else ""
    return f"and {len(ids):,} more like it: {', '.join(ids[:MOST_NAMED])}{more}"


def _facts(hit: Hit) -> Iterator[str]:
    card = hit.card
    if card.authority:
        yield terminal.line(card.publisher)
    yield f"{card.kind}, {terminal.line(card.outcome)}" if card.outcome else card.kind
    if card.published:
        yield f"{date.fromisoformat(card.published):%-d %b %Y}"
    yield card.source
    if hit.largest is not None:
        yield f"sums up to {amount(hit.largest)}"
    if card.state != State.LIVE:
        yield card.state
    if hit.origins:
        yield held(hit)


def _page(card: Card, page: HitPage) -> Iterator[str]:
    where = f"p. {page.number} of {card.pages}" if page.number else "title"
    if page.label:
        where = page.label
    if page.confidence is not None:
        where += f"  {terminal.sureness(page.confidence)}"
    elif page.how == SCAN:
        where += "  waits for OCR"
    name = f"{card.id}:{page.number}" if page.number else card.id
    yield f"{INDENT}{name}  {where}"
    yield from (f"{INDENT}  {text}" for text in _wrapped(page.snippet))


def _wrapped(snippet: Snippet) -> Iterator[str]:
    """Yield the snippet in lines, marked."""
    text = terminal.clean(snippet.text).replace("\n", " ").replace("\t", " ")
    start = 0
    for line in wrap(text, terminal.width() - len(INDENT) - 4, break_long_words=True, drop_whitespace=True):
        start = text.index(line, start)
        yield marked(text, start, start + len(line), snippet.marks)
        start += len(line)
