"""Whether a provision is applied, here and by this answer, or only mentioned: by the words around it."""

import re
from typing import NamedTuple

from indexer.facts.exemptions.against import (
    CONSIDERED,
    EARLIER,
    ELSEWHERE,
    HEARD,
    NEITHER,
    OPEN,
    REJECTED,
    RELEASED,
)
from indexer.facts.exemptions.phrases import (
    APPLIED,
    CLAUSE,
    CONCLUDED,
    GENERAL,
    LEADING,
    MATTER,
    NATURE,
    OWN,
    SIGN,
    STILL,
    SUBORDINATE,
    THIS,
    UNDER,
)

_REACH = 200
_ADDED = re.compile(rf"[(\[:-]\s?{SIGN}+$")


class Verdict(NamedTuple):
    """Whether a provision is applied, and where in the sentence the words start and end that tell, if any do."""

    applied: bool
    why: tuple[int, int] | None = None


def verdict(sentence: str, before: str = "") -> Verdict | None:
    """Judge the provision that is § in a sentence, repeated to its length; None if nothing in the sentence tells.

    What speaks against comes first: most sentences that name a provision also have words of withholding.
    """
    sign, end = sentence.find(SIGN), sentence.rfind(SIGN) + 1
    start, stop = _clause(sentence, sign, end)
    clause = sentence[start:stop]
    near = max(0, sign - _REACH)
    direct = _nearest(sentence, near, end)
    if found := _rejected(clause, start, direct) or CONSIDERED.search(sentence):
        return _told(found, start if found.string is clause else 0, applied=False)
    for rule in (HEARD, ELSEWHERE, RELEASED):
        if found := rule.search(sentence):
            return _told(found, 0, applied=False)
    if (found := EARLIER.search(clause)) and not STILL.search(sentence):
        return _told(found, start, applied=False)
    for rule, unless in ((GENERAL, OWN), (NATURE, THIS)):
        if (found := rule.search(sentence)) and not unless.search(sentence, found.end()):
            return _told(found, 0, applied=False)
    if (
        found := None
        if NEITHER.search(before + sentence)
        else _open(sentence, clause, start, end, direct=direct is not None)
    ):
        return _told(found, start, applied=False)
    if direct:
        return _told(direct, 0, applied=True)
    if found := APPLIED.search(clause):
        return _told(found, start, applied=True)
    found = APPLIED.search(sentence) or (
        MATTER.search(sentence, 0, sign) if _ADDED.search(sentence, near, end) else None
    )
    return _told(found, 0, applied=True) if found else None


def _nearest(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last words of withholding that are said of the very provision."""
    last = None
    while found := UNDER.search(sentence, start, end):
        last, start = found, found.start() + 1
    return last


def _open(sentence: str, clause: str, start: int, end: int, *, direct: bool) -> re.Match[str] | None:
    """Return words by which a provision only may be applied, unless what is done is said besides."""
    for found in OPEN.finditer(clause):
        word = found[0].lower()
        after = direct and start + found.start() >= end and not word.startswith(("if", "unless"))
        done = (word.startswith(("may", "can")) or start + found.start() >= end) and CONCLUDED.search(
            sentence, start + found.end()
        )
        if not after and not done:
            return found
    return None


def _rejected(clause: str, start: int, direct: re.Match[str] | None) -> re.Match[str] | None:
    """Return words that reject, unless the provision is applied after them: "not s43, but withheld under s41"."""
    every = REJECTED.finditer(clause)
    return next((found for found in every if not direct or start + found.end() > direct.start()), None)


def leads(sentence: str) -> Verdict | None:
    """Judge a sentence without a provision, before a list of them or before a word or two that name one."""
    if HEARD.search(sentence) or ELSEWHERE.search(sentence) or OPEN.search(sentence):
        return Verdict(applied=False)
    found = APPLIED.search(sentence) or LEADING.search(sentence)
    return _told(found, 0, applied=True) if found else None


def _clause(sentence: str, sign: int, end: int) -> tuple[int, int]:
    """Return where the clause starts and ends that the provision is in."""
    start, stop = 0, len(sentence)
    if first := SUBORDINATE.match(sentence):
        start, stop = (first.end(), stop) if first.end() <= sign else (0, first.end())
    for match in CLAUSE.finditer(sentence):
        if match.start() < sign:
            start = max(start, match.start())
        elif match.start() >= end:
            stop = min(stop, match.start())
            break
    return start, stop


def _told(match: re.Match[str], at: int, *, applied: bool) -> Verdict:
    return Verdict(applied, (at + match.start(), at + match.end()))
