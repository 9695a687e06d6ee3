"""How sure it is that a report rests on a release: evidence for and against, each weighed as the odds it makes.

Weights are decimal logarithms: what is ten times as likely if the report rests on the release weighs 1. That a number
is in both says the more, the finer it is told and the fewer numbers the release has; what is not there says something
too. No other publication is asked about: a link is the same whatever else is held.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import log, log10

from indexer.facts.bodies.naming import name_key
from indexer.facts.links import wording
from indexer.facts.links.numbers import unit
from indexer.facts.links.profile import Profile, Seen
from indexer.facts.links.wording import KINDS
from indexer.record import record

BEFORE = -3.2
"""The odds before anything is compared: a body has many releases, and most reports rest on none that is held."""
ENOUGH = 0.25
"""Odds from which a report is said to rest on a release."""

_MOST_OF_ONE, _MOST_OF_NUMBERS, _MOST_OF_NAMES = 3.0, 6.0, 2.4
_MANY_NAMES = 200
_LAW, _TOLD, _NOT_TOLD = 0.5, -0.6, -2.4
_EARLIER = 0.25
"""What is left of the weight of last year's figure, where this year's are missing: it is told every year."""
_MISSING, _MOST_MISSING = -0.8, -2.4
_OF_THE_LAW = frozenset(100 * number for number in (18, 20, 24, 40, 60, 450, 600))
"""Figures of the law itself: days and hours that an answer may take, and pounds that it may cost."""


@record()
class Reason:
    """Why a report is thought to rest on a release, or not: `kind`, its weight, and the words on both sides, if any.

    `kind` is "sum", "number", "reference", "body", "name", "quote", "wording", "subject", "law", "dates" or "missing".
    """

    kind: str
    weight: float
    report: Seen | None = None
    release: Seen | None = None


@record()
class Score:
    """The odds that a report rests on a release, and what they are made of."""

    odds: float
    reasons: tuple[Reason, ...]


def score(report: Profile, release: Profile, quotes: tuple[Reason, ...] = ()) -> Score:
    """Compare a report with a release. `quotes` are reasons found by reading the release's text, if it was read."""
    reasons = tuple(_reasons(report, release, quotes))
    return Score(BEFORE + sum(reason.weight for reason in reasons), reasons)


def _reasons(report: Profile, release: Profile, quotes: tuple[Reason, ...]) -> Iterator[Reason]:
    yield from numbers(report, release)
    yield from _references(report, release)
    yield _body(report, release)
    yield from _names(report, release)
    yield from quotes
    yield _subject(report, release)
    yield _terms(report, release)
    yield Reason("law", _LAW if report.law else _TOLD if report.told else _NOT_TOLD, report.law)
    yield from _dates(report, release)


def numbers(report: Profile, release: Profile) -> Iterator[Reason]:
    """Yield the numbers that both have, the weightiest first, then those a report leads with and the release lacks."""
    missing = list(_missing(report, release))
    found: dict[int, Reason] = {}
    for value, seen in report.numbers.items():
        other = None if value in _OF_THE_LAW else _nearest(value, release)
        if other is not None:
            kind = "sum" if value in report.sums else "number"
            left = _EARLIER if missing and value in report.earlier else 1.0
            reason = Reason(kind, left * chance(value, other, release), seen, release.numbers[other])
            found[other] = max(reason, found.get(other, reason), key=_weight)  # told twice: £61,000, and £61,385
    yield from _within(sorted(found.values(), key=_weight, reverse=True), _MOST_OF_NUMBERS)
    yield from _within(missing, _MOST_MISSING)


def _missing(report: Profile, release: Profile) -> Iterator[Reason]:
    """Yield the numbers that a report leads with and the release has not."""
    for value, seen in report.numbers.items():
        leads = value in report.leading and value not in _OF_THE_LAW and value // unit(value) >= 10
        if leads and _nearest(value, release) is None:
            exact = value >= 10_000 and value // unit(value) >= 100  # what is told roundly may be added up
            yield Reason("missing", _MISSING if exact else _MISSING / 2, seen)


def _weight(reason: Reason) -> float:
    return reason.weight


