"""Sums with suppliers are payments of FollowTheMoney, with who paid, who got it, and the page that says it."""

from datetime import date

from indexer.cards import Card
from indexer.exports.ftm.entities import document_id
from indexer.exports.ftm.payments import of_payments
from indexer.facts.records import Money, Outcome, Party, Period, Words

AT = Words(2, 5, 12, "£92,574")
CARD = Card(**{**dict.fromkeys(Card.__annotations__, ""), "digest": "a" * 64, "pages": 3, "also": ()})  # type: ignore[arg-type]


def test_a_payment_has_its_parties_its_time_and_its_proof() -> None:
    several = (Party("Whiteoaks", AT), Party("NixonMcInnes", AT))
    paid = Money(
        AT, 9257400, 9257400, "GBP", purpose=Words(2, 16, 21, "media\ntraining"), payer=Party("Foreign Office", AT),
        suppliers=several, period=Period(date(2010, 1, 1), None, AT),
    )  # fmt: skip
    *parties, payment = of_payments(CARD, (Outcome(AT, "granted"), paid))
    assert [one.schema for one in parties] == ["PublicBody", "Company", "Company"]
    assert payment.schema == "Payment"
    assert payment.properties == {
        "amount": ["92574.00"],
        "beneficiary": [parties[1].id, parties[2].id],
        "currency": ["gbp"],
        "payer": [parties[0].id],
        "proof": [document_id(CARD.digest)],
        "purpose": ["media training"],
        "startDate": ["2010-01-01"],
        "summary": ["page 2: £92,574"],
    }


def test_what_nobody_got_and_rates_and_limits_are_no_payments() -> None:
    party = (Party("Whiteoaks", AT),)
    facts = (
        Money(AT, 1, 1, "GBP"),
        Money(AT, 1, 1, "GBP", unit="day", suppliers=party),
        Money(AT, None, 1, "GBP", role="threshold", suppliers=party),
    )
    assert list(of_payments(CARD, facts)) == []
