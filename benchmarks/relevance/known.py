"""Known items: a page that somebody knows of, and the question by which they look for it. Chosen by rules."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from benchmarks.relevance.pages import Page, Pages
from indexer.analysis import tokens
from indexer.references import references

T = TypeVar("T")

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


def mixed(candidates: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Return them in an order drawn by lot, so that the first that a rule lets pass are chosen by lot.

    Each is drawn by its name alone: where one comes or goes, the others stay chosen.
    """
    return sorted(candidates, key=lambda candidate: dice_for(name(candidate)).random())


def dice_for(name: str) -> Random:
    """Return dice that fall the same for the same name."""
    return Random(name)  # noqa: S311 - the same at every run


def phrases(pages: Pages, length: int = 5) -> Iterator[Known]:
    """Yield a phrase of each page, in quotes: so many words in a row that stand in a row on no other page."""
    for page in mixed(pages.pages, lambda page: f"phrase {page.name}"):
        row = [token for token in tokens(page.text) if token.width == 1]
        starts = range(len(row) - length + 1)
        for at in dice_for(page.name).sample(starts, min(5, len(starts))):
            printed = " ".join(page.text[row[at].start : row[at + length - 1].end].split())
            if _PLAIN.fullmatch(printed) and pages.with_row(printed) == [page]:
                yield Known("phrase", f'"{printed}"', page.digest, page.number)
                break


def unquoted(pages: Pages) -> Iterator[Known]:
    """Yield the same phrases as they are mostly typed: without the quotes, so that any order and distance will do."""
    for item in phrases(pages):
        if _TYPED.fullmatch(item.question):
            yield Known("phrase unquoted", item.question.strip('"'), item.digest, item.page)


def words(pages: Pages, most: int = 4, span: int = 12) -> Iterator[Known]:
    """Yield a few words of each page, without quotes: they stand so near each other on no other page."""
    for page in mixed(pages.pages, lambda page: f"words {page.name}"):
        row = [token for token in tokens(page.text) if token.width == 1]
        begin = dice_for(page.name).randrange(max(1, len(row) - span))
        near = {token.term: token.word for token in row[begin : begin + span] if len(token.word) > 3}
        chosen = sorted(near, key=lambda term: (len(pages.holding[term]), term))[:most]
        if len(chosen) == most and pages.with_near(chosen, span) == [page]:
            yield Known("words", " ".join(near[term] for term in near if term in chosen), page.digest, page.number)


def sums(pages: Pages) -> Iterator[Known]:
    """Yield each sum of a thousand or more that is on one page only; with its sign and commas, or without."""
    for page, printed in mixed(pages.matches(_SUM), _name):
        if pages.with_row(printed) == [page]:
            spellings = (printed, printed[1:], printed[1:].replace(",", ""))
            yield Known("sum", dice_for(printed).choice(spellings), page.digest, page.number)


def suppliers(pages: Pages) -> Iterator[Known]:
    """Yield each firm that is named on one page only, in quotes, without Ltd and the like."""
    for page, printed in mixed(pages.matches(_FIRM), _name):
        name = _END.sub("", printed)
        if pages.with_row(name) == [page]:
            yield Known("supplier", f'"{name}"', page.digest, page.number)


def mentions(pages: Pages) -> Iterator[Known]:
    """Yield each reference that is on one page only, in a spelling that is not the page's."""
    where = defaultdict(set)
    for page in pages.pages:
        for found in references(page.text):
            where[found.key].add((page.digest, page.number, page.text[found.start : found.end]))
    for key, places in mixed(where.items(), lambda item: item[0]):
        year, slash, number = key.partition("/")
        if len(places) == 1 and slash:
            digest, page_number, printed = places.pop()
            ways = (f"FOI {year} {number:0>4}", f"FOI-{year}/{number:0>5}")
            yield Known("reference", ways[printed == ways[0]], digest, page_number)


def _name(found: tuple[Page, str]) -> str:
    page, printed = found
    return f"{page.name} {printed}"


_PLAIN = re.compile(r"[^\"*?~()/|]+")
_TYPED = re.compile(r'"[A-Za-z][a-z]*+(?: [a-z]++)*"')
_SUM = re.compile(r"(?<![0-9])£[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?(?![0-9]|[.,][0-9])")
_FIRM = re.compile(r"(?:[A-Z][A-Za-z'’-]+ (?:& )?){1,3}(?:Ltd|Limited|LLP|plc|PLC|Inc|LLC)\b")
_END = re.compile(r" (?:(?:Services|Group) )?(?:Ltd|Limited|LLP|plc|PLC|Inc|LLC)$")
