"""Hits laid out for reading on a terminal. What is piped is written by formats/text.py."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from indexer.extract.pages import SCAN
from indexer.query.written import amount
from indexer.search import Hit, HitPage, Results
from scraper.kinds import State
from search_cli import terminal
from search_cli.formats.held import held, is_own, reached
from search_cli.formats.marking import PLAIN, marked
from search_cli.last import GREATEST
from search_cli.terminal import bold, dim, line
from search_cli.wrapping import hung, joined, shortened, spans, wrapped

INDENT = "    "
OWN = "\x1b[35m"
"""Magenta, which can be read on a light ground and on a dark one."""
MOST_SUMS = 3
MOST_LABEL = 16
"""Columns of a page's name beside its snippet; a longer name has a line of its own."""
_NARROWER = "(narrow it: --facet authority)"


def lines(
    results: Results,
    notices: Sequence[str] = (),
    sums: Callable[[Hit], Sequence[str]] = lambda _: (),
    *,
    numbered: bool = True,
) -> Iterator[str]:
    """Yield what is to be known of the answer, a heading, the facets, a block for each hit, and what can be done next.

    `sums` finds those on the pages that are shown of a hit, as printed. `numbered` if the numbers will be known.
    """
    for notice in notices:
        yield from (f"{text}\n" for text in wrapped(line(notice), terminal.width()))
    if not results.total:
        return
    yield f"{_heading(results)}\n"
    if results.facets:
        from search_cli.formats import facets

        yield from (f"{text}\n" for text in facets.lines(results))
    for hit in results.hits:
        yield "\n"
        yield from (f"{text}\n" for text in _block(hit, sums(hit)))
    if results.hits:
        yield "\n"
        yield from (f"{dim(text)}\n" for text in joined(list(_next(results, numbered=numbered)), terminal.width()))


def _heading(results: Results) -> str:
    """Say how many there are; where all are shown, on how many pages."""
    total, shown = terminal.many(results.total, "document"), len(results.hits)
    if not shown:
        return total + (f"; none of them beyond the first {results.offset:,}" if results.offset else "")
    folded = f", {results.folded:,} folded" if results.folded else ""
    if _rest(results) or results.offset:
        first, last = results.offset + 1, results.offset + shown
        said = f"{total}; {f'{first:,} to {last:,}' if shown > 1 else f'number {first:,}'} shown{folded}"
        return said if results.facets else f"{said}{dim(_NARROWER.rjust(terminal.width() - len(said)))}"
    matching = sum(hit.matching for hit in results.hits)
    return f"{total}, {terminal.many(matching, 'page')}{folded}" if matching else f"{total}{folded}"


def _rest(results: Results) -> int:
    """Return how many documents are neither among these hits or those before, nor folded into them."""
    return results.total - results.offset - len(results.hits) - results.folded


def _next(results: Results, *, numbered: bool) -> Iterator[str]:
    first, last = results.hits[0], results.offset + len(results.hits)
    before = reached(first)
    if before:
        name = first.rank if numbered and is_own(first) and first.rank <= GREATEST else first.card.id
        yield from (f"{before} {command} {name}" for command in ("show", "open", "cite"))
    if rest := _rest(results):
        yield f"{rest:,} more: --offset {last}"


def _block(hit: Hit, sums: Sequence[str]) -> Iterator[str]:
    card, room = hit.card, terminal.width() - len(INDENT)
    address = card.url or card.file_url
    before = f"{hit.rank:>2} ".ljust(len(INDENT))
    beside = terminal.width() - len(before) - len(card.id) - 2
    for number, text in enumerate(wrapped(line(card.title) or "(no title)", beside)):
        gap = " " * (beside - terminal.columns(text) + 2)
        named = terminal.link(bold(text), address)
        yield f"{INDENT}{named}" if number else f"{before}{named}{gap}{dim(card.id)}"
    yield from (INDENT + text for text in joined(list(_facts(hit, sums)), room))
    if card.document and line(card.document) != line(card.title):
        yield INDENT + dim(shortened(line(card.document), room))
    if hit.tags or hit.notes:
        yield from (INDENT + _own(text) for text in wrapped(own(hit), room))
    if hit.why is not None:
        from search_cli.formats import why

        for told in why.lines(hit):
            yield from (INDENT + dim(text) for text in hung(told, room, len(INDENT) * 2))
    yield from (INDENT + text for text in _pages(hit.pages, room))
    yield from (INDENT + dim(text) for told in _besides(hit) for text in wrapped(told, room))
    yield from (INDENT + text for text in _others(hit, room))
    if address and not terminal.colours():  # else the title is a link to it
        yield INDENT + line(address)


