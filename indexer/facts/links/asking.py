"""What is asked of links: those of a publication, with their reasons."""

import json
from typing import TYPE_CHECKING

from indexer.facts.links.verdicts import ACCEPTED, REJECTED, verdicts
from indexer.linked import Told, rows_of
from indexer.places import Places
from indexer.record import record

if TYPE_CHECKING:
    from scraper.archive.records import Held

RESTS_ON, REPORTED_BY = "rests on", "reported by"

_OF = """
    SELECT report, release, odds, reasons FROM links WHERE report = ?1
    UNION SELECT report, release, odds, reasons FROM links WHERE release = ?1
    ORDER BY odds DESC, report, release
"""


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
        for report, release, odds, reasons in rows_of(places, _OF, (id_,))
    ]
    found += [Link(*ends, None, b"", verdict) for ends, verdict in judged.items() if id_ in ends]
    kept = [link for link in found if link.verdict != REJECTED]
    return sorted(kept, key=lambda link: link.verdict != ACCEPTED)


def told_of(places: Places, id_: str) -> Told | None:
    """Return what links tell of a publication; None if they do not know it."""
    rows = rows_of(places, "SELECT told FROM link_publications WHERE id = ?", (id_,))
    return json.loads(rows[0][0]) if rows else None
