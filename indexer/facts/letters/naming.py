"""References of requests and releases in letters: those of known forms, and what stands where a reference stands."""

import re
from collections.abc import Iterator

from indexer.extract.pages import Page
from indexer.facts.letters.dates import days
from indexer.facts.records import Named
from indexer.facts.text import words
from indexer.references import reference_key, references

_KEYS = (
    r"(?:Our |My |FOI |FOIA |EIR |Case |Request |FOI Request |Freedom of Information [Rr]equest |Ein Cyf ?/ ?Our )?"
    r"(?:(?:Information|FOI|Your) [Rr]equest(?: [Nn]o\.?)?|[Rr]ef(?:erence)?(?: [Nn]o| [Nn]umber)?|REF(?:ERENCE)?"
    r"|(?<=[A-Za-z] )[Nn]umber|ID|Cyf)\.?"
)
_LABELLED = re.compile(
    rf"(?<![\w])(?P<label>{_KEYS})[ \t]{{0,20}}(?:[:|\-\u2013][ \t|]{{0,20}}|[ \t]{{1,20}})(?P<of>[^\n|]{{2,40}})"
)
_MARKED = re.compile(
    r"(?<![\w/.-])(?:FOIA?|EIR|RFI|FOISA|ATISN|IR|IAR|SAR|RQST|CRN|ENQ|TEO"
    r"|ATI)(?! ?20(?:0[0-5])\b)[ \-/#:.]{0,2}[0-9][0-9A-Za-z/.-]{1,20}|(?<![\w/.-])[A-Z][A-Za-z]{1,5}[/-](?:19"
    r"|20)[0-9]{2}[-/][0-9]{2,6}(?![\w/-])"
)
_ALONE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,6}[ :/-]{0,2}){0,3}[0-9][0-9A-Za-z]*(?:[./-][0-9A-Za-z]+)*(?: "
    r"[0-9]{3,6}(?![0-9/]))*"
)
_CODE = re.compile(r"^[ \t]*([A-Z]{2,8}(?:[-/.][A-Z0-9]{2,8}){1,3})[ \t]*$", re.M)
_HEAD = re.compile(
    r"^[ \t]*([A-Z][0-9]{5,}|(?:(?:[A-Z]{2,8}[-/ ]){0,2}[A-Z]{2,8}"
    r"|[A-Z][a-z]?[A-Z])[-/ ]?[0-9]{3,}[0-9A-Za-z/-]*)[ \t]*$",
    re.M,
)
_DIGITS = re.compile(
    r"^[ \t]*((?!0)[0-9]{6,}|[0-9]{4}-[0-9]{1,2}-[0-9]{2}(?![0-9])|[1-9][0-9]/[0-9]{3,5})[ \t]*$", re.M
)
_YOURS = re.compile(
    r"\b(?:your|y/r|charity|VAT|company|registered|account|tender|contract|telephone|phone|tel|fax|mobile"
    r"|direct|house|policy|planning|application|order|invoice)[ \t]*\Z",
    re.I,
)
_TWO_DIGITS = re.compile(r"[0-9][^0-9]*[0-9]")


def named(page: Page, *, labelled: bool = True) -> Iterator[Named]:
    """Yield the references on a page, in order; with those of no known form that are `labelled`, if wanted."""
    known = references(page.text)
    spans = [(one.start, one.end) for one in known]
    found = [Named(words(page, one.start, one.end), one.key) for one in known]
    for start, end in _labelled(page.text) if labelled else ():
        if not any(start < other and first < end for first, other in spans):
            spans.append((start, end))
            printed = page.text[start:end]
            found.append(Named(words(page, start, end), reference_key(printed) or " ".join(printed.upper().split())))
    found.sort(key=lambda one: one.words.start)
    yield from found


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands after "Our ref:" and the like, from where to where, and FOI 884, which is of no known form."""
    for match in _LABELLED.finditer(text):
        if _YOURS.search(text, max(0, match.start() - 14), match.start()):
            continue
        said = _ALONE.match(match["of"])
        if said and (_TWO_DIGITS.search(said[0]) or "/" in said[0]):
            yield match.start("of"), match.start("of") + len(said[0].rstrip("./-"))
    for match in (*_HEAD.finditer(text, 0, 300), *_CODE.finditer(text, 0, 300), *_DIGITS.finditer(text, 0, 300)):
        if sum(map(str.isdigit, match[1])) > 2 and not days(match[1]):
            yield match.span(1)
    for match in _MARKED.finditer(text):
        if _TWO_DIGITS.search(match[0]):
            yield match.start(), match.start() + len(match[0].rstrip("./-"))
