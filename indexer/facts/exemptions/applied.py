"""Whether a provision is applied, here and by this answer, or only mentioned: by the words around it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from indexer.facts.exemptions import against, answered
from indexer.facts.exemptions.negation import negated
from indexer.facts.exemptions.phrases import (
    APPLIED,
    CLAUSE,
    CONCLUDED,
    GENERAL,
    HERE,
    LEADING,
    MATTER,
    NATURE,
    OWN,
    SIGN,
    STILL,
    SUBORDINATE,
    THIS,
    UNDER,
    WITHHELD,
)

_REACH = 200
_ADDED = re.compile(rf"[(\[:-]\s?{SIGN}+$")
_ANEW = re.compile(r"(?i)[,;]|\b(?:and|but|so|now|instead|because|as)\b")
"""Between what is rejected and what is applied."""
_HENCE = re.compile(r"\W{0,3}(?:Accordingly|Therefore|Consequently|Hence|Thus|For this reason)\b")
_WHICH = re.compile(r"(?:that|which|as|so|therefore|hence|thus|accordingly)\s$")
_WE = re.compile(r"(?i)\b(?:we|our|I)\b")
_PROVISION = re.compile(r"(?i)(?:sections?|ss?|regulations?|regs?)[\s.]{0,2}[0-9]{1,2}")
_ANSWERED = (against.HEARD, against.TOPIC)
_ASKED = re.compile(r"(?i)\b(?:you|your|we are asked|argues|claims|says|states|considers|believes)\b")
_QUOTES = re.compile('["\u201c\u201d]')


class Verdict(NamedTuple):
    """Whether a provision is applied, and where in the sentence the words start and end that tell, if any do."""

    applied: bool
    why: tuple[int, int] | None = None


class Sentence(NamedTuple):
    """A sentence with one provision as §, from `sign` to `end`, repeated to its length; its clause; what is beside it.

    `direct` are the last words of withholding that are said of the very provision.
    """

    text: str
    sign: int
    end: int
    start: int
    stop: int
    before: str
    after: str
    direct: re.Match[str] | None

    @property
    def clause(self) -> str:
        """The clause that the provision is in, which starts at `start` of the sentence."""
        return self.text[self.start : self.stop]

    @property
    def next(self) -> str:
        """The sentence after."""
        return self.after.strip().partition(". ")[0]


def sentence(text: str, before: str = "", after: str = "") -> Sentence:
    """Return a sentence to be judged."""
    sign, end = text.find(SIGN), text.rfind(SIGN) + 1
    start, stop = _clause(text, sign, end)
    return Sentence(text, sign, end, start, stop, before, after, _nearest(text, sign, end))


def verdict(one: Sentence) -> Verdict | None:
    """Judge a provision in its sentence; None if nothing there tells.

    What speaks against comes first: most sentences that name a provision also have words of withholding.
    """
    for rule in _AGAINST:
        if told := rule(one):
            return told
    if one.direct:
        return _told(one.direct, 0, applied=True)
    released = against.RELEASED_NOW.search(one.text)
    if released and not any(
        rule.search(one.text) for rule in (WITHHELD, STILL, against.OF_THE_REST, answered.AFFIRMED)
    ):
        return _told(released, 0, applied=False)
    if found := APPLIED.search(one.clause):
        return _told(found, one.start, applied=True)
    added = _ADDED.search(one.text, max(0, one.sign - _REACH), one.end)
    found = APPLIED.search(one.text) or (MATTER.search(one.text, 0, one.sign) if added else None)
    return _told(found, 0, applied=True) if found else None


def unsaid(one: Sentence) -> Verdict:
    """Judge a sentence in which nothing tells: letters name what they apply, unless they think about it or release."""
    if (found := against.THOUGHT.search(one.clause)) and not (_ASKED.search(one.text) and _affirmed(one, found)):
        return _told(found, one.start, applied=False)
    released = against.RELEASED_NOW.search(one.text + one.after)
    beside = (
        against.OF_THE_REST.search(one.after),
        answered.AFFIRMED.search(one.text),
        answered.AFFIRMED.search(one.after),
    )
    return Verdict(applied=not released or any(beside))


def leads(text: str) -> Verdict | None:
    """Judge a sentence without a provision, before a list of them or before a word or two that name one."""
    if any(rule.search(text) for rule in (against.HEARD, against.ELSEWHERE, against.OPEN)):
        return Verdict(applied=False)
    found = APPLIED.search(text) or LEADING.search(text)
    return _told(found, 0, applied=True) if found else None


def _voices(one: Sentence) -> Verdict | None:
    """Tell if somebody else speaks, or somebody else's case is told."""
    for rule in (against.HEARD, against.ELSEWHERE, against.TOPIC, against.RELEASED):
        if (found := rule.search(one.text)) and not (rule is against.ELSEWHERE and _is_own(one, found.end())):
            return _told(found, 0, applied=rule in _ANSWERED and _affirmed(one, found))
    if (found := answered.OBJECTED.search(one.text, 0, one.sign)) and _is_turned_down(one, found.end()):
        return _told(found, 0, applied=False)
    quotes = [match.start() for match in _QUOTES.finditer(one.text, 0, one.sign)]
    if len(quotes) % 2 == 0:
        return None
    first = APPLIED.search(one.text, 0, quotes[-1])
    return None if first or _WE.search(one.text, 0, quotes[-1]) else Verdict(applied=False)


