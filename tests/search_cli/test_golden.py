"""Exact output of the real command: stdout, stderr and status. `make golden` writes it anew."""

import os
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.search_cli.conftest import run_anew, settled
from tests.terminal import on_terminal, visible

GOLDEN = Path(__file__).parents[1] / "golden"
PIPED = {
    name: words for file in GOLDEN.glob("*.toml") for name, words in tomllib.loads(file.read_text("utf-8")).items()
}
"""Command lines by name, each command's in a file of its own. Those of `terminal/` are run on a terminal."""
ON_A_TERMINAL = {
    name: words
    for file in GOLDEN.glob("terminal/*.toml")
    for name, words in tomllib.loads(file.read_text("utf-8")).items()
}
WIDTHS = {"narrow": (80, 24), "wide": (200, 50)}


@pytest.mark.parametrize("name", sorted(PIPED))
def test_output_is_exactly_as_it_was_agreed(demo: Path, name: str) -> None:
    ran = run_anew(demo, *shlex.split(PIPED[name]))
    printed = f"$ foi {PIPED[name]}\n{ran.stdout}--- stderr\n{ran.stderr}--- status {ran.status}\n"
    agreed(GOLDEN / f"{name}.txt", settled(printed, demo))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", sorted(ON_A_TERMINAL))
def test_output_on_a_terminal_is_exactly_as_it_was_agreed(demo: Path, name: str, width: str) -> None:
    columns, rows = WIDTHS[width]
    printed, status = on_terminal(demo, *shlex.split(ON_A_TERMINAL[name]), columns=columns, rows=rows)
    printed = f"$ foi {ON_A_TERMINAL[name]}\n{visible(printed)}--- status {status}\n"
    agreed(GOLDEN / "terminal" / f"{name}-{width}.txt", settled(printed, demo))


def test_every_golden_file_belongs_to_a_case() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(PIPED)
    shown = {file.stem for file in GOLDEN.glob("terminal/*.txt")}
    assert shown == {f"{name}-{width}" for name in ON_A_TERMINAL for width in WIDTHS}


def agreed(file: Path, printed: str) -> None:
    """Compare with what was agreed; what was not yet is written, and fails once."""
    if os.environ.get("GOLDEN") == "write" or not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed, encoding="utf-8")
        if os.environ.get("GOLDEN") != "write":
            pytest.fail(f"{file.name} was written: review this")
    assert printed == file.read_text(encoding="utf-8")
