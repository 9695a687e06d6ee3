"""What a report and a release may share, as numbers to look up: which of thousands of releases to compare with."""

from collections.abc import Iterator
from zlib import crc32

from indexer.facts.bodies.naming import name_key
from indexer.facts.links import wording
from indexer.facts.links.profile import Profile
from indexer.facts.links.scoring import chance

_KINDS = ("number", "reference", "body", "authority", "term", "name")
_MOST_NUMBERS, _MOST_NAMES = 1_000, 300
_LEAST = 1.0
"""Weight of a number that is worth looking up: of thousands in a table nearly all are in any text."""


def of_release(release: Profile) -> dict[int, float]:
    """Return what a release is found by, and how much each says."""
    found: dict[int, float] = {}
    known = release.known
    weighed = sorted(((chance(value, value, release), value) for value in release.numbers), reverse=True)
    for weight, value in weighed[:_MOST_NUMBERS]:
        if weight >= _LEAST:
            found[_key("number", str(value))] = weight
    for key in (*release.references, *known.references):
        found[_key("reference", key)] = 4.0
    bodies = {known.body, name_key(known.authority)} if known.authority else set(release.bodies)
    for body in bodies:
        found[_key("body", body)] = 0.7
    for word in (*wording.words(known.authority), *wording.initials(known.authority)):
        if len(word) > 2 and word not in wording.NO_NAMES | wording.KINDS | wording.STOP:
            found[_key("authority", word)] = 0.7
    for term in wording.subject(known.title):
        found[_key("term", str(wording.number_of(term)))] = 0.6
    for word in sorted(release.names)[:_MOST_NAMES]:
        found[_key("name", word)] = 0.5
    return found


def of_report(report: Profile) -> Iterator[int]:
    """Yield all that the release of a report may be found by."""
    yield from (_key("number", str(value)) for value in report.numbers)
    yield from (_key("reference", key) for key in report.references)
    yield from (_key("body", body) for body in report.bodies)
    yield from (_key("authority", word) for word in report.capitals)
    yield from (_key("term", str(term)) for term in report.terms)
    yield from (_key("name", word) for word in report.names)


def _key(kind: str, text: str) -> int:
    return _KINDS.index(kind) << 32 | crc32(text.encode("utf-8", "surrogatepass"))
