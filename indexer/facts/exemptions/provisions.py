"""Provisions as queries have them: s40(2), however it is written, those it is part of, and what they are about."""

import re

from indexer.facts.exemptions.laws import TITLES, parts
from indexer.facts.exemptions.mentions import Listed, lists, read

_FORM = re.compile(r"(s|reg|art)([0-9].*)", re.DOTALL)
_LAW = re.compile(
    r"(?i)\b(?:(?P<reg>EI\(?S?\)?Rs?|environmental[\w ()]{0,40}regulations)|(?P<art>(?:UK )?GDPR)"
    r"|FOI(?:\(S\)A|SA|A)?(?: Act)?(?: 2000)?|DPA(?: 1998| 2018)?)(?!\w)"
)
_BESIDE = re.compile(r"(?:\s|[,;&/+]|\band\b|\bor\b)+")
_AROUND = " \t\n.,;:-"


def parse(text: str) -> tuple[str, ...]:
    """Read provisions as somebody writes them in a query: 40, s40(2), "section 12", reg12(4)(e), "sections 21 and 22".

    A bare number is a section; one that is an exception of the regulations as well, 12(4)(e), is both. What is no
    provision, and nothing else, gives none.
    """
    text = " ".join(text[:200].split())
    law = _LAW.search(text)
    text = _LAW.sub("", text).strip(_AROUND)
    found = lists(text)
    if found and not _BESIDE.sub("", _without(text, found)):
        forms = (f"{_unit(law) or one.unit or 's'}{number.number}" for one in found for number in one.numbers)
        return tuple(dict.fromkeys(forms))
    numbers = read(text)
    return tuple(dict.fromkeys(form for number in numbers for form in _bare(number, _unit(law))))


def wider(provision: str) -> tuple[str, ...]:
    """Return a provision and those it is part of: s40(2)(a), s40(2), s40."""
    form = _FORM.fullmatch(provision)
    return tuple(form[1] + part for part in parts(form[2])) if form else (provision,)


def title(law: str, provision: str) -> str:
    """Return what a provision is about, or what the one is about that it is part of; "" if nothing is known."""
    form = _FORM.fullmatch(provision)
    known = TITLES.get(law, {})
    return next((known[part] for part in parts(form[2]) if part in known), "") if form else ""


def _without(text: str, found: list[Listed]) -> str:
    """Return what else is in a text than lists of provisions."""
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _unit(law: re.Match[str] | None) -> str:
    return (law.lastgroup or "") if law else ""


def _bare(number: str, unit: str) -> list[str]:
    if unit:
        return [unit + number]
    known = (one for law in ("EIR", "EISR") for one in TITLES[law])
    both = "(" in number and any(one == number or one.startswith(f"{number}(") for one in known)
    return [f"s{number}", f"reg{number}"] if both else [f"s{number}"]
