"""What a person adds to the document they read: tags, notes; and what they take along of it: a citation."""

from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO

from indexer.annotations import Annotations, Note
from indexer.cards import Card
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Digest
from search_cli.browse.choices import Choice
from search_cli.documents import open_archive


@dataclass(frozen=True, slots=True)
class Own:
    """What hangs on a document: its tags, and the notes on it and on its pages."""

    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def on(self, page: int) -> tuple[Note, ...]:
        """Return the notes on a page; of page 0, those on the document."""
        return tuple(note for note in self.notes if (note.page or 0) == page)


def own(places: Places, digest: str) -> Own:
    """Return what hangs on a document. Raises AnnotationsError."""
    with Annotations.open(places, create=False) as kept:
        return Own(kept.tags_of([digest]).get(digest, ()), tuple(kept.notes_of(digest)))


def captured(places: Places, card: Card) -> str:
    """Return when the bytes of a document were captured first. Raises ArchiveError."""
    with open_archive(places) as archive:
        captures = archive.captures.of_document(Digest(card.parent or card.digest))
        times = [capture.time for capture in captures if not capture.revisit]
    return f"{times[0]:%Y-%m-%d %H:%M:%S} UTC" if times else ""


def choices(places: Places, digest: str) -> list[Choice]:
    """Return every tag there is, those of a document first. Raises AnnotationsError."""
    with Annotations.open(places, create=False) as kept:
        on = kept.tags_of([digest]).get(digest, ())
        counts = dict(kept.counts())
    every = [*on, *(tag for tag in counts if tag not in on)]
    return [Choice("", tag, counts.get(tag, 0), on=tag in on) for tag in every]


def tagged(places: Places, digest: str, tag: str, *, off: bool) -> str:
    """Put a tag on a document, or take it off, and say so. Raises AnnotationsError."""
    with Annotations.open(places) as kept:
        kept.tag([digest], *(((), (tag,)) if off else ((tag,), ())))
    return f"the tag {tag} is off" if off else f"tagged {tag}"


def noted(places: Places, digest: str, page: int, text: str, note: Note | None) -> str:
    """Keep a note on a page, or another text of one; without any text it is taken away. Raises AnnotationsError."""
    with Annotations.open(places) as kept:
        if not text.strip():
            if note is None:
                return "nothing was written"
            kept.remove_note(note.key)
            return "the note is taken away"
        if note:
            kept.edit_note(note.key, text)
        else:
            kept.note(digest, page or None, text)
    return "the note is kept"


def cited(places: Places, digest: str, page: int) -> dict[str, str]:
    """Return the citation of a page, or of all of a document, in every style. Raises ArchiveError, IndexerError."""
    from indexer.citing import citation
    from search_cli.formats.citations import STYLES, styled

    with open_archive(places) as archive, TextStore(places.text) as store:
        found = citation(archive, store, Digest(digest), page or None)
    with redirect_stdout(StringIO()):  # else it is made for a terminal, with links and broken lines
        return {style: "".join(styled(style, [found])) for style in STYLES}
