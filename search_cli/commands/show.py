"""`foi show`: a document's text, page by page, where it came from, and what was noted of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import click

from indexer.annotations import Annotations, Note
from indexer.cards import Card
from indexer.extract.base import Page
from indexer.linked import Told, others
from indexer.query import all_of
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest
from search_cli.alike import alike
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, card_of, open_archive, resolve
from search_cli.formats.linked import named
from search_cli.formats.marking import marked
from search_cli.formats.page_rows import FIELDS, row
from search_cli.formats.records import chosen, lines, row_options
from search_cli.paging import paged
from search_cli.questions import Filters, asked
from search_cli.status import ExitStatus
from search_cli.terminal import bold, clean, dim, fact, line, link, sureness

Marker = Callable[[str], Sequence[tuple[int, int]]]
"""What says where in a text the words are that somebody looks for."""


@click.command(
    "show",
    epilog="""
    \b
    Examples:
      foi show 0e85149bedff:2 --mark '"media training" OR £48*'
      foi show 0e85149bedff --format jsonl | jq -r .text
      foi show 1
    """,
)
@click.argument("wanted", metavar="ID[:PAGE]", type=DocumentId())
@click.option("--mark", metavar="QUERY", help="Mark what a query asks for, as `foi search` does in its snippets.")
@click.option("--hidden", is_flag=True, help="Print what nobody sees who looks at the pages, and how it is hidden.")
@click.option("--covered", is_flag=True, help="Read the file again for words under boxes, which are kept nowhere.")
@row_options
@pass_session
def command(
    session: Session,
    *,
    wanted: Wanted,
    mark: str | None,
    hidden: bool,
    covered: bool,
    format_: str,
    fields: str | None,
) -> None:
    """Print the text of a document, or of one of its pages, with what it is and where it came from.

    ID is what `foi search` prints, or any beginning of a digest that is the only one to begin so; on a terminal the
    number of a hit stands for it. With --hidden or --covered only text is printed that is not seen on the page, none of
    which is in the index. Tags and notes are printed too, and which documents say the same. In the other
    formats a page is a row. Exit status is 1 if there is no such page, or no text.
    """
    if hidden or covered:
        from search_cli.unseen import print_unseen

        print_unseen(session, wanted, hidden=hidden, covered=covered)
        return
    columns = chosen(format_, fields, FIELDS)
    marks = _marks(session, mark)
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        digest = resolve(archive, store, wanted.prefix)
        card = card_of(archive, store, digest)
        captures = archive.captures.of_document(Digest(card.parent or digest))
        tags, notes = _annotations(session, digest)
        found: list[int] = []

        def pages() -> Iterator[Page]:
            for page in _pages(store, card, wanted.page):
                found.append(page.number)
                yield page

        if format_ == "text":
            same = tuple(alike(session.places, archive, store, digest))
            links = tuple(_linked(*others(session.places, [digest]).get(digest, ((), ()))))
            paged(_text(card, captures, tags, notes, pages(), marks, (*same, *links, *_says(session, digest))))
        else:
            capture = _first(captures)
            rows = (
                row(card, page, capture, tags, _of(notes, page.number), marks(page.text) if mark else None)
                for page in pages()
            )
            paged(lines(format_, rows, columns))
    if not found and not (card.pages and wanted.page is None):  # a pager may be closed before the first page
        missing = f"there is no page {wanted.page}: it has {card.pages}" if card.pages else card.reason or "no text"
        click.echo(f"foi: {line(missing)}", err=True)
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def head(card: Card, captures: Sequence[Capture], tags: Sequence[str] = ()) -> Iterator[str]:
    """Yield what is known of a document, a line each: enough to find it and to check it."""
    capture = _first(captures)
    rows = {
        "Title": card.title,
        "Document": card.document if not card.parent and card.document != card.file else "",
        "Authority": card.publisher,
        "Kind": f"{card.kind}, {card.state}" if card.state != "live" else card.kind,
        "Outcome": card.outcome,
        "Published": card.published,
        "Source": card.source,
        "Original": f"first appeared at {card.original_url}" if card.original_url else "",
        "File": f"{card.file} ({card.media_type})",
        "Inside": f"{card.parent[:12]} {card.document}" if card.parent else "",
        "Captured": f"{capture.time:%Y-%m-%d %H:%M:%S} UTC" if capture else "",
        "From": card.file_url,
        "SHA-256": card.digest,
        "Not whole": card.reason,
        "Tags": " ".join(tags),
    }
    for name, value in rows.items():
        if value:
            yield fact(name, line(value), 10, bold if name == "Title" else str)
    if card.url:
        yield fact("Address", line(card.url), 10, lambda text: link(text, card.url))
    for other in card.also:
        yield fact("Also in", f"{line(other['title'])}, {line(other['authority'] or other['source'])}", 10)


def body(page: Page, pages: int, notes: Sequence[Note] = (), marks: Marker = lambda _: ()) -> Iterator[str]:
    """Yield a page's text under a line that names the page, and the notes about it."""
    said = [page.label, page.warning, "" if page.confidence is None else sureness(page.confidence)]
    more = "".join(f", {line(note)}" for note in said if note)
    yield "\n" + dim(f"--- page {page.number} of {pages}{more} ---") + "\n"
    yield from map(_noted, notes)
    text = clean(page.text).rstrip()
    yield marked(text, 0, len(text), marks(text))


