"""Statements found in documents, each with its evidence."""

from datetime import date
from typing import TypeAlias

from indexer.record import record


@record()
class Words:
    """Words of a page: what a statement rests on. `text` is the page's text from `start` to `end`, letter by letter.

    Pages count from 1, characters of a page's text from 0; `end` is after the last.
    """

    page: int
    start: int
    end: int
    text: str


@record()
class Party:
    """A body or person as named here: `name` is what all its names have in common, `words` what stands here."""

    name: str
    words: Words


@record()
class Period:
    """From the first day to the last, both included; None is open."""

    first: date | None
    last: date | None
    words: Words


@record()
class Money:
    """A sum of money, and what is said of it.

    `lowest` and `highest` are in hundredths (pence), alike for a plain sum; "up to £5,000" has no lowest, "over
    £25,000" no highest. `unit` is what it is for each of: "year", "month", "week", "day", "hour", "person", "item", or
    "" for the whole. `vat` is "with", "without" or "" if nothing is said. `role` is "total" of other sums here, "part"
    of such a total, "threshold" if it is a limit and nobody's payment, or "". `cell` if it stands in a table.
    """

    words: Words
    lowest: int | None
    highest: int | None
    currency: str
    unit: str = ""
    vat: str = ""
    role: str = ""
    cell: bool = False
    purpose: Words | None = None
    payer: Party | None = None
    suppliers: tuple[Party, ...] = ()
    period: Period | None = None


@record()
class Body:
    """A body, a company or a person in a public role, named here. `kind` is "authority", "company" or "person"."""

    words: Words
    name: str
    kind: str


@record()
class Exemption:
    """A provision of a law on information that is named here.

    `law` is "FOIA", "FOISA", "EIR", "EISR", "DPA" or "GDPR"; `provision` as "s40(2)", "s40(3A)(a)", "reg12(4)(e)",
    "art15". `applied` if information is withheld, or the request refused, by it; else it is only mentioned. `why` are
    the words that tell.
    """

    words: Words
    law: str
    provision: str
    applied: bool
    why: Words | None = None


@record()
class Dated:
    """A day with a part in the request's story: "received", "answered", "published", "clarified", "due", "reviewed"."""

    words: Words
    role: str
    day: date


@record()
class Lag:
    """How many working days an answer took, by the calendar of a law: the day of receipt is day 0.

    `law` is "FOIA", "FOISA" or "EIR", `limit` its working days. `words` are of the answer's date, `since` of the
    receipt's.
    """

    words: Words
    since: Words
    days: int
    law: str
    limit: int


@record()
class Outcome:
    """How a request ended, in one of OUTCOMES."""

    words: Words
    value: str


@record()
class Named:
    """A reference of a request or a release: `key` is what all its spellings share."""

    words: Words
    key: str


Fact: TypeAlias = Money | Body | Exemption | Dated | Lag | Outcome | Named

OUTCOMES = (
    "granted",
    "part-granted",
    "refused",
    "not held",
    "cost limit",
    "vexatious",
    "clarification",
    "transferred",
    "extended",
    "neither confirmed nor denied",
)
"""How a request may end, or stand, by its letter. Sites of requests have words of their own for some."""
