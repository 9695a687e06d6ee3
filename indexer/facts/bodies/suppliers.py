"""Companies that many authorities pay, and that are often named without a legal form: `suppliers.csv`."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def suppliers() -> Iterator[tuple[str, str]]:
    """Yield every name with the company's name."""
    with (files("indexer.facts.bodies") / "suppliers.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *row["names"].split(";")):
                if name:
                    yield name, row["name"]
