"""Long text goes through a pager on a terminal, and nowhere else; closing it is no error, and loses nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from search_cli.paging import command, rows
from tests.terminal import in_terminal, plain

PRINTING = """
import sys
from search_cli.paging import paged
paged(f"line {number}\\n" for number in range(int(sys.argv[1])))
print("and on")
"""
RAISING = """
from search_cli.paging import paged
def texts():
    for number in range(%d):
        yield f"line {number}\\n"
    raise SystemExit("broken off")
paged(texts())
"""


def python(program: str, *words: str) -> list[str]:
    return [sys.executable, "-c", program, *words]


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """Return a pager that marks what it is given, and what LESS it was started with."""
    program = tmp_path / "pager"
    program.write_text('#!/bin/sh\necho "LESS=$LESS"\nsed "s/^/> /"\n')
    program.chmod(0o755)
    return program


def test_what_fits_the_screen_is_not_paged_and_what_does_not_is(pager: Path) -> None:
    printed, status = in_terminal(python(PRINTING, "23"), rows=24, PAGER=str(pager))
    assert (">" not in printed, status) == (True, 0)
    printed, status = in_terminal(python(PRINTING, "24"), rows=24, PAGER=str(pager))
    assert status == 0
    assert printed.splitlines() == ["LESS=FRX", *(f"> line {number}" for number in range(24)), "and on"]


def test_a_long_line_counts_as_the_rows_it_takes() -> None:
    assert rows("a" * 80 + "\n", 80) == 1
    assert rows("a" * 81 + "\n", 80) == 2
    assert rows("一" * 41, 80) == 2
    assert rows("\x1b[1m" + "a" * 80 + "\x1b[0m\x1b]8;;https://x.example/\x1b\\\x1b]8;;\x1b\\\n", 80) == 1
    assert rows("one\n\ntwo\n", 80) == 3
    assert rows("\n", 80) == 1


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, ["less"]),
        ({"PAGER": "more -s"}, ["more", "-s"]),
        ({"PAGER": "more", "FOI_PAGER": "'my pager' -x"}, ["my pager", "-x"]),
        ({"PAGER": "cat"}, []),
        ({"PAGER": ""}, []),
        ({"FOI_PAGER": "", "PAGER": "more"}, []),
        ({"PAGER": "never 'closed"}, []),
        ({"PAGER": "less; rm -r x"}, ["less;", "rm", "-r", "x"]),
        ({"TERM": "dumb"}, []),
    ],
)
def test_the_pager_is_the_person_s_and_no_shell_reads_its_name(environment: dict[str, str], words: list[str]) -> None:
    assert command({"TERM": "xterm", **environment}) == words


def test_options_of_less_that_a_person_set_stay_and_colours_pass(pager: Path) -> None:
    printed, _ = in_terminal(python(PRINTING, "40"), rows=24, PAGER=str(pager), LESS="-i -M")
    assert printed.startswith("LESS=-i -M -R\n")


def test_a_pager_that_is_not_there_loses_no_line(tmp_path: Path) -> None:
    printed, status = in_terminal(python(PRINTING, "40"), rows=24, PAGER=str(tmp_path / "none"))
    assert printed.splitlines() == [*(f"line {number}" for number in range(40)), "and on"]
    assert status == 0


def test_a_pager_that_is_closed_early_is_no_error() -> None:
    printed, status = in_terminal(python(PRINTING, "200000"), rows=24, PAGER="head -n 1")
    assert (printed.splitlines(), status) == (["line 0", "and on"], 0)


@pytest.mark.parametrize("made", [3, 40])
def test_an_error_in_the_middle_comes_after_what_was_made_before_it(pager: Path, made: int) -> None:
    printed, status = in_terminal(python(RAISING % made), rows=24, PAGER=str(pager))
    lines = printed.splitlines()
    assert (lines[-1], status) == ("broken off", 1)
    assert [line.removeprefix("> ") for line in lines if "line" in line] == [f"line {number}" for number in range(made)]


def test_less_takes_keys_and_its_end_is_ours() -> None:
    printed, status = in_terminal(python(PRINTING, "5000"), rows=24, keys="Gq", PAGER="less")
    shown = plain(printed)
    assert "line 0\n" in shown
    assert "line 4999" in shown
    assert (shown.rstrip().endswith("and on"), status) == (True, 0)


def test_ctrl_c_while_a_pager_is_read_ends_neither(tmp_path: Path) -> None:
    waiting = tmp_path / "waiting"
    slow = tmp_path / "pager"
    slow.write_text(f"#!/bin/sh\ntrap '' INT\ncat > /dev/null\ntouch {waiting}\nsleep 1\necho closed\n")
    slow.chmod(0o755)
    printed, status = in_terminal(python(PRINTING, "50"), rows=24, PAGER=str(slow), later=(waiting.exists, "\x03"))
    assert ("closed" in printed, printed.rstrip().endswith("and on"), status) == (True, True, 0)


def test_piped_text_is_written_as_it_comes_and_never_paged(pager: Path) -> None:
    done = subprocess.run(
        python(PRINTING, "500"), capture_output=True, text=True, check=True, env={**os.environ, "PAGER": str(pager)}
    )
    assert done.stdout.splitlines() == [*(f"line {number}" for number in range(500)), "and on"]


def test_letters_without_an_encoding_do_not_break_the_pager(pager: Path) -> None:
    program = "from search_cli.paging import paged\npaged(f'{n} \\ud800\\n' for n in range(40))"
    printed, status = in_terminal(python(program), rows=24, PAGER=str(pager))
    assert ("> 39 ?" in printed, status) == (True, 0)
