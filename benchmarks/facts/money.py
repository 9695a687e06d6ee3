"""How well sums are read, on labelled passages and tables: `python -m benchmarks.facts.money [SET ...] [--wrong]`."""

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.facts.scoring import SETS, Label, Score, labels, overlap, place, score, table, text_of
from indexer.facts.bodies.naming import name_key
from indexer.facts.money.finding import money
from indexer.facts.records import Money

HEAD = (
    "set",
    "sums",
    "precision",
    "recall",
    "supplier F1",
    "period F1",
    "tuple F1",
    "unit",
    "vat",
    "role",
    "payer",
    "purpose",
)
Sum = Mapping[str, Any]


def main() -> None:
    """Print a row for each set that is there; with --wrong also every statement that is not right."""
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(SETS)
    rows = []
    for name in wanted:
        if each := labels("money", name):
            rows.append(row(name, each, told="--wrong" in sys.argv))
            if name == "dev":
                rows += [
                    row(f"dev: {kind}", [one for one in each if one["id"].startswith(kind)])
                    for kind in ("prose", "row")
                ]
    print("\n".join(table(HEAD, rows)))


def row(name: str, each: Iterable[Label], *, told: bool = False) -> tuple[str, ...]:
    """Return the figures of a set as a row."""
    amounts, suppliers, periods, tuples = (Score(0, 0, 0) for _ in range(4))
    besides: dict[str, list[bool]] = {field: [] for field in HEAD[7:]}
    for label in each:
        found = list(money(text_of(label)))
        pairs = paired(label, found)
        amounts += Score(len(found), len(label["sums"]), len(pairs))
        suppliers += score(_suppliers(enumerate(found)), _labelled(label, pairs, "suppliers"))
        periods += score(_periods(found), _labelled(label, pairs, "period"))
        right = sum(_right(one, found[at]) for at, one in pairs.items())
        tuples += Score(len(found), len(label["sums"]), right)
        for at, one in pairs.items():
            for field in besides:
                besides[field].append(_same(field, one, found[at]))
        if told:
            _tell(label, found, pairs)
    shares = [f"{sum(right) / len(right):.2f}" if right else "-" for right in besides.values()]
    figures = (amounts.precision, amounts.recall, suppliers.f1, periods.f1, tuples.f1)
    return name, str(amounts.there), *(f"{figure:.3f}" for figure in figures), *shares


def paired(label: Label, found: list[Money]) -> dict[int, Sum]:
    """Return the labelled sums that were found, by which of the found each is: place, both ends and currency agree."""
    pairs: dict[int, Sum] = {}
    for one in label["sums"]:
        where = place(label["text"], one["words"], one.get("nth", 1))
        for at, fact in enumerate(found):
            alike = (fact.lowest, fact.highest, fact.currency) == (
                _pence(one["lowest"]),
                _pence(one["highest"]),
                one["currency"],
            )
            if at not in pairs and alike and overlap(where, (fact.words.start, fact.words.end)):
                pairs[at] = one
                break
    return pairs


def _pence(printed: str | None) -> int | None:
    return None if printed is None else int(Decimal(printed) * 100)


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name_key(" ".join(name.split())) for name in names)


def _suppliers(found: Iterable[tuple[int, Money]]) -> set[tuple[object, str]]:
    return {(at, key) for at, fact in found for key in _keys(party.words.text for party in fact.suppliers)}


def _periods(found: list[Money]) -> set[tuple[object, object]]:
    return {(at, (fact.period.first, fact.period.last)) for at, fact in enumerate(found) if fact.period}


def _labelled(label: Label, pairs: Mapping[int, Sum], field: str) -> set[tuple[object, object]]:
    """Return what is labelled, with the number of the sum that was found; of a missed one its own."""
    numbers = {id(one): at for at, one in pairs.items()}
    there: set[tuple[object, object]] = set()
    for position, one in enumerate(label["sums"]):
        key: object = numbers.get(id(one), ("missed", position))
        if field == "suppliers":
            there |= {(key, name) for name in _keys(one["suppliers"])}
        elif one["period"]:
            there.add((key, _days(one["period"])))
    return there


def _days(period: list[str | None]) -> tuple[date | None, ...]:
    return tuple(date.fromisoformat(day) if day else None for day in period)


def _right(one: Sum, fact: Money) -> bool:
    period = (fact.period.first, fact.period.last) if fact.period else None
    return _keys(one["suppliers"]) == _keys(party.words.text for party in fact.suppliers) and period == (
        _days(one["period"]) if one["period"] else None
    )


def _same(field: str, one: Sum, fact: Money) -> bool:
    if field == "payer":
        return (name_key(one["payer"]) if one["payer"] else None) == (
            name_key(fact.payer.words.text) if fact.payer else None
        )
    if field == "purpose":
        labelled, found = one["purpose"], fact.purpose.text if fact.purpose else None
        return (labelled is None) == (found is None) and (
            not labelled or not found or bool({*labelled.lower().split()} & {*found.lower().split()})
        )
    return bool(one[field] == getattr(fact, field))


def _tell(label: Label, found: list[Money], pairs: Mapping[int, Sum]) -> None:
    got = {id(one) for one in pairs.values()}
    for one in label["sums"]:
        if id(one) not in got:
            print(f"{label['id']}: missed {one['words']}")
    for at, fact in enumerate(found):
        if at not in pairs:
            print(f"{label['id']}: wrong {fact.words.text!r} {fact.lowest} {fact.highest} {fact.currency}")
        elif not _right(pairs[at], fact):
            period = fact.period and (str(fact.period.first), str(fact.period.last))
            print(f"{label['id']}: {fact.words.text!r} to {[p.name for p in fact.suppliers]} in {period}")
            print(f"    labelled {pairs[at]['suppliers']} {pairs[at]['period']}")


if __name__ == "__main__":
    main()
