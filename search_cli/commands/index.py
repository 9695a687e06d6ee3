"""`foi index`: read what is new and make it searchable."""

from typing import TYPE_CHECKING

import click

from search_cli.context import Session, pass_session
from search_cli.progress import progress
from search_cli.status import ExitStatus

if TYPE_CHECKING:
    from indexer.ocr.stage import ScanCounts


@click.command(
    "index",
    epilog="""
    \b
    Example:
      foi index --workers 4
    """,
)
@click.option("--rebuild", is_flag=True, help="Make the index anew from the text that is kept.")
@click.option("--retry", is_flag=True, help="Try again what could not be read before.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Files read at the same time."
)
@click.option("--memory", type=click.IntRange(256), default=2048, show_default=True, help="Most MB one file may need.")
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
@pass_session
def command(
    session: Session,
    *,
    rebuild: bool,
    retry: bool,
    workers: int,
    memory: int,
    seconds: int,
    ocr: bool,
    language: str,
    redo_ocr: bool,
    ocr_seconds: int,
) -> None:
    """Read documents that are new, changed, or were read by an older version, and make them searchable.

    Each file is read in a process of its own that is stopped when it takes too long or too much memory; what
    cannot be read is recorded with the reason (`foi status`) and found by its title. The index in force is
    searched until the new one is whole.

    Pages that are pictures are then read by OCR, at the lowest priority; each is kept as soon as it is read, so
    that what is interrupted goes on from there. Without OCR here they wait (`foi status`).
    """
    from indexer.build import build
    from indexer.extract.limits import Limits
    from indexer.ocr.engine import Wish

    limits = Limits(memory=memory << 20, wall_seconds=seconds)
    with progress(quiet=session.quiet) as watched:
        wish = Wish(ocr, language, redo_ocr, ocr_seconds)
        built = build(
            session.places,
            rebuild=rebuild,
            retry=retry,
            workers=workers,
            limits=limits,
            ocr=wish,
            progress=watched,
        )
    if built.scans.read:
        session.say(f"{built.scans.read:,} pages read by OCR")
    if built.added or built.removed or built.reading.read:
        session.say(f"{built.added:,} documents indexed, {built.removed:,} removed")
    session.say(f"the index holds {built.documents:,} documents, {built.pages:,} pages of text")
    if built.scans.waiting:
        session.say(_waiting(built.scans))
    if built.reading.failed:
        session.say(f"{built.reading.failed:,} could not be read, or not whole; `foi status` says why")
    if built.scans.failed:
        session.say(f"{built.scans.failed:,} pages could not be read by OCR; `foi status` says why")
    if built.reading.failed or built.scans.failed:
        click.get_current_context().exit(ExitStatus.PARTLY)


def _waiting(scans: "ScanCounts") -> str:
    """Say how many pages wait for OCR, and how it is got."""
    pages = "page is a picture and waits" if scans.waiting == 1 else "pages are pictures and wait"
    advice = f": {scans.why}; then run `foi index` again" if scans.why else ""
    return f"{scans.waiting:,} {pages} for OCR{advice}"
