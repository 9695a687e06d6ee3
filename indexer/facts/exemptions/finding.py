"""The exemptions of a document: every provision of a law on information that it names, applied or only mentioned."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from indexer.extract.pages import Page
from indexer.facts.exemptions.applied import Verdict, leads, verdict
from indexer.facts.exemptions.belonging import Belonging, Belongings, Place
from indexer.facts.exemptions.laws import UNITS, withholds
from indexer.facts.exemptions.mentions import Listed, lists
from indexer.facts.exemptions.naming import ABROAD, OTHER, Names
from indexer.facts.exemptions.phrases import SIGN
from indexer.facts.exemptions.sentences import around, starts
from indexer.facts.records import Exemption, Words
from indexer.facts.text import Text, words

_FINITE = re.compile(
    r"(?i)(?<![^\W_])(?:is|are|was|were|has|have|had|we|i|you|will|would|may|can|could|do|does|did|provides?|says|should|must)(?![^\W_])"
)
_COUNTS = re.compile(r"[\s|§,;:&0-9%()-]*")
_EDGE = re.compile(r"[\s|()\[\].,;:\u2022*-]*")
_BACK = 12


def exemptions(text: Text) -> Iterable[Exemption]:
    """Yield the provisions that are named, page by page, in order."""
    listed = [(page, found) for page in text.pages if (found := lists(page.text))]
    if not listed:
        return
    named = {page.number: Names(page.text) for page in text.pages}
    home = _home(named.values())
    for page, found in listed:
        yield from _Page(page, found, named[page.number], home).exemptions()


def _home(named: Iterable[Names]) -> str:
    """Return which act a document is under that says no more than "section 40"."""
    counts = sum((names.counts for names in named), start=Names("").counts)
    if counts["FOISA"] + counts["EISR"] > counts["FOIA"]:
        return "FOISA"
    return ABROAD if counts[ABROAD] and not counts["FOISA"] else "FOIA"


class _Page:
    """A page with what looks like provisions on it."""

    def __init__(self, page: Page, listed: Sequence[Listed], names: Names, home: str) -> None:
        self._page = page
        self._text = page.text
        self._listed = listed
        self._belongings = Belongings(page.text, names, home)
        self._told: dict[tuple[int, int], Verdict | None] = {}

    @cached_property
    def _begins(self) -> list[int]:
        return starts(self._text)

    def exemptions(self) -> Iterator[Exemption]:
        """Yield what is of a law on information."""
        for listed, belonging in zip(self._listed, self._laws(), strict=True):
            if belonging and belonging.law != OTHER:
                yield from self._facts(listed, belonging)

    def _laws(self) -> list[Belonging | None]:
        """Return of which law each list is; lists joined by "and" are of the law that is named after the last."""
        found: list[Belonging | None] = []
        for at in range(len(self._listed) - 1, -1, -1):
            listed = self._listed[at]
            beside = self._belongings.beside(listed)
            if not beside and found and self._belongings.joined(listed, self._listed[at + 1]):
                later = found[-1]
                beside = Belonging(later.law, listed.end) if later and self._same_kind(listed, at) else None
            found.append(beside or self._belongings.bare(listed, self._place(listed)))
        return found[::-1]

    def _same_kind(self, listed: Listed, at: int) -> bool:
        return listed.unit == self._listed[at + 1].unit

    def _place(self, listed: Listed) -> Place:
        start, end = around(self._begins, listed.start, len(self._text))
        return Place(start, end, self._alone(listed, start, end))

    def _alone(self, listed: Listed, start: int, end: int) -> bool:
        """Tell if a list fills its sentence, its cell or its brackets."""
        before = self._text[max(start, listed.start - 3) : listed.start].strip()
        after = self._text[listed.end : min(end, listed.end + 3)].strip()
        return (not before or before[-1] in "|([-:") and (not after or after[0] in "|)]-\u2013:.,;")

    def _facts(self, listed: Listed, belonging: Belonging) -> Iterator[Exemption]:
        told: tuple[bool, Words | None] | None = None
        for at, one in enumerate(listed.numbers):
            applied, why = False, None
            if withholds(belonging.law, one.number):
                told = told or self._verdict(listed, belonging)
                applied, why = told
            start = listed.start if at == 0 else one.start
            provision = UNITS[belonging.law] + one.number
            yield Exemption(words(self._page, start, one.end), belonging.law, provision, applied, why)

    def _verdict(self, listed: Listed, belonging: Belonging) -> tuple[bool, Words | None]:
        start, stop = around(self._begins, listed.start, len(self._text))
        stop = max(stop, listed.end)
        end = min(max(belonging.end, listed.end), stop)
        sentence = self._text[start : listed.start] + SIGN * (end - listed.start) + self._text[end:stop]
        if sentence.lstrip().startswith(">"):
            return False, None
        found = self._judged(sentence, start)
        if found is None or found.why is None:
            return (found.applied if found else False), None
        first, last = found.why
        return found.applied, words(self._page, start + first, start + last)

    def _judged(self, sentence: str, start: int) -> Verdict | None:
        """Judge a sentence; a heading, an item or a cell by what leads to it, or as what it is."""
        found = verdict(sentence)
        if found:
            return found
        bare = sentence.replace(SIGN, "")
        if _COUNTS.fullmatch(bare) and any(letter.isdigit() for letter in bare):
            return None
        if _FINITE.search(bare):
            return None
        leading = self._leading(start)
        return Verdict(leading.applied) if leading else Verdict(applied=True)

    def _leading(self, start: int) -> Verdict | None:
        """Return what is said by the nearest sentence before that says anything of withholding."""
        at = start
        for _ in range(_BACK):
            if at <= 0:
                break
            begin, end = around(self._begins, at - 1, len(self._text))
            if (begin, end) not in self._told:
                self._told[begin, end] = leads(self._text[begin:end])
            if told := self._told[begin, end]:
                return told
            at = begin
        return None
