"""Bars on a real terminal: how much is done, how fast, how much is left; and where what is printed meanwhile goes."""

import re
import sys
from pathlib import Path

import pytest

from search_cli.progress import LONG, lasted
from tests.terminal import in_terminal, plain, without_bars

WORKING = """
import sys, time
from search_cli import progress
progress.SOON = {soon}
with progress.progress() as watched:
    watched.begin("reading", 40, "letter")
    for number in range(40):
        time.sleep(0.02)
        watched.step()
        if number == 30:
            progress.meanwhile("a result")
            progress.meanwhile("a remark", err=True)
"""


def printed(soon: float, into: str = "") -> str:
    code = WORKING.format(soon=soon)
    command = [sys.executable, "-c", f"import sys; sys.stdout = open({into!r}, 'w')\n{code}" if into else code]
    text, status = in_terminal(command)
    assert status == 0
    return text


def test_a_bar_says_how_much_is_done_how_fast_and_how_much_is_left() -> None:
    shown = plain(printed(0.0))
    assert re.search(r"reading .*\d+ % \d+ letters, [\d.]+/s, 0:00:\d\d left", shown)
    assert max(map(len, shown.replace("\r", "\n").splitlines())) <= 80


def test_what_is_printed_meanwhile_stands_over_the_bar_on_lines_of_its_own() -> None:
    shown = printed(0.0)
    assert re.search(r"\r\x1b\[2Ka result\n", shown)
    assert re.search(r"\r\x1b\[2Ka remark\n", shown)


def test_nothing_of_a_bar_is_left_when_the_work_is_done() -> None:
    command = [sys.executable, "-c", WORKING.format(soon=0.0).replace("if number == 30", "if False")]
    shown, status = in_terminal(command)
    assert status == 0
    assert "letters" in shown
    assert without_bars(shown) == ""


def test_results_go_to_their_file_while_a_bar_is_shown(tmp_path: Path) -> None:
    shown = plain(printed(0.0, str(tmp_path / "results.txt")))
    assert "letters" in shown
    assert "a result" not in shown
    assert (tmp_path / "results.txt").read_text() == "a result\n"


def test_quick_work_shows_no_bar() -> None:
    assert printed(60.0) == "a result\na remark\n"


@pytest.mark.parametrize(
    ("seconds", "number", "noun", "said"),
    [
        (LONG - 0.01, 500, "page", ""),
        (LONG, 500, "page", " in 2.0 s, 250 pages/s"),
        (12.34, 0, "", " in 12.3 s"),
        (3725.0, 7450, "query", " in 1:02:05, 2.0 queries/s"),
    ],
)
def test_the_last_line_says_how_long_it_took_where_it_took_long(
    seconds: float, number: int, noun: str, said: str
) -> None:
    assert lasted(seconds, number, noun) == said
