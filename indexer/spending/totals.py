"""Sums that others add up to: a letter names for each supplier what the rows of its annex come to."""

from collections import defaultdict
from collections.abc import Sequence

from indexer.record import changed
from indexer.spending.records import Sum

TOTAL = "a total of sums that are listed"
FEWEST = 2
"""Sums that a total is of: one sum that is alike is the same sum."""


def without_totals(sums: Sequence[Sum]) -> list[Sum]:
    """Return the sums; what the rows of a table come to, by supplier, by year or all, is left out as a total."""
    totals = {digest: _totals(rows) for digest, rows in _tables(sums).items()}

    def is_total(one: Sum) -> bool:
        """A row is no total of the rows beside it, by chance alone."""
        own = one.sources[0].card.digest if one.of.cell else ""
        return any(_is_one(one, found) for digest, found in totals.items() if digest != own)

    return [one if one.left_out or not is_total(one) else changed(one, left_out=TOTAL) for one in sums]


Key = tuple[int, str, str, str]
"""Hundredths, currency, and the supplier and the year it is of; "" if of all."""


def _tables(sums: Sequence[Sum]) -> dict[str, list[Sum]]:
    tables: dict[str, list[Sum]] = defaultdict(list)
    for one in sums:
        if one.of.cell and one.of.role != "total" and not one.left_out:
            tables[one.sources[0].card.digest].append(one)
    return tables


def _totals(rows: Sequence[Sum]) -> set[Key]:
    added: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in rows:
        supplier = ", ".join(row.suppliers)
        for of in {("", ""), (supplier, ""), ("", row.year), (supplier, row.year)}:
            added[(row.currency, *of)].append(row.hundredths)
    return {(sum(several), *of) for of, several in added.items() if len(several) >= FEWEST}


def _is_one(one: Sum, totals: set[Key]) -> bool:
    """Tell whether a sum is such a total, as far as it says whose and when."""
    supplier = ", ".join(one.suppliers)
    ways = {(supplier, one.year), (supplier, ""), ("", one.year), ("", "")} if supplier else {("", one.year), ("", "")}
    return any((one.hundredths, one.currency, *way) in totals for way in ways)
