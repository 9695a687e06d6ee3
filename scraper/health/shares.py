"""Shares that fell: how unlikely it is that so few have something of which so many had it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, lgamma, log

from scraper.archive.observations import Measure, Observed

UNLIKELY = 0.01
"""Chance of an innocent run to be as bad, where all had it before."""
MORE_UNLIKELY = 0.002
"""The same where not all had it: whatever makes some lack it may come in batches."""

LEAST_BEFORE = 8
LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, over several runs."""

    number: int
    among: int

    @property
    def all(self) -> bool:
        """Whether none lacked it."""
        return self.number == self.among > 0


def share_of(runs: Iterable[Observed], name: str) -> Share:
    """Return a measure over several runs."""
    found = [one for run in runs if (one := run.measures.get(name))]
    return Share(sum(one.number for one in found), sum(one.among for one in found))


def fell(now: Measure | Share, before: Share, least: int = 1) -> bool:
    """Tell whether a share fell more than chance would have it, of `least` things or more."""
    if now.among < least or before.among < LEAST_BEFORE or before.number < LEAST_SHARE * before.among:
        return False
    if now.number * before.among >= LEAST_SHARE * before.number * now.among:
        return False
    return chance(now, before) < (UNLIKELY if before.all else MORE_UNLIKELY)


def chance(now: Measure | Share, before: Share) -> float:
    """Return the chance that so few or fewer of these have it, if they are as those before were.

    The share itself is not known but for those before, so it is taken over all it may be (beta-binomial, with
    half a thing more on both sides, as Jeffreys has it): two of two that lack it say little after three that had it.
    """
    a, b = before.number + 0.5, before.among - before.number + 0.5
    return min(1.0, sum(exp(_log(k, now.among, a, b)) for k in range(now.number + 1)))


def _log(k: int, n: int, a: float, b: float) -> float:
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return ways + _beta(k + a, n - k + b) - _beta(a, b) if n else log(1.0)


def _beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
