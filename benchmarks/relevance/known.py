"""Known items: a page that somebody knows of, and the question by which they look for it. Chosen by rules."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.relevance.pages import Pages
from indexer.analysis import tokens
from indexer.references import references

EACH = 40
"""How many questions of a kind are asked, if there are as many."""

JUDGED = ("phrase", "reference", "sum", "supplier")
"""The kinds that the aim is about. Others are reported beside them."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question, and the one page that answers it. Pages count from 1."""

    kind: str
    question: str
    digest: str
    page: int


@dataclass(frozen=True, slots=True)
class Missed:
    """What came instead of the known page: the first page of the first hit, or nothing."""

    known: Known
    digest: str
    page: int


Ask = Callable[[str], tuple[str, int]]
"""Puts a question; returns the first hit's digest and its first page, or ("", 0)."""


def missed(ask: Ask, items: Iterable[Known]) -> list[Missed]:
    """Return the items whose page is not the first page of the first hit."""
    answers = [(item, *ask(item.question)) for item in items]
    return [Missed(item, digest, page) for item, digest, page in answers if (digest, page) != (item.digest, item.page)]


def some(items: Iterable[Known], dice: Random, most: int = EACH) -> list[Known]:
    """Choose so many by lot."""
    there = list(items)
    return dice.sample(there, min(most, len(there)))


def phrases(pages: Pages, dice: Random, length: int = 5) -> Iterator[Known]:
    """Yield a phrase of each page, in quotes: so many words in a row that stand in a row on no other page."""
    for page in pages.pages:
        row = [token for token in tokens(page.text) if token.width == 1]
        starts = range(len(row) - length + 1)
        for at in dice.sample(starts, min(5, len(starts))):
            printed = " ".join(page.text[row[at].start : row[at + length - 1].end].split())
            if _PLAIN.fullmatch(printed) and pages.with_row(printed) == [page]:
                yield Known("phrase", f'"{printed}"', page.digest, page.number)
                break


def words(pages: Pages, dice: Random, most: int = 4, span: int = 12) -> Iterator[Known]:
    """Yield a few words of each page, without quotes: they stand so near each other on no other page."""
    for page in pages.pages:
        row = [token for token in tokens(page.text) if token.width == 1]
        begin = dice.randrange(max(1, len(row) - span))
        near = {token.term: token.word for token in row[begin : begin + span] if len(token.word) > 3}
        chosen = sorted(near, key=lambda term: (len(pages.holding[term]), term))[:most]
        if len(chosen) == most and pages.with_near(chosen, span) == [page]:
            yield Known("words", " ".join(near[term] for term in near if term in chosen), page.digest, page.number)


def sums(pages: Pages, dice: Random) -> Iterator[Known]:
    """Yield each sum of a thousand or more that is on one page only; with its sign and commas, or without."""
    for page, printed in pages.matches(_SUM):
        if pages.with_row(printed) == [page]:
            spellings = (printed, printed[1:], printed[1:].replace(",", ""))
            yield Known("sum", dice.choice(spellings), page.digest, page.number)


def suppliers(pages: Pages) -> Iterator[Known]:
    """Yield each firm that is named on one page only, in quotes, without Ltd and the like."""
    for page, printed in pages.matches(_FIRM):
        name = _END.sub("", printed)
        if pages.with_row(name) == [page]:
            yield Known("supplier", f'"{name}"', page.digest, page.number)


def mentions(pages: Pages) -> Iterator[Known]:
    """Yield each reference that is on one page only, in a spelling that is not the page's."""
    where = defaultdict(set)
    for page in pages.pages:
        for found in references(page.text):
            where[found.key].add((page.digest, page.number, page.text[found.start : found.end]))
    for key, places in where.items():
        year, slash, number = key.partition("/")
        if len(places) == 1 and slash:
            digest, page_number, printed = places.pop()
            ways = (f"FOI {year} {number:0>4}", f"FOI-{year}/{number:0>5}")
            yield Known("reference", ways[printed == ways[0]], digest, page_number)


_PLAIN = re.compile(r"[^\"*?~()/|]+")
_SUM = re.compile(r"(?<![0-9])£[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?(?![0-9]|[.,][0-9])")
_FIRM = re.compile(r"(?:[A-Z][A-Za-z'’-]+ (?:& )?){1,3}(?:Ltd|Limited|LLP|plc|PLC|Inc|LLC)\b")
_END = re.compile(r" (?:(?:Services|Group) )?(?:Ltd|Limited|LLP|plc|PLC|Inc|LLC)$")
