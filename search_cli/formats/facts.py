"""Facts as rows, the public, versioned schema of `foi facts`, and in words. Described in docs/facts.md."""

from collections.abc import Iterator
from typing import Any

from indexer.facts.forms import kind_of, to_form
from indexer.facts.records import Body, Dated, Exemption, Fact, Lag, Money, Named, Outcome, Period
from indexer.facts.stated import counted
from indexer.query.written import amount
from search_cli.terminal import line, many

SCHEMA = 1
FIELDS = ("id", "digest", "kind", "value", "page", "start", "end", "words", "fact", "schema")
"""The fields of the schema, in its order. Fields are only ever added, at the end."""
COLUMNS = ("id", "kind", "value", "page", "words")

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
_VAT = {"with": "including VAT", "without": "excluding VAT"}


def row(digest: str, fact: Fact) -> dict[str, Any]:
    """Return a fact as the fields of the schema; `fact` has all of it, with the evidence of each of its parts."""
    words = fact.words
    return {
        "id": digest[:12],
        "digest": digest,
        "kind": kind_of(fact),
        "value": said(fact),
        "page": words.page,
        "start": words.start,
        "end": words.end,
        "words": words.text,
        "fact": to_form(fact),
        "schema": SCHEMA,
    }


def said(fact: Fact) -> str:
    """Return what a fact says, in a few words of ours."""
    match fact:
        case Money():
            return "; ".join(_money(fact))
        case Body():
            return f"{line(fact.name)} ({fact.kind})"
        case Exemption():
            return f"{counted(fact)} {'applied' if fact.applied else 'mentioned'}"
        case Dated():
            return f"{fact.role} {fact.day.isoformat()}"
        case Lag():
            over = f", {fact.days - fact.limit} over the limit of {fact.law}" if fact.days > fact.limit else ""
            return f"answered in {many(fact.days, 'working day')}{over}"
        case Outcome():
            return fact.value
        case Named():
            return f"reference {fact.key}"


def _money(fact: Money) -> Iterator[str]:
    yield " ".join(filter(None, (sum_of(fact), f"per {fact.unit}" if fact.unit else "", _VAT.get(fact.vat, ""))))
    if fact.role:
        yield fact.role
    if fact.purpose:
        yield f"for {line(fact.purpose.text)}"
    if fact.payer:
        yield f"paid by {line(fact.payer.name)}"
    if fact.suppliers:
        yield f"to {', '.join(line(party.name) for party in fact.suppliers)}"
    if fact.period:
        yield period(fact.period)


def sum_of(fact: Money) -> str:
    """Return an amount: £92,574, £2m to £4m, up to £5,000, over £25,000."""
    low, high = (_amount(fact, one) for one in (fact.lowest, fact.highest))
    if fact.lowest == fact.highest:
        return low
    if not low:
        return f"up to {high}"
    return f"{low} to {high}" if high else f"over {low}"


def period(one: Period) -> str:
    """Return a period: since 2010-01-01, 2013-04-01 to 2014-03-31."""
    if one.first and one.last:
        return one.first.isoformat() if one.first == one.last else f"{one.first} to {one.last}"
    return f"since {one.first}" if one.first else f"until {one.last}"


def _amount(fact: Money, hundredths: int | None) -> str:
    if hundredths is None:
        return ""
    sign = SIGNS.get(fact.currency, f"{fact.currency} " if fact.currency else "")
    return f"{'-' if hundredths < 0 else ''}{sign}{amount(abs(hundredths))}"
