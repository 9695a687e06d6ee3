"""What `foi tag` and `foi note` share: which documents are meant, and what they are called."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from indexer.text import TextStore
from scraper.archive.records import ArchiveError, Digest
from scraper.archive.store import Archive
from search_cli.context import Session
from search_cli.documents import DocumentId, Wanted, open_archive, resolve

MARK = "# ---- what stands below this line is not kept ----"


def given(words: Iterable[str]) -> list[Wanted]:
    """Read IDs; a - stands for those on standard input, of which each is the first word of a line.

    What `foi search` prints in any of its ways, with tabs, pages or NULs, will do.
    """
    context, ids = click.get_current_context(), DocumentId()
    typed = [text for word in words for text in (_listed() if word == "-" else [word])]
    return [ids.convert(text, None, context) for text in typed]


def _listed() -> Iterator[str]:
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    for line in text.replace("\0", "\n").splitlines():
        yield from line.split(maxsplit=1)[:1]


def resolved(session: Session, wanted: Sequence[Wanted]) -> list[Digest]:
    """Return the documents that are meant, each once. Raises NoSuchDocument, or ArchiveError if one fits several."""
    if not wanted:
        return []
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        return list(dict.fromkeys(resolve(archive, store, each.prefix) for each in wanted))


def matching(session: Session, query: str) -> list[str]:
    """Return the digests of all documents that match a query, as `foi search` would list them all."""
    from indexer.query import all_of
    from indexer.search import opened
    from search_cli.questions import Filters, asked

    wanted = all_of(*asked(session, [query], Filters()))
    with opened(session.places, often=False) as searching:
        return searching.digests(wanted)


def typed(words: Sequence[str]) -> str:
    """Return the text of a note as it was given; a - stands for what is on standard input."""
    if list(words) == ["-"]:
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    return " ".join(words)


def written(text: str, about: str) -> str:
    """Have a person write a text in their editor, beginning with one; `about` stands below it, and is not kept.

    Raises click.UsageError where there is no terminal, and click.ClickException if nothing was written.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("an editor needs a terminal; give the TEXT, or - for standard input")
    try:
        kept = click.edit(f"{text}\n\n{MARK}\n# {about}\n")
    except UnicodeDecodeError as error:
        raise click.ClickException("the editor wrote no UTF-8; nothing was kept") from error
    kept = (kept or "").partition(MARK)[0].strip()
    if not kept or kept == text:
        raise click.ClickException("nothing was written, and nothing is changed")
    return kept


class Titles:
    """The titles of documents by digest; "" of one that is not held."""

    def __init__(self, archive: Archive | None, store: TextStore | None) -> None:
        self._archive = archive
        self._store = store

    def of(self, digest: str) -> str:
        """Return what a document is called."""
        if self._archive is None or self._store is None:
            return ""
        from indexer import wanted

        card = wanted.card_of(self._archive, self._store, Digest(digest))
        return card.title if card else ""


@contextmanager
def titles(session: Session) -> Iterator[Titles]:
    """Open what knows the titles. Where nothing is held there are none: tags and notes are shown all the same."""
    try:
        archive = open_archive(session.places)
    except ArchiveError:
        yield Titles(None, None)
        return
    with archive, TextStore(session.places.text) as store:
        yield Titles(archive, store)
