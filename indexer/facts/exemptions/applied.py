"""Whether a provision is applied, here and by this answer, or only mentioned: by the words around it."""

import re
from typing import NamedTuple

from indexer.facts.exemptions.phrases import (
    APPLIED,
    CLAUSE,
    CONSIDERED,
    EARLIER,
    ELSEWHERE,
    GENERAL,
    HEARD,
    LEADING,
    NEITHER,
    OPEN,
    OWN,
    REJECTED,
    RELEASED,
    SIGN,
    STILL,
    SUBORDINATE,
    UNDER,
)

_REACH = 200


class Verdict(NamedTuple):
    """Whether a provision is applied, and where in the sentence the words start and end that tell, if any do."""

    applied: bool
    why: tuple[int, int] | None = None


def verdict(sentence: str) -> Verdict | None:
    """Judge the provision that is § in a sentence, repeated to its length; None if nothing in the sentence tells.

    What speaks against comes first: most sentences that name a provision also have words of withholding.
    """
    sign, end = sentence.find(SIGN), sentence.rfind(SIGN) + 1
    start, stop = _clause(sentence, sign, end)
    clause = sentence[start:stop]
    if found := REJECTED.search(clause) or CONSIDERED.search(sentence):
        return _told(found, start if found.string is clause else 0, applied=False)
    for rule in (HEARD, ELSEWHERE, RELEASED):
        if found := rule.search(sentence):
            return _told(found, 0, applied=False)
    if (found := EARLIER.search(clause)) and not STILL.search(clause):
        return _told(found, start, applied=False)
    general = GENERAL.search(sentence)
    if general and not OWN.search(sentence, general.end()):
        return _told(general, 0, applied=False)
    near = max(0, sign - _REACH)
    direct = UNDER.search(sentence[near:end])
    for found in OPEN.finditer(clause):
        after = direct and start + found.start() >= end and found[0][:2].lower() not in ("if", "un")
        if not after and not NEITHER.search(sentence):
            return _told(found, start, applied=False)
    if direct:
        return _told(direct, near, applied=True)
    if found := APPLIED.search(clause):
        return _told(found, start, applied=True)
    found = APPLIED.search(sentence)
    return _told(found, 0, applied=True) if found else None


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
