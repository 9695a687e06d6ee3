"""Where on a document's pages the facts stand that a question asks for: exemptions, delays, suppliers, sums."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.query import Amount, And, AtLeast, InAuthority, Label, Lag, Node, Or

if TYPE_CHECKING:
    from indexer.facts.records import Fact, Words

Asked = Amount | InAuthority | Label | Lag
Spans = dict[int, list[tuple[int, int]]]
"""Where something stands, by page."""

_LABELS = ("provision", "outcome")


def asked(query: Node) -> tuple[Asked, ...]:
    """Return what a question asks of facts, not under a NOT; mostly nothing."""
    return tuple(_asked(query))


def evidence(wanted: Sequence[Asked], facts: "Sequence[Fact]") -> Spans:
    """Return where the words stand that show it, page by page."""
    found: Spans = {}
    for words in (each for node in wanted for fact in facts for each in _shown(node, fact)):
        found.setdefault(words.page, []).append((words.start, words.end))
    return found


def _asked(node: Node) -> Iterator[Asked]:
    match node:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _asked(part)
        case Amount() | Lag():
            yield node
        case InAuthority(field="supplier"):
            yield node
        case Label(field, _) if field in _LABELS:
            yield node


def _shown(node: Asked, fact: "Fact") -> "Iterator[Words]":
    """Yield the words of a fact that show what is asked, if they do."""
    from indexer.facts.records import Exemption, Money, Outcome
    from indexer.facts.records import Lag as Took
    from indexer.facts.stated import companies, named, ways

    match node, fact:
        case Amount(lowest, highest, currency), Money():
            if currency in ("", fact.currency) and any(
                (lowest is None or lowest <= one) and (highest is None or one <= highest)
                for one in (fact.lowest, fact.highest)
                if one is not None
            ):
                yield fact.words
        case Lag(lowest, highest), Took():
            if lowest <= fact.days <= highest:
                yield fact.words
                yield fact.since
        case Label("provision", value), Exemption():
            if value in ways(fact):
                yield fact.words
        case Label("outcome", value), Outcome():
            if value == fact.value:
                yield fact.words
        case InAuthority(), _:
            yield from (words for name, words in companies(fact) if named(node, name))