def _is_own(one: Sentence, place: int) -> bool:
    """Tell if after a place, where another's case is named, it is "and we rely on" it."""
    if not one.direct or one.direct.start() < place or not _ANEW.search(one.text, place, one.direct.start()):
        return False
    return _WE.search(one.text, max(place, one.direct.start() - 20), one.direct.start()) is not None


def _affirmed(one: Sentence, heard: re.Match[str]) -> bool:
    """Tell if what somebody asked about or claimed is then said to be so, and of no other provision."""
    if heard[0].startswith("I ") or not _ASKED.search(one.text) or _PROVISION.search(one.after):
        return False
    return answered.AFFIRMED.search(one.after) is not None and answered.NOTHING_IS.search(one.after) is None


def _is_turned_down(one: Sentence, place: int) -> bool:
    """Tell if what somebody objected is rejected after that, or what it is about released."""
    rest = one.text[max(place, one.end) :] + " " + one.next
    if WITHHELD.search(rest) or against.OF_THE_REST.search(rest):
        return False
    return any(rule.search(rest) for rule in (answered.TURNED_DOWN, against.RELEASED_NOW, against.RELEASED))


def _withdrawn_after(one: Sentence) -> bool:
    withdrawn = against.WITHDRAWN.search(one.text, one.end) is not None
    return withdrawn and not answered.AFFIRMED.search(one.text, one.sign)


def _rejected(one: Sentence) -> Verdict | None:
    """Tell if it is rejected, and not applied after that: "not s43, but withheld under s41"."""
    for found in (*negated(one.clause), *against.REJECTED.finditer(one.clause)):
        end = one.start + found.end()
        if not one.direct or not _ANEW.search(one.text, end, max(end, one.direct.start())):
            return _told(found, one.start, applied=False)
    if considered := against.CONSIDERED.search(one.text):
        return _told(considered, 0, applied=False)
    gone = (
        _withdrawn_after(one)
        or against.WITHDRAWN.search(one.next)
        or answered.NOTHING_IS.search(one.text + " " + one.after)
    )
    return Verdict(applied=False) if gone else None


def _earlier(one: Sentence) -> Verdict | None:
    if STILL.search(one.text):
        return None
    if found := against.FORMERLY.search(one.text):
        return _told(found, 0, applied=False)
    if found := against.EARLIER.search(one.clause):
        return _told(found, one.start, applied=False)
    found = answered.THEN.search(one.text) or answered.PAST.search(one.text)
    lifted = answered.LIFTED.search(one.next) and not WITHHELD.search(one.next)
    return _told(found, 0, applied=False) if found and lifted else None


def _general(one: Sentence) -> Verdict | None:
    """Tell if the sentence says what the law is, and nothing of this case."""
    if _HENCE.match(one.text) or _WHICH.search(one.text, max(0, one.sign - 14), one.sign):
        return None
    for rule, unless in ((GENERAL, OWN), (NATURE, THIS)):
        if (found := rule.search(one.text)) and not unless.search(one.text, found.end()):
            return _told(found, 0, applied=False) if not _here(one) else None
    return None


def _here(one: Sentence) -> bool:
    """Tell if the next sentence says that what the law says is so here."""
    return HERE.search(one.next) is not None


def _open(one: Sentence) -> Verdict | None:
    """Tell if it only may be applied, and nothing says that it is."""
    if against.NEITHER.search(one.before + one.text):
        return None
    for found in against.OPEN.finditer(one.clause):
        word, after = found[0].lower(), one.start + found.start() >= one.end
        reason = one.direct and after and not word.startswith(("if", "unless"))
        done = (after or word.startswith(("may", "can"))) and CONCLUDED.search(one.text, one.start + found.end())
        if not reason and not done and (word.startswith(("if", "unless")) or not _here(one)):
            return _told(found, one.start, applied=False)
    return None


_AGAINST: tuple[Callable[[Sentence], Verdict | None], ...] = (
    _voices,
    _rejected,
    _earlier,
    _general,
    _open,
)


def _nearest(text: str, sign: int, end: int) -> re.Match[str] | None:
    last, start = None, max(0, sign - _REACH)
    while found := UNDER.search(text, start, end):
        last, start = found, found.start() + 1
    return last


def _clause(text: str, sign: int, end: int) -> tuple[int, int]:
    """Return where the clause starts and ends that the provision is in; of a bare provision, with the one before."""
    before, start, stop = 0, 0, len(text)
    if first := SUBORDINATE.match(text):
        start, stop = (first.end(), stop) if first.end() <= sign else (0, first.end())
    for match in CLAUSE.finditer(text):
        if start < match.start() < sign:
            before, start = start, match.start()
        elif match.start() >= end:
            stop = min(stop, match.start())
            break
    alone = not text[start:stop].strip(f"{SIGN}:;.,()[] \n")
    return (before if alone else start), stop


def _told(match: re.Match[str], at: int, *, applied: bool) -> Verdict:
    return Verdict(applied, (at + match.start(), at + match.end()))