def _text(
    card: Card,
    captures: Sequence[Capture],
    tags: Sequence[str],
    notes: Mapping[int, Sequence[Note]],
    pages: Iterable[Page],
    marks: Marker,
    same: Sequence[str] = (),
) -> Iterator[str]:
    for text in (*head(card, captures, tags), *same, *map(_noted, notes.get(0, ()))):
        yield f"{text}\n"
    for page in pages:
        yield from (f"{text}\n" for text in body(page, card.pages, notes.get(page.number, ()), marks))


def _linked(rests_on: Sequence[Told], reported_by: Sequence[Told]) -> Iterator[str]:
    yield from (fact("Rests on", named(told), 10) for told in rests_on)
    yield from (fact("Reported", named(told), 10) for told in reported_by)


def _says(session: Session, digest: str) -> Iterator[str]:
    """Yield what the document says, in a line; `foi facts` has all of it."""
    from indexer.facts.brief import brief
    from indexer.facts.store import facts_of

    told = brief(facts_of(session.places.facts, [digest]).get(digest, ()))
    if told:
        yield fact("Says", line(told), 10)


def _marks(session: Session, query: str | None) -> Marker:
    """Return what says where in a text the words of a query are. Raises QueryError."""
    if not query:
        return lambda _: ()
    from indexer.marking.snippets import marks

    node = all_of(*asked(session, [query], Filters()))
    return lambda text: marks(text, node)


def _noted(note: Note) -> str:
    return fact(f"Note {note.key}", line(note.text), 10)


def _of(notes: Mapping[int, Sequence[Note]], page: int) -> list[Note]:
    return [*notes.get(0, ()), *notes.get(page, ())]


def _annotations(session: Session, digest: str) -> tuple[Sequence[str], Mapping[int, Sequence[Note]]]:
    """Return the tags of a document, and its notes by page: 0 has those of the whole."""
    with Annotations.open(session.places, create=False) as held:
        tags = held.tags_of([digest]).get(digest, ())
        notes: dict[int, list[Note]] = {}
        for note in held.notes_of(digest):
            notes.setdefault(note.page or 0, []).append(note)
    return tags, notes


def _pages(store: TextStore, card: Card, wanted: int | None) -> Iterator[Page]:
    if wanted is None:
        yield from store.pages(card.digest, card.extractor)
    elif page := store.page(card.digest, card.extractor, wanted):
        yield page


def _first(captures: Iterable[Capture]) -> Capture | None:
    return next((capture for capture in captures if not capture.revisit), None)
