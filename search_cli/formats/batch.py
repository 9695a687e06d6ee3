"""The hits of a list of queries, as rows that name their query, or to read. Described in docs/batch.md."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import Any

from indexer.search import Hit, Results
from search_cli import terminal
from search_cli.formats import rows, table
from search_cli.query_lists import Listed

COUNTS = ("name", "query", "total")
COLUMNS = (*COUNTS, *table.COLUMNS)
FORMATS = ("text", "jsonl", "csv", "tsv")
Answer = Callable[[Listed, Results], Iterator[str]]


def heading(form: str, *, count: bool) -> str:
    """Return the first line of a format, "" if it has none."""
    return _separated(form, COUNTS if count else COLUMNS) if form in ("csv", "tsv") else ""


def answer(form: str, *, count: bool) -> Answer:
    """Return what writes the answer to one query of a list; with `count` how many documents match, and no hits."""

    def lines(listed: Listed, results: Results) -> Iterator[str]:
        of_query: dict[str, Any] = {"name": listed.name, "query": listed.query, "total": results.total}
        fields = [of_query] if count else [{**of_query, **rows.row(hit)} for hit in results.hits]
        if form == "jsonl":
            yield from map(_json, [{**of_query, "schema": rows.SCHEMA}] if count else fields)
            return
        for each in fields:
            if not count:
                each["pages"] = "\n".join(f"{page['page']}: {page['snippet']}" for page in each["pages"])
            yield _separated(form, [each[name] for name in (COUNTS if count else COLUMNS)])

    return lines if form != "text" else _counted if count else _to_read


def _json(fields: dict[str, Any]) -> str:
    text = json.dumps(fields, ensure_ascii=False)
    return (text if text.isprintable() else json.dumps(fields)) + "\n"


def _separated(form: str, cells: Iterable[object]) -> str:
    buffer = StringIO()
    safe = [table.cell(each) for each in cells]
    if form == "tsv":
        return "\t".join(" ".join(each.split()) for each in safe) + "\n"
    csv.writer(buffer, lineterminator="\n").writerow(safe)
    return buffer.getvalue()


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
    date = card.published[:10]
    said = " · ".join(filter(None, (terminal.line(card.title) or "(no title)", terminal.line(card.publisher), date)))
    text = f"  {place:<16}  {said}"
    return _cut(text, terminal.width()) if sys.stdout.isatty() else text


def _cut(text: str, width: int) -> str:
    if terminal.columns(text) <= width:
        return text
    while terminal.columns(text) >= width:
        text = text[:-1]
    return text.rstrip() + "…"
