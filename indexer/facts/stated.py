"""What of a document's facts goes into the index: the values it is found and counted by."""

from collections.abc import Iterable, Iterator

from indexer.analysis import tokens
from indexer.facts.records import Body, Exemption, Fact, Lag, Money, Outcome, Words
from indexer.query import InAuthority
from indexer.query.filters import LONGEST_LAG
from indexer.record import record


@record()
class Stated:
    """`exemptions` are those applied, as they are counted; `provisions` every way in which a provision is asked for.

    `companies` are suppliers and other companies named, `lags` in working days, `sums` are (page, hundredths,
    currency).
    """

    exemptions: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    lags: tuple[int, ...] = ()
    outcomes: tuple[str, ...] = ()
    sums: tuple[tuple[int, int, str], ...] = ()


NOTHING = Stated()


def stated(facts: Iterable[Fact]) -> Stated:
    """Return what is stated in a document."""
    facts = tuple(facts)
    if not facts:
        return NOTHING
    provisions = [fact for fact in facts if isinstance(fact, Exemption)]
    return Stated(
        exemptions=_distinct(counted(fact) for fact in provisions if fact.applied),
        provisions=_distinct(way for fact in provisions for way in ways(fact)),
        companies=_distinct(name for fact in facts for name, _ in companies(fact)),
        lags=tuple(sorted({max(0, min(fact.days, LONGEST_LAG)) for fact in facts if isinstance(fact, Lag)})),
        outcomes=_distinct(fact.value for fact in facts if isinstance(fact, Outcome)),
        sums=tuple(sorted({one for fact in facts if isinstance(fact, Money) for one in _sums(fact)})),
    )


def counted(fact: Exemption) -> str:
    """Return a provision as it is counted and shown: s40(2), or FOISA s38(1)(b), EIR reg12(4)(e)."""
    return fact.provision if fact.law == "FOIA" else f"{fact.law} {fact.provision}"


def wider(provision: str) -> tuple[str, ...]:
    """Return a provision and all it is part of: s40(3A)(a), s40(3A), s40."""
    head, *parts = provision.split("(")
    return tuple("(".join((head, *parts[:count])) for count in range(len(parts), -1, -1))


def way(provision: str, law: str = "", *, applied: bool) -> str:
    """Return how the index has a provision that is applied, or that is named at all."""
    return " ".join(filter(None, ("applied" if applied else "named", law.casefold(), provision.casefold())))


def ways(fact: Exemption) -> Iterator[str]:
    """Yield every way in which a provision is asked for that this is an answer to."""
    for provision in wider(fact.provision):
        for law in ("", fact.law):
            yield way(provision, law, applied=False)
            if fact.applied:
                yield way(provision, law, applied=True)


def companies(fact: Fact) -> Iterator[tuple[str, Words]]:
    """Yield the companies that a fact names, each with the words that do."""
    if isinstance(fact, Money):
        yield from ((party.name, party.words) for party in fact.suppliers)
    elif isinstance(fact, Body) and fact.kind == "company":
        yield fact.name, fact.words


def named(wanted: InAuthority, name: str) -> bool:
    """Tell whether the words that are wanted stand, in order, in a name."""
    words = iter([token.word for token in tokens(" ".join(name.split())) if token.width == 1])
    *whole, last = wanted.words
    if not all(word in words for word in whole):
        return False
    return any(word.startswith(last) if wanted.open_ended else word == last for word in words)


def _sums(fact: Money) -> Iterator[tuple[int, int, str]]:
    for hundredths in {fact.lowest, fact.highest}:
        if hundredths is not None and hundredths >= 0:
            yield fact.words.page, hundredths, fact.currency


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
