"""Facts in a few words of ours, for people; the words they rest on stand beside."""

from collections.abc import Iterator

from indexer.facts.records import Body, Dated, Exemption, Fact, Lag, Money, Named, Outcome, Period, Words
from indexer.facts.stated import counted
from indexer.query.written import amount

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
VAT = {"with": "including VAT", "without": "excluding VAT"}


def said(fact: Fact) -> str:
    """Return what a fact says, on one line."""
    match fact:
        case Money():
            return "; ".join(_money(fact))
        case Body():
            return f"{one_line(fact.name)} ({fact.kind})"
        case Exemption():
            return f"{counted(fact)} {'applied' if fact.applied else 'mentioned'}"
        case Dated():
            return f"{fact.role} {fact.day.isoformat()}"
        case Lag():
            days = f"{fact.days:,} working day{'' if fact.days == 1 else 's'}"
            over = f", {fact.days - fact.limit:,} over the limit of {fact.law}" if fact.days > fact.limit else ""
            return f"answered in {days}{over}"
        case Outcome():
            return fact.value
        case Named():
            return f"reference {one_line(fact.key)}"


def sum_of(fact: Money) -> str:
    """Return an amount: £92,574, £2,000,000 to £4,000,000, up to £5,000, over £25,000."""
    low, high = ("" if one is None else money(one, fact.currency) for one in (fact.lowest, fact.highest))
    if fact.lowest == fact.highest:
        return low
    if not low:
        return f"up to {high}"
    return f"{low} to {high}" if high else f"over {low}"


def money(hundredths: int, currency: str) -> str:
    """Return a sum as it is printed: £92,574, -£3.50, CHF 20."""
    sign = SIGNS.get(currency, f"{currency} " if currency else "")
    return f"{'-' if hundredths < 0 else ''}{sign}{amount(abs(hundredths))}"


def period(one: Period) -> str:
    """Return a period: since 2010-01-01, 2013-04-01 to 2014-03-31."""
    if one.first and one.last:
        return one.first.isoformat() if one.first == one.last else f"{one.first} to {one.last}"
    return f"since {one.first}" if one.first else f"until {one.last}"


def one_line(text: str) -> str:
    """Return a text with single blanks for all white space."""
    return " ".join(text.split())


def _money(fact: Money) -> Iterator[str]:
    yield " ".join(filter(None, (sum_of(fact), f"per {fact.unit}" if fact.unit else "", VAT.get(fact.vat, ""))))
    if fact.role:
        yield fact.role
    if fact.purpose:
        yield f"for {_of(fact.purpose)}"
    if fact.payer:
        yield f"paid by {one_line(fact.payer.name)}"
    if fact.suppliers:
        yield f"to {', '.join(one_line(party.name) for party in fact.suppliers)}"
    if fact.period:
        yield period(fact.period)


def _of(words: Words) -> str:
    return one_line(words.text)
