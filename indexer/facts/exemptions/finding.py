"""The exemptions of a document: every provision of a law on information that it names, applied or only mentioned."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from indexer.extract.pages import Page
from indexer.facts.exemptions.against import THOUGHT
from indexer.facts.exemptions.applied import Verdict, leads, sentence, unsaid, verdict
from indexer.facts.exemptions.belonging import UNKNOWN, Belonging, Belongings, Known, Place, known
from indexer.facts.exemptions.columns import columns
from indexer.facts.exemptions.cues import is_strong
from indexer.facts.exemptions.laws import UNITS, withholds
from indexer.facts.exemptions.mentions import Listed, lists
from indexer.facts.exemptions.naming import OTHER, Names
from indexer.facts.exemptions.phrases import SIGN
from indexer.facts.exemptions.quick import may_have, may_have_columns
from indexer.facts.exemptions.sentences import around, starts
from indexer.facts.exemptions.unled import unled
from indexer.facts.records import Exemption, Words
from indexer.facts.text import Text, words

_FINITE = re.compile(
    r"(?<![^\W_])(?:(?i:is|are|was|were|has|have|had|we|i|you|will|would|can|could|do|does|did|provides?|says|should|must)|may)(?![^\W_])"
)
_COUNTS = re.compile(r"[\s|§,;:&0-9%()-]*")
_BEFORE = "|([-:,;&=\u2022\u25cf\u25aa\u25e6\uf0b7*\u2013"
_AFTER = "|)]-\u2013:.,;&"
_JOINS = frozenset({"and", "nd", "or", "an"})
"""What is left, in three letters, of what joins a list to another."""
_DECIDES = re.compile(
    r"(?i)the\s(?:information\s)?(?:commissioner|tribunal)(?:.s)?\s(?:\w+\s)?(?:decision|finds|found|decided|considers|concludes|upholds)"
)
_SIGNED = re.compile(rf"[\[(|,:-]\s?{SIGN}+\s?[\])|,-]")
_FEW = 12
_NEAR = 200
_BACK = 12
_MOST = 300
"""A page with more is a law, data, or hostile: what comes after is only mentioned."""


def exemptions(text: Text) -> Iterable[Exemption]:
    """Yield the provisions that are named, page by page, in order."""
    listed = {page.number: found for page in text.pages if (found := _listed(page))}
    if not listed:
        return
    named = [Names(page.text) for page in text.pages]
    document = known(sum((names.counts for names in named), start=Counter()))
    act = ""
    for page, names in zip(text.pages, named, strict=True):
        if page.number in listed:
            yield from _Page(page, listed[page.number], names, document._replace(act=act)).exemptions()
        act = names.act(len(page.text)) or act


def _listed(page: Page) -> list[Listed]:
    """Return what looks like provisions on a page, in order."""
    if not may_have(page.text):
        return []
    found = lists(page.text)
    if (page.gaps or "|" in page.text) and may_have_columns(page.text):
        found = _with(found, columns(_barred(page)))
    return _with(found, list(unled(page.text, found)))


def _with(found: list[Listed], more: list[Listed]) -> list[Listed]:
    """Return both in order, but for what overlaps one that is found already."""
    if not more:
        return found
    taken = {at for one in found for at in (one.start, one.end - 1)}
    free = [one for one in more if not any(at in taken for at in range(one.start, one.end))]
    return sorted(found + free)


def _is_range(listed: Listed) -> bool:
    """Tell if a list is a part of a law, "sections 21 to 44": nobody withholds anything by all of it."""
    first, last = listed.numbers[0].number, listed.numbers[-1].number
    return (
        len(listed.numbers) == 2 and first.isdigit() and last.isdigit() and listed.ranged and int(last) - int(first) > 3
    )


def _barred(page: Page) -> str:
    """Return a page's text with a bar for each wide gap, as rows of tables have them."""
    if not page.gaps:
        return page.text
    letters = list(page.text)
    for gap in page.gaps:
        letters[gap] = "|"
    return "".join(letters)


