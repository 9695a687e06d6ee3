"""The words of a page, one after another, as names are looked for in them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from indexer.extract.pages import Page

AUTHORITY, COMPANY, PERSON = "authority", "company", "person"
"""The kinds of those who are named."""

_REST = r"[^\W_]*+(?:['’](?![sS](?![^\W_]))[^\W_]++)*+"
_WORD = re.compile(rf"(?<![^\W_]['’])[^\W_]{_REST}|&")
_NAMING = re.compile(
    rf"(?:[A-Z]|[^\x00-\x7f\W_])(?<![^\W_].){_REST}"
    rf"|[0-9](?<![\w.,/:£$€-].)(?=[0-9]{{0,2}}(?:[^\W0-9_]|[ \n)]|[.,;](?![0-9])|$)){_REST}"
    r"|(?<= )(?:plc|ltd|llp)(?![^\W_])"
)
"""A word that names are made of, with a capital, or a short number. Without the 's of "Leeds City Council's"."""
_WITHIN = "and of for the on upon with in at by to de la le du y a o na nan h under tier products deputy paid operation"
SMALL = frozenset(("&", *_WITHIN.split(" ")))
"""What names have within them in small letters."""
_LONGEST_BETWEEN = 24
_STROKES = str.maketrans("", "", "'’")
_SPACES = frozenset((" ", "\xa0", "  ", "\n", " \n", "\n "))
_HYPHENS = frozenset(("-", "\u2010", "\u2011", "-\n"))
_POSSESSIVE = ("'", "’", "'s", "’s", "'S", "’S")
_STOPS = frozenset((". ", ".\n", "."))
_COMMAS = frozenset((", ", ",\n"))
_BRACKETS = frozenset((" (", ") ", "\n(", ")\n", ") ("))
_WRAPPED = 30
"""A shorter line is none that had no room for the next word: it ends where it ends."""
_LABEL = re.compile(
    r"\s{1,3}(?:[A-Z][^\n:.,]{0,30}:|(?:Question|Answer|Section|Table|Annex|Appendix|Page|Part|Yes|No|Dear|Yours)\b)"
)
"""A line that begins so does not go on with the one before: "Placements: 4"."""
_CO = "-operative"
_INITIALS = frozenset(("St", "Dr", "Mr", "Mrs", "Ms", "Co", "Bros", "Hon", "Rt", "Prof", "Cllr"))


class Token(NamedTuple):
    """A word of a page: from where to where, and as printed. An & is one."""

    start: int
    end: int
    word: str


class Mention(NamedTuple):
    """Who is named, from where to where on a page: in full, and of which kind."""

    start: int
    end: int
    name: str
    kind: str


class Wording:
    """A page's words. What several kinds of names ask for is found once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.text

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The words that may be of names, in order: those with capitals, short numbers, small ones between these."""
        text, end = self.text, 0
        found: list[Token] = []
        for match in _NAMING.finditer(text):
            start, after = match.span()
            if (start - end > 1 or text[end] == "&") and start - end <= _LONGEST_BETWEEN:
                found += [Token(end + at, end + at + len(word), word) for at, word in _small(text[end:start])]
            found.append(Token(start, after, match[0]))
            end = after
        return found

    @cached_property
    def capitals(self) -> Sequence[int]:
        """Which of the words begin with a capital."""
        return [at for at, token in enumerate(self.tokens) if token.word[0].isupper()]

    @cached_property
    def rows(self) -> Sequence[tuple[int, int]]:
        """The rows of words with capitals, from the first to the last of each, with nothing small between but an &."""
        found: list[tuple[int, int]] = []
        for at in self.capitals:
            if found and self._in_a_row(found[-1][1], at):
                found[-1] = (found[-1][0], at)
            else:
                found.append((at, at))
        return found

    def _in_a_row(self, last: int, at: int) -> bool:
        """Tell whether a word follows another, or an & after it."""
        if last == at - 2 and self.tokens[at - 1].word == "&":
            return self.joined(last) and self.joined(at - 1)
        return last == at - 1 and self.joined(last)

    @cached_property
    def places(self) -> dict[int, int]:
        """The words by where they begin."""
        return {token.start: at for at, token in enumerate(self.tokens)}

    def joined(
        self, at: int, *, commas: bool = False, brackets: bool = False, owned: bool = False, lines: bool = False
    ) -> bool:
        """Tell whether a word and the next can be of one name: no more than a space or so is between them.

        A sentence may end with a stop, so only after an initial one is within a name; a line that was not full ends
        names, unless what is on both `lines` is known; `owned` names have another's with 's in them.
        """
        one, other = self.tokens[at], self.tokens[at + 1]
        between = self.text[one.end : other.start]
        if owned and between.startswith(_POSSESSIVE):
            between = between[1:].removeprefix("s").removeprefix("S")
        if self._gap(one.end, other.start):
            return False
        if between in _SPACES:
            return "\n" not in between or lines or self._wrapped(one.end)
        if between in _STOPS:
            return (len(one.word) == 1 and one.word.isalpha()) or one.word in _INITIALS
        if not between:
            return "&" in (one.word, other.word)
        return between in _HYPHENS or (commas and between in _COMMAS) or (brackets and between in _BRACKETS)

    def _wrapped(self, end: int) -> bool:
        """Tell whether the line that ends here was full: its last name may go on in the next."""
        start = self.text.rfind("\n", 0, end) + 1
        if end - start < _WRAPPED or self.text.find(" | ", start, end) >= 0:
            return False
        return not self._gap(start, end) and not _LABEL.match(self.text, end)

    def _gap(self, start: int, end: int) -> bool:
        gaps = self.page.gaps
        at = bisect_left(gaps, start) if gaps else 0
        return at < len(gaps) and gaps[at] < end

    def between(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included, on one line."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last].end].split())

    def mention(self, first: int, last: int, kind: str, name: str = "") -> Mention:
        """Return who is named by some words; called as printed if not otherwise."""
        start, end = self.tokens[first].start, self.tokens[last].end
        end += len(_CO) if self.text.startswith(f"Co{_CO}", end - 2) else 0
        return Mention(start, end, name or " ".join(self.text[start:end].split()), kind)


@lru_cache(4096)
def _small(between: str) -> tuple[tuple[int, str], ...]:
    """Return the small words between two with capitals, if they may all be of one name."""
    if between.isspace():
        return ()
    found = tuple((match.start(), match[0]) for match in _WORD.finditer(between))
    return found if all(word in SMALL for _, word in found) else ()


_LONG = {"Dept": "department", "Govt": "government"}


def folded(word: str) -> str:
    """Return what a word's spellings in names share."""
    if word == "&":
        return "and"
    lower = _LONG.get(word) or word.lower()
    return lower if lower.isalnum() else lower.translate(_STROKES)


def split(name: str) -> list[str]:
    """Return a name's words as a page's are: without "the" before them."""
    words: list[str] = _WORD.findall(name)
    return words[1:] if len(words) > 1 and words[0].lower() == "the" else words
