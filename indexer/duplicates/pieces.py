"""A text cut into pieces: words, figures, days, periods; what differs from copy to copy of a letter is left out.

Left out are references, addresses, numbers of telephones and pages, the head and the foot of a letter, and sentences
that stand in every answer (how to complain, who may use it again).
"""

import re
import unicodedata
from typing import NamedTuple

from indexer.references import references

LEAST = 15
"""Words that must be left of a text once its furniture is out; else nothing is left out of it."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}+\.?"
_YEAR = r"(?:19|20)[0-9]{2}(?!\w)"
_PIECES = re.compile(
    r"(?P<figure>(?=[0-9])(?:"
    rf"(?P<day>[0-9]{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}(?:of\s{{1,3}})?{_MONTH},?\s{{1,3}}{_YEAR}"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.](?:19|20)?[0-9]{2}(?![\w/])|[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\w))"
    r"|(?P<years>(?:19|20)[0-9]{2}\s?[-/–]\s?[0-9]{2}(?:[0-9]{2})?(?!\w))"
    r"|(?P<item>(?<=\n)[0-9]{1,2}[.)](?=[ \t]))"
    r"|(?<!\w)[0-9][0-9,]*+(?:\.[0-9]++)?(?:\s?(?:million|billion|bn|m|k))?(?![^\W_])))"
    r"|(?P<word>(?=[^\W\d_])(?:"
    r"(?P<address>(?<=\s)(?:https?://|www\.)[^\s<>]++)"
    rf"|(?P<month>(?<!\w){_MONTH},?\s{{1,3}}(?:(?P<first>[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}))?{_YEAR})"
    r"|[^\W\d_]++(?:['’][^\W\d_]++)*+(?![0-9])))"
    r"|(?P<code>[^\W_]++)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}+@[\w.-]{1,80}+"
    r"|(?<![\w.,£$€])(?:\+[0-9]{2}\s?(?:\(0\)\s?)?|\(?0)[0-9]{2,4}\)?[\s-]?[0-9]{3,4}[\s-]?[0-9]{3,4}(?!\w)"
    r"|(?<!\w)[A-Z]{1,2}[0-9][A-Z0-9]?\s[0-9][A-Z]{2}(?!\w)"
    r"|(?<=\n)[ \t]*+[Pp]age\s{1,3}[0-9]{1,5}(?=[ \t]*+\n)|(?<!\w)[Pp]age\s{1,3}[0-9]{1,5}\s{1,3}of\s{1,3}[0-9]{1,5}(?!\w)"
    r"|(?<!\w)(?i:ref(?:erence)?|case|request)(?i:\s(?:no|number))?[.: ]{1,3}[^\s]{0,20}[0-9][^\s]{0,20}"
)
_HEAD = re.compile(r"(?:^|\n)[ \t]*Dear\b[^\n]{0,60}\n")
_FOOT = re.compile(r"\n[ \t]*(?:Yours\s(?:sincerely|faithfully|truly)|Kind(?:est)?\sregards|Best\swishes)\b")
_STANDING = re.compile(
    r"internal\s+review|Information\s+Commissioner|Wycliffe\s+House|right\s+(?:to\s+(?:appeal|complain)|of\s+appeal)"
    r"|you\s+are\s+(?:unhappy|dissatisfied|not\s+(?:content|satisfied|happy))|Open\s+Government\s+Licen[cs]e"
    r"|[Rr]e-?use\s+of\s+[Pp]ublic|thank\s+you\s+for\s+your\s+(?:request|letter|e-?mail|enquiry|correspondence)"
    r"|(?:request|enquiry|letter|e-?mail)\s+(?:dated|of|which\s+we\s+received|received|was\s+received)\s"
    r"|under\s+the\s+(?:terms\s+of\s+the\s+)?Freedom\s+of\s+Information|remain\s+dissatisfied|\bquote\s+the\s+ref"
    r"|I\s+refer\s+to\s+your|all\s+rights\s+reserved|\bcookies\b|[Ss]kip\s+to\s+(?:main\s+)?content",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?=\s)|\n[ \t]*\n")
_HYPHENS = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-z])|\u00ad")
_WORDS = re.compile(r"[^\W_]++")


class Piece(NamedTuple):
    """A piece: `kind` is "word", "figure", "day", "years", "month" (of a year), or "code", which has letters and digits."""

    kind: str
    text: str
    start: int


class Pieces(NamedTuple):
    """The text as it was cut, its pieces in order, the keys of references that were in it, and what stood over it."""

    text: str
    pieces: tuple[Piece, ...]
    references: tuple[str, ...]
    head: str = ""


def plain(text: str) -> str:
    """Return a text without what layout does to it: words parted at the end of a line, compatibility letters."""
    return _HYPHENS.sub("", unicodedata.normalize("NFKC", text))


def words(text: str) -> list[str]:
    """Return all words and numbers of a plain text, in small letters: two texts with the same say the same."""
    return _WORDS.findall(text.casefold())


def pieces(text: str) -> Pieces:
    """Cut a plain text."""
    found = references(text)
    text = _without(text, [(one.start, one.end) for one in found])
    begun = _HEAD.search(text, 0, 1500)
    at = begun.end() if begun else 0
    bare = _bare(text[at:])
    cut = cut_up(bare)
    if len(cut) < LEAST:
        at, bare, cut = 0, text, cut_up(text)
    return Pieces(bare, cut, tuple(dict.fromkeys(one.key for one in found)), text[:at])


def cut_up(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text."""
    found = []
    for match in _PIECES.finditer(text):
        kind = match.lastgroup or ""
        if match["first"]:
            kind = "day"
        elif kind not in ("word", "code"):
            kind = next((one for one in ("day", "years", "item") if match[one]), kind)
        elif kind == "word":
            kind = next((one for one in ("address", "month") if match[one]), kind)
        if kind not in ("item", "address"):
            found.append(Piece(kind, match.group(), match.start()))
    return tuple(found)


def _bare(text: str) -> str:
    """Return a text without furniture."""
    spans = [match.span() for match in _FURNITURE.finditer(text)]
    spans += [_sentence(text, match.start()) for match in _STANDING.finditer(text)]
    spans += [(match.start(), match.end() + _until(text, match.end())) for match in _FOOT.finditer(text)]
    return _without(text, spans)


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence stands that a place is in; of a long one, only what is near."""
    start = max(0, at - 400)
    for match in _END.finditer(text, start, at):
        start = match.end()
    after = _END.search(text, at, at + 400)
    return start, after.end() if after else min(len(text), at + 400)


def _until(text: str, at: int) -> int:
    """Return how far the lines under a greeting go: to what runs on as prose, or a few lines on."""
    length = 0
    for line in text[at : at + 400].split("\n")[:8]:
        if len(line.split()) > 8:
            break
        length += len(line) + 1
    return min(length, len(text) - at)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text with blanks in the place of these spans."""
    kept = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            kept.append(text[at : max(at, start)])
            at = end
    return " ".join((*kept, text[at:])) if kept else text
