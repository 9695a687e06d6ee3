"""Numbers of provisions with no word for one before them: "withheld under 40(2)", "EIR 12(5)(b)", "exempt: 31-1-a"."""

import re
from collections.abc import Iterator, Sequence

from indexer.facts.exemptions.mentions import Listed, Number, numbers

_NUMBER = re.compile(
    r"[1-4](?<![\w.,(/\u00a3$:-].)[0-9](?:[^\S\n]?\((?=\s?[0-9a-e])|-[1-9](?:-[a-z])?(?![\w-]))|\((?=[1-4][0-9]\([0-9])"
)
_LAW = r"FOI(?:A|SA|\(S\)A|\s[Aa]ct)?|Freedom\sof|EI\(?S?\)?Rs?|Environmental\sInformation|[Tt]he\s(?:Regulations|Act)"
_BEFORE = re.compile(
    r"(?i:exempt(?:ed|ions?)?|exceptions?|with(?:held|holding)|redact(?:ed|ions?|ing)|refus(?:ed|al|ing)|removed|blanked"
    r"|appl(?:y|ied|ying|ies)|reli(?:ed|es)\s(?:up)?on|rely(?:ing)?\s(?:up)?on|engag(?:ed|es|ing)|cit(?:ed|ing)|used|invoked?"
    rf"|claim(?:ed|ing)?)|(?:{_LAW})"
)
_PREPOSITION = (
    r"under|by|by\s(?:virtue|reason)\sof|because\sof|on\sthe\sbasis\sof|in\sterms\sof|pursuant\sto|in\sline\swith|per"
)
_ENDING = re.compile(rf"(?:(?<![^\W_])(?:{_PREPOSITION})|[^\W\d_]:)\s$")
_JOINING = re.compile(rf"[\s,:(\[|\u2010-\u2015-]{{1,4}}(?:(?:{_PREPOSITION}|at|as|in|is|are)\s)?\(?")
_OF_LAW = re.compile(rf"[\s,(]{{1,2}}(?:(?:of|in|under)\s)?(?:the\s)?(?:{_LAW})")
_REACH = 40


def unled(text: str, led: Sequence[Listed]) -> Iterator[Listed]:
    """Yield them, but for those of the lists that are found already."""
    ends, at, until = [(one.start, one.end) for one in led], 0, 0
    for match in _NUMBER.finditer(text):
        while at < len(ends) and ends[at][1] <= match.start():
            at += 1
        taken = at < len(ends) and ends[at][0] <= match.start()
        if taken or match.start() < until:
            continue
        found = _dashed(match) if "-" in match[0] else numbers(text, match.start() + (match[0] == "("), many=False)
        if found and _is_provision(text, match.start(), found[-1].end):
            until = found[-1].end
            yield Listed(found[0].start, until, "", "", tuple(found))


def _dashed(match: re.Match[str]) -> list[Number]:
    first, *inner = match[0].split("-")
    return [Number(match.start(), match.end(), first + "".join(f"({one})" for one in inner), dotted=True)]


def _is_provision(text: str, start: int, end: int) -> bool:
    """Tell if what stands beside a number is a law's name or a word of withholding, or brackets around it."""
    if _OF_LAW.match(text, end) or (text[start] == "(" and text[end : end + 1] == ")"):
        return True
    before = text[max(0, start - _REACH) : start]
    return _ENDING.search(before) is not None or any(
        _JOINING.fullmatch(before, word.end()) for word in _BEFORE.finditer(before)
    )
