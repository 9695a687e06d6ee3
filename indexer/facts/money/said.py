"""A sentence with sums, and what was read in it."""

import re
from typing import NamedTuple

from indexer.facts.money.amounts import Amount
from indexer.facts.money.parties import Group
from indexer.facts.money.periods import Time

PART = re.compile(
    r"\b(?:of which|of that|of this|includ(?:ing|es|ed)|comprising|made up of|consisting of|broken down"
    r"|the (?:single )?(?:largest|highest|biggest|smallest|lowest)(?: (?:single )?\w+)? (?:being|was|of|is)"
    r"|(?:the )?remaining|the rest|the balance)\b",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"\s*(?:It|This|That|They|These|The\s(?:total|cost|contract|work|works|value|final|overall|fee|price|sum"
    r"|amount|company|firm|project|annual|bill|order|payment"
    r"|invoice|figure|charge|service|agreement|supplier)|In\stotal|Total|In\sall|Fees|Payments?|A\stotal"
    r"|Costs?|Altogether|Overall|[£€$]|Its|Their|Each)(?![a-z])"
)
CLAUSE = re.compile(r"[;]|,?\s(?:and|but|while|whereas|which|with)\s|,\s")


class Said(NamedTuple):
    """A sentence: its place and what was read in it."""

    start: int
    end: int
    amounts: list[Amount]
    groups: list[Group]
    times: list[Time]
