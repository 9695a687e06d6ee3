"""Under which law a letter answers, and whose days it counts."""

import re
from typing import NamedTuple

_SCOTTISH = re.compile(
    r"\(Scotland\)\s(?:Act\s2002|Regulations\s2004)|\bFOISA\b|\bEI\(?S\)?Rs?\b"
    r"|\bEnvironmental\sInformation\s\(Scotland\)"
)
_EIR = re.compile(r"\bEnvironmental\sInformation\b|\bEIRs?\b", re.I)
_FOI = re.compile(r"\bFreedom\s[Oo]f\sInformation\b|\bFOIA?\b|\bFOISA\b", re.I)
_BY_EIR = re.compile(
    r"\b(?:under|by|in accordance with|within|of|to)\sthe\s(?:terms\sof\sthe\s"
    r"|provisions\sof\sthe\s)?(?:Environmental\sInformation|EIRs?\b)"
    r"|\b[Rr]eg(?:ulation|\.)?\s?(?:1[0-3]|[5-8])\b|\bEIR[\s/-]?[0-9]",
)
_BY_FOI = re.compile(
    r"\bexempt\b|\bexemptions?\b|\bsections?\s(?:1[24]|2[1-9]|3[0-9]|4[0-4])\b|\bREF(?:ERENCE)?:?\sFOI", re.I
)
_SCHOOL = re.compile(r"\b(?:school|academy|academies|nursery)\b(?!\sof\b)", re.I)
_NO_SCHOOL = re.compile(r"\buniversity\b|\bcouncil\b|\bdepartment\b|\btrust board\b", re.I)


class Law(NamedTuple):
    """A law on information: its name, its working days for an answer, and if Scotland's bank holidays count."""

    name: str
    limit: int
    scotland: bool


_LIMIT = 20


def law(text: str, nation: str = "") -> Law:
    """Return the law of a letter by what it names; one that names none is of the nation's, or else the Act of 2000."""
    scotland = bool(_SCOTTISH.search(text)) or (
        nation == "Scotland" and not re.search(r"Information\sAct\s2000|\bFOIA\b", text)
    )
    if _EIR.search(text) and (not _FOI.search(text) or (_BY_EIR.search(text) and not _BY_FOI.search(text))):
        return Law("EIR", _LIMIT, scotland)
    return Law("FOISA" if scotland else "FOIA", _LIMIT, scotland)


def is_school(authority: str, head: str) -> bool:
    """Tell whether a school answers: its days are those on which it is open, which nobody outside can count.

    Source: the Freedom of Information (Time for Compliance with Request) Regulations 2004, 2009 and 2010.
    """
    return any(
        _SCHOOL.search(name) and not _NO_SCHOOL.search(name)
        for name in (authority, *(line[:200] for line in head.split("\n")[:4]))
    )
