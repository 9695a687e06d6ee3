"""`foi note`: what one thinks of a document, or of a page of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted
from search_cli.formats.records import chosen, lines, row_options
from search_cli.paging import paged
from search_cli.status import ExitStatus
from search_cli.terminal import bold, clean, columns, dim, line, screen, width
from search_cli.wrapping import shortened, wrapped

if TYPE_CHECKING:
    from indexer.annotations import Note

FIELDS = ("note", "id", "digest", "page", "text", "time", "title", "uid")
INDENT = "    "


@click.command(
    "note",
    epilog="""
    \b
    Examples:
      foi note 0e85149bedff:2 'the annex is missing; ask for it'
      foi note 0e85149bedff:2 --write
      foi note 0e85149bedff
      foi search 'note:annex'
      foi note --edit 7
    """,
)
@click.argument("words", metavar="[ID[:PAGE]] [TEXT]", nargs=-1)
@click.option("--write", is_flag=True, help="Write the text in your editor (VISUAL, EDITOR).")
@click.option("--edit", metavar="NOTE", type=click.IntRange(1), help="Change the note of this number.")
@click.option("--remove", metavar="NOTE", type=click.IntRange(1), multiple=True, help="Take this note away for good.")
@row_options
@pass_session
def command(
    session: Session,
    *,
    words: tuple[str, ...],
    write: bool,
    edit: int | None,
    remove: tuple[int, ...],
    format_: str,
    fields: str | None,
) -> None:
    """Write a note about a document, or with ID:PAGE about a page; without a TEXT, show what was written.

    TEXT - takes the note from standard input, --write from an editor. Without ID the notes of all documents are shown,
    the latest first. Each has a number, which --edit and --remove take; --edit opens an editor, or takes a TEXT too.

    `note:annex`, `note:"ask for"` and `note:*` in a query find documents by what their notes say, at once. Notes stay
    with their document, by its digest; `foi tag --dump` writes them down with the tags.

    Exit status is 0 if there is a note, 1 if there is none, or no such document.
    """
    if (edit is not None) + bool(remove) + write > 1 or (remove and words) or (write and len(words) != 1):
        raise click.UsageError("give one of: ID TEXT, ID --write, --edit NOTE, --remove NOTE", _here())
    if remove:
        _remove(session, remove)
    elif edit is not None:
        _edit(session, edit, words)
    elif write or len(words) > 1:
        _write(session, _id(words[0]), words[1:])
    else:
        _show(session, _id(words[0]) if words else None, format_, chosen(format_, fields, FIELDS))


def _write(session: Session, wanted: Wanted, words: tuple[str, ...]) -> None:
    from indexer.annotations import Annotations
    from search_cli.annotating import typed, written

    card = _card(session, wanted)
    name = f"{card.id}:{wanted.page}" if wanted.page else card.id
    text = typed(words) if words else written("", f"A note about {name}, {line(card.title)}")
    with Annotations.open(session.places) as held:
        note = held.note(card.digest, wanted.page, text)
    session.say(f"note {note.key} is kept, about {name}")


def _edit(session: Session, key: int, words: tuple[str, ...]) -> None:
    from indexer.annotations import Annotations
    from search_cli.annotating import typed, written

    with Annotations.open(session.places, create=False) as held:
        note = held.note_of(key)
        text = typed(words) if words else written(note.text, f"Note {key}, about {_name(note)}")
        held.edit_note(key, text)
    session.say(f"note {key} is changed, about {_name(note)}")


def _remove(session: Session, keys: Iterable[int]) -> None:
    from indexer.annotations import Annotations

    with Annotations.open(session.places, create=False) as held:
        for note in [held.note_of(key) for key in dict.fromkeys(keys)]:  # all of them are there, or none is removed
            held.remove_note(note.key)
            session.say(f"note {note.key} is gone, about {_name(note)}: {line(note.text)}")


def _show(session: Session, wanted: Wanted | None, format_: str, fields: tuple[str, ...]) -> None:
    from indexer.annotations import Annotations
    from search_cli.annotating import resolved, titles

    digests = resolved(session, [wanted]) if wanted else []
    with Annotations.open(session.places, create=False) as held:
        notes = held.notes_of(digests[0]) if digests else sorted(held.notes(), key=lambda note: note.time, reverse=True)
    page = wanted.page if wanted else None
    notes = [note for note in notes if page in (None, note.page)]
    with titles(session) as known:
        rows = ({**_row(note), "title": known.of(note.digest)} for note in notes)
        paged(_blocks(rows) if format_ == "text" else lines(format_, rows, fields))
    if not notes:
        session.say("there is no note about it" if wanted else "there is no note yet; write one: foi note ID TEXT")
        _here().exit(ExitStatus.NOTHING_FOUND)


def _row(note: "Note") -> dict[str, Any]:
    return {
        "note": note.key,
        "id": note.digest[:12],
        "digest": note.digest,
        "page": note.page,
        "text": note.text,
        "time": note.time,
        "uid": note.uid,
    }


def _blocks(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield each note under a line that says what it is about; an empty line between."""
    between = ""
    for row in rows:
        name = f"{row['id']}:{row['page']}" if row["page"] else row["id"]
        day = f"{datetime.fromisoformat(row['time']).astimezone():%-d %b %Y}"
        title = line(row["title"]) or "not held"
        start = f"{row['note']:>2}  {name}  {day} · "
        shown = shortened(title, max(width() - columns(start), 10)) if screen() else title
        yield f"{between}{row['note']:>2}  {bold(name)}  {dim(f'{day} · {shown}')}\n"
        for text in clean(row["text"]).splitlines():
            yield from (f"{INDENT}{part}".rstrip() + "\n" for part in wrapped(text, width() - len(INDENT)))
        between = "\n"


def _name(note: "Note") -> str:
    return f"{note.digest[:12]}:{note.page}" if note.page else note.digest[:12]


def _card(session: Session, wanted: Wanted) -> Any:
    """Return the card of the document that is meant; it must have the page, if its pages are known."""
    from indexer.text import TextStore
    from search_cli.documents import card_of, open_archive, resolve

    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        card = card_of(archive, store, resolve(archive, store, wanted.prefix))
    if wanted.page and wanted.page > card.pages > 0:
        raise click.ClickException(f"there is no page {wanted.page}: it has {card.pages}")
    return card


def _id(word: str) -> Wanted:
    return DocumentId().convert(word, None, _here())


def _here() -> click.Context:
    return click.get_current_context()
