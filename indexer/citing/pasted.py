"""Anchors out of what mails, word processors, web pages and BibTeX made of them."""

import html
import quopri
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.citing.anchor import LONGEST, SHORTEST, Anchor, NoAnchor, read

_UNSEEN = "\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_BETWEEN = rf"[\s>|{_UNSEEN}]*"
_BEGINS = re.compile(_BETWEEN.join(("f", "o", "i", "[0-9]{1,3}", ";", "p", "u", "b")), re.IGNORECASE)
_ENDS = re.compile(r";check=[0-9a-f]{8}")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_LEFT_OUT = re.compile(rf"[\s<>|{_UNSEEN}]+")
"""No anchor has these: line breaks, the marks of a quoted mail, and what is there but not seen."""
_CHARACTERS = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2026": "..."}
)
_STRETCH = 3 * LONGEST
"""Characters looked through for the end of an anchor: line breaks and tags may stand between its own."""

_REPAIRS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    html.unescape,
    lambda text: quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace"),
    lambda text: re.sub(r"-[ \t]*\r?\n", "", text),
    lambda text: re.sub(r"\\([#$%&_])", r"\1", text.replace(r"\textasciitilde{}", "~")),
)
"""What undoes one of the ways a text may have come: as it is, as HTML, as a mail's source, hyphenated, as BibTeX."""


@dataclass(frozen=True, slots=True)
class Found:
    """An anchor in a text, or why what begins as one is none."""

    anchor: Anchor | None
    problem: str = ""


def anchors(text: str) -> Iterator[Found]:
    """Yield every anchor in a text, in order, each once; and what begins as one and is none.

    What the way it came did to an anchor is undone only as far as its check then fits.
    """
    seen: set[Anchor] = set()
    begins = list(_BEGINS.finditer(text))
    ends = [*(begin.start() for begin in begins[1:]), len(text)]
    for begin, end in zip(begins, ends, strict=False):
        found = _found(text[begin.start() : min(end, begin.start() + _STRETCH)])
        if found.anchor is None or found.anchor not in seen:
            yield found
        if found.anchor:
            seen.add(found.anchor)


def _found(stretch: str) -> Found:
    problem = ""
    for candidate in _candidates(stretch):
        try:
            return Found(read(candidate))
        except NoAnchor as error:
            problem = problem or str(error)
    return Found(None, problem or "an anchor begins here, but its end is missing: it ends with check= and eight digits")


def _candidates(stretch: str) -> Iterator[str]:
    for repair in _REPAIRS if len(stretch) > SHORTEST else _REPAIRS[:1]:
        for dash in ("-", "--"):
            plain = _LEFT_OUT.sub("", _TAG.sub("", repair(stretch))).translate(_CHARACTERS)
            plain = unicodedata.normalize("NFKC", plain.replace("\u2013", dash).replace("\u2014", "---"))
            if end := _ENDS.search(plain):
                yield f"foi{plain[3 : end.end()]}"
