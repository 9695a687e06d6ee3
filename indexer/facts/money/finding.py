"""The sums of money of a document, each with what is said of it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.extract.pages import Page
from indexer.facts.money.amounts import Amount, amounts, between
from indexer.facts.money.grids import Row, rows
from indexer.facts.money.joining import joined
from indexer.facts.money.loose import Place
from indexer.facts.money.parties import Group
from indexer.facts.money.payees import with_payees
from indexer.facts.money.prose import in_prose
from indexer.facts.money.tables import in_row, signed_columns
from indexer.facts.records import Money
from indexer.facts.text import Text

_SAYS_MONEY = re.compile(
    r"£|€|\$|\b(?:cost|amount|spen[dt]|expenditure|value|price|total|fee|salar|budget|outturn|paid|payment"
    r"|charge|invoice|income|funding|net|tax|allowance|account|subscri|grant|wage|settlement|compensation|expens"
    r"|hospitality|award|rent|bill|pension|bonus|royalt|revenue|pounds|GBP|EUR|USD)",
    re.IGNORECASE,
)


_BARE = re.compile(r"[a-z)] \(?[0-9]{1,3}(?:,[0-9]{3}|\.[0-9]{2})(?![0-9])")


_MOST = 20
"""So many sentences of a page may name who supplied what a sum elsewhere was for."""


def money(text: Text) -> Iterable[Money]:
    """Yield the sums of money, page by page, in order."""
    for page in text.pages:
        yield from _on(page, text)


def _on(page: Page, text: Text) -> Iterator[Money]:
    found = amounts(page.text, page.gaps)
    tabular = bool(page.gaps) or " | " in page.text or _BARE.search(page.text)
    if not found and not (tabular and (_SAYS_MONEY.search(page.text) or _SAYS_MONEY.search(text.about.title))):
        return
    lines = text.cells(page)
    facts, rest = _of_tables(page, lines, found, text.about.title)
    if found:
        taken = {fact.words.start for fact in facts}
        left = [one for one in found if one.start not in taken]
        facts += _of_words(page, rest, left, text) if left else []
    yield from sorted(facts, key=lambda fact: fact.words.start)


def _of_words(page: Page, rest: list[list[Place]], left: list[Amount], text: Text) -> list[Money]:
    """Return the sums of the lines that are no rows, together with what other lines of the page say of them."""
    bodies = text.bodies_on(page)
    facts: list[Money] = []
    later: list[Group] = []
    for some in rest:
        facts += in_prose(page, some, left, bodies, text.about.published, later)
    return joined(page, facts, later[:_MOST])


def _of_tables(
    page: Page, lines: list[list[Place]], found: list[Amount], title: str
) -> tuple[list[Money], list[list[Place]]]:
    """Return the sums of tables, and the lines that are none, in runs that follow one another."""
    facts: list[Money] = []
    rest: list[list[Place]] = [[]]
    at = 0
    group: list[Row] = []
    for first, after, row in (*rows(page.text, lines, found), (len(lines), len(lines), None)):
        if row is None or row.first:
            signed = signed_columns(page.text, group)
            for one in with_payees(page.text, group):
                facts += in_row(page, one, _inside(found, one), signed, title)
            group = []
        between = [(line[0][0], line[-1][1]) for line in lines[at:first]]
        rest[-1] += between
        if row is not None:
            group.append(row)
            rest.append([])
            if not row.loose and any(one.start >= row.cells[0][0] for one in _inside(found, row)):
                rest[-1:] = [*([cell] for cell in row.cells if cell[1] - cell[0] > 20), []]
        at = after
    return facts, [some for some in rest if some]


def _inside(found: list[Amount], row: Row) -> Sequence[Amount]:
    return between(found, min(cell[0] for cell in row.cells), max(cell[1] for cell in row.cells))
