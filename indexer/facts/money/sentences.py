"""Sentences of a page, over the line ends that a layout has put into them."""

import re
from collections.abc import Iterator, Sequence

LONGEST = 1500
"""A sentence is cut here: text without a full stop is data, or hostile."""

_END = re.compile(r"[.!?][\"'\u201d\u2019)]{0,2}(?=\s+[\"'\u201c\u2018(]?[A-Z0-9£€$\u2022-]|\s*$)")
_SHORT = re.compile(
    r"(?:\b(?:[Nn]os?|Co|Mr|Mrs|Ms|Dr|Cllr|St|approx|inc|incl|excl?|exc|e\.g|i\.e|p\.a|Ch|ref|Ref|Rs|vs"
    r"|para|paras|reg|pp|p|s|ss|etc|Inc|cf|[A-Z])"
    r"|\b[A-Z]\.[A-Z])\.$"
)
_GOES_ON = re.compile(
    r"(?:,|-|\b(?:and|or|of|the|a|an|to|in|on|at|by|for|from|with|was|were|is|are|as|that|which|between|since"
    r"|until|over|than|its|our|total|their|cost|received|paid|spent|charged|awarded|costing|totalling|worth"
    r"|approximately|about|around|nearly|under|above|below|only|just|up|been|be|has|had|have|this|these|under"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|per|Mr|Mrs|No\.|[£€$]))$"
)
_NEW = re.compile(r"\s*(?:[\u2022\u00b7\u25cf\u25aa*o-]\s|\(?[0-9a-z]{1,3}[.)]\s|Q[0-9]+[.:)]|Question\s[0-9])")
_BEGINS = re.compile(
    r"\s+(?:The|This|It|In|We|They|All|For|Please|No|Total|A|These|That|There|Our|Fees|Payments?|Between"
    r"|Since|From|During|On|At|By|To|Each|Both|Of|However|As|An|Following|Further)\b"
)
_SHORT_LINE = 48

Place = tuple[int, int]


def paragraphs(text: str, lines: Sequence[Place]) -> Iterator[Place]:
    """Yield the paragraphs of some lines that follow one another: from where to where each goes."""
    begun: int | None = None
    for at, (start, end) in enumerate(lines):
        if not text[start:end].strip():
            continue
        begun = start if begun is None else begun
        after = lines[at + 1] if at + 1 < len(lines) else None
        if after is None or _breaks(text, (start, end), after):
            yield begun, end
            begun = None


def sentences(text: str, start: int, end: int) -> Iterator[Place]:
    """Yield the sentences of a paragraph, none longer than LONGEST."""
    at = start
    for match in _END.finditer(text, start, end):
        if (
            match.group()[0] == "."
            and _SHORT.search(text, max(at, match.start() - 8), match.start() + 1)
            and not (_BEGINS.match(text, match.end()))
        ):
            continue
        yield from _cut(at, match.end())
        at = match.end()
    if text[at:end].strip():
        yield from _cut(at, end)


def _breaks(text: str, line: Place, after: Place) -> bool:
    """Tell whether a paragraph ends at the end of a line."""
    if after[0] - line[1] > 1:
        return True
    ahead = text[after[0] : after[0] + 24]
    if not ahead.strip() or _NEW.match(ahead):
        return True
    printed = text[line[0] : line[1]].rstrip()
    first = ahead.lstrip()[:1]
    if first.islower() or _GOES_ON.search(printed[-20:]):
        return False
    if printed.endswith((".", "!", "?", ":", ";")):
        return len(printed) < _SHORT_LINE or printed.endswith(":")
    return len(printed) < _SHORT_LINE


def _cut(start: int, end: int) -> Iterator[Place]:
    while end - start > LONGEST:
        yield start, start + LONGEST
        start += LONGEST
    yield start, end
