"""Which law a provision is of, by what stands beside it and by what else is said there; none of ours, mostly."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from indexer.facts.exemptions import cues, subjects
from indexer.facts.exemptions.laws import LAST, TITLES, parts, possible, withholds
from indexer.facts.exemptions.mentions import Listed
from indexer.facts.exemptions.naming import ABROAD, DATED, FOI, OTHER, RULES, Names

UNKNOWN = ""
"""An act, and nobody knows which."""
_FAR = 300
_NEAR = 120
_BESIDE = 12

_AFTER = re.compile(
    r"[\s,]{0,3}(?:\([^()\n]{3,60}\)[\s,]{0,3})?(?:[-\u2013]\s)?"
    r"(?P<of>(?:of|o|in|to|under|within|from|by)\s{1,3}(?:both\s{1,3})?)?"
    r"\(?(?P<the>(?:the|that|this|our|your|its|an?|said|same)\s{1,3})?"
)
_TITLED = re.compile(
    r"[^\S\n]{0,2}[-\u2013:,(]{0,1}\s{0,2}(?:[^\W\d_]{1,30}+[,)]{0,2}\s{1,3}){1,7}?(?:of|under)\s{1,3}(?:the\s{1,3})?"
)
_THE_ACT = re.compile(
    r"(?:(?:above|aforementioned|said|same)\s{1,3})?(?:(?P<year>[12][0-9]{3})\s{1,3})?[Aa]ct(?![^\W_])"
)
_BY_YEAR = {"2000": "FOIA", "2002": "FOISA", "1998": "DPA", "2018": "DPA"}
_LAWFUL = re.compile(
    r"(?:[^\W_]{1,30}+\s){0,3}?(?:Act|Freedom|FOI|[Ll]egislation|[Rr]egulations|EIR|Environmental|Information)"
)
_BETWEEN = re.compile(
    r"(?:\s{0,2}\([^()\n]{3,60}\))?(?:[\s,;&/]|and|or|both|by virtue of|with|in conjunction|read)*+(?:the\s)?"
)
_BEFORE = re.compile(r"(?:,|:|\s|-|\u2013|\(|\)|/|'s|\u2019s|at|under|in)*")


class Belonging(NamedTuple):
    """The law a list of provisions is of, OTHER or UNKNOWN, and where what names it ends."""

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
    `environmental` one on environmental information. `act` is what "the Act" is where a page starts, "" if unknown.
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


class Belongings:
    """The laws that the provisions of a page are of."""

    def __init__(self, text: str, names: Names, listed: Sequence[Listed], document: Known) -> None:
        self._text = text
        self._names = names
        self._sentences: dict[tuple[int, int], tuple[bool, bool]] = {}
        self._home = document.home
        self._act_before = document.act
        self._ours_named = document.ours
        self._said_ours = document.ours or any(rule.search(text) for rule in (cues.CLAIM, cues.ABOUT))
        self._ours = self._said_ours or any(map(cues.is_strong, listed))
        self._environmental = document.environmental or any(map(cues.is_exception, listed))
        self._strange = document.home == ABROAD or cues.BOUNCED.search(text, 0, 2000) is not None

    def beside(self, listed: Listed) -> Belonging | None:
        """Return the law that is named beside a list: after it, or just before; OTHER for what is no law of ours."""
        after = self._after(listed)
        if after:
            return after
        name = self._names.before(listed.start - 1)
        if name and name.end <= listed.start and listed.start - name.end < _BESIDE:
            between = self._text[name.end : listed.start]
            if _BEFORE.fullmatch(between) and not (name.law == FOI and "," in between):
                return Belonging(self._meant(name.law, listed), listed.end)
        return (
            Belonging(OTHER, listed.end) if cues.of_things(self._text, listed.end, listed.numbers[-1].number) else None
        )

    def joined(self, listed: Listed, following: Listed) -> bool:
        """Tell if nothing but an "and" stands between two lists: what is said of the second is said of the first."""
        gap = following.start - listed.end
        return 0 <= gap < 75 and _BETWEEN.fullmatch(self._text, listed.end, following.start) is not None

    def shared(self, listed: Listed, law: str) -> Belonging | None:
        """Return the law of a list that is joined to one of a law, if its number is known there."""
        is_of = law == OTHER or possible(law, listed.numbers[0].number)
        return Belonging(law, listed.end) if is_of else None

    def likewise(self, listed: Listed) -> Belonging | None:
        """Return the law of a list on a page where others are of ours, if no other law is named there."""
        number = listed.numbers[0]
        parted = "\n" in self._text[listed.start : number.start] and "(" not in number.number
        strange = self._strange or self._is_foreign(listed) or parted or number.dotted or not listed.unit
        law = "" if strange else self._by_unit(listed)
        return Belonging(law, listed.end) if law else None

    def bare(self, listed: Listed, place: Place, end: int) -> Belonging | None:
        """Return the law of a list that nothing beside it names, if all around speaks for one of ours.

        `end` is after the list, or after "of the Act".
        """
        law = "" if self._strange else self._by_unit(listed)
        if not law or (listed.column and not self._said_ours):
            return None
        cue, claimed = self._said(place)
        if self._is_strange(listed, place):
            return None
        name = self._names.before(listed.start, place.start)
        exempts = cues.EXEMPTS.search(self._text, name.end if name else place.start, listed.start) is not None
        others = (OTHER, ABROAD) if listed.unit == "s" else (OTHER, ABROAD, RULES)
        if (name and name.law in others and not exempts) or (listed.numbers[0].dotted and not exempts):
            return None
        last = self._names.before(listed.start, max(0, place.start - _FAR))
        if last and last.law in others and last.law != ABROAD and not claimed:
            return None
        of_act = end > listed.end and not self._names.counts[OTHER] and cue
        speaks = (name and name.law == law) or of_act or self._speaks(law, listed, place)
        return Belonging(law, end) if speaks else None

    def _is_strange(self, listed: Listed, place: Place) -> bool:
        """Tell if a bare list stands beside what other laws are about, and in a text that names none of ours."""
        if self._ours_named or cues.is_strong(listed) or cues.EXEMPTS.search(self._text, place.start, place.end):
            return False
        return subjects.is_strange(self._near(place))

    def _is_foreign(self, listed: Listed) -> bool:
        """Tell if the page names another law that has provisions of this kind."""
        return bool(self._names.counts[OTHER] or (listed.unit != "s" and self._names.counts[RULES]))

    def _said(self, place: Place) -> tuple[bool, bool]:
        """Tell if a sentence has words of a letter about information, and of withholding."""
        key = place[:2]
        if key not in self._sentences:
            sentence = self._text[place.start : place.end]
            self._sentences[key] = (cues.CUE.search(sentence) is not None, cues.CLAIM.search(sentence) is not None)
        return self._sentences[key]

    def _speaks(self, law: str, listed: Listed, place: Place) -> bool:
        """Tell if a sentence, or the document around it, speaks of withholding or of the law."""
        cue, claimed = self._said(place)
        number = listed.numbers[0].number
        strong = cues.is_strong(listed)
        if law == "GDPR":
            return True
        if law in ("EIR", "EISR"):
            return self._environmental or ((cue or claimed) and cues.is_exception(listed))
        if claimed and (self._ours_named or number in cues.COMMON or strong):
            return True
        if not listed.word:
            return strong and (cue or claimed or self._ours or self._is_of_answer(listed, place))
        if self._is_titled(law, listed) or (strong and (cue or place.alone)):
            return True
        if self._is_of_answer(listed, place):
            return True
        if number in cues.COMMON and cues.USED.search(self._text, place.start, place.end) and self._is_addressed(place):
            return True
        return self._ours and (cue or (place.alone and withholds(law, number)))

    def _is_bracketed(self, listed: Listed) -> bool:
        """Tell if a list is in brackets, on a page that names no other law."""
        return self._text[listed.start - 1 : listed.start] in ("(", "[") and not self._names.counts[OTHER]

    def _near(self, place: Place) -> str:
        return self._text[max(0, place.start - _NEAR) : place.end + _NEAR]

    def _is_addressed(self, place: Place) -> bool:
        """Tell if somebody writes to somebody there, and not of what other laws are about."""
        if cues.US.search(self._text, place.start, place.end):
            return True
        near = self._near(place)
        return cues.US.search(near) is not None and not subjects.is_strange(near)

    def _is_of_answer(self, listed: Listed, place: Place) -> bool:
        """Tell if the text around speaks of what a section is about, as a letter does that answers a request."""
        near = self._near(place)
        number = listed.numbers[0].number
        section = parts(number)[-1]
        if section in cues.COMMON and not subjects.is_strange(near):
            refused = subjects.REFUSED.search(self._text, place.start, place.end)
            us = cues.US.search(near) is not None
            if (refused and (place.alone or us)) or (us and self._is_bracketed(listed)):
                return True
        if listed.unit not in ("s", "") or self._home != "FOIA":
            return False
        answers = subjects.ASKED.search(near) or subjects.REFUSED.search(near)
        if subjects.speaks_of(section, near):
            ends = self._text[listed.end : listed.end + 1] in (".", ")", "]", "")
            said = cues.US.search(self._text, place.start, place.end)
            return bool(answers or "(" in number or said) or ends
        return False

    def _is_titled(self, law: str, listed: Listed) -> bool:
        """Tell if what a provision is about stands after it."""
        number = listed.numbers[-1].number
        about = next((TITLES[law][part] for part in parts(number) if part in TITLES[law]), "")
        after = " ".join(self._text[listed.end : listed.end + 60].lower().split())
        if about and " ".join(about.lower().split()[:2]) in after:
            return True
        return self._home == "FOIA" and subjects.titled(parts(number)[-1], after)

    def _by_unit(self, listed: Listed) -> str:
        """Return the law that a word for provisions, and their number, is of in this document; "" if none."""
        number = listed.numbers[0].number
        if listed.unit == "art":
            return "GDPR" if self._names.counts["GDPR"] and possible("GDPR", number) else ""
        regulations = "EISR" if self._home == "FOISA" else "EIR"
        exception = number in TITLES[regulations] and "(" in number and self._environmental
        if listed.unit == "reg" or (not listed.unit and exception):
            return regulations if possible(regulations, number) else ""
        paragraph = listed.word.lower().startswith("para") and "(" not in number
        if not listed.unit and (paragraph or not withholds(self._home, number)):
            return ""
        return self._home if all(possible(self._home, one.number) for one in listed.numbers) else ""

    def _after(self, listed: Listed) -> Belonging | None:
        """Return the law that is named after a list: "of the Freedom of Information Act", "FOIA", "of the Act"."""
        after = _AFTER.match(self._text, listed.end)
        if not after:
            return None
        place = after.end()
        name = self._names.at(place)
        if name and not (name.law == FOI and not after["of"] and "," in after[0]):
            return Belonging(self._meant(name.law, listed), name.end)
        act = _THE_ACT.match(self._text, place) if after["of"] and after["the"] else None
        if act:
            law = self._act(act["year"], listed)
            return Belonging(self._meant(law, listed) if law else UNKNOWN, act.end())
        if after["of"] and after["of"].strip() == "of" and not _LAWFUL.match(self._text, place):
            return Belonging(OTHER, listed.end) if after["the"] or self._text[place : place + 1].isalpha() else None
        titled = _TITLED.match(self._text, listed.end, listed.end + 110)
        name = self._names.at(titled.end()) if titled else None
        return Belonging(self._meant(name.law, listed), name.end) if name and name.law not in (OTHER, RULES) else None

    def _act(self, year: str | None, listed: Listed) -> str:
        """Return which law "the Act" is, or "the 2000 Act"."""
        if year:
            return _BY_YEAR.get(year, OTHER)
        law = self._names.act(listed.start) or self._act_before or (self._home if self._ours_named else UNKNOWN)
        ours = law in ("FOIA", "FOISA")
        return law if not ours or all(possible(law, one.number) for one in listed.numbers) else OTHER

    def _meant(self, law: str, listed: Listed) -> str:
        """Return what a law's name means for a list: "FOI" is the act of this document, "EIR" its regulations."""
        if law == FOI or (law == "FOIA" and self._home == ABROAD):
            law = self._home
        if law in ("FOIA", "FOISA") and listed.unit == "reg":
            law = "EISR" if law == "FOISA" else "EIR"
        if law == "EIR" and (self._home == "FOISA" or self._names.counts["EISR"]):
            law = "EISR"
        if law in ("EIR", "EISR"):
            return law if listed.unit != "art" else OTHER
        if law in (ABROAD, OTHER, RULES) or (law == "GDPR") != (listed.unit == "art"):
            return OTHER
        return law if int(parts(listed.numbers[0].number)[-1].rstrip("AB")) <= LAST[law] else OTHER
