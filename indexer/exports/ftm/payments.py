"""Sums that somebody was paid as payments of FollowTheMoney, with who paid and who got it."""

from collections.abc import Iterator

from indexer.cards import Card
from indexer.exports.ftm.entities import body_id, document_id, of_body
from indexer.exports.ftm.values import Entity, entity, label, named, texts
from indexer.facts.records import Fact, Money


def of_payments(card: Card, facts: tuple[Fact, ...]) -> Iterator[Entity]:
    """Yield a payment for each sum a document names suppliers of, and these; the document is its proof.

    A sum that several got together is one payment with several beneficiaries.
    """
    for number, fact in enumerate(facts):
        if isinstance(fact, Money) and fact.suppliers and fact.role != "threshold" and not fact.unit:
            yield from _parties(fact)
            yield _payment(card, number, fact)


def _parties(fact: Money) -> Iterator[Entity]:
    if fact.payer:
        yield of_body(fact.payer.name)
    for party in fact.suppliers:
        yield entity(_company_id(party.name), "Company", {"name": label(party.name, "name")})


def _payment(card: Card, number: int, fact: Money) -> Entity:
    period = fact.period
    values = {
        "amount": [f"{one / 100:.2f}" for one in (fact.lowest, fact.highest) if one is not None],
        "currency": [fact.currency.lower()],
        "payer": [body_id(fact.payer.name)] if fact.payer else [],
        "beneficiary": [_company_id(party.name) for party in fact.suppliers],
        "purpose": label(fact.purpose.text) if fact.purpose else [],
        "startDate": [period.first.isoformat()] if period and period.first else [],
        "endDate": [period.last.isoformat()] if period and period.last else [],
        "summary": texts(f"page {fact.words.page}: {fact.words.text}"),
        "proof": [document_id(card.digest)],
    }
    return entity(f"foi-payment-{named(card.digest, str(number))}", "Payment", values)


def _company_id(name: str) -> str:
    return f"foi-company-{named(*label(name, 'name'))}"
