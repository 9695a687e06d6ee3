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
_CHARACTERS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2014": "---", "\u2026": "..."})
_TEX = re.compile(r"\\([#$%&_])")
_STRETCH = 3 * LONGEST
"""Characters looked through for the end of an anchor: line breaks and tags may stand between its own."""

_AS_IT_CAME: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace"),
    lambda text: re.sub(r"-[ \t]*\r?\n", "", text),
)
"""What undoes what was done to lines: nothing, the source of a mail, words hyphenated at line ends."""
_AS_IT_WAS_WRITTEN: tuple[Callable[[str], str], ...] = (lambda text: text, html.unescape)
"""And what undoes the escapes of HTML. Those of TeX need no trying: no anchor has a backslash."""


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
    short = len(stretch) <= SHORTEST
    for as_it_came in _AS_IT_CAME[:1] if short else _AS_IT_CAME:
        tidy = _tidy(_TAG.sub("", as_it_came(stretch)))
        for as_it_was_written in _AS_IT_WAS_WRITTEN[:1] if short else _AS_IT_WAS_WRITTEN:
            written = _tidy(as_it_was_written(tidy))
            for dash in ("-", "--"):
                plain = unicodedata.normalize("NFKC", written.replace("\u2013", dash))
                if end := _ENDS.search(plain):
                    yield f"foi{plain[3 : end.end()]}"
                if plain == written:
                    break


def _tidy(text: str) -> str:
    """Return text without what no anchor has, and with the characters of others as it has them."""
    return _TEX.sub(r"\1", _LEFT_OUT.sub("", text)).replace(r"\textasciitilde{}", "~").translate(_CHARACTERS)
