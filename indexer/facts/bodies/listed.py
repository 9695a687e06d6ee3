"""Companies named without a form, one or several, where the words before them say that a company is."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from indexer.facts.bodies.companies import trimmed
from indexer.facts.bodies.heads import looks_public
from indexer.facts.bodies.places import is_place
from indexer.facts.bodies.triggers import Triggers
from indexer.facts.bodies.vocabulary import ACTIVITIES, FORMS, LEADING, NAMES, OFFICE, TITLES, TRADES, word_set
from indexer.facts.bodies.wording import AUTHORITY, COMPANY, Mention, Wording

_NEXT = re.compile(
    r"(?:[ \n]?\([^()\n]{1,60}+\))?+(?:[ \n][£€]\d++(?:[.,]\d++)*+[kmbn]{0,2})?+"
    r"(?:[,;]?[ \n](?:and|or|as[ \n]well[ \n]as|together[ \n]with|plus)[ \n]|[,;][ \n]?|[ \n]/[ \n]"
    r"|[ \n][0-9]{1,2}[.)][ ])"
    r"(?:(?:and|by|with|to|from|the|The)[ \n]){0,3}"
)
_AND = re.compile(
    r"(?:(?:[ \n]?\([^()\n]{1,60}+\)|[ \n][£€]\d++(?:[.,]\d++)*+[kmbn]{0,2})(?:[,;]?[ \n](?:and|or)[ \n]|[,;][ \n])"
    r"|,?[ \n]and[ \n])"
)
"""What is between a company with its form and one without: "and", or a sum or bracket and a comma."""
_NUMBERED = re.compile(r"[.)][ \n]")
_BULLET = re.compile(r"[^\n]{0,80}\n[ \t]{0,8}(?:[-*•\u2013\u2022·o]|\d{1,2}[.)])[ \t]{1,4}")
_LONGEST, _MOST = 7, 30
_LINKS = frozenset((", ", " and ", ", and ", "; ", ",\n", "\nand ", " and\n", "; and ", ",\nand "))
"""What stands between the names of a list."""
_WITHIN = frozenset(("&", "and", "of", "de", "la", "y"))
_ENDINGS = TRADES - ACTIVITIES
_PARTS = word_set("Dept Department Team Directorate Unit Committee Section Division Branch Panel Officer Officers")
"""What parts of an authority end in."""
_ABBREVIATIONS = word_set("VAT FOI EIR GDPR CCTV PDF ICT NHS FTE GBP DPA FOIA UK EU USA TBC NIL POA GP HQ HR")


def listed(wording: Wording, companies: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the companies that are named where words say so, or in one list with a company that has its form."""
    triggers = Triggers(wording)
    for first, last in wording.rows:
        start = wording.tokens[first].start
        if triggers.before(start):
            leading = wording.tokens[first].word.lower() in LEADING
            yield from _names(wording, trimmed(wording, first, last) if leading else first)
        elif last > first and _is_told(wording, first, last, triggers):
            begin = trimmed(wording, first, last)
            if begin < last and a_name(wording, begin, last):
                yield wording.mention(begin, last, kind_of(wording, begin, last))
    if companies:
        yield from chained(wording, {company.end for company in companies})
    for company in companies:
        after = _AND.match(wording.text, company.end)
        following = wording.places.get(after.end()) if after else None
        if following is not None:
            yield from _names(wording, following)


def _is_told(wording: Wording, first: int, last: int, triggers: Triggers) -> bool:
    """Tell whether the words after a row of some with capitals, its own last, or a sum say that it is a company's."""
    start, end = wording.tokens[first].start, wording.tokens[last].end
    ends_so = wording.tokens[last].word in _ENDINGS and triggers.soft(start)
    return ends_so or triggers.after(end) or triggers.priced(start, end)


def chained(wording: Wording, ends: Container[int]) -> Iterator[Mention]:
    """Yield the names in a list with a company that has its form: "A, B and C Ltd"."""
    chain: list[tuple[int, int]] = []
    for first, last in (*wording.rows, (0, -1)):
        between = (
            wording.text[wording.tokens[chain[-1][1]].end : wording.tokens[first].start] if chain and last >= 0 else ""
        )
        if between not in _LINKS:
            if len(chain) > 1:
                yield from _of_chain(wording, chain, ends)
            chain = []
        chain.append((first, last))


