"""Invented releases, the same at every run: letters with references, spending tables, long minutes that mention both.

Much is alike on purpose: a supplier stands on many pages, sums differ by two digits changed round, references by one,
minutes mention the references of letters, and sentences are made of the same few parts.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random

from benchmarks.relevance.known import EACH, Known, mixed, phrases, sums, suppliers
from benchmarks.relevance.pages import Page, Pages
from benchmarks.relevance.wording import (
    AUTHORITIES,
    DOINGS,
    ENDS,
    FIRMS,
    MONTHS,
    REASONS,
    SENTENCES,
    SITES,
    SUBJECTS,
    TEAMS,
    THINGS,
    TRADES,
)
from indexer.engine.interface import Entry

LETTERS, TABLES, MINUTES = 90, 14, 16


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a spending table."""

    day: date
    supplier: str
    thing: str
    site: str
    invoice: int
    pence: int

    def __str__(self) -> str:
        return (
            f"{self.day:%d/%m/%Y}  {self.supplier}  {self.thing}, {self.site}  INV {self.invoice}  {money(self.pence)}"
        )


@dataclass(frozen=True, slots=True)
class Release:
    """One document. `reference` is a letter's own, `rows` are a table's, page by page."""

    digest: str
    authority: str
    title: str
    pages: tuple[str, ...]
    reference: tuple[int, int] = (0, 0)
    rows: tuple[tuple[Row, ...], ...] = ()

    def entry(self) -> Entry:
        """Return what goes into the index."""
        return Entry(
            digest=self.digest, title=self.title, heading=f"{self.title}\n\n{self.authority}", pages=self.pages,
            authorities=(self.authority,), sources=("invented",), kinds=("release",), states=("live",),
            media_type="application/pdf", published=None, stored=self.digest, rank=self.digest,
        )  # fmt: skip


