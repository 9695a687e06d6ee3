"""Text to terms: what counts as a word, and which spellings of it are one. Engines, queries and snippets share it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from whoosh.lang import porter2

NAME = "en-porter2/4"
"""Raise the number whenever the same text would give other terms or sums: an index built before is then rebuilt."""

MAX_WORD = 80
"""Longer words are cut here, in the index as in queries: base64 and other data are one word of any length."""

# Not of a word: the sign of a footnote; fractions (2½ is not 21/2); the apostrophe that counts as a letter.
_NOT = "\u00b2\u00b3\u00b9\u2070-\u2079\u00bc-\u00be\u2150-\u215e\u02bc"
# Marks that stand on a letter, and signs of no width (soft hyphens apart), do not end a word.
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_MARKS += "\u0900-\u0903\u093a-\u094f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_MARKS += "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

_LETTER = rf"[^\W\d_{_NOT}]"
_SIGN = rf"(?:[^\W_{_NOT}]|[{_MARKS}])"
_WORD = rf"[^\W_{_NOT}]{_SIGN}*+(?:['\u2019\u2018\u02bc\uff07](?=[^\W_]){_SIGN}++)*+"
_LINE_END = r"[ \t]*\r?\n[ \t]*"
_BREAK = rf"(?<={_LETTER})(?:[-\u2010\u2011]{_LINE_END}|\u00ad(?:{_LINE_END})?)(?={_LETTER})"
_NUMBER = r"(?<!\d)(?:[1-9][0-9]{0,2}(?:,[0-9]{3})++(?!\d)(?:\.[0-9]++(?!\.?\d))?|(?<!\d\.)[0-9]+\.[0-9]++(?!\.?\d))"

_USUAL = r"[A-Za-z]++(?=[\s,.;:)])|[0-9]++(?=\s)"
"""What most words are, and the rest of the pattern would find as well: asked first, it saves a third of the time."""
_UNUSUAL = rf"{_NUMBER}|{_WORD}(?:{_BREAK}{_WORD})*+"

_TOKEN = re.compile(f"{_USUAL}|{_UNUSUAL}")

printed_words = _TOKEN.findall
"""The words of a text in order, as they are printed there."""
_HYPHEN_AT_END = re.compile(r"-[ \t]*\r?\n")

_STEP_2 = tuple(triple[0] for triple in porter2.s2_triples)
_STEP_3 = tuple(triple[0] for triple in porter2.s3_triples)
_STEP_4 = (*porter2.s4_delete_list, "sion", "tion")
_STEMMED = (*_STEP_2, *_STEP_3, *_STEP_4, "s", "ed", "y", "ing", "l", "e")
"""What a word ends with that its stem may end without."""

_POSSESSIVE = tuple(f"{sign}{s}" for sign in "'\u2019\u2018\u02bc\uff07" for s in "sS")


class Token(NamedTuple):
    """One word of a text.

    `word` is its normal form, `term` the stem of that, which is what is searched. `start` and `end` are offsets
    into the text. `position` counts words from 0. `width` is 2 for a word put together from two parts that a
    hyphen at the end of a line had separated: it stands beside the parts, from the first one's position, and
    the word after it is at `position + width`.
    """

    term: str
    word: str
    position: int
    start: int
    end: int
    width: int = 1


class _Forms(dict[str, tuple[str, str]]):
    """(term, word) by what is printed, remembered: a text of 20,000 words has 2,000 different ones."""

    def __missing__(self, printed: str) -> tuple[str, str]:
        word = normal(printed)
        forms = (stem(word), word)
        if len(self) > 200_000:
            self.clear()
        if len(printed) <= MAX_WORD:
            self[printed] = forms
        return forms


def normal(printed: str) -> str:
    """Return the form in which all spellings of a word or number are one, "" if nothing of it can be searched.

    Without case, accents, ligatures, apostrophes and a possessive 's: "Café's" is "cafe", "ﬁnal" is "final".
    A number has no thousands separators and no zeros after its last decimal: "92,574.00" is "92574".
    """
    if printed[0].isdigit() and ("." in printed or "," in printed):
        whole, _, decimals = printed.replace(",", "").partition(".")
        decimals = decimals.rstrip("0")
        return f"{whole}.{decimals}"[:MAX_WORD] if decimals else whole[:MAX_WORD]
    word = printed[:-2] if printed.endswith(_POSSESSIVE) else printed
    if not word.isascii():
        word = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        word = word.replace("\u02bc", "")
    return "".join(filter(str.isalnum, word)).lower()[:MAX_WORD]


def tokens(text: str, firsts: frozenset[str] = frozenset()) -> Iterator[Token]:
    """Yield the words of a text in order; of two at one place, the part before the whole.

    With `firsts`, only words whose normal form begins with one of these characters: the others are counted and
    not stemmed, which is most of the work on a page read for the first time.
    """
    forms = _FORMS
    position = 0
    for match in _TOKEN.finditer(text):
        printed = match.group()
        if firsts and printed.isascii() and "\n" not in printed and printed[0].lower() not in firsts:
            position += 1
            continue
        if ("\n" in printed or "\u00ad" in printed) and (broken := _broken(printed, match.start(), position)):
            yield from (token for token in broken if not firsts or token.word[0] in firsts)
            position = broken[-1].position + broken[-1].width
            continue
        term, word = forms[printed]
        if word:
            if not firsts or word[0] in firsts:
                yield Token(term, word, position, match.start(), match.end())
            position += 1


class Spread:
    """Where the words of a run of texts stand, for an index: as `tokens` has them, at a third of its time.

    A page's words are printed in few ways: each way is analysed once, and only its positions are noted after that.
    """

    def __init__(self) -> None:
        self.position = 0
        """Of the next word. It may be moved on between two texts."""
        self._printed: dict[str, list[int]] = {}
        self._broken: list[Token] = []

    def add(self, text: str) -> None:
        """Go on with the words of this text."""
        printed_at, position = self._printed, self.position
        for printed in _TOKEN.findall(text):
            positions = printed_at.get(printed)
            if positions is None:
                if ("\n" in printed or "\u00ad" in printed) and (broken := _broken(printed, 0, position)):
                    self._broken += broken
                    position = broken[-1].position + broken[-1].width
                    continue
                if not _FORMS[printed][1]:
                    continue
                positions = printed_at[printed] = []
            positions.append(position)
            position += 1
        self.position = position

    def found(self) -> Iterator[tuple[str, str, list[int], int]]:
        """Yield term, word, positions and width; a term comes as often as it is printed in other ways."""
        for printed, positions in self._printed.items():
            yield *_FORMS[printed], positions, 1
        for token in self._broken:
            yield token.term, token.word, [token.position], token.width


def term(word: str) -> str:
    """Return the term of one word of nothing but a to z and A to Z: there is no other word in it, and no break."""
    return _FORMS[word][0]


def terms(text: str) -> list[str]:
    """Return the terms of a text in order."""
    return [token.term for token in tokens(text)]


def may_break(text: str) -> bool:
    """Tell whether there may be a word in a text that is broken in two; if not, none goes over white space."""
    return (
        _HYPHEN_AT_END.search(text) is not None or "\u00ad" in text or "\u2010" in text or "\u2011" in text
    )  # one pattern for all took six times as long


def has_break(printed: str) -> bool:
    """Tell whether a printed word may be one that is broken in two."""
    return "\n" in printed or "\u00ad" in printed


def broken_parts(printed: str) -> tuple[str, str, str] | None:
    """Return the first part, the whole and the second part of a word that a line end, or a soft hyphen, breaks in two.

    Such a hyphen may belong to the word ("non-compliance") or not ("informa-tion"): both spellings are given.
    None for a word in more parts: only soft hyphens cut so often, so that the whole is its one spelling. If a part
    comes to nothing, the word is not broken either.
    """
    cuts = list(re.finditer(_BREAK, printed))  # compiled for the first such word: few searches meet one
    if len(cuts) != 1:
        return None
    first, second = printed[: cuts[0].start()], printed[cuts[0].end() :]
    return first, first + second, second


def stem(word: str) -> str:
    """Return the term of a word in its normal form.

    It is Whoosh's, step by step, without those that cannot apply by the word's end: a third of its time.
    """
    if not word.endswith(_STEMMED) or len(word) <= 2 or not (word.isascii() and word.isalpha()):
        return word
    known: str | None = porter2.exceptional_forms.get(word)
    if known is not None:
        return known
    word = porter2.capitalize_consonant_ys(word)
    r1, r2 = porter2.get_r1(word), porter2.get_r2(word)
    word = porter2.step_1a(word)
    if word in porter2.exceptional_early_exit_post_1a:
        return word
    word = porter2.step_1c(porter2.step_1b(word, r1))
    if word.endswith(_STEP_2):
        word = porter2.step_2(word, r1)
    if word.endswith(_STEP_3):
        word = porter2.step_3(word, r1, r2)
    if word.endswith(_STEP_4):
        word = porter2.step_4(word, r2)
    stemmed: str = porter2.normalize_ys(porter2.step_5(word, r1, r2))
    return stemmed


def _broken(printed: str, start: int, position: int) -> tuple[Token, ...]:
    """Return the three tokens of a word that is broken in two, none if it is not."""
    parts = broken_parts(printed)
    if not parts:
        return ()
    first, whole, second = (_FORMS[part] for part in parts)
    if not (first[1] and second[1]):
        return ()
    end = start + len(printed)
    return (
        Token(*first, position, start, start + len(parts[0])),
        Token(*whole, position, start, end, 2),
        Token(*second, position + 1, end - len(parts[2]), end),
    )


_FORMS = _Forms()
