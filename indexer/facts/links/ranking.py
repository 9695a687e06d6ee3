"""The releases a report rests on, surest first: none if none is sure enough."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from indexer.extract.pages import Page
from indexer.facts.links.profile import Profile
from indexer.facts.links.quoting import quotes
from indexer.facts.links.scoring import ENOUGH, Score, score

Candidate = TypeVar("Candidate")
Reading = Callable[[Candidate], Iterable[tuple[str, Sequence[Page]]]]
"""What reads the documents of a candidate."""

READ = 5
"""Candidates whose text is read for what the report quotes: those that are surest without."""
MOST = 3
"""Releases that a report is said to rest on. Reports that name more are of many bodies, each with one figure."""
_BESIDE = 1.5
"""Odds by which a second release may be less sure than the first: a report may rest on two."""


def ranked(
    report: Profile, candidates: Iterable[tuple[Candidate, Profile]], read: Reading[Candidate]
) -> list[tuple[Candidate, Score]]:
    """Return the candidates a report rests on, the surest first."""
    first = [(candidate, release, score(report, release)) for candidate, release in candidates]
    first.sort(key=lambda found: -found[2].odds)
    again = [
        (candidate, score(report, release, quotes(report, read(candidate))) if report.quotes else known)
        for candidate, release, known in first[:READ]
    ]
    sure = sorted((found for found in again if is_enough(found[1])), key=lambda found: -found[1].odds)
    return [found for found in sure[:MOST] if found[1].odds >= sure[0][1].odds - _BESIDE]


def is_enough(found: Score) -> bool:
    """Tell whether the odds are enough, and rest on something that only few releases have."""
    return found.odds >= ENOUGH
