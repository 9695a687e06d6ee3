"""Text to read: in colours on a terminal, plain and complete where it is piped."""

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

BOLD, DIM, MARK, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[1;33m", "\x1b[0m"
INDENT = "    "


def lines(results: Results) -> Iterator[str]:
    """Yield a heading that counts, then a block for each hit, then the facets."""
    if results.total:
        yield _dim(_heading(results)) + "\n"
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
    if len(results.hits) in (0, results.total):
        return total
    shown = f"{first:,} to {last:,}" if results.offset else f"the first {last:,}"
    return f"{total}; {shown} shown (--limit, --offset)"


def _block(hit: Hit) -> Iterator[str]:
    card = hit.card
    title = wrap(terminal.line(card.title) or "(no title)", terminal.width() - len(INDENT))
    yield f"{hit.rank:>2}  {_bold(title[0])}"
    yield from (f"{INDENT}{_bold(more)}" for more in title[1:])
    yield INDENT + " · ".join(_facts(hit))
    if card.document:
        yield INDENT + _dim(terminal.line(card.document))
    if hit.why is not None:
        from search_cli.formats import why

        room = terminal.width() - len(INDENT)
        told = (part for text in why.lines(hit) for part in wrap(text, room, subsequent_indent=2 * INDENT))
        yield from (INDENT + _dim(text) for text in told)
    for page in hit.pages:
        yield from _page(card, page)
    if hit.matching > len(hit.pages):
        yield INDENT + _dim(f"and {terminal.many(hit.matching - len(hit.pages), 'more page')} (--pages {hit.matching})")
    if card.reason:
        yield INDENT + _dim(f"not all could be read: {terminal.line(card.reason)}")
    if card.url or card.file_url:
        address = terminal.line(card.url or card.file_url)
        yield INDENT + terminal.link(_dim(address), address)
    for other in card.also:
        yield INDENT + _dim(
            f"also: {terminal.line(other['title'])} · {terminal.line(other['authority'] or other['source'])}"
        )


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


def _page(card: Card, page: HitPage) -> Iterator[str]:
    where = f"p. {page.number} of {card.pages}" if page.number else "title"
    if page.label:
        where = page.label
    if page.confidence is not None:
        where += f"  {terminal.sureness(page.confidence)}"
    elif page.how == SCAN:
        where += "  waits for OCR"
    name = f"{card.id}:{page.number}" if page.number else card.id
    yield f"{INDENT}{_dim(f'{name}  {where}')}"
    yield from (f"{INDENT}  {text}" for text in _wrapped(page.snippet))


def _wrapped(snippet: Snippet) -> Iterator[str]:
    """Yield the snippet in lines, marked: by colour on a terminal, by ‹ › elsewhere."""
    before, after = (MARK, PLAIN) if terminal.colours() else ("‹", "›")
    text = terminal.clean(snippet.text).replace("\n", " ").replace("\t", " ")
    start = 0
    for line in wrap(text, terminal.width() - len(INDENT) - 4, break_long_words=True, drop_whitespace=True):
        start = text.index(line, start)
        yield _marked(line, start, snippet.marks, before, after)
        start += len(line)


def _marked(line: str, start: int, marks: tuple[tuple[int, int], ...], before: str, after: str) -> str:
    parts, done = [], 0
    for left, right in _joined(line, start, marks):
        parts += [line[done:left], before, line[left:right], after]
        done = right
    return "".join([*parts, line[done:]])


def _joined(line: str, start: int, marks: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Return the marks that fall in a line, those with only a space between them as one: easier to grep."""
    joined: list[tuple[int, int]] = []
    for left, right in ((max(left - start, 0), min(right - start, len(line))) for left, right in marks):
        if left >= right:
            continue
        if joined and line[joined[-1][1] : left].isspace():
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined


def _bold(text: str) -> str:
    return f"{BOLD}{text}{PLAIN}" if terminal.colours() else text


def _dim(text: str) -> str:
    return f"{DIM}{text}{PLAIN}" if terminal.colours() else text
