"""Words after which those who are paid are named: "delivered by", "contract with", "agencies, including"."""

import re
from collections.abc import Iterator

from indexer.facts.bodies.wording import Wording

_DONE = "delivered provided supplied built developed installed maintained serviced hosted designed produced undertaken "
_DONE += "conducted operated managed organised printed submitted run made out quoted offered given owned completed held"
_BEFORE = {
    "by": _DONE,
    "to": "awarded paid payable payments payment let outsourced subcontracted sold made went",
    "from": "purchased bought hired leased procured licensed obtained came sourced ordered",
    "with": "contract contracts contracted spend spent agreement agreements framework placed",
    "through": "supplied booked procured bought purchased recruited provided",
}
_PREPOSITIONS = {word: frozenset(before.split()) for word, before in _BEFORE.items()}
_VERBS = frozenset(("paid", "engaged", "commissioned", "appointed", "hired", "instructed", "pays", "contracted"))
_MANY = "agencies suppliers companies firms contractors providers consultancies vendors consultants bidders charities "
_MANY += "publishers solicitors payees organisations businesses bodies partners"
_ONE = "agency supplier company firm contractor provider consultancy vendor charity agent payee counterparty"
_FIRMS = frozenset(f"{_MANY} {_ONE}".split())
_EXAMPLES = frozenset(
    ("including", "namely", "include", "included", "were", "are", "like", "bid", "tendered", "is", "was")
)
_NEAR, _CLOSE = 14, 6
"""Words between two of a sentence that tell of one thing."""
_SUM = re.compile(r"(?:£|€|GBP )[\d,.]++(?:[kmbn]{1,2}| ?million)? $")


def triggers(wording: Wording) -> Iterator[int]:
    """Yield the words after which a company, or a list of some, is to be expected."""
    tokens, text = wording.tokens, wording.text
    latest: dict[str, int] = {}
    firms = -_NEAR
    for at, token in enumerate(tokens):
        word = token.word.lower()
        before = tokens[at - 1].word.lower() if at else ""
        if word in _PREPOSITIONS:
            again = at - latest.get(word, -_NEAR) < _NEAR and _goes_on(text, token.start)
            if (
                before in _PREPOSITIONS[word]
                or again
                or (word == "to" and _SUM.search(text[max(0, token.start - 30) : token.start]))
            ):
                latest[word] = at
                yield at
        elif (
            word in _VERBS
            or (at - firms < _CLOSE and (word in _EXAMPLES or (word == "as" and before == "such")))
            or (word == "as" and before == "trading")
        ):
            yield at
        if word in _FIRMS:
            firms = at
        if text[token.end : token.end + 1] == ":" and (
            word in _FIRMS or at - firms < _CLOSE or (word in latest and latest[word] == at)
        ):
            yield at


def _goes_on(text: str, start: int) -> bool:
    """Tell whether a list goes on here: "by Sodexo at three sites and by Brae Kitchens"."""
    return text[max(0, start - 5) : start].strip().endswith(("and", ";", ","))


def _after_sum(text: str, start: int) -> bool:
    """Tell whether a sum stands right before: "£4,000 to"."""
    return bool(_SUM.search(text[max(0, start - 30) : start]))
