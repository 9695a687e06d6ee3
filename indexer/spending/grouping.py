"""Sums added up by what they have in common."""

from collections.abc import Iterable, Sequence

from indexer.spending.records import Group, Sum


def grouped(sums: Iterable[Sum], by: Sequence[str]) -> list[Group]:
    """Return the sums by the values of some fields, and by currency, the greatest total first. Of none, all are one."""
    found: dict[tuple[tuple[str, ...], str], list[Sum]] = {}
    for one in sums:
        found.setdefault((tuple(one.group(name) for name in by), one.currency), []).append(one)
    groups = [
        Group(values, currency, sum(one.hundredths for one in some if not one.left_out), tuple(some))
        for (values, currency), some in found.items()
    ]
    return sorted(groups, key=lambda group: (-group.total, group.currency, group.values))