def money(pence: int) -> str:
    """Print a sum as councils do: £12,345.67."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def spelt(reference: tuple[int, int], way: int = 0) -> str:
    """Print a reference, a year and a number, in one of the ways people write them."""
    year, number = reference
    return (
        f"FOI-{year}/{number:04}",
        f"FOI {year} {number:04}",
        f"{number:04}-{year % 100}",
        f"FOI/{year}/{number:05}",
    )[way]


def releases(seed: str = "releases") -> list[Release]:
    """Make them all."""
    dice = Random(seed)  # noqa: S311 - the same at every run
    suppliers = sorted({f"{firm} {trade} {dice.choice(ENDS)}" for firm in FIRMS for trade in dice.sample(TRADES, 5)})
    references = [(2021 + index % 4, 100 + 7 * index // 4) for index in range(LETTERS)]
    made = [_letter(dice, index, reference, references, suppliers) for index, reference in enumerate(references)]
    rare = sorted({f"{firm} {trade} Ltd" for firm in FIRMS for trade in TRADES})
    rare = [name for name in dice.sample(rare, len(rare)) if not any(name[:-4] in often for often in suppliers)]
    made += [_table(dice, index, dice.sample(suppliers, 30), rare[index::TABLES]) for index in range(TABLES)]
    made += [_minutes(dice, index, references, suppliers) for index in range(MINUTES)]
    return made


def questions(made: Sequence[Release]) -> list[Known]:
    """Choose questions to the releases, so many of each kind."""
    pages = Pages([Page(one.digest, number, text) for one in made for number, text in enumerate(one.pages, start=1)])
    kinds = phrases(pages), _references(made), sums(pages), suppliers(pages), _payments(made)
    return [item for kind in kinds for item in islice(kind, EACH)]


def _references(made: Sequence[Release]) -> Iterator[Known]:
    """Yield each letter's own reference in a spelling that is not the letter's; its first page is the right one."""
    for release in mixed(made, lambda release: release.digest):
        if release.reference[0]:
            way = 1 + release.reference[1] % 3
            yield Known("reference", spelt(release.reference, way), release.digest, 1)


def _payments(made: Sequence[Release]) -> Iterator[Known]:
    """Yield a firm, what it was paid for, by whom and when, if a table has that on one page and the firm on others."""
    rows = [(one, number, row) for one in made for number, page in enumerate(one.rows, start=1) for row in page]
    where = defaultdict[tuple[str, str], list[tuple[int, str]]](list)
    for release, number, row in rows:
        where[release.digest, row.supplier].append((number, row.thing))
    for release, number, row in mixed(rows, lambda found: f"{found[0].digest} {found[2]}"):
        there = where[release.digest, row.supplier]
        if len({page for page, _ in there}) > 1 and [page for page, thing in there if thing == row.thing] == [number]:
            question = f'"{row.supplier}" {row.thing} {row.day.year} authority:"{release.authority}"'
            yield Known("payment", question, release.digest, number)


def _letter(
    dice: Random, index: int, reference: tuple[int, int], others: list[tuple[int, int]], suppliers: list[str]
) -> Release:
    authority, subject = dice.choice(AUTHORITIES), dice.choice(SUBJECTS)
    own = spelt(reference)
    month = dice.choice(MONTHS)
    asked = f"Thank you for your request under the Freedom of Information Act about {subject}, received in {month}."
    first = [authority, f"Our reference: {own}", "Dear Sir or Madam", asked, *_sentences(dice, 6)]
    if index % 3 == 0:
        first.append(f"Please see also our answer {spelt(dice.choice(others), dice.randrange(2))} on a related matter.")
    if index % 2 == 0:
        paid = money(dice.randrange(50_000, 9_000_000))
        first.append(f"In all {paid} was paid to {dice.choice(suppliers)} for {dice.choice(THINGS)}.")
    first.append("If you are unhappy with this answer you may ask for an internal review.")
    pages = ["\n\n".join(first)]
    for number in range(2, 2 + dice.randrange(4)):
        annex = [f"Annex {number - 1}", *_sentences(dice, 12), f"{own}, page {number}"]
        pages.append("\n\n".join(annex))
    named = f"{subject.capitalize()}" if index % 2 else f"{own} {subject.capitalize()}"
    return Release(f"letter-{index:03}", authority, named, tuple(pages), reference)


def _table(dice: Random, index: int, suppliers: list[str], rare: list[str]) -> Release:
    """Make a year of payments; every other month has one to somebody who is never paid again."""
    authority = AUTHORITIES[index % len(AUTHORITIES)]
    year = 2019 + index // len(AUTHORITIES)
    pages, rows = [], []
    for month, name in enumerate(MONTHS, start=1):
        count = dice.randrange(14, 30)
        page = tuple(
            _row(dice, date(year, month, 1), suppliers if line or month % 2 else rare[month : month + 1])
            for line in range(count)
        )
        rows.append(page)
        pages.append("\n".join((f"{authority}: payments over £500, {name} {year}", *map(str, page))))
    return Release(f"table-{index:03}", authority, f"Payments over £500, {year}", tuple(pages), rows=tuple(rows))


def _row(dice: Random, start: date, suppliers: list[str]) -> Row:
    pence = dice.choice((dice.randrange(50_000, 300_000), dice.randrange(300_000, 20_000_000)))
    if pence % 3 == 0:  # a near sum: one whose last two digits change places stands elsewhere
        pence = pence // 100 * 100 + dice.choice((17, 71, 26, 62))
    day = start + timedelta(days=dice.randrange(28))
    things = dice.choice(THINGS), dice.choice(SITES)
    return Row(day, dice.choice(suppliers), *things, dice.randrange(10_000, 99_999), pence)


def _minutes(dice: Random, index: int, references: list[tuple[int, int]], suppliers: list[str]) -> Release:
    authority = AUTHORITIES[index % len(AUTHORITIES)]
    pages = []
    for number in range(1, dice.randrange(12, 61)):
        lines = [f"{authority} audit committee, item {number}", *_sentences(dice, 14)]
        if number % 3 == 0:
            lines.append(f"The answer {spelt(dice.choice(references))} was noted.")
        if number % 4 == 0:
            paid = money(dice.randrange(50_000, 9_000_000))
            lines.append(f"A payment of {paid} to {dice.choice(suppliers)} was {dice.choice(DOINGS)}.")
        dice.shuffle(lines)
        pages.append("\n\n".join(lines))
    month = MONTHS[index % 12]
    return Release(
        f"minutes-{index:03}", authority, f"Audit committee minutes, {month} {2018 + index // 4}", tuple(pages)
    )


def _sentences(dice: Random, count: int) -> list[str]:
    return [
        dice.choice(SENTENCES).format(
            team=dice.choice(TEAMS), doing=dice.choice(DOINGS), thing=dice.choice(THINGS), site=dice.choice(SITES),
            month=dice.choice(MONTHS), reason=dice.choice(REASONS), subject=dice.choice(SUBJECTS),
            count=dice.randrange(2, 400),
        )
        for _ in range(count)
    ]  # fmt: skip
