"""The hits of a list of queries, as rows that name their query, or to read. Described in docs/batch.md."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from indexer.search import Hit, Results
from search_cli import terminal
from search_cli.formats import records, rows
from search_cli.query_lists import Listed

COUNTS = ("name", "query", "total")
FIELDS = (*COUNTS, *rows.FIELDS)
COLUMNS = (*COUNTS, *rows.COLUMNS)
COUNTED = (*COUNTS, "schema")

Answers = Iterable[tuple[Listed, Results]]


def lines(form: str, answers: Answers, fields: tuple[str, ...], *, count: bool) -> Iterator[str]:
    """Yield the answers in a format, each as soon as it is there; with `count` how many match, and no hits."""
    if form == "text":
        for listed, results in answers:
            yield from _counted(listed, results) if count else _to_read(listed, results)
        return
    of_each = _counts(answers) if count else _hits(answers, flat=form in records.TABLES)
    yield from records.lines(form, of_each, fields)


def _counts(answers: Answers) -> Iterator[dict[str, Any]]:
    for listed, results in answers:
        yield {"name": listed.name, "query": listed.query, "total": results.total, "schema": rows.SCHEMA}


def _hits(answers: Answers, *, flat: bool) -> Iterator[dict[str, Any]]:
    for listed, results in answers:
        of_query = {"name": listed.name, "query": listed.query, "total": results.total}
        for hit in results.hits:
            row = rows.row(hit)
            yield {**of_query, **(rows.flat(row) if flat else row)}


def _counted(listed: Listed, results: Results) -> Iterator[str]:
    yield f"{results.total:>8,}  {terminal.line(listed.name)}\n"


def _to_read(listed: Listed, results: Results) -> Iterator[str]:
    """Yield a line for the query, one for each hit under it, and an empty one."""
    total = terminal.many(results.total, "document") if results.total else "nothing"
    shown = len(results.hits)
    first = f", the first {shown:,}" if 0 < shown < results.total else ""
    yield f"{terminal.line(listed.name)}: {total}{first}\n"
    yield from (f"{_hit(hit)}\n" for hit in results.hits)
    yield "\n"


def _hit(hit: Hit) -> str:
    """Return a hit as a line: its best page, what it is called, by whom it was published, and when."""
    card = hit.card
    page = next((page.number for page in hit.pages if page.number), None)
    place = f"{card.id}:{page}" if page else card.id
    title = terminal.line(card.title) or "(no title)"
    named = (
        (terminal.line(card.document), title) if card.document else (title,)
    )  # what tells files of one release apart
    said = " · ".join(filter(None, (*named, terminal.line(card.publisher), card.published[:10])))
    text = f"  {place:<16}  {said}"
    return _cut(text, terminal.width()) if sys.stdout.isatty() else text


def _cut(text: str, width: int) -> str:
    if terminal.columns(text) <= width:
        return text
    while terminal.columns(text) >= width:
        text = text[:-1]
    return text.rstrip() + "…"
