"""Facts as JSON and back, and what is no fact."""

import json
from datetime import date
from typing import Any

import pytest

from indexer.facts.forms import KINDS, kind_of, to_fact, to_form
from indexer.facts.records import (
    Body,
    Dated,
    Exemption,
    Fact,
    Lag,
    Money,
    Named,
    Outcome,
    Party,
    Period,
    Words,
)
from indexer.facts.wording import said

W = Words(2, 5, 12, "£92,574")
EVERY: dict[str, Fact] = {
    "money": Money(
        W,
        9257400,
        9257400,
        "GBP",
        vat="without",
        role="total",
        purpose=Words(2, 16, 21, "media\n training"),
        payer=Party("Foreign Office", W),
        suppliers=(Party("Whiteoaks", W), Party("NixonMcInnes", W)),
        period=Period(date(2010, 1, 1), None, W),
    ),
    "body": Body(W, "Home Office", "authority"),
    "exemption": Exemption(W, "EIR", "reg12(4)(e)", applied=True, why=W),
    "date": Dated(W, "received", date(2014, 9, 3)),
    "lag": Lag(W, W, 31, "FOIA", 20),
    "outcome": Outcome(W, "part-granted"),
    "reference": Named(W, "2014/113"),
}
SAID = {
    "money": "£92,574 excluding VAT; total; for media training; paid by Foreign Office; to Whiteoaks, NixonMcInnes; "
    "since 2010-01-01",
    "body": "Home Office (authority)",
    "exemption": "EIR reg12(4)(e) applied",
    "date": "received 2014-09-03",
    "lag": "answered in 31 working days, 11 over the limit of FOIA",
    "outcome": "part-granted",
    "reference": "reference 2014/113",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_of_every_kind_comes_back_from_json_as_it_was_and_is_said_in_words(kind: str) -> None:
    fact = EVERY[kind]
    form = json.loads(json.dumps(to_form(fact)))
    assert (form["type"], kind_of(fact)) == (kind, kind)
    assert to_fact(form) == fact
    assert said(fact) == SAID[kind]


def test_fields_of_later_writers_are_passed_over() -> None:
    assert to_fact({**to_form(EVERY["outcome"]), "colour": "blue"}) == EVERY["outcome"]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"type": "outcome"},
        {"type": "treasure", "words": {"page": 1, "start": 0, "end": 1, "text": "x"}},
        {"type": "outcome", "value": "refused", "words": {"page": "1", "start": 0, "end": 1, "text": "x"}},
        {"type": "outcome", "value": "refused", "words": {"page": True, "start": 0, "end": 1, "text": "x"}},
        {"type": "outcome", "value": "refused", "words": None},
        {"type": "outcome", "value": ["refused"], "words": {"page": 1, "start": 0, "end": 1, "text": "x"}},
        {"type": "date", "role": "received", "day": "soon", "words": {"page": 1, "start": 0, "end": 1, "text": "x"}},
    ],
)
def test_what_is_no_fact_is_refused(form: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        to_fact(form)