def _besides(hit: Hit) -> Iterator[str]:
    """Say what there is of a hit that is not shown, and where else it is."""
    if hit.matching > len(hit.pages):
        yield f"and {terminal.many(hit.matching - len(hit.pages), 'more page')}: --pages {hit.matching}"
    if hit.alike:
        from search_cli.formats.text import folded

        yield f"{folded(hit)} (--expand)"
    if hit.card.reason:
        yield f"not all could be read: {line(hit.card.reason)}"


def _others(hit: Hit, room: int) -> Iterator[str]:
    """Yield the other publications: those that it is linked to, and those that have the same file."""
    if hit.rests_on or hit.reported_by:
        from search_cli.formats.linked import linked

        yield from (text for one in linked(hit) for text in wrapped(one, room))
    for other in hit.card.also:
        told = f"also: {line(other['title'])} · {line(other['authority'] or other['source'])}"
        yield from map(dim, wrapped(told, room))


def _facts(hit: Hit, sums: Sequence[str]) -> Iterator[str]:
    card = hit.card
    if card.authority:
        yield line(card.publisher)
    yield f"{card.kind}, {line(card.outcome)}" if card.outcome else card.kind
    if card.published:
        yield f"{date.fromisoformat(card.published):%-d %b %Y}"
    if hit.largest is not None:
        yield f"sums up to {amount(hit.largest)}"
    elif sums:
        more = f" and {len(sums) - MOST_SUMS:,} more" if len(sums) > MOST_SUMS else ""
        yield ", ".join(map(line, sums[:MOST_SUMS])) + more
    if card.state != State.LIVE:
        yield card.state
    yield line(card.source)
    if hit.origins:
        yield held(hit)


def own(hit: Hit) -> str:
    """Say what a person added to a document: "tags: leads, to ask · 2 notes"."""
    tags = f"tags: {', '.join(map(line, hit.tags))}" if hit.tags else ""
    return " · ".join(part for part in (tags, terminal.many(hit.notes, "note") if hit.notes else "") if part)


def _own(text: str) -> str:
    return f"{OWN}{text}{PLAIN}" if terminal.colours() else text


def _pages(pages: Sequence[HitPage], room: int) -> Iterator[str]:
    """Yield the snippets, each beside the name of its page; names of a hit have one width."""
    names = [_name(page) for page in pages]
    widest = max((terminal.columns(name) for name in names), default=0)
    beside = widest + 2 if widest <= MOST_LABEL else 2
    for name, page in zip(names, pages, strict=True):
        if widest > MOST_LABEL:
            yield dim(shortened(name, room))
        before = "" if widest > MOST_LABEL else name
        text, marks = terminal.clean(page.snippet.text.translate(_BLANKS)), page.snippet.marks
        if not terminal.colours():
            text, marks = marked(text, 0, len(text), marks), ()  # signs take room, colours none
        for start, end in spans(text, room - beside):
            gap = " " * (beside - terminal.columns(before))
            yield dim(before) + gap + marked(text, start, end, marks)
            before = ""


_BLANKS = {ord("\n"): " ", ord("\t"): " "}


def _name(page: HitPage) -> str:
    where = line(page.label) or (f"p. {page.number}" if page.number else "title")
    if page.confidence is not None:
        return f"{where}, {terminal.sureness(page.confidence)}"
    return f"{where}, waits for OCR" if page.how == SCAN else where
