"""What is searched together: the collection of one's own, collections beside it, bundles in files."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from indexer.collections import existing, names, root_of
from indexer.errors import NoIndex
from indexer.federation.cache import seal_of
from indexer.places import Places
from indexer.record import record

OWN = "."
"""What stands for the collection of one's own."""

BUNDLE = ".foi"

Preparing = Callable[[Path], AbstractContextManager[Places]]
"""Makes a bundle ready to be searched, and keeps it so."""


@record()
class Origin:
    """A collection by the name it was asked for by, and where its text and its index are."""

    name: str
    places: Places


@contextmanager
def prepared(asked: Iterable[str], own: Places, preparing: Preparing) -> Iterator[tuple[Origin, ...]]:
    """Find collections and bundles by their names, in their order, each once.

    Raises NoIndex, or CollectionError, if there is none of that name, and what `preparing` a bundle raises.
    """
    given = tuple(dict.fromkeys(asked))
    bundles = {name: bundle for name in given if (bundle := _bundle(name, own))}
    found = {name: _collection(name, own) for name in given if name not in bundles}
    with ExitStack() as stack:
        for name in sorted(bundles, key=lambda name: seal_of(bundles[name])):  # two runs that wait do so in one order
            found[name] = stack.enter_context(preparing(bundles[name]))
        each = {found[name].data.resolve(): name for name in reversed(given)}
        yield tuple(Origin(name, found[name]) for name in given if name in each.values())


def _bundle(name: str, own: Places) -> Path | None:
    """Return the file that a name means; None if it is a collection's."""
    if name == OWN or name in names(root_of(own)):
        return None
    try:
        if Path(name).is_file():
            return Path(name)
    except OSError:  # no name of a file
        pass
    if name.endswith(BUNDLE) or "/" in name or not name:
        raise NoIndex(f"there is no bundle {name[:200]}, and no collection")
    return None


def _collection(name: str, own: Places) -> Places:
    return own if name == OWN else existing(root_of(own), name)
