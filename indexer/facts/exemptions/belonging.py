"""Which law a provision is of, by what stands beside it and by what else is said there; none of ours, mostly."""

import re
from typing import NamedTuple

from indexer.facts.exemptions.laws import LAST, TITLES, parts, withholds
from indexer.facts.exemptions.mentions import Listed, Number
from indexer.facts.exemptions.naming import ABROAD, FOI, OTHER, Names

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
_BETWEEN = re.compile(r"(?:[\s,;&/]|and|or|both|by virtue of|with|in conjunction|read)*(?:the\s)?")
_BEFORE = re.compile(r"(?:,|:|\s|-|\u2013|\(|\)|/|'s|\u2019s|at|under|in)*")
_THINGS = re.compile(
    r"(?i)\s{1,2}(?:(?:of\s)?(?:planning|housing|street|road|building|homeless\w*)\s)?(?:agreements?|officers?|notices?(?<!refusal notice)"
    r"|enquir\w+|inquir\w+|assessments?|works|monies|money|contributions?|fund\w*|gbh|wounding|assaults?|offences?|stops?"
    r"|search\w*|powers?|tenanc\w+|licen[cs]\w+|consents?|orders?|arrests?|reports?|PACE|chief|register|returns?|grants?"
    r"|detentions?|suite|patients?|referrals?|investigations?|payments?|obligations?|deeds?|land|permits?|dispensations?)(?!\w)"
)
_CUE = re.compile(
    r"(?i)exempt|withh|redact|refus|disclos|engag|exception|public interest|confirms? (?:n?or|and) den|vexatious|limit\b"
    r"|commissioner|internal review|\bthe act\b|\bFOI|freedom of information|\brel(?:y|ied|ies|ying)\b|right of access"
    r"|advice and assist|advise and assist|advice|assist|\bappl(?:y|ies|ied|ying|ication)\b|oblige|\bheld\b|\bhold\b"
    r"|working days|complain|prejudice|eithrio|\bcited?\b|\bciting|uphold|upheld|\bby virtue|repeated|release|\bspreadsheet|\bnotice"
)
_CLAIM = re.compile(
    r"(?i)exempt|withh|redact|refus|vexatious|public interest|confirms? (?:n?or|and) den|exception|manifestly|appropriate limit"
)
_STRONG = frozenset(
    [
        "40(1)",
        "40(2)",
        "43(1)",
        "43(2)",
        "12(1)",
        "12(2)",
        "14(1)",
        "14(2)",
        "41(1)",
        "42(1)",
        "42(2)",
        "23(1)",
        "23(5)",
        "24(1)",
        "24(2)",
        "22(1)",
        "31(3)",
        "30(3)",
        "27(4)",
        "35(3)",
        "36(3)",
        "38(2)",
        "40(5)",
        "40(5A)",
        "40(5B)",
        "40(3A)",
        "21(1)",
        "44(1)",
        "44(2)",
        "38(1)(a)",
        "38(1)(b)",
        "39(1)",
    ]
)
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


class Belongings:
    """The laws that the provisions of a page are of."""

    def __init__(self, text: str, names: Names, home: str) -> None:
        self._text = text
        self._names = names
        self._home = home
        self._bounced = _BOUNCE.search(text[:2000]) is not None

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
        return 0 <= gap < 30 and _BETWEEN.fullmatch(self._text, listed.end, following.start) is not None

    def bare(self, listed: Listed, place: Place) -> Belonging | None:
        """Return the law of a list that nothing beside it names, if all around speaks for one of ours."""
        if self._bounced or self._home == ABROAD:
            return None
        law = self._by_unit(listed)
        name = self._names.before(listed.start, place.start)
        sentence = self._text[place.start : place.end]
        claimed = _CLAIM.search(self._text[place.start : listed.start]) is not None
        if not law or (name and name.law in (OTHER, ABROAD) and not claimed):
            return None
        number = listed.numbers[0]
        if number.dotted and not claimed:
            return None
        return Belonging(law, listed.end) if self._speaks(law, number, sentence, place) else None

    def _speaks(self, law: str, number: Number, sentence: str, place: Place) -> bool:
        """Tell if a sentence, or the document around it, speaks of withholding or of the law."""
        if law in ("EIR", "EISR", "GDPR"):
            return law == "GDPR" or self._environmental() or _CLAIM.search(sentence) is not None
        ours = self._is_ours()
        if _CLAIM.search(sentence) or (ours and _CUE.search(sentence)):
            return True
        return (place.alone or any(part in _STRONG for part in parts(number.number))) and (
            ours and withholds(law, number.number)
        )

    def _by_unit(self, listed: Listed) -> str:
        """Return the law that a word for provisions, and their number, is of in this document; "" if none."""
        number = listed.numbers[0].number
        scotland = self._home == "FOISA"
        if listed.unit == "art":
            known = self._names.counts["GDPR"] and any(part in TITLES["GDPR"] for part in parts(number))
            return "GDPR" if known else ""
        regulations = "EISR" if scotland else "EIR"
        if listed.unit == "reg" or (not listed.unit and self._is_exception(regulations, number)):
            return regulations if any(part in TITLES[regulations] for part in parts(number)) else ""
        if listed.unit == "" and not withholds(self._home, number):
            return ""
        if listed.word.lower().startswith("para") and "(" not in number:
            return ""
        return self._home if any(part in TITLES[self._home] for part in parts(number)) else ""

    def _is_exception(self, law: str, number: str) -> bool:
        return number in TITLES[law] and "(" in number and self._environmental()

    def _after(self, listed: Listed) -> Belonging | None:
        after = _AFTER.match(self._text, listed.end)
        place = after.end() if after else listed.end
        name = self._names.at(place)
        if name and not (name.law == FOI and after and not after["of"] and "," in after[0]):
            return Belonging(self._meant(name.law, listed), name.end)
        act = _THE_ACT.match(self._text, place) if after and after["of"] and after["the"] else None
        if act:
            return Belonging(self._meant(self._act(act["year"], listed), listed), act.end())
        if after and after["of"] and after["of"].strip() == "of" and not _LAWFUL.match(self._text, place):
            return Belonging(OTHER, listed.end) if after["the"] or self._text[place : place + 1].isalpha() else None
        titled = _TITLED.match(self._text, listed.end, listed.end + 110)
        name = self._names.at(titled.end()) if titled else None
        return Belonging(self._meant(name.law, listed), name.end) if name and name.law != OTHER else None

    def _act(self, year: str | None, listed: Listed) -> str:
        if year:
            return _BY_YEAR.get(year, OTHER)
        return self._names.act(listed.start) or self._home

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

    def _environmental(self) -> bool:
        return bool(self._names.counts["EIR"] or self._names.counts["EISR"])

    def _is_ours(self) -> bool:
        return any(self._names.counts[law] for law in ("FOIA", "FOISA", FOI, "EIR", "EISR", "GDPR", "DPA"))
