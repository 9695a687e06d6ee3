"""What is searched together: the collection of one's own, collections beside it, bundles in files."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from indexer.errors import NoIndex
from indexer.federation.cache import seal_of
from indexer.places import Places
from indexer.record import record

OWN = "."
"""What stands for the collection of one's own."""

BUNDLE = ".foi"
COLLECTIONS = "collections"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")

Preparing = Callable[[Path], AbstractContextManager[Places]]
"""Makes a bundle ready to be searched, and keeps it so."""


@record()
class Origin:
    """A collection by the name it was asked for by, and where its text and its index are."""

    name: str
    places: Places


@contextmanager
def prepared(names: Iterable[str], own: Places, preparing: Preparing) -> Iterator[tuple[Origin, ...]]:
    """Find collections and bundles by their names, in their order, each once.

    Raises NoIndex if there is none of that name, and what `preparing` a bundle raises.
    """
    given = tuple(dict.fromkeys(names))
    bundles = {name: bundle for name in given if (bundle := _bundle(name, own))}
    found = {name: _collection(name, own) for name in given if name not in bundles}
    with ExitStack() as stack:
        for name in sorted(bundles, key=lambda name: seal_of(bundles[name])):  # two runs that wait do so in one order
            found[name] = stack.enter_context(preparing(bundles[name]))
        each = {found[name].data.resolve(): name for name in reversed(given)}
        yield tuple(Origin(name, found[name]) for name in given if name in each.values())


def _bundle(name: str, own: Places) -> Path | None:
    """Return the file that a name means; None if it is a collection's."""
    path = Path(name)
    if name == OWN or (_NAME.fullmatch(name) and (own.data / COLLECTIONS / name).is_dir()):
        return None
    try:
        if path.is_file():
            return path
    except OSError:  # no name of a file
        pass
    if name.endswith(BUNDLE) or not _NAME.fullmatch(name):
        raise NoIndex(f"there is no bundle {name[:200]}, and no collection")
    return None


def _collection(name: str, own: Places) -> Places:
    if name == OWN:
        return own
    folder = own.data / COLLECTIONS / name
    if not folder.is_dir():
        known = (
            sorted(other.name for other in folder.parent.glob("*") if other.is_dir()) if folder.parent.exists() else []
        )
        there = f"; there {'is' if len(known) == 1 else 'are'} {', '.join(known[:10])}" if known else ""
        raise NoIndex(f"there is no collection {name}, and no bundle of that name{there}")
    return Places(folder)