def chance(value: int, other: int, release: Profile) -> float:
    """Return the weight of a number that a release has too, as printed or more finely: how unlikely by chance that is.

    The more numbers of its size a release has, and the more roundly it is told, the likelier it is.
    """
    sizes = release.sizes
    alike = 1 + bisect_right(sizes, 3 * value) - bisect_left(sizes, -(-value // 3))
    window = unit(value) * (1 if value == other else 2)
    window = max(window, 100 if value >= 10_000 else 10)
    odds = -log10(min(1.0, alike / log(9) * window / value))
    if value < 10_000:
        odds -= 0.8  # small numbers are in every text, and the same ones: 12, 20, 24
    return max(0.0, min(_MOST_OF_ONE, odds))


def _nearest(value: int, release: Profile) -> int | None:
    """Return a release's number that a report may tell so: itself, or one that is rounded to it."""
    if value in release.numbers:
        return value
    step = unit(value)
    if step < 100:
        return None
    first, last = bisect_right(release.sizes, value - step), bisect_left(release.sizes, value + step)
    near = [one for one in release.sizes[first:last] if unit(one) < step]
    return min(near, key=lambda one: abs(one - value), default=None)


def _references(report: Profile, release: Profile) -> Iterator[Reason]:
    for key, seen in report.references.items():
        if key in release.references or key in release.known.references:
            yield Reason("reference", 4.0, seen, release.references.get(key))
            return


def _body(report: Profile, release: Profile) -> Reason:
    """Weigh whether a report names the body that made the release."""
    known = release.known
    for key in filter(None, (known.body, name_key(known.authority))):
        if key in report.bodies:
            return Reason("body", 1.2, report.bodies[key])
    parts = [word for word in wording.words(known.authority) if len(word) > 2 and word not in wording.STOP]
    if not parts:
        both = next((key for key in report.bodies if key in release.bodies), None)  # a file somebody added
        return Reason("body", 0.8, report.bodies[both], release.bodies[both]) if both else Reason("body", 0.0)
    own = [word for word in parts if word not in wording.NO_NAMES | KINDS]
    seen = next((report.capitals[word] for word in own if word in report.capitals), None)
    if all(wording.number_of(word) in report.every for word in parts):
        return Reason("body", 1.2, seen)
    if seen:
        return Reason("body", 0.8 if all(word in report.capitals for word in own) else 0.0, seen)
    initials = wording.initials(known.authority)
    found = next((report.capitals[word] for word in initials if word in report.capitals), None)
    if found:
        return Reason("body", 0.8, found)
    if any(key in release.bodies for key in report.bodies):
        return Reason("body", 0.0)  # another body's release, which speaks of the same: an agency's, by its ministry
    at_home = own and own[0] in wording.words(report.known.outlet)  # a local paper says "the county council"
    return Reason("body", -0.3 if at_home else -1.5)


def _names(report: Profile, release: Profile) -> Iterator[Reason]:
    """Yield the names that both have, but those of the body, the commoner the more names the release has."""
    of_body = {*wording.words(release.known.authority), *wording.initials(release.known.authority)}
    of_title = set(wording.words(release.known.title))
    both = [name for name in report.names if name in release.capitals and name not in of_body | of_title | KINDS]
    common = 1.0 if len(release.names) < _MANY_NAMES else 0.5
    words: dict[Seen, list[str]] = {}
    for name in sorted(both, key=lambda name: report.capitals[name].words.start):
        words.setdefault(report.capitals[name], []).append(name)
    found = [
        Reason("name", common * (0.3 + 0.2 * min(3, len(some))), seen, release.capitals[some[0]])
        for seen, some in words.items()
    ]
    yield from _within(found, _MOST_OF_NAMES)


def _subject(report: Profile, release: Profile) -> Reason:
    """Weigh how much of a release's title a report says."""
    title = wording.subject(release.known.title) - wording.terms(wording.distinct(release.known.authority))
    if not title:
        return Reason("subject", 0.0)
    share = sum(wording.number_of(term) in report.terms for term in title) / len(title)
    return Reason("subject", 2.0 * share - 1.0)


def _terms(report: Profile, release: Profile) -> Reason:
    """Weigh how much of what a report says the release says too: long releases say everything."""
    if not report.terms or len(release.terms) > 1_500:
        return Reason("wording", 0.0)
    share = len(report.terms & release.terms) / len(report.terms)
    return Reason("wording", max(-0.8, min(1.2, 5.0 * (share - 0.27))))


def _dates(report: Profile, release: Profile) -> Iterator[Reason]:
    """Weigh how soon after the release a report came. Logs of releases may be late: the answer itself was earlier."""
    if not (report.known.published and release.known.published):
        return
    days = (report.known.published - release.known.published).days
    if days < -60:
        weight = -2.0
    elif days < 0:
        weight = -0.3
    elif days <= 30:
        weight = 0.7
    elif days <= 120:
        weight = 0.2
    elif days <= 200:
        weight = -0.3
    else:
        weight = -1.0 if days <= 400 else -1.5
    yield Reason("dates", weight)


def _within(reasons: list[Reason], most: float) -> Iterator[Reason]:
    """Yield reasons until together they weigh as much as one kind of them may; those after that weigh nothing."""
    left = abs(most)
    for reason in reasons:
        weight = min(left, abs(reason.weight))
        left -= weight
        yield Reason(reason.kind, weight if reason.weight > 0 else -weight, reason.report, reason.release)
