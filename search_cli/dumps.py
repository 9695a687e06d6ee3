"""Writing all tags and notes to a file, and taking them in again."""

import sys
import time
from pathlib import Path

import click

from indexer.annotations import Annotations
from indexer.annotations.dumping import dumped
from indexer.annotations.restoring import read
from indexer.text import TextStore
from scraper.archive.records import ArchiveError
from search_cli.context import Session
from search_cli.declaring import write
from search_cli.documents import open_archive
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import lasted, progress
from search_cli.terminal import many


def dump(session: Session, target: Path) -> None:
    """Write all tags and notes to a file, whole or not at all, or to standard output."""
    with Annotations.open(session.places, create=False) as held, held.unchanging():
        every = list(dumped(held))
    if str(target) == "-":
        sys.stdout.buffer.writelines(every)
        return
    write(target, b"".join(every).decode())
    session.say(f"{target}: {many(len(every) - 1, 'line')} of tags and notes")


def restore(session: Session, source: Path) -> None:
    """Add the tags and notes of a file, or of standard input, to those there are; all or none."""
    started = time.monotonic()
    name = "standard input" if str(source) == "-" else str(source)
    known, forgotten = _known(session)
    stopped = "interrupted; all of it is restored, or nothing: the same command does the rest"
    with on_ctrl_c(lambda: stopped), progress(quiet=session.quiet) as watched:
        watched.begin("reading", 0, "line")
        with click.open_file(str(source), "rb") as stream:
            found = read(stream, name, forgotten, watched.step)
        watched.begin("restoring", 0)
        with Annotations.open(session.places) as held:
            tags, notes, changed = held.merge(found.taggings, found.notes)
    told = [f"{many(tags, 'tag')} and {many(notes, 'note')} new"]
    told += [f"{many(changed, 'note')} changed"] if changed else []
    told += [f"{many(found.left_out, 'line')} of what was forgotten left out"] if found.left_out else []
    digests = {digest for digest, _, _ in found.taggings} | {note.digest for note in found.notes}
    away = len(digests - known)
    told += [f"{many(away, 'document')} not held here, and known again once held"] if away else []
    session.say("; ".join(told) + lasted(time.monotonic() - started, len(found.taggings) + len(found.notes), "line"))


def _known(session: Session) -> tuple[frozenset[str], frozenset[str]]:
    """Return the documents that are held, with those within others, and those that were forgotten."""
    try:
        archive = open_archive(session.places)
    except ArchiveError:
        return frozenset(), frozenset()
    with archive, TextStore(session.places.text) as store:
        held = {document.digest for document in archive.captures.documents()}
        within = {inside.digest for inside in store.members.all()}
        return frozenset(held | within), frozenset(archive.tombstones.digests())
