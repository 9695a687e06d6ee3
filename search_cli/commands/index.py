"""`foi index`: read what is new and make it searchable."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from indexer import generations
from indexer.errors import IndexerError
from indexer.places import Places
from search_cli.context import Session, pass_session
from search_cli.interrupting import GO_ON, Interrupted, on_ctrl_c
from search_cli.progress import meanwhile, progress
from search_cli.status import ExitStatus
from search_cli.terminal import line, many, per_second

if TYPE_CHECKING:
    from indexer.build import Built
    from indexer.ocr.stage import ScanCounts


@click.command(
    "index",
    epilog="""
    \b
    Examples:
      foi index --workers 4
      foi index --engine-check
    """,
)
@click.option("--rebuild", is_flag=True, help="Make the index anew from the text that is kept.")
@click.option("--retry", is_flag=True, help="Try again what could not be read before.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Files read at the same time."
)
@click.option(
    "--memory", type=click.IntRange(256), default=2048, show_default=True, help="Most MB one worker may take."
)
@click.option(
    "--index-memory",
    type=click.IntRange(150),
    default=300,
    show_default=True,
    help="Most MB building the index may take.",
)
@click.option(
    "--seconds",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="Most seconds one file may take, and one more a page.",
)
@click.option(
    "--ocr/--no-ocr", default=True, show_default=True, help="Read pages that are pictures, if tesseract is there."
)
@click.option(
    "--language", default="eng", show_default=True, help="Languages of such pages, as tesseract has them: eng+cym."
)
@click.option("--redo-ocr", is_flag=True, help="Read pages anew whose hidden text, by somebody else's OCR, is poor.")
@click.option(
    "--ocr-seconds", type=click.IntRange(1), default=300, show_default=True, help="Most seconds for a look at a page."
)
@click.option(
    "--semantic/--no-semantic",
    default=None,
    help="Make vectors too, for `foi search --semantic`. By default, if the index has some.",
)
@click.option(
    "--engine-check", is_flag=True, help="Read nothing; compare the whole index, word by word, with the text it is of."
)
@pass_session
@on_ctrl_c(lambda: GO_ON)
def command(
    session: Session,
    *,
    rebuild: bool,
    retry: bool,
    workers: int,
    memory: int,
    index_memory: int,
    seconds: int,
    ocr: bool,
    language: str,
    redo_ocr: bool,
    ocr_seconds: int,
    semantic: bool | None,
    engine_check: bool,
) -> None:
    """Read documents that are new, changed, or were read by an older version, and make them searchable.

    Each file is read in a process of its own that is stopped when it takes too long or too much memory; what
    cannot be read is recorded with the reason (`foi status`) and found by its title. Small files are read first,
    and can be searched while the others are read: what is read is added to the index after ten seconds, and then
    ever more rarely. No bytes are read twice by the same version.

    Pages that are pictures are then read by OCR, at the lowest priority; each is kept as soon as it is read.
    Without OCR here they wait (`foi status`). What is interrupted goes on from there.

    With --engine-check the exit status is 4 if the index is not what its text makes of it.
    """
    if engine_check:
        _check(session)
        return
    from indexer.build import build
    from indexer.engine.whoosh_engine import WhooshEngine
    from indexer.extract.limits import Limits
    from indexer.ocr.engine import Wish

    limits = Limits.within(memory << 20, seconds)
    try:
        with progress(quiet=session.quiet) as watched:
            wish = Wish(ocr, language, redo_ocr, ocr_seconds)
            built = build(
                session.places,
                rebuild=rebuild,
                retry=retry,
                workers=workers,
                limits=limits,
                ocr=wish,
                semantic=semantic,
                progress=watched,
                engine=WhooshEngine(index_memory),
            )
    except KeyboardInterrupt as stopped:
        session.say(f"so far {_searchable(session.places)} can be searched")
        if rebuild:
            raise Interrupted("interrupted; the index before is in force, the same command begins again") from stopped
        raise
    for text in summary(built):
        session.say(text)
    if built.reading.failed or built.scans.failed:
        click.get_current_context().exit(ExitStatus.PARTLY)


def _check(session: Session) -> None:
    """Print where the index in force disagrees with the text."""
    from indexer.agreement import disagreements

    damage = False
    stopped = "interrupted; nothing was changed, the same command begins again"
    with on_ctrl_c(lambda: stopped), progress(quiet=session.quiet) as watched:
        for text in disagreements(session.places, watched):
            meanwhile(line(text))
            damage = True
    if damage:
        session.say("the index is not what its text makes of it; run `foi index --rebuild`")
        click.get_current_context().exit(ExitStatus.DAMAGED)
    session.say(f"the index agrees with the text, word by word: {_searchable(session.places)}")


def summary(built: "Built") -> Iterator[str]:
    """Yield what a run did, a line each; the last says what it cost."""
    if built.scans.read:
        yield f"{many(built.scans.read, 'page')} read by OCR"
    if built.added or built.removed or built.reading.read:
        yield f"{many(built.added, 'document')} indexed, {built.removed:,} removed"
    yield f"the index holds {many(built.documents, 'document')}, {many(built.pages, 'page')} of text"
    if built.scans.waiting:
        yield _waiting(built.scans)
    if built.read and built.hidden:
        yield f"{many(built.hidden, 'document')} with hidden text, left out of the index: `foi search hidden:yes`"
    if built.read and built.withheld:
        yield f"{many(built.withheld, 'document')} with text under boxes, withheld: redactions that failed"
    if built.reading.failed:
        yield f"{built.reading.failed:,} could not be read, or not whole; `foi status` says why"
    if built.scans.failed:
        yield f"{many(built.scans.failed, 'page')} could not be read by OCR; `foi status` says why"
    if built.read:
        rate = per_second(built.read, built.seconds, "pages")
        yield f"{many(built.read, 'page')} read and indexed in {built.seconds:,.1f} s, {rate}"


def _searchable(places: Places) -> str:
    try:
        return many(len(generations.current(places.index).entries()), "document")
    except IndexerError:
        return "no document"


def _waiting(scans: "ScanCounts") -> str:
    """Say how many pages wait for OCR, and how it is got."""
    pages = "page is a picture and waits" if scans.waiting == 1 else "pages are pictures and wait"
    advice = f": {scans.why}; then run `foi index` again" if scans.why else ""
    return f"{scans.waiting:,} {pages} for OCR{advice}"
