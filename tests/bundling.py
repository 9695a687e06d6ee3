"""Bundles of whole data folders, written and read in as the commands do."""

from pathlib import Path

from indexer.bundle.checking import problems
from indexer.bundle.importing import import_bundle
from indexer.bundle.loading import Loaded
from indexer.bundle.unzipping import opened
from indexer.bundle.writing import write
from indexer.chosen import Choice, Chosen
from indexer.exports.base import Wish
from indexer.origins import Origin
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.store import Archive


def exported(places: Places, target: Path, choice: Choice | None = None, *, files: bool = False) -> Path:
    """Write a bundle of what is chosen of a data folder, or of everything."""
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        write(Chosen(archive, store, choice or Choice()), target, Wish(places, files=files), lambda: None)
    return target


def imported(places: Places, path: Path) -> Loaded:
    """Check a bundle and take it in."""
    with opened(path) as bundle:
        assert list(problems(bundle)) == []
        origin = Origin(path.name, bundle.directory.seal, "everything", "2026-08-01T12:00:00+00:00")
        return import_bundle(places, bundle, origin)
