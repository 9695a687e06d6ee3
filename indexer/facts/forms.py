"""Facts as JSON, and back: for the store, for exports and for whoever reads them with a program."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from indexer.facts.records import Body, Dated, Exemption, Fact, Lag, Money, Named, Outcome, Party, Period, Words

Form = dict[str, Any]

KINDS: Mapping[str, type[Fact]] = {
    "money": Money,
    "body": Body,
    "exemption": Exemption,
    "date": Dated,
    "lag": Lag,
    "outcome": Outcome,
    "reference": Named,
}
"""What each kind is called outside."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(fact: Fact) -> str:
    """Return what a fact's kind is called."""
    return _NAMES[type(fact)]


def to_form(fact: Fact) -> Form:
    """Return a fact as what JSON can say: `type`, `words` with page, start, end and text, and what else it has."""
    return {"type": kind_of(fact), **_values(fact)}


def to_fact(form: Mapping[str, Any]) -> Fact:
    """Read what to_form wrote. Raises KeyError, TypeError or ValueError for anything else."""
    kind = KINDS[form["type"]]
    values = {name: _READ.get(name, _plain_value)(form[name]) for name in kind.__match_args__ if name in form}
    return kind(**values)


def _values(one: Any) -> Form:
    return {name: _plain(getattr(one, name)) for name in one.__match_args__}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _values(value) if hasattr(value, "__match_args__") else value


def _plain_value(value: Any) -> Any:
    """Return a value that is no record: a text, a number, yes or no."""
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError("a fact has only texts and whole numbers")


def _words(form: Any) -> Words | None:
    if form is None:
        return None
    page, start, end, text = form["page"], form["start"], form["end"], form["text"]
    if not (isinstance(text, str) and all(type(number) is int for number in (page, start, end))):
        raise TypeError("words are a text and its place")
    return Words(page, start, end, text)


def _party(form: Any) -> Party | None:
    return None if form is None else Party(form["name"], _needed(form["words"]))


def _period(form: Any) -> Period | None:
    return None if form is None else Period(_day(form["first"]), _day(form["last"]), _needed(form["words"]))


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _needed(form: Any) -> Words:
    found = _words(form)
    if found is None:
        raise ValueError("words are missing")
    return found


_READ: Mapping[str, Callable[[Any], Any]] = {
    "words": _needed,
    "since": _needed,
    "why": _words,
    "purpose": _words,
    "payer": _party,
    "suppliers": lambda several: tuple(_party(one) for one in several),
    "period": _period,
    "day": _day,
}
