"""Names of laws in a text: those on information by all their names, and any other act, lest it is taken for one."""

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

OTHER = "other"
"""Any other law. Its sections are none of ours."""
RULES = "rules"
"""Any other regulations, orders and rules. They have no sections: one that is named after them is of another law."""
ABROAD = "abroad"
"""A law on information of another country: where one is named, "the FOI Act" is that."""
DATED = "2000"
"""How often the act of 2000 is named with its year, which tells it from acts of the same name abroad."""
FOI = "FOI"
"""Said of either act: of Scotland's where a document names that."""

_YEAR_ABROAD = r"(?:19[0-9]{2}|200[13-9]|20[1-9][0-9])"
_OURS = re.compile(
    r"[FEDGUO5](?<![^\W_].)(?:"
    rf"(?P<abroad>(?<=F)(?:reedom\s+of\s+Information|OI)\s+Act,?\s+{_YEAR_ABROAD}|(?<=O)fficial\s+Information\s+Act"
    r"|(?<=5)\sU\.?\s?S\.?\s?C\.?\s(?:\u00a7\s?)?552)"
    r"|(?P<rules>(?<=F)reedom\s+of\s+Information\s+and\s+Data\s+Protection\s+\(Appropriate\s+Limit\s+and\s+Fees\)\s+Regulations)"
    r"|(?P<FOISA>(?<=F)reedom\s+of\s+[Il]nformation\s+(?:\(Scotland\)\s+Act(?:\s+2002)?|Act\s+2002)"
    r"|(?<=F)[Oo][Ii](?:\(S\)|S)A?(?:\s+2002)?)"
    r"|(?P<FOIA>(?<=F)reedom\s+of\s+[Il]nformation\s+[Aa]ct(?:\s+\(?2000\)?)?|(?<=F)[Oo][Ii](?:A|\s+Act)(?:\s+\(?2000\)?)?)"
    r"|(?P<FOI>(?<=F)reedom\s+of\s+[Il]nformation|(?<=F)[Oo]I)"
    r"|(?P<EISR>(?<=E)nvironmental\s+Information\s+\(Scotland\)\s+Regulations(?:\s+2004)?|(?<=E)I(?:\(S\)|S)Rs?(?:\s+2004)?)"
    r"|(?P<EIR>(?<=E)nvironmental\s+[Il]nformation\s+Regulations(?:\s+2004)?|(?<=E)IRs?(?:\s+2004)?)"
    r"|(?P<DPA>(?<=D)ata\s+Protection\s+Act(?:\s+(?:1984|1998|2018))?|(?<=D)PA(?:\s+(?:1998|2018))?)"
    r"|(?P<GDPR>(?:(?<=U)K\s+(?:GDPR|General\s+Data\s+Protection\s+Regulation)|(?<=G)DPR|(?<=G)eneral\s+Data\s+Protection\s+Regulation"
    r"(?:\s+\(EU\)\s+2016/679)?)))(?![^\W_])"
)
_SITE_ABROAD = re.compile(
    r"\.(?:gov|org|com|net)\.au(?![^\W_])|\.(?:govt|org)\.nz(?![^\W_])|\.gov\.ie(?![^\W_])|\(Cth\)"
)
_WELSH = re.compile(r"(?:Deddf|Ddeddf)\s+Rhyddid\s+Gwybodaeth(?:\s+2000)?")
_ANY = re.compile(
    r"(?<![^\W_])(?:Acts?|Regulations?|Order|Rules|Measure|Convention|Treaty|Directive|Charter|Bill|Byelaws?|Ordinance)"
    r"(?![^\W_])(?:,?\s+(?:1[89][0-9]{2}|20[0-9]{2}))?"
)
_RULES = ("Regulation", "Order", "Rules")
_DEFINED = re.compile(r"[^\S\n]?\([^()]{0,24}\b[Tt]he\s(?:[0-9]{4}\s)?Act\b")
_WORD = re.compile(r"\S+\s+")
_JOINING = frozenset({"of", "and", "the", "at", "etc.", "etc", "for", "to", "in", "on", "with", "&", "from"})
_NEVER_FIRST = frozenset({"The", "This", "That", "Under", "In", "By", "Section", "Sections", "Of", "An", "A", "Both"})


class Name(NamedTuple):
    """A law named: where, and which, or one of the above. `defined` if it is called "the Act" from here on."""

    start: int
    end: int
    law: str
    defined: bool


class Names:
    """The laws that a text names, in order."""

    def __init__(self, text: str) -> None:
        self._names = _names(text)
        self._starts = [name.start for name in self._names]
        self.counts = Counter(name.law for name in self._names)
        self.counts[ABROAD] += len(_SITE_ABROAD.findall(text))
        self.counts[DATED] = sum(
            text.endswith("2000", name.start, name.end) for name in self._names if name.law == "FOIA"
        )

    def before(self, place: int, since: int = 0) -> Name | None:
        """Return the law named last before a place, and not before another place."""
        at = bisect_right(self._starts, place) - 1
        return self._names[at] if at >= 0 and self._starts[at] >= since else None

    def at(self, place: int) -> Name | None:
        """Return the law of which the name starts at a place."""
        name = self.before(place, place)
        return name if name and name.start == place else None

    def act(self, place: int) -> str:
        """Return which law "the Act" is at a place: the last so defined before it, else the last act named, or ""."""
        at = bisect_right(self._starts, place)
        acts = [name for name in self._names[max(0, at - 50) : at] if name.law in ("FOIA", "FOISA", OTHER, ABROAD)]
        defined = [name for name in acts if name.defined]
        return (defined or acts)[-1].law if acts else ""


def _names(text: str) -> list[Name]:
    found = [
        Name(one.start(), one.end(), one.lastgroup or "", _is_defined(text, one.end())) for one in _OURS.finditer(text)
    ]
    found += [Name(one.start(), one.end(), "FOIA", defined=False) for one in _WELSH.finditer(text)]
    found.sort()
    starts = [name.start for name in found]
    ours = tuple(found)
    for one in _ANY.finditer(text):
        at = bisect_right(starts, one.start()) - 1
        start = _first(text, one.start())
        if start < one.start() and not (at >= 0 and ours[at].end > one.start()):
            law = RULES if one[0].startswith(_RULES) else OTHER
            found.append(Name(start, one.end(), law, _is_defined(text, one.end())))
    found.sort()
    return found


def _is_defined(text: str, end: int) -> bool:
    return _DEFINED.match(text, end, end + 45) is not None


def _first(text: str, end: int) -> int:
    """Return where a name starts that ends with "Act" or the like: at the first of its words with a capital."""
    at = start = end
    before = _WORD.findall(text, max(0, end - 110), end)
    if before and before[-1].strip() in _JOINING - {"etc.", "etc"}:
        return end
    for word in reversed(before):
        at -= len(word)
        plain = word.strip()
        if (plain[-1] in ".;:" and plain not in _JOINING) or any(letter.isdigit() for letter in plain):
            break
        if plain.lstrip("('\"\u2018\u201c")[:1].isupper() and plain not in _NEVER_FIRST:
            start = at
        elif plain not in _JOINING:
            break
    return start
