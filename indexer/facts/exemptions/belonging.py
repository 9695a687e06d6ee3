"""Which law a provision is of, by what stands beside it and by what else is said there; none of ours, mostly."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from indexer.facts.exemptions.laws import LAST, TITLES, parts, possible, withholds
from indexer.facts.exemptions.mentions import Listed
from indexer.facts.exemptions.naming import ABROAD, DATED, FOI, OTHER, Names

_AFTER = re.compile(
    r"[\s,]{0,3}(?:\([^()\n]{3,60}\)[\s,]{0,3})?(?:[-\u2013]\s)?(?P<of>(?:of|o|in|to|under|within|from|by)\s{1,3}(?:both\s{1,3})?)?"
    r"\(?(?P<the>(?:the|that|this|our|your|its|an?|said|same)\s{1,3})?"
)
_TITLED = re.compile(
    r"[^\S\n]{0,2}[-\u2013:,(]{0,1}\s{0,2}(?:[^\W\d_]++[,)]{0,2}\s{1,3}){1,7}?(?:of|under)\s{1,3}(?:the\s{1,3})?"
)
_THE_ACT = re.compile(
    r"(?:(?:above|aforementioned|said|same)\s{1,3})?(?:(?P<year>[12][0-9]{3})\s{1,3})?[Aa]ct(?![^\W_])"
)
_BY_YEAR = {"2000": "FOIA", "2002": "FOISA", "1998": "DPA", "2018": "DPA"}
_LAWFUL = re.compile(
    r"(?:[^\W_]+\s){0,3}?(?:Act|Freedom|FOI|[Ll]egislation|[Rr]egulations|EIR|Environmental|Information)"
)
_BETWEEN = re.compile(
    r"(?:\s{0,2}\([^()\n]{3,60}\))?(?:[\s,;&/]|and|or|both|by virtue of|with|in conjunction|read)*+(?:the\s)?"
)
_BEFORE = re.compile(r"(?:,|:|\s|-|\u2013|\(|\)|/|'s|\u2019s|at|under|in)*")
_THINGS = re.compile(
    r"(?i)\s{1,2}(?:(?:of\s)?(?:planning|housing|street|road|building|homeless\w*)\s)?(?:agreements?|officers?|notices?(?<!refusal notice)"
    r"|enquir\w+|inquir\w+|assessments?|works|monies|money|contributions?|fund\w*|gbh|wounding|assaults?|offences?|stops?"
    r"|search\w*|powers?|tenanc\w+|licen[cs]\w+|consents?|orders?|arrests?|PACE|chief|register|grants?"
    r"|detentions?|suite|patients?|referrals?|payments?|obligations?|deeds?|land|permits?|dispensations?|inspections?|above|below|overleaf)(?!\w)"
)
_CUE = re.compile(
    r"(?i)exempt|withh|redact|refus|disclos|engag|exception|public interest|confirms? (?:n?or|and) den|vexatious|limit\b"
    r"|commissioner|\bICO\b|guidance|tribunal|internal review|\bthe act\b|\bFOI|freedom of information|\brel(?:y|ied|ies|ying)\b|prejudice"
    r"|right of access|advi[cs]e|\bassist|\bappl(?:y|ies|ied|ying|ication)\b|oblige|\bhold|not held|relianc|maintain|held by|is held|information held|\bappeal|working days|take longer"
    r"|complain|eithrio|\bsuggest|\bduty\b|absolute|qualified|\bcover|\bcit(?:ed?|ing)\b|uphold|upheld|\bby virtue|repeated|release|\bharm\b|narrow"
)
_CLAIM = re.compile(
    r"(?i)exempt(?:ed|ions?)?(?:\s\w+)?\s(?:from\s(?:disclosure|release)|under|by\svirtue|information|at|in|set|appl)|is\sexempt|exempt:"
    r"|exemptions?\b(?!\s(?:for|orders?|certificates?)\b)|withh[eo]ld|redact|refus|vexatious|public\sinterest"
    r"|confirms?\s(?:n?or|and)\sden|exceptions?\s(?:in|at|under)|manifestly|(?:appropriate|cost)\slimit|over\sthe\slimit"
    r"|qualified\sperson|is\sengaged|by\sother\smeans|advi[cs]e\s(?:and|or)\sassist|eithrio"
)
_EXEMPTS = re.compile(r"(?i)exempt|withh[eo]ld|redact|exception")
_COMMON = frozenset("12 14 21 22 23 24 27 30 31 35 36 38 40 41 42 43 44".split())
_USED = re.compile(
    r"(?i)\b(?:appl(?:y|ies|ied)|rel(?:y|ied|ying|iance)|use|engag\w+|disclos\w+|prevents?|cit(?:e|ed|ing)|uphold|upheld|consider)\b"
)
_US = re.compile(r"(?i)\b(?:you|your|we|us|our|i|request\w*|information|reliance)\b")
_ABOUT = re.compile(
    r"(?i)internal review|outcome of (?:the )?review|information request|request for information|disclosure log|information rights"
)
_STRONG = frozenset(
    "12(1) 12(2) 12(4) 14(1) 14(2) 21(1) 22(1) 23(1) 23(5) 24(1) 24(2) 26(1) 27(1) 27(4) 29(1) 30(1) 30(3) 30(b) 31(1) 31(3)"
    " 32(1) 33(1) 33(2) 35(1) 35(3) 36(2) 36(3) 37(1) 38(1) 38(2) 39(1) 39(2) 40(1) 40(2) 40(3A) 40(5) 40(5A) 40(5B) 41(1)"
    " 41(2) 42(1) 42(2) 43(1) 43(2) 43(3) 44(1) 44(2)".split()
)
"""With their brackets, numbers that letters about information have and hardly anything else."""
_EXCEPTION = re.compile(r"1[02]\([45]\)\([a-g]\)")
UNKNOWN = ""
"""An act, and nobody knows which."""
_FAR = 300
_BOUNCE = re.compile(
    r"(?i)delivery has failed|undeliverable|could not be delivered|diagnostic information|out of office"
)


class Belonging(NamedTuple):
    """The law a list of provisions is of, and where what names it ends."""

    law: str
    end: int


class Place(NamedTuple):
    """Where a list stands: from where to where its sentence goes, and whether it fills its line, cell or brackets."""

    start: int
    end: int
    alone: bool


class Known(NamedTuple):
    """What the laws that a document names say of it.

    `home` is the act it is under, FOIA if none says otherwise, or ABROAD; `ours` if it names any law on information,
    `environmental` one on environmental information. `act` is what "the Act" is where a page starts, "" if nobody knows.
    """

    home: str
    ours: bool
    environmental: bool
    act: str = ""


def known(counts: Counter[str]) -> Known:
    """Sum up how often a document names which laws."""
    home = "FOIA"
    if counts["FOISA"] + counts["EISR"] > counts["FOIA"]:
        home = "FOISA"
    elif counts[ABROAD] > counts[DATED] + counts["FOISA"]:
        home = ABROAD
    environmental = bool(counts["EIR"] or counts["EISR"])
    return Known(home, environmental or any(counts[law] for law in (*LAST, FOI)), environmental)


def is_strong(listed: Listed) -> bool:
    """Tell if a list has a number that letters about information have and hardly anything else."""
    return listed.unit == "s" and any(part in _STRONG for one in listed.numbers for part in parts(one.number))


class Belongings:
    """The laws that the provisions of a page are of."""

    def __init__(self, text: str, names: Names, listed: Sequence[Listed], known: Known) -> None:
        self._text = text
        self._names = names
        self._home = known.home
        self._act_before = known.act
        self._ours_named = known.ours
        self._ours = known.ours or any(map(is_strong, listed)) or any(rule.search(text) for rule in (_CLAIM, _ABOUT))
        self._environmental = known.environmental or any(
            one.unit == "reg" and _EXCEPTION.match(number.number) for one in listed for number in one.numbers
        )
        self._bounced = _BOUNCE.search(text, 0, 2000) is not None

    def beside(self, listed: Listed) -> Belonging | None:
        """Return the law that is named beside a list: after it, or just before; OTHER for what is no law of ours."""
        after = self._after(listed)
        if after:
            return after
        name = self._names.before(listed.start - 1)
        if name and name.end <= listed.start and listed.start - name.end < 12:
            between = self._text[name.end : listed.start]
            if _BEFORE.fullmatch(between) and not (name.law == FOI and "," in between):
                return Belonging(self._meant(name.law, listed), listed.end)
        return Belonging(OTHER, listed.end) if _THINGS.match(self._text, listed.end) else None

    def joined(self, listed: Listed, following: Listed) -> bool:
        """Tell if nothing but an "and" stands between two lists: what is said of the second is said of the first."""
        gap = following.start - listed.end
        return 0 <= gap < 75 and _BETWEEN.fullmatch(self._text, listed.end, following.start) is not None

    def shared(self, listed: Listed, law: str) -> Belonging | None:
        """Return the law of a list that is joined to one of a law, if its number is known there."""
        known = law == OTHER or possible(law, listed.numbers[0].number)
        return Belonging(law, listed.end) if known else None

    def likewise(self, listed: Listed) -> Belonging | None:
        """Return the law of a list on a page where others are of ours, if no other law is named there."""
        number = listed.numbers[0]
        parted = "\n" in self._text[listed.start : number.start] and "(" not in number.number
        strange = self._bounced or self._home == ABROAD or self._names.counts[OTHER]
        law = "" if strange or parted or number.dotted or not listed.unit else self._by_unit(listed)
        return Belonging(law, listed.end) if law else None

    def bare(self, listed: Listed, place: Place, end: int) -> Belonging | None:
        """Return the law of a list that nothing beside it names, if all around speaks for one of ours.

        `end` is after the list, or after "of the Act".
        """
        if self._bounced or self._home == ABROAD:
            return None
        law = self._by_unit(listed)
        name = self._names.before(listed.start, place.start)
        sentence = self._text[place.start : place.end]
        since = name.end if name else place.start
        claimed = _EXEMPTS.search(self._text, since, listed.start) is not None
        if not law or (name and name.law in (OTHER, ABROAD) and not claimed):
            return None
        if name and name.law == law:
            return Belonging(law, end)
        last = self._names.before(listed.start, max(0, place.start - _FAR))
        if last and last.law == OTHER and not _CLAIM.search(sentence):
            return None
        if listed.numbers[0].dotted and not claimed:
            return None
        of_act = end > listed.end and not self._names.counts[OTHER] and _CUE.search(sentence) is not None
        return Belonging(law, end) if of_act or self._speaks(law, listed, sentence, place) else None

    def _speaks(self, law: str, listed: Listed, sentence: str, place: Place) -> bool:
        """Tell if a sentence, or the document around it, speaks of withholding or of the law."""
        cue = _CUE.search(sentence) is not None
        number = listed.numbers[0].number
        claimed = _CLAIM.search(sentence) is not None
        if law == "GDPR":
            return True
        if law in ("EIR", "EISR"):
            return self._environmental or ((cue or claimed) and _EXCEPTION.match(number) is not None)
        if claimed and (self._ours_named or number in _COMMON or is_strong(listed)):
            return True
        if self._is_titled(law, listed) or (is_strong(listed) and (cue or place.alone)):
            return True
        if number in _COMMON and _USED.search(sentence) and _US.search(sentence):
            return True
        return self._ours and (cue or (place.alone and withholds(law, number)))

    def _is_titled(self, law: str, listed: Listed) -> bool:
        """Tell if what a provision is about stands after it."""
        number = listed.numbers[-1].number
        about = next((TITLES[law][part] for part in parts(number) if part in TITLES[law]), "")
        after = self._text[listed.end : listed.end + 60].lower()
        return bool(about) and " ".join(about.lower().split()[:2]) in " ".join(after.split())

    def _by_unit(self, listed: Listed) -> str:
        """Return the law that a word for provisions, and their number, is of in this document; "" if none."""
        number = listed.numbers[0].number
        scotland = self._home == "FOISA"
        if listed.unit == "art":
            return "GDPR" if self._names.counts["GDPR"] and possible("GDPR", number) else ""
        regulations = "EISR" if scotland else "EIR"
        if listed.unit == "reg" or (not listed.unit and self._is_exception(regulations, number)):
            return regulations if possible(regulations, number) else ""
        if listed.unit == "" and not withholds(self._home, number):
            return ""
        if listed.word.lower().startswith("para") and "(" not in number:
            return ""
        return self._home if all(possible(self._home, one.number) for one in listed.numbers[:9]) else ""

    def _is_exception(self, law: str, number: str) -> bool:
        return number in TITLES[law] and "(" in number and self._environmental

    def _after(self, listed: Listed) -> Belonging | None:
        after = _AFTER.match(self._text, listed.end)
        place = after.end() if after else listed.end
        name = self._names.at(place)
        if name and not (name.law == FOI and after and not after["of"] and "," in after[0]):
            return Belonging(self._meant(name.law, listed), name.end)
        act = _THE_ACT.match(self._text, place) if after and after["of"] and after["the"] else None
        if act:
            law = self._act(act["year"], listed)
            return Belonging(self._meant(law, listed) if law else UNKNOWN, act.end())
        if after and after["of"] and after["of"].strip() == "of" and not _LAWFUL.match(self._text, place):
            return Belonging(OTHER, listed.end) if after["the"] or self._text[place : place + 1].isalpha() else None
        titled = _TITLED.match(self._text, listed.end, listed.end + 110)
        name = self._names.at(titled.end()) if titled else None
        return Belonging(self._meant(name.law, listed), name.end) if name and name.law != OTHER else None

    def _act(self, year: str | None, listed: Listed) -> str:
        if year:
            return _BY_YEAR.get(year, OTHER)
        law = self._names.act(listed.start) or self._act_before or (self._home if self._ours_named else "")
        ours = law in ("FOIA", "FOISA")
        return law if not ours or all(possible(law, one.number) for one in listed.numbers[:9]) else OTHER

    def _meant(self, law: str, listed: Listed) -> str:
        """Return what a name means for a list: FOI is the act of this document; no section is of regulations."""
        law = (
            self._home if law in (FOI, "FOIA") and self._home in (ABROAD, *((law == FOI and ["FOISA"]) or ())) else law
        )
        law = "FOIA" if law == FOI else law
        number = listed.numbers[0].number
        if law in ("FOIA", "FOISA") and listed.unit == "reg":
            law = "EISR" if law == "FOISA" else "EIR"
        if law in ("EIR", "EISR"):
            return self._regulations(law, number) if listed.unit != "art" else OTHER
        if law in ("ABROAD", ABROAD, OTHER) or (law == "GDPR") != (listed.unit == "art"):
            return OTHER
        base = re.match(r"[0-9]+", number)
        return law if base and int(base[0]) <= LAST[law] else OTHER

    def _regulations(self, law: str, number: str) -> str:
        """Return which regulations are meant by "EIR": Scotland's, in a Scottish document."""
        if law == "EIR" and (self._home == "FOISA" or self._names.counts["EISR"]):
            return "EISR"
        return law