def _of_chain(wording: Wording, chain: Sequence[tuple[int, int]], ends: Container[int]) -> Iterator[Mention]:
    tokens = wording.tokens
    told = any(tokens[last].end in ends for _, last in chain)
    closed = any(
        wording.text[tokens[last].end : tokens[after].start].strip(", \n") for (_, last), (after, _) in pairwise(chain)
    )
    if told and closed:
        for first, last in chain:
            begin = trimmed(wording, first, last)
            if a_name(wording, begin, last):
                yield wording.mention(begin, last, kind_of(wording, begin, last))


def a_name(wording: Wording, first: int, last: int) -> bool:
    """Tell whether words with capitals can be a company's name: no place, no person, no heading."""
    words = [token.word for token in wording.tokens[first : last + 1]]
    if words[-1] in FORMS and len(words) > 1:
        return True
    plain = [word.lower() for word in words]
    if all(word in OFFICE or word in LEADING or word.isdigit() or len(word) < 2 for word in plain):
        return False
    if words[0] in TITLES or (words[0] in NAMES and 1 < len(words) < 4 and not {*words} & (TRADES | {"&", "and"})):
        return False
    if words[-1] in _PARTS:
        return False
    if len(words) > 1 and all(len(word) == 1 and word != "&" for word in words[:-1]):
        return False
    return not (len(words) == 1 and words[0] in _ABBREVIATIONS) and not is_place(wording.between(first, last))


def kind_of(wording: Wording, first: int, last: int) -> str:
    """Return of which kind who is paid is: words for a public body are in a name, or it is a company's."""
    public = wording.tokens[last].word not in FORMS and looks_public(wording.between(first, last))
    return AUTHORITY if public else COMPANY


def _starts(word: str) -> bool:
    if word[0].isdigit():
        return not word.isdigit() and word[-2:] not in {"st", "nd", "rd", "th"}
    return word[0].isupper() or (len(word) > 2 and word[1].isupper())


def _names(wording: Wording, first: int) -> Iterator[Mention]:
    """Yield a list of names: they are parted by commas and "and", or stand on lines of their own with bullets."""
    tokens, text = wording.tokens, wording.text
    for at in range(_MOST):
        last = _end(wording, first)
        if not _starts(tokens[first].word) or (not at and _an_office(wording, first, last)):
            return
        start = trimmed(wording, first, last)
        if a_name(wording, start, last):
            yield wording.mention(start, last, kind_of(wording, start, last))
        after = _NEXT.match(text, tokens[last].end) or _BULLET.match(text, tokens[last].end)
        following = wording.places.get(after.end()) if after else None
        if following is None:
            return
        first = following


def _an_office(wording: Wording, first: int, last: int) -> bool:
    """Tell whether "the" goes before a name that does not end as a company's: "the Pharmacy", "the Special Counsel"."""
    start = wording.tokens[first].start
    the = wording.text[max(0, start - 4) : start].split() == ["the"]
    return the and wording.tokens[last].word not in TRADES and wording.tokens[last].word not in FORMS


def _end(wording: Wording, first: int) -> int:
    """Return the last word of the name that begins here."""
    tokens, last = wording.tokens, first
    at = first
    while at + 1 < len(tokens) and at - first < _LONGEST:
        form = tokens[at + 1].word in FORMS
        if not wording.joined(at, commas=form, brackets=form or _bracketed(wording, at), owned=True):
            break
        at += 1
        word = tokens[at].word
        if _starts(word) or form or (word.isdigit() and not _NUMBERED.match(wording.text, tokens[at].end)):
            last = at
            if form:
                break
        elif word not in _WITHIN or (word == "and" and not _partners(wording, at)):
            break
    return last


def _partners(wording: Wording, at: int) -> bool:
    """Tell whether "and" is of a firm's name: "Ferris and Webb Solicitors"."""
    return any(
        t.word in {"Sons", "Co", "Solicitors", "Partners", "LLP", "Company"} for t in wording.tokens[at + 1 : at + 3]
    )


def _bracketed(wording: Wording, at: int) -> bool:
    """Tell whether what follows is a bracket in a name that goes on to its form: "Penrose (Builders) Ltd"."""
    return any(token.word in FORMS for token in wording.tokens[at + 1 : at + 4])
