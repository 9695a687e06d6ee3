"""What a document says, in one line: the outcome, the delay, exemptions that are applied, the greatest sums."""

from collections.abc import Iterator, Sequence

from indexer.facts.records import Exemption, Fact, Lag, Money, Outcome
from indexer.facts.stated import counted
from indexer.facts.wording import said, sum_of

MOST = 3
"""Exemptions, and sums, that are named."""


def brief(facts: Sequence[Fact]) -> str:
    """Return it; "" if the facts are of other kinds, or there are none."""
    return "; ".join(_parts(facts))


def _parts(facts: Sequence[Fact]) -> Iterator[str]:
    yield from dict.fromkeys(said(fact) for fact in facts if isinstance(fact, Outcome | Lag))
    yield from _listed([f"{counted(fact)} applied" for fact in facts if isinstance(fact, Exemption) and fact.applied])
    sums = [fact for fact in facts if isinstance(fact, Money) and fact.role != "threshold" and not fact.unit]
    yield from _listed([sum_of(fact) for fact in sorted(sums, key=_greatest)])


def _greatest(fact: Money) -> int:
    return -(fact.highest or fact.lowest or 0)


def _listed(said_so: Sequence[str]) -> Iterator[str]:
    distinct = list(dict.fromkeys(said_so))
    if distinct:
        more = f" and {len(distinct) - MOST:,} more" if len(distinct) > MOST else ""
        yield ", ".join(distinct[:MOST]) + more
