"""What a page says of one sum in several places: who is named further on, and a figure that comes again."""

import re
from collections.abc import Iterable, Sequence

from indexer.extract.pages import Page
from indexer.facts.money.parties import Group
from indexer.facts.records import Money, Party
from indexer.facts.text import words
from indexer.record import changed

_WORD = re.compile(r"[a-z]{5,}")
_DIGITS = 4
"""A figure of so many digits, without noughts at its end, is the same sum wherever it comes; £5,000 is many."""


def joined(page: Page, facts: Sequence[Money], later: Iterable[Group]) -> list[Money]:
    """Return the sums of a page with whom a sentence elsewhere names for what they are for, and alike where alike."""
    found = list(facts)
    for group in later:
        about = set(_WORD.findall(page.text[group.start : group.names[0].start].lower()))
        fits = [at for at, fact in enumerate(found) if _wants(fact) and about & _purpose(fact)]
        if len({_worth(found[at]) for at in fits}) == 1:
            parties = tuple(Party(one.name, words(page, one.start, one.end)) for one in group.names)
            for at in fits:
                found[at] = changed(found[at], suppliers=parties)
    return _alike(found)


def _alike(found: list[Money]) -> list[Money]:
    """Return the sums, those of one figure with what is said of it anywhere."""
    by_worth: dict[object, list[int]] = {}
    for at, fact in enumerate(found):
        if not fact.cell and fact.lowest == fact.highest and len(str(fact.lowest).strip("-0")) >= _DIGITS:
            by_worth.setdefault(_worth(fact), []).append(at)
    for places in by_worth.values():
        if len(places) > 1:
            several = [found[at] for at in places]
            known = {name: _first(several, name) for name in ("suppliers", "period", "payer", "purpose")}
            for at in places:
                missing = {name: value for name, value in known.items() if value and not getattr(found[at], name)}
                found[at] = changed(found[at], **missing)
    return found


def _first(facts: Iterable[Money], name: str) -> object:
    return next((value for fact in facts if (value := getattr(fact, name))), None)


def _wants(fact: Money) -> bool:
    return not (fact.cell or fact.suppliers or fact.role == "threshold") and fact.purpose is not None


def _purpose(fact: Money) -> set[str]:
    return set(_WORD.findall(fact.purpose.text.lower())) if fact.purpose else set()


def _worth(fact: Money) -> tuple[int | None, int | None, str]:
    return fact.lowest, fact.highest, fact.currency
