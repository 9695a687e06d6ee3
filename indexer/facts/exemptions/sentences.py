"""Sentences of a page, of which lines are cut anywhere; headings, items and rows of tables are their own."""

import re
from bisect import bisect_right

_MOST = 700
"""A sentence goes on for no more letters: what has no ends is a table, or hostile."""
_END = re.compile(r"[.!?][\"'\u2019\u201d)\]]{0,2}\s+(?=[\"'\u2018\u201c(\[]{0,2}[A-Z0-9\u2022])|\n")
_ABBREVIATED = re.compile(
    r"(?i)(?<![^\W_])(?:s|ss|sect?s?|regs?|arts?|paras?|no|nos|e\.?g|i\.?e|etc|mr|mrs|ms|dr|v|vs|cf|ref)$"
)
_STARTS = re.compile(
    r"[^\S\n]*+(?:[\u2022\u25cf\u25aa\u25e6\uf0b7*>\u2013-]|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|[QA][0-9]{0,2}[.:])"
    r"(?=[^\S\n]|>|$)"
)
_PROVISION = re.compile(r"(?i)(?:sections?|s|ss|regulations?|regs?)[\s.]{0,2}[0-9]{1,2}(?![0-9])")
_OPEN = re.compile(r"(?:[,&(-]|(?<![^\W_])(?i:of|the|under|section|sections|and|or|to|in|by|a|an|s|regulation|act))$")


def starts(text: str) -> list[int]:
    """Return where the sentences of a text start, in order; the first starts at 0."""
    found = [0]
    for match in _END.finditer(text):
        if match.end() < len(text) and _ends(text, match):
            _cut(found, match.end())
    _cut(found, len(text))
    return found if found[-1] < len(text) or len(found) == 1 else found[:-1]


def around(begins: list[int], place: int, end: int) -> tuple[int, int]:
    """Return from where to where the sentence goes that a place is in; the text ends at `end`."""
    at = bisect_right(begins, place) - 1
    return begins[at], begins[at + 1] if at + 1 < len(begins) else end


def _cut(found: list[int], place: int) -> None:
    while place - found[-1] > _MOST:
        found.append(found[-1] + _MOST)
    found.append(place)


def _ends(text: str, match: re.Match[str]) -> bool:
    if match[0] == "\n":
        return _line_ends(text, match.start())
    return not (match[0][0] == "." and _ABBREVIATED.search(text, max(0, match.start() - 6), match.start()))


def _line_ends(text: str, place: int) -> bool:
    """Tell if a sentence, a heading, an item or a row ends with the line that ends here."""
    begin = text.rfind("\n", max(0, place - _MOST), place) + 1
    line = text[begin:place].strip()
    after = text[place + 1 : place + 80]
    head = after.lstrip(" \t")
    if not line or not head or head[0] == "\n" or "|" in line or _STARTS.match(after):
        return True
    if len(line) > 130 or line[-1] in ".!?:;":
        return not head[0].islower() or line[-1] in ":;"
    if _PROVISION.match(head) and _PROVISION.match(line):
        return True
    if _OPEN.search(line, max(0, len(line) - 12)) or head[0].islower():
        return False
    first = len(head.split(None, 1)[0])
    return len(line) + first < 60
