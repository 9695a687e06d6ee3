"""From the documents that match a question to the sums they name, each once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from indexer.cards import Card
from indexer.facts.records import Fact, Money
from indexer.record import changed
from indexer.spending.records import Source, Sum, year_of
from indexer.spending.tables import without_copies
from indexer.spending.totals import TOTAL, without_totals

THRESHOLD = "a limit, nobody's payment"
RATE = "so much for each {unit}"
OPEN = "no exact sum"

_NEWS = "news"
Matching = tuple[Card, Collection[int]]
"""A document, and its pages that match; none if it matches as a whole."""


def gathered(matching: Iterable[Matching], facts: Mapping[str, Sequence[Fact]]) -> list[Sum]:
    """Return the sums named on the pages that match, the greatest first.

    What is named in running text by several documents, or twice by one, is one sum with several sources, unless
    these say that it is of different bodies, suppliers or times. Each row of a table is a sum of its own, but for
    copies of the table, and what running text says of that sum is another source of it. What others add up to is no
    sum of its own.
    """
    rows: list[Sum] = []
    said: list[Sum] = []
    for card, pages in matching:
        its = [fact for fact in facts.get(card.digest, ()) if isinstance(fact, Money)]
        parts = any(fact.role == "part" for fact in its) or sum(fact.cell and not fact.role for fact in its) > 1
        for fact in its:
            if not pages or fact.words.page in pages:
                (rows if fact.cell else said).append(_sum(Source(card, fact), parts=parts))
    found = without_totals(list(_joined(rows, said)))
    return sorted(found, key=lambda one: (-one.hundredths, one.sources[0].card.digest, one.of.words.start))


def _sum(source: Source, *, parts: bool) -> Sum:
    fact, card = source.fact, source.card
    lowest = fact.lowest if fact.lowest is not None else fact.highest
    payer = fact.payer.name if fact.payer else "" if card.kind == _NEWS else card.authority
    suppliers = tuple(dict.fromkeys(party.name for party in fact.suppliers))
    year = year_of(fact, "" if card.kind == _NEWS else card.published)
    return Sum((source,), lowest or 0, fact.currency, suppliers, payer, year, _left_out(fact, parts=parts))


def _left_out(fact: Money, *, parts: bool) -> str:
    if fact.role == "threshold":
        return THRESHOLD
    if fact.unit:
        return RATE.format(unit=fact.unit)
    if fact.lowest is None or fact.highest is None:
        return OPEN
    return TOTAL if fact.role == "total" and parts else ""


def _joined(rows: Iterable[Sum], said: Iterable[Sum]) -> Iterator[Sum]:
    """Yield every row, and what running text says besides; what it says of a row goes to that."""
    known: dict[tuple[int, str, bool], list[Sum]] = {}
    for one in (*without_copies(rows, _with), *said):
        key = one.hundredths, one.currency, bool(one.of.unit)
        others = known.setdefault(key, [])
        at = None if one.of.cell else next((at for at, other in enumerate(others) if _agree(one, other)), None)
        if at is None:
            others.append(one)
        else:
            others[at] = _with(others[at], one)
    for several in known.values():
        yield from several


def _agree(one: Sum, other: Sum) -> bool:
    """Tell whether nothing that two say of a sum is against its being the same."""
    pairs = ((one.suppliers, other.suppliers), (one.authority, other.authority), (_told(one), _told(other)))
    return all(not a or not b or a == b for a, b in pairs) and _kind(one) == _kind(other)


def _told(one: Sum) -> str:
    return "" if one.year.startswith("(") else one.year


def _kind(one: Sum) -> bool:
    return one.left_out == THRESHOLD


def _with(one: Sum, other: Sum) -> Sum:
    """Return a sum with another's sources, and what only the other knows of it."""
    known = {(source.card.digest, source.fact.words.page) for source in one.sources}
    more = (it for it in other.sources if (it.card.digest, it.fact.words.page) not in known)
    return changed(
        one,
        sources=(*one.sources, *more),
        suppliers=one.suppliers or other.suppliers,
        authority=one.authority or other.authority,
        year=one.year if _told(one) or not _told(other) else other.year,
        left_out=TOTAL if TOTAL in (one.left_out, other.left_out) else one.left_out and other.left_out,
    )
