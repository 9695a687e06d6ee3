"""How the last crawl of each source ended and when the next is due: a table on a terminal, lines where it is piped."""

from collections.abc import Iterator, Mapping, Sequence

from indexer.record import record
from scraper.archive.records import Run
from search_cli import terminal
from search_cli.formats.aligned import aligned
from search_cli.terminal import dim, line
from search_cli.wrapping import wrapped

_HEADS = ("source", "started (UTC)", "ended", "new", "files", "unchanged", "failed")
_BAD = "\x1b[31m"


@record()
class Crawl:
    """The last crawl of a source. `waiting` is how many addresses it has still to ask for; `due` says when, or ""."""

    run: Run
    outcome: str
    waiting: int | None = None
    due: str = ""


def as_lines(crawls: Sequence[Crawl]) -> Iterator[str]:
    """Yield two lines for each, and what is to be done."""
    for one in crawls:
        run = one.run
        yield f"  {run.source}, {run.started:%Y-%m-%d %H:%M} UTC: {one.outcome}. {line(run.note)}".rstrip()
        if run.outcome != "running":
            yield (
                f"    {run.publications:,} publications new or changed, {run.documents:,} documents, "
                f"{run.unchanged:,} unchanged, {run.failed:,} failed"
            )
        yield from (f"    {text}" for text in _further(one))


def as_table(crawls: Sequence[Crawl]) -> Iterator[str]:
    """Yield a row for each, under it what is to be said and done."""
    rows = [_HEADS, *(_cells(one) for one in crawls)]
    head, *shown = (text.rstrip() for text in aligned(rows, terminal.width() - 2))
    yield f"  {dim(head)}"
    for one, text in zip(crawls, shown, strict=True):
        yield "  " + (text if one.outcome in ("done", "running") else _marked(text, one.outcome))
        notes = [line(one.run.note)] if one.run.note else []
        for said in (*notes, *_further(one)):
            yield from (f"    {part}" for part in wrapped(said, terminal.width() - 4))


def _cells(one: Crawl) -> Sequence[str]:
    run = one.run
    counts: Mapping[str, int] = {} if run.outcome == "running" else {
        "new": run.publications, "files": run.documents, "unchanged": run.unchanged, "failed": run.failed
    }  # fmt: skip
    return (
        run.source,
        f"{run.started:%Y-%m-%d %H:%M}",
        one.outcome,
        *(f"{counts[n]:,}" if counts else "" for n in _HEADS[3:]),
    )


def _further(one: Crawl) -> Iterator[str]:
    if one.waiting is not None:
        yield f"still to ask for: {one.waiting:,}; `foi crawl {one.run.source}` goes on from there"
    if one.due:
        yield f"next: {one.due}"


def _marked(text: str, outcome: str) -> str:
    return text.replace(f"  {outcome}", f"  {_BAD}{outcome}\x1b[0m", 1) if terminal.colours() else text
