"""Links of the documents a search shows, in one look-up. A module by itself: to load the others takes a search 1 ms."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from indexer.places import Places
from indexer.record import changed

if TYPE_CHECKING:
    from indexer.search import Hit

Told = Mapping[str, str]
"""What is told of the other publication: id, document, title, authority, outlet, kind, published, url."""

_OTHERS = """
    SELECT d.digest, 1, l.report, l.release, p.told FROM link_documents d
        JOIN links l ON l.report = d.publication JOIN link_publications p ON p.id = l.release
        WHERE d.digest IN ({0})
    UNION ALL
    SELECT d.digest, 0, l.report, l.release, p.told FROM link_documents d
        JOIN links l ON l.release = d.publication JOIN link_publications p ON p.id = l.report
        WHERE d.digest IN ({0})
"""
_AT_ONCE = 400


def linked(hits: "Sequence[Hit]", places: Places) -> "tuple[Hit, ...]":
    """Return hits with the releases that each report rests on, and the reports that rest on each release."""
    found = others(places, [hit.card.digest for hit in hits])
    if not found:
        return tuple(hits)
    of = {digest: {"rests_on": releases, "reported_by": reports} for digest, (releases, reports) in found.items()}
    return tuple(changed(hit, **of[hit.card.digest]) if hit.card.digest in of else hit for hit in hits)


def others(places: Places, digests: Sequence[str]) -> dict[str, tuple[tuple[Told, ...], tuple[Told, ...]]]:
    """Return, of those documents whose publication has a link, what it rests on and what it is reported by."""
    rows = list(_others(places, digests))
    if not rows:
        return {}
    from indexer.facts.links.verdicts import REJECTED, verdicts

    judged = verdicts(places)
    found: dict[str, tuple[list[Told], list[Told]]] = {}
    for digest, rests_on, report, release, told in rows:
        if judged.get((report, release)) != REJECTED:
            found.setdefault(digest, ([], []))[0 if rests_on else 1].append(json.loads(told))
    return {digest: (tuple(releases), tuple(reports)) for digest, (releases, reports) in found.items()}


def pairs(places: Places) -> list[tuple[str, str]]:
    """Return every report with a release it rests on, by their IDs, but for those a person rejected; in order."""
    found = rows_of(places, "SELECT report, release FROM links ORDER BY report, release", ())
    if not found:
        return []
    from indexer.facts.links.verdicts import REJECTED, verdicts

    judged = verdicts(places)
    return [(report, release) for report, release in found if judged.get((report, release)) != REJECTED]


def rows_of(places: Places, sql: str, values: Iterable[str]) -> list[Any]:
    """Return rows of the facts' file; none if it is not there, was not made yet, or cannot be read: it is derived."""
    if not places.facts.exists():
        return []
    try:
        connection = sqlite3.connect(f"{places.facts.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    except sqlite3.Error:
        return []
    try:
        return connection.execute(sql, tuple(values)).fetchall()
    except sqlite3.Error:
        return []
    finally:
        connection.close()


def _others(places: Places, digests: Sequence[str]) -> Iterator[Any]:
    for at in range(0, len(digests), _AT_ONCE):
        some = digests[at : at + _AT_ONCE]
        yield from rows_of(places, _OTHERS.format(", ".join("?" * len(some))), (*some, *some))
