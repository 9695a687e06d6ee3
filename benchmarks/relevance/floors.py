"""The floors: figures below which no change may bring the ranking. A program can only raise them."""

import tomllib
from collections.abc import Mapping
from math import floor
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "tests" / "indexer" / "quality.toml"

Figures = Mapping[str, Mapping[str, float]]
"""By table: "ndcg" by collection, "releases" and "documents" by kind of question."""

AIMS: Figures = {
    "ndcg": {"cranfield": 0.388, "cisi": 0.375, "vaswani-npl": 0.433},
    "releases": dict.fromkeys(("phrase", "reference", "sum", "supplier"), 0.95),
    "documents": dict.fromkeys(("phrase", "reference", "sum", "supplier"), 0.95),
}
"""What was asked for. No floor may be below, whatever the reason."""

HEAD = """\
# Floors of quality: the suite fails where a figure is below. docs/ranking.md says what each means.
# `make floors` measures and raises them, never lowers one. To lower one by hand, give the reason under [lowered],
# as "ndcg.cisi" = "why"; below its aim (benchmarks/relevance/floors.py) it cannot go.
"""


def read(text: str) -> tuple[Figures, Mapping[str, str]]:
    """Return the floors of a file, and the reasons why some are lower than they were."""
    tables = tomllib.loads(text)
    lowered = tables.pop("lowered", {})
    return tables, lowered


def raised(floors: Figures, measured: Figures) -> Figures:
    """Return the floors, each as high as it was or as was measured, if that is more; to three places, rounded down."""
    names = {table: dict.fromkeys((*floors.get(table, {}), *measured.get(table, {}))) for table in (*floors, *measured)}
    return {
        table: {
            name: max(floors.get(table, {}).get(name, 0.0), floor(measured.get(table, {}).get(name, 0.0) * 1000) / 1000)
            for name in of_table
        }
        for table, of_table in names.items()
    }


def written(floors: Figures, lowered: Mapping[str, str]) -> str:
    """Return the file's text."""
    lines = [HEAD]
    for table, figures in (*floors.items(), *([("lowered", lowered)] if lowered else [])):
        lines.append(f"[{table}]")
        lines += [f"{_key(name)} = {_value(value)}" for name, value in figures.items()]
        lines.append("")
    return "\n".join(lines)


def below(figures: Figures, floors: Figures) -> list[str]:
    """Say which figures are below their floors, or are missing."""
    return [
        f"{table}.{name} is {figures.get(table, {}).get(name, 0.0):.4f}, below {least}"
        for table, of_table in floors.items()
        for name, least in of_table.items()
        if figures.get(table, {}).get(name, 0.0) < least
    ]


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() else f'"{name}"'


def _value(value: float | str) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value:.3f}"
