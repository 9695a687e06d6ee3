"""What documents are alike, for who only reads: a search asks this, and loads nothing of what finds or folds them."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.record import changed

if TYPE_CHECKING:
    from indexer.engine.interface import Found, Searcher
    from indexer.query import Node
    from indexer.search import Listing, Ranking

_MOST = 900
"""Values asked for at once: older versions of SQLite take 999."""


def names(path: Path, digests: Collection[str]) -> dict[str, str]:
    """Return the name of the group that each of some documents is in; those that are in none are left out."""
    return dict(_found(path, "SELECT digest, name FROM alike WHERE digest IN ({})", digests))


def members(path: Path, some: Collection[str]) -> dict[str, list[str]]:
    """Return the documents of some groups, by the groups' names."""
    found: dict[str, list[str]] = {}
    for name, digest in _found(path, "SELECT name, digest FROM alike WHERE name IN ({}) ORDER BY digest", some):
        found.setdefault(name, []).append(digest)
    return found


def others(path: Path, digest: str) -> list[str]:
    """Return the documents that say the same as one."""
    return [
        other for some in members(path, names(path, [digest]).values()).values() for other in some if other != digest
    ]


def any_at_all(path: Path) -> bool:
    """Tell whether there is any group."""
    return any(True for _ in _found(path, "SELECT name, digest FROM alike WHERE '' NOT IN ({}) LIMIT 1", ["1"]))


def _found(path: Path, sql: str, values: Collection[str]) -> Iterator[tuple[str, str]]:
    """Ask about some at a time; of no file, or one without groups, nothing is found."""
    if not values or not path.exists():
        return
    some = list(values)
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as connection:
            for at in range(0, len(some), _MOST):
                part = some[at : at + _MOST]
                yield from connection.execute(sql.format(",".join("?" * len(part))), part)
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise


class Folding:
    """A ranking in which, of documents that say the same, only the best stands.

    `paths` are the facts of the collections that are searched. Where no hit has its like, it costs one look-up.
    """

    def __init__(self, ranking: "Ranking", paths: Sequence[Path]) -> None:
        self._ranking = ranking
        self._paths = paths

    def __call__(self, searcher: "Searcher", query: "Node", listing: "Listing") -> "Found":
        """Return the matches asked for; an offset passes over hits as they are shown."""
        if not listing.limit or (listing.offset and not any(map(any_at_all, self._paths))):
            return self._ranking(searcher, query, listing)
        found = self._ranking(searcher, query, changed(listing, limit=listing.offset + listing.limit, offset=0))
        digests = [match.digest for match in found.matches]
        if not any(names(path, digests) for path in self._paths):
            return changed(found, matches=found.matches[listing.offset :])
        from indexer.duplicates.folding import folded

        return folded(self._ranking, self._paths, searcher, query, listing, found)
