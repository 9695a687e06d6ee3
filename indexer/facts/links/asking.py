"""What is asked of links: those of a publication with their reasons, and those of the documents a search shows."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.places import Places
from indexer.record import record

if TYPE_CHECKING:
    from scraper.archive.records import Held

Told = Mapping[str, str]
"""What is told of the other publication: id, document, title, authority, outlet, kind, published, url."""

RESTS_ON, REPORTED_BY = "rests on", "reported by"
ACCEPTED, REJECTED = "accepted", "rejected"

_OTHERS = """
    SELECT d.digest, 1, l.report, l.release, p.told FROM link_documents d
        JOIN links l ON l.report = d.publication JOIN link_publications p ON p.id = l.release
        WHERE d.digest IN ({0})
    UNION ALL
    SELECT d.digest, 0, l.report, l.release, p.told FROM link_documents d
        JOIN links l ON l.release = d.publication JOIN link_publications p ON p.id = l.report
        WHERE d.digest IN ({0})
"""
_OF = """
    SELECT report, release, odds, reasons FROM links WHERE report = ?1
    UNION SELECT report, release, odds, reasons FROM links WHERE release = ?1
    ORDER BY odds DESC, report, release
"""
_AT_ONCE = 400


@record()
class Link:
    """A report and a release it rests on; `odds` as in `Score`, None where only a person says so.

    `reasons` are packed. `verdict` is ACCEPTED or REJECTED if a person said so, else "".
    """

    report: str
    release: str
    odds: float | None
    reasons: bytes = b""
    verdict: str = ""

    def other(self, id_: str) -> str:
        """Return the publication at the other end."""
        return self.release if id_ == self.report else self.report

    @property
    def sureness(self) -> float | None:
        """How likely it is, from 0 to 1."""
        return None if self.odds is None else 1 / (1 + 10.0**-self.odds)


def told_by(held: "Held", document: str) -> Told:
    """Return what is told of a publication; `document` is the first of those it lists, "" if it has none."""
    publication = held.publication
    return {
        "id": held.id,
        "document": document,
        "title": publication.title,
        "authority": publication.authority,
        "outlet": publication.outlet,
        "kind": publication.kind.value,
        "published": publication.published.date().isoformat() if publication.published else "",
        "url": publication.url,
    }


def links_of(places: Places, id_: str) -> list[Link]:
    """Return the links of a publication: what a person accepted first, then the surest; without what was rejected."""
    judged = verdicts(places)
    found = [
        Link(report, release, odds, reasons, judged.pop((report, release), ""))
        for report, release, odds, reasons in _asked(places.facts, _OF, (id_,))
    ]
    found += [Link(*ends, None, b"", verdict) for ends, verdict in judged.items() if id_ in ends]
    kept = [link for link in found if link.verdict != REJECTED]
    return sorted(kept, key=lambda link: link.verdict != ACCEPTED)


def told_of(places: Places, id_: str) -> Told | None:
    """Return what links tell of a publication; None if they do not know it."""
    rows = _asked(places.facts, "SELECT told FROM link_publications WHERE id = ?", (id_,))
    return json.loads(rows[0][0]) if rows else None


def others(places: Places, digests: Sequence[str]) -> dict[str, tuple[tuple[Told, ...], tuple[Told, ...]]]:
    """Return, of those documents whose publication has a link, what it rests on and what it is reported by."""
    found: dict[str, tuple[list[Told], list[Told]]] = {}
    rows = list(_others(places.facts, digests))
    judged = verdicts(places) if rows else {}
    for digest, rests_on, report, release, told in rows:
        if judged.get((report, release)) != REJECTED:
            found.setdefault(digest, ([], []))[0 if rests_on else 1].append(json.loads(told))
    return {digest: (tuple(releases), tuple(reports)) for digest, (releases, reports) in found.items()}


def verdicts(places: Places) -> dict[tuple[str, str], str]:
    """Return what a person said of links, by report and release."""
    if not places.annotations.exists():
        return {}
    from indexer.annotations import Annotations

    with Annotations.open(places, create=False) as held:
        return held.verdicts()


def _others(path: Path, digests: Sequence[str]) -> Iterable[Any]:
    for at in range(0, len(digests), _AT_ONCE):
        some = digests[at : at + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        yield from _asked(path, _OTHERS.format(marks), (*some, *some))


def _asked(path: Path, sql: str, values: tuple[str, ...]) -> list[Any]:
    """Return rows of the facts' file; none if it is not there, was not made yet, or cannot be read: it is derived."""
    if not path.exists():
        return []
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    except sqlite3.Error:
        return []
    try:
        return connection.execute(sql, values).fetchall()
    except sqlite3.Error:
        return []
    finally:
        connection.close()
