"""`foi show`: a document's text, page by page, and where it came from."""

from collections.abc import Iterator

import click

from indexer.cards import Card
from indexer.extract.base import Page
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, card_of, open_archive, resolve
from search_cli.status import ExitStatus
from search_cli.terminal import clean, line, link, sureness


@click.command(
    "show",
    epilog="""
    \b
    Example:
      foi show 0e85149bedff:2
    """,
)
@click.argument("wanted", metavar="ID[:PAGE]", type=DocumentId())
@pass_session
def command(session: Session, *, wanted: Wanted) -> None:
    """Print the text of a document, or of one of its pages, with what it is and where it came from.

    ID is what `foi search` prints, or any beginning of a digest that is the only one to begin so. Exit
    status is 1 if there is no such page, or no text.
    """
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        digest = resolve(archive, store, wanted.prefix)
        card = card_of(archive, store, digest)
        for text in head(card, archive.captures.of_document(Digest(card.parent or digest))):
            click.echo(text)
        found = False
        for page in store.pages(digest, card.extractor):
            if wanted.page in (None, page.number):
                found = True
                click.echo("\n".join(body(page, card.pages)))
    if not found:
        missing = f"there is no page {wanted.page}: it has {card.pages}" if card.pages else card.reason or "no text"
        click.echo(f"foi: {line(missing)}", err=True)
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def head(card: Card, captures: list[Capture]) -> Iterator[str]:
    """Yield what is known of a document, a line each: enough to cite it and to check it."""
    captured = [capture for capture in captures if not capture.revisit]
    rows = {
        "Title": card.title,
        "Document": "" if card.parent else card.document,
        "Authority": card.publisher,
        "Kind": f"{card.kind}, {card.state}" if card.state != "live" else card.kind,
        "Outcome": card.outcome,
        "Published": card.published,
        "Source": card.source,
        "Original": f"first appeared at {card.original_url}" if card.original_url else "",
        "File": f"{card.file} ({card.media_type})",
        "Inside": f"{card.parent[:12]} {card.document}" if card.parent else "",
        "Captured": f"{captured[0].time:%Y-%m-%d %H:%M:%S} UTC" if captured else "",
        "From": card.file_url,
        "SHA-256": card.digest,
        "Not whole": card.reason,
    }
    for name, value in rows.items():
        if value:
            yield f"{name:<10} {line(value)}"
    if card.url:
        yield f"{'Address':<10} {link(line(card.url), card.url)}"
    for other in card.also:
        yield f"{'Also in':<10} {line(other['title'])}, {line(other['authority'] or other['source'])}"


def body(page: Page, pages: int) -> Iterator[str]:
    """Yield a page's text under a line that names the page."""
    notes = [page.label, page.warning, "" if page.confidence is None else sureness(page.confidence)]
    said = "".join(f", {line(note)}" for note in notes if note)
    yield f"\n--- page {page.number} of {pages}{said} ---\n"
    yield clean(page.text).rstrip()