class _Page:
    """A page with what looks like provisions on it."""

    def __init__(self, page: Page, listed: Sequence[Listed], names: Names, document: Known) -> None:
        self._page = page
        self._text = _barred(page)
        self._listed = listed
        self._belongings = Belongings(page.text, names, listed, document)
        self._judging = _DECIDES.search(page.text) is not None and "omplainant" in page.text
        self._judged_so_far = 0
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
        """Return of which law each list is; those joined by "and" are of the law that is named after the last."""
        found = [self._belongings.beside(listed) for listed in self._listed]
        pairs = [
            (at, at + 1)
            for at, (one, other) in enumerate(pairwise(self._listed))
            if one.unit == other.unit and self._belongings.joined(one, other)
        ]
        self._share(found, [(other, one) for one, other in reversed(pairs)])
        for at, listed in enumerate(self._listed):
            beside = found[at]
            if not beside or beside.law == UNKNOWN:
                end = beside.end if beside else listed.end
                found[at] = self._belongings.bare(listed, self._place(listed), end)
        self._share(found, pairs)
        self._share(found, [(other, one) for one, other in reversed(pairs)])
        ours = {one.law for one in found if one} - {OTHER, UNKNOWN}
        for at, listed in enumerate(self._listed):
            likewise = self._belongings.likewise(listed) if not found[at] else None
            found[at] = likewise if likewise and likewise.law in ours else found[at]
        return found

    def _share(self, found: list[Belonging | None], pairs: Iterable[tuple[int, int]]) -> None:
        """Let each list that has no law have that of the one it is joined to."""
        for of, to in pairs:
            known = found[of]
            if known and known.law != UNKNOWN and not found[to]:
                found[to] = self._belongings.shared(self._listed[to], known.law)

    def _place(self, listed: Listed) -> Place:
        start, end = around(self._begins, listed.start, len(self._text))
        return Place(start, end, self._alone(listed, start, end))

    def _alone(self, listed: Listed, start: int, end: int) -> bool:
        """Tell if a list fills its sentence, its cell or its brackets."""
        before = self._text[max(start, listed.start - 3) : listed.start].strip()
        after = self._text[listed.end : min(end, listed.end + 3)].strip()
        if is_strong(listed):
            before, after = ("" if one in _JOINS else one for one in (before, after))
        return (not before or before[-1] in _BEFORE) and (not after or after[0] in _AFTER)

    def _facts(self, listed: Listed, belonging: Belonging) -> Iterator[Exemption]:
        told: tuple[bool, Words | None] | None = None
        for at, one in enumerate(listed.numbers):
            applied, why = False, None
            if withholds(belonging.law, one.number) and not _is_range(listed):
                told = told or self._verdict(listed, belonging)
                applied, why = told
            start = listed.start if at == 0 else one.start
            provision = UNITS[belonging.law] + one.number
            yield Exemption(words(self._page, start, one.end), belonging.law, provision, applied, why)

    def _verdict(self, listed: Listed, belonging: Belonging) -> tuple[bool, Words | None]:
        self._judged_so_far += 1
        if self._judging or self._judged_so_far > _MOST:
            return False, None
        start, stop = around(self._begins, listed.start, len(self._text))
        stop = max(stop, listed.end)
        end = min(max(belonging.end, listed.end), stop)
        text = self._text[start : listed.start] + SIGN * (end - listed.start) + self._text[end:stop]
        if text.lstrip().startswith(">"):
            return False, None
        found = self._judged(text, start)
        if not found.why:
            return found.applied, None
        first, last = found.why
        return found.applied, words(self._page, start + first, start + last)

    def _judged(self, text: str, start: int) -> Verdict:
        """Judge a sentence; a heading, an item or a cell by what leads to it, or as what it is."""
        end = start + len(text)
        one = sentence(text, self._text[max(0, start - _NEAR) : start], self._text[end : end + _NEAR])
        if found := verdict(one):
            return found
        bare = text.replace(SIGN, "")
        if _COUNTS.fullmatch(bare) and any(letter.isdigit() for letter in bare):
            return Verdict(applied=False)
        if _FINITE.search(bare) or THOUGHT.search(bare) or not self._is_heading(text):
            return unsaid(one)
        leading = self._leading(start)
        return Verdict(leading.applied) if leading else Verdict(applied=True)

    def _is_heading(self, text: str) -> bool:
        """Tell if a provision stands as a heading or a cell does: first, last or between signs."""
        plain = text.strip(" \n\t.,;:|()[]\u2022*-")
        ends = plain.startswith(SIGN) or plain.endswith(SIGN)
        return ("|" in text) or (ends and len(plain.split()) <= _FEW) or _SIGNED.search(text) is not None

    def _leading(self, start: int) -> Verdict | None:
        """Return what is said by the nearest sentence before that says anything of withholding."""
        at = start
        for _ in range(_BACK):
            if at <= 0:
                break
            begin, end = around(self._begins, at - 1, len(self._text))
            if (begin, end) not in self._told:
                self._told[begin, end] = leads(self._text[begin:end])
            told = self._told[begin, end]
            if told and (told.applied or at == start or self._text[begin:end].rstrip().endswith(":")):
                return told
            at = begin
        return None
