"""Taking a bundle into a data folder: a collection that is not there yet appears whole, or not at all."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from indexer.annotations import Annotations
from indexer.annotations.restoring import LONGEST_LINE, Dump
from indexer.annotations.restoring import read as read_annotations
from indexer.bundle.forgotten import Forgotten, forgotten_in
from indexer.bundle.layout import ANNOTATIONS, FILES
from indexer.bundle.loading import Loaded, load
from indexer.bundle.unzipping import Bundle
from indexer.collections import family, root_of
from indexer.errors import AnnotationsError, BundleError
from indexer.origins import Origin, add
from indexer.places import Places
from scraper.archive.blobs import sync_folder
from scraper.archive.lock import Locked, lock
from scraper.archive.records import ArchiveLocked

PART = ".part"
"""Ends the name of a collection that is being made: no collection can be called so."""
MOST_ANNOTATIONS = 100 * LONGEST_LINE
"""Bytes of tags and notes, which are held while they are read."""
ROOM = 2
"""So many times the size of its lines a bundle needs: text and journal of it, then text and index, make 1.5 times."""


def import_bundle(
    places: Places, bundle: Bundle, origin: Origin, progress: Callable[[], None] = lambda: None
) -> Loaded:
    """Take a bundle that was checked into a data folder, and note there where it came from.

    What was forgotten in any data folder that belongs to this one is left out. A kill leaves nothing half, and the same
    again goes on. Raises BundleError, ArchiveLocked, IndexLocked, AnnotationsError.
    """
    check_room(places, bundle)
    stones = forgotten_in(family(places))
    dump = _annotations(bundle, stones)
    if places.data.exists() or root_of(places) == places:
        return _taken(places, bundle, origin, stones, dump, progress)
    with _beginning(places) as part:
        return _taken(part, bundle, origin, stones, dump, progress)


def check_room(places: Places, bundle: Bundle) -> None:
    """Raise BundleError if there is not as much room on the disk as a bundle takes."""
    sizes = {member.name: member.size for member in bundle.directory.members}
    files = sum(size for name, size in sizes.items() if name.startswith(FILES))
    wanted = files + ROOM * (sum(sizes.values()) - files)
    there = next(folder for folder in (places.data, *places.data.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < wanted:
        raise BundleError(
            f"takes some {wanted / 1e6:,.0f} MB, and there are {free / 1e6:,.0f} MB on the disk of {places.data}; "
            "make room, and run this again"
        )


def _taken(
    places: Places, bundle: Bundle, origin: Origin, stones: Forgotten, dump: Dump | None, progress: Callable[[], None]
) -> Loaded:
    loaded = load(places, bundle, progress, forgotten=stones)
    if dump:
        with Annotations.open(places) as held:
            loaded.tags, loaded.notes, _ = held.merge(dump.taggings, dump.notes)
    add(
        places,
        replace(origin, publications=loaded.publications, documents=loaded.documents, pages=loaded.pages),
    )
    return loaded


def _annotations(bundle: Bundle, stones: Forgotten) -> Dump | None:
    """Read tags and notes, before anything is taken. Raises BundleError."""
    if not bundle.has(ANNOTATIONS):
        return None
    if bundle.member(ANNOTATIONS).size > MOST_ANNOTATIONS:
        raise BundleError(f"{ANNOTATIONS}: has over {MOST_ANNOTATIONS:,} bytes; no more tags and notes are read")
    with bundle.open(ANNOTATIONS) as stream:
        try:
            return read_annotations(stream, ANNOTATIONS, stones.subjects)
        except AnnotationsError as error:
            raise BundleError(str(error)) from error


@contextmanager
def _beginning(places: Places) -> Iterator[Places]:
    """Give a folder that takes a collection's place at the end. What a killed import left is swept away."""
    places.data.parent.mkdir(parents=True, exist_ok=True)
    part = places.data.with_name(places.data.name + PART)
    try:
        with lock(places.data.parent / "lock", f"an import into {places.data.name}"):
            for left in places.data.parent.glob(f"*{PART}"):
                shutil.rmtree(left)
            try:
                yield Places(part)
                _put_on_disk(part)
                part.rename(places.data)
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
            sync_folder(places.data.parent)
    except Locked as error:
        raise ArchiveLocked(f"collections are being imported: {error}") from None


def _put_on_disk(folder: Path) -> None:
    """Make the names of all files survive a power cut; what is in them does already."""
    for inner in folder.rglob("*"):
        if inner.is_dir():
            sync_folder(inner)
    sync_folder(folder)
