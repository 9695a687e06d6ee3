"""Rows of tables: what two documents have alike, as a table and its copy in a sheet, is counted once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from indexer.spending.records import Sum

ALIKE = 0.8
"""Share of a document's rows that another has too, above which one is a copy, or a part, of the other."""
FEWEST = 2
"""Rows that are a table: one may be alike by chance."""

Rows = dict[str, list[Sum]]


def without_copies(rows: Iterable[Sum], joined: Callable[[Sum, Sum], Sum]) -> Iterator[Sum]:
    """Yield every row once; one that stands in a copy too has that as another source, by `joined`."""
    by_document: Rows = defaultdict(list)
    for row in rows:
        by_document[row.sources[0].card.digest].append(row)
    kept: list[list[Sum]] = []
    for its in sorted(by_document.values(), key=len, reverse=True):
        whole = next((other for other in kept if _is_copy(its, other)), None)
        if whole is None:
            kept.append(its)
        else:
            kept.append(_left(its, whole, joined))
    for several in kept:
        yield from several


def _is_copy(its: list[Sum], whole: list[Sum]) -> bool:
    common = Counter(map(_key, its)) & Counter(map(_key, whole))
    return len(its) >= FEWEST and common.total() >= ALIKE * len(its)


def _left(its: list[Sum], whole: list[Sum], joined: Callable[[Sum, Sum], Sum]) -> list[Sum]:
    """Give the rows that are alike to those of the whole, each to one, and return the others."""
    free: dict[Hashable, list[int]] = defaultdict(list)
    for at, row in enumerate(whole):
        free[_key(row)].append(at)
    left = []
    for row in its:
        places = free[_key(row)]
        if places:
            at = places.pop(0)
            whole[at] = joined(whole[at], row)
        else:
            left.append(row)
    return left


def _key(row: Sum) -> Hashable:
    return row.hundredths, row.currency, row.suppliers
