"""`foi status`: what is held, what failed, and when each source was last crawled."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain

import click

from indexer import generations
from indexer.entries import file_name
from indexer.errors import IndexerError
from indexer.facts.store import existing
from indexer.members import Inside
from indexer.ocr.waiting import untried
from indexer.originals import originals
from indexer.places import Places
from indexer.text import Made, TextStore
from scraper.archive.records import Digest, Run
from scraper.archive.store import Archive
from scraper.health.doctor import alarms
from search_cli import config
from search_cli.context import Session, pass_session
from search_cli.documents import open_archive
from search_cli.formats import crawls
from search_cli.paging import paged
from search_cli.terminal import bold, dim, fact, folded, line, many

MOST = 20
_WHERE = re.compile(r"^stopped (?:in .+, )?at page \d+: ")
_DETAIL = re.compile(r" \(.+\)$")


@click.command(
    "status",
    epilog="""
    \b
    Example:
      foi status --all
    """,
)
@click.option("--all", "all_", is_flag=True, help="List every failure, not only the first ones.")
@pass_session
def command(session: Session, *, all_: bool) -> None:
    """Say what is held and indexed, when each source was last crawled, and what failed, each with its reason."""
    most = None if all_ else MOST
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        made = list(store.made())
        members = list(store.members.all())
        parts = (
            _held(session.places, archive, made, members),
            _scans(archive, store),
            _hiding(store),
            _stated(session.places),
            _runs(session, archive),
            _suspicions(archive),
            _unread(archive, made, members, most),
            _unread_scans(archive, store, members, most),
            _unstated(session.places, archive, members, most),
            _failures(archive, most),
        )
        paged(f"{text}\n" for text in chain(*parts))


def _held(places: Places, archive: Archive, made: list[Made], members: list[Inside]) -> Iterator[str]:
    yield fact("data", f"{places.data}", 12)
    counts = archive.publications.counts()
    by_source = ", ".join(f"{source} {number:,}" for source, number in counts.items())
    yield fact("publications", f"{sum(counts.values()):,}" + (f" ({by_source})" if by_source else ""), 12)
    known = list(archive.captures.documents())
    size = sum(document.size for document in known if document.held)
    without = sum(not document.held for document in known)
    as_text = f", {without:,} as text only" if without else ""
    yield fact("documents", f"{len(known):,}, {size / 1e6:,.1f} MB{as_text}", 12)
    if members:
        inside = f"{many(len(members), 'file')}, in {many(len({m.parent for m in members}), 'document')}"
        yield fact("within them", inside, 12)
    read = {m.digest: m.pages for m in made if m.pages}
    yield fact("text", f"{many(len(read), 'document')}, {many(sum(read.values()), 'page')}", 12)
    try:
        generation = generations.current(places.index)
        yield fact("index", f"{many(len(generation.entries()), 'document')}, generation {generation.folder.name}", 12)
    except IndexerError as error:
        yield fact("index", f"none: {error}", 12)


def _scans(archive: Archive, store: TextStore) -> Iterator[str]:
    tried = store.ocr.makers()
    read = sum(not reason for _, reason in tried.values())
    waiting = untried(store, originals(archive, store))
    if read or waiting:
        wait = f", {waiting:,} {'waits' if waiting == 1 else 'wait'} for it: run `foi index`" if waiting else ""
        yield fact("scans", f"{many(read, 'page')} read by OCR{wait}", 12)


def _hiding(store: TextStore) -> Iterator[str]:
    """Yield how many documents have text that nobody sees, and how many have some under boxes."""
    hidden, withheld = store.hiding()
    if hidden:
        yield fact("hidden text", f"in {many(hidden, 'document')}: `foi search hidden:yes`", 12)
    if withheld:
        yield fact("withheld", f"text under boxes in {many(withheld, 'document')}: redactions that failed", 12)


def _stated(places: Places) -> Iterator[str]:
    with existing(places.facts) as facts:
        if facts:
            yield fact("facts", f"of {many(facts.count(), 'document')}", 12)


def _runs(session: Session, archive: Archive) -> Iterator[str]:
    due = _due(session, archive)
    known = [_crawl(archive, run, due.pop(run.source, "")) for run in archive.runs.last()]
    if known:
        yield _section("last crawls")
        yield from crawls.as_table(known) if sys.stdout.isatty() else crawls.as_lines(known)
    if due:
        yield _section("not crawled yet")
        yield from (folded(f"  {source}: due {line(when)}") for source, when in due.items())


def _due(session: Session, archive: Archive) -> dict[str, str]:
    if not any(config.EVERY in table for table in session.tables.get(config.SOURCES, {}).values()):
        return {}
    from search_cli.updating.planning import next_crawls  # and with it all sources there are

    return next_crawls(session, archive, datetime.now(UTC))


def _crawl(archive: Archive, run: Run, due: str) -> crawls.Crawl:
    waiting = archive.frontier.counts()
    killed = run.outcome == "running" and not archive.writer()
    left = waiting.get(run.source, 0) if killed or run.source in waiting else None
    return crawls.Crawl(run, "killed" if killed else run.outcome, left, due)


def _section(head: str) -> str:
    return f"\n{bold(head)}"


def _suspicions(archive: Archive) -> Iterator[str]:
    number = sum(len(alarms(archive, source)) for source in archive.observations.sources())
    if number:
        yield _section(f"{many(number, 'suspicion')}: foi doctor")


def _unread(archive: Archive, made: list[Made], members: list[Inside], most: int | None) -> Iterator[str]:
    latest = {m.digest: m for m in made}
    places = {m.digest: m for m in reversed(members)}
    bad = [(m.digest, places.get(m.digest), m.reason) for m in latest.values() if m.reason]
    bad += [("", m, m.reason) for m in members if m.reason]
    if not bad:
        return
    yield _section(f"not read, or not whole: {len(bad):,}")
    for reason, number in Counter(gist(line(reason)) for _, _, reason in bad).most_common(most):
        yield folded(f"  {number:>5,}  {reason}")
    if most is None:
        yield ""
        for digest, inside, reason in bad:
            yield folded(f"  {digest[:12] or '(not got)':<12}  {_name(archive, digest, inside)}: {line(reason)}")
    else:
        yield dim("  foi status --all names them, each with all that is known of why")


def gist(reason: str) -> str:
    """Return what a reason has in common with others: no page number, and nothing in brackets at its end."""
    return _DETAIL.sub("", _WHERE.sub("stopped: ", reason))


def _unread_scans(archive: Archive, store: TextStore, members: list[Inside], most: int | None) -> Iterator[str]:
    places = {m.digest: m for m in reversed(members)}
    bad = list(store.ocr.failures())
    if not bad:
        return
    yield _section(f"pages not read by OCR: {len(bad):,} (`foi index --retry` tries again)")
    for digest, number, reason in bad[:most]:
        yield folded(f"  {digest[:12]}:{number}  {_name(archive, digest, places.get(digest))}: {line(reason)}")
    if most is not None and len(bad) > most:
        yield dim(f"  and {len(bad) - most:,} more: foi status --all")


def _unstated(places: Places, archive: Archive, members: list[Inside], most: int | None) -> Iterator[str]:
    inside = {m.digest: m for m in reversed(members)}
    with existing(places.facts) as facts:
        bad = list(facts.failures()) if facts else []
    if not bad:
        return
    yield _section(f"not looked through for facts: {len(bad):,}")
    for digest, reason in bad[:most]:
        yield folded(f"  {digest[:12]}  {_name(archive, digest, inside.get(digest))}: {line(reason)}")
    if most is not None and len(bad) > most:
        yield dim(f"  and {len(bad) - most:,} more: foi status --all")


def _name(archive: Archive, digest: str, inside: Inside | None) -> str:
    carried = archive.publications.of_document(Digest(digest))
    if carried:
        return line(file_name(carried[0][1].url))
    return f"{_name(archive, inside.parent, None)}/{line(inside.path)}" if inside else "(of no publication)"


def _failures(archive: Archive, most: int | None) -> Iterator[str]:
    failures = archive.runs.failures()
    if not failures:
        return
    yield _section(f"not collected: {len(failures):,}")
    for failure in failures[:most]:
        yield folded(f"  {failure.source}  {line(failure.url)}")
        yield folded(f"         {line(failure.reason)}")
    if most is not None and len(failures) > most:
        yield dim(f"  and {len(failures) - most:,} more: foi status --all")
