"""Known items: a page that somebody knows of, and the question by which they look for it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.relevance.releases import Release, spelt
from benchmarks.relevance.wording import ENDS
from indexer.analysis import Token, tokens
from indexer.engine.interface import Searcher
from indexer.query import parse

KINDS = ("phrase", "reference", "sum", "supplier", "supplier and thing", "words")
EACH = 50


@dataclass(frozen=True, slots=True)
class Known:
    """A question, and the one page that answers it. Pages count from 1."""

    kind: str
    question: str
    digest: str
    page: int


@dataclass(frozen=True, slots=True)
class Missed:
    """What came instead of the known page: the first hit and its first page, or none."""

    known: Known
    digest: str = ""
    page: int = 0


def missed(searcher: Searcher, items: Iterable[Known]) -> Iterator[Missed]:
    """Yield the items whose page is not the first page of the first hit."""
    for item in items:
        matches = searcher.search(parse(item.question), limit=1).matches
        first = (matches[0].digest, matches[0].pages[0].number if matches[0].pages else 0) if matches else ("", 0)
        if first != (item.digest, item.page):
            yield Missed(item, *first)


def known_items(made: Sequence[Release], seed: str = "known") -> list[Known]:
    """Choose questions to the invented releases, so many of each kind, by rules that leave one right page."""
    dice = Random(seed)  # noqa: S311 - the same at every run
    pages = [(release.digest, number, text) for release in made for number, text in enumerate(release.pages, start=1)]
    found = {
        "phrase": list(phrases(pages, dice)),
        "reference": list(_references(made)),
        "sum": list(sums(pages, dice)),
        "supplier": list(_suppliers(made)),
        "supplier and thing": list(_payments(made)),
        "words": list(words(pages, dice)),
    }
    return [item for kind in KINDS for item in dice.sample(found[kind], min(EACH, len(found[kind])))]


Texts = Sequence[tuple[str, int, str]]
"""Digest, page number and text of each page."""


def phrases(pages: Texts, dice: Random, length: int = 5) -> Iterator[Known]:
    """Yield a phrase of each page: so many words in a row, in one line, that stand in a row on no other."""
    rows = [list(_rows(text, length)) for _, _, text in pages]
    seen = Counter(row for page in rows for row, _ in page)
    for (digest, number, _), page in zip(pages, rows, strict=True):
        alone = [printed for row, printed in page if seen[row] == 1 and _PLAIN.fullmatch(printed)]
        if alone:
            yield Known("phrase", f'"{dice.choice(alone)}"', digest, number)


def words(pages: Texts, dice: Random, most: int = 4, span: int = 12) -> Iterator[Known]:
    """Yield a few words of each page, without quotes: they stand so near each other on no other page."""
    rows = [[token for token in tokens(text) if token.width == 1] for _, _, text in pages]
    holding: dict[str, set[int]] = defaultdict(set)
    for at, row in enumerate(rows):
        for token in row:
            holding[token.term].add(at)
    for at, row in enumerate(rows):
        begin = dice.randrange(max(1, len(row) - span))
        near = {token.term: token.word for token in row[begin : begin + span] if len(token.word) > 3}
        chosen = sorted(near, key=lambda term: (len(holding[term]), term))[:most]
        if len(chosen) < most:
            continue
        others = set.intersection(*(holding[term] for term in chosen)) - {at}
        if not any(_stand_near(rows[other], set(chosen), span) for other in others):
            yield Known("words", " ".join(near[term] for term in near if term in chosen), *pages[at][:2])


def sums(pages: Texts, dice: Random) -> Iterator[Known]:
    """Yield each sum, of a thousand or more, that is on one page only; with its sign and commas, or without."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for digest, number, text in pages:
        for printed in _SUM.findall(text):
            found[printed].add((digest, number))
        for other in set(re.findall(r"[0-9][0-9,.]*[0-9]", text)):
            if f"£{other}" in found:
                found[f"£{other}"].add((digest, number))
    for printed, where in found.items():
        if len(where) == 1:
            yield Known("sum", dice.choice((printed, printed[1:], printed[1:].replace(",", ""))), *min(where))


def _references(made: Sequence[Release]) -> Iterator[Known]:
    """Yield each letter's own reference in a spelling that is not the letter's; its first page is the right one."""
    for at, release in enumerate(made):
        if release.reference[0]:
            yield Known("reference", spelt(release.reference, 1 + at % 3), release.digest, 1)


def _suppliers(made: Sequence[Release]) -> Iterator[Known]:
    """Yield, in quotes, each supplier that was paid on one page only."""
    for name, where in _paid(made).items():
        if len(where) == 1:
            yield Known("supplier", f'"{name}"', *where[0][:2])


def _payments(made: Sequence[Release]) -> Iterator[Known]:
    """Yield a supplier, in quotes, with what it was paid for, if it was paid for that on one page only."""
    for name, where in _paid(made).items():
        if len({place[:2] for place in where}) > 1:
            for digest, page, thing in where:
                if sum(thing == other for _, _, other in where) == 1:
                    yield Known("supplier and thing", f'"{name}" {thing}', digest, page)


def _paid(made: Sequence[Release]) -> dict[str, list[tuple[str, int, str]]]:
    """Return where each supplier stands in a table, without the ending of its name, and for what."""
    paid: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for release in made:
        for number, page in enumerate(release.rows, start=1):
            for row in page:
                paid[" ".join(word for word in row.supplier.split() if word not in _END)].append(
                    (release.digest, number, row.thing)
                )
    return paid


def _rows(text: str, length: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the terms of each so many words in a row, and how they are printed."""
    row = [token for token in tokens(text) if token.width == 1]
    for at in range(len(row) - length + 1):
        part = row[at : at + length]
        yield tuple(token.term for token in part), text[part[0].start : part[-1].end]


def _stand_near(row: Sequence[Token], chosen: set[str], span: int) -> bool:
    """Tell whether all terms stand within so many words."""
    last: dict[str, int] = {}
    for token in row:
        if token.term in chosen:
            last[token.term] = token.position
            if len(last) == len(chosen) and max(last.values()) - min(last.values()) < span:
                return True
    return False


_PLAIN = re.compile(r"[^\n\"*?~()]+")
_SUM = re.compile(r"£[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?(?![0-9.,]*[0-9])")
_END = frozenset(word for end in ENDS for word in end.split())
