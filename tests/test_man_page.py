"""The man page says what --help says, and those who read man pages by profession find nothing wrong with it."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import roff
from tools.man_page import commands, manual

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "man" / "foi.1"


@pytest.fixture(scope="module")
def printed() -> str:
    """Return the page as a terminal of 100 columns shows it, in one line."""
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    return re.sub(r"\s+", " ", text_of(PAGE.read_text(encoding="ascii")))


def text_of(page: str) -> str:
    """Return what groff prints, without breaking words; fails if groff has anything to say."""
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-c", "-rLL=100n", "-rHY=0"],
        input=page,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return re.sub(r".\x08", "", done.stdout).replace("\u2212", "-")


def test_the_page_is_what_help_says() -> None:
    assert PAGE.read_text(encoding="ascii") == manual(), "run `make docs`"


def test_it_has_every_command_and_every_option(printed: str) -> None:
    for words, command in commands():
        assert f" {' '.join(('foi', *words))} " in printed, words
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert max(option.opts, key=len) in printed, (words, option.opts)


def test_examples_can_be_copied_out_of_it(printed: str) -> None:
    assert "foi search '\"social media training\"'" in printed
    assert "foi add ~/replies && foi index" in printed


@pytest.mark.parametrize(("program", "words"), [("mandoc", ["-Tlint", "-W", "warning"]), ("lexgrog", [])])
def test_others_find_nothing_wrong_with_it(program: str, words: list[str]) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([program, *words, str(PAGE)], capture_output=True, text=True, check=False)
    complaints = [one for one in done.stdout.splitlines() if "missing date" not in one]  # it is made anew all the time
    if program == "lexgrog":
        assert re.search(r'"foi - collect what public authorities release', done.stdout)
    else:
        assert complaints == []


@given(st.lists(st.text(st.sampled_from("ab.'\\-`\"^~%$ éü…☃"), min_size=1, max_size=12), min_size=1, max_size=5))
def test_whatever_a_text_says_is_printed_so(lines: list[str]) -> None:
    lines = [re.sub(r" +", " ", one).strip() or "." for one in lines]
    for one in (*map(roff.line, lines), *roff.inline(" ".join(lines).replace("`", "")).splitlines()):
        assert one.isascii()
        assert not one.startswith((".", "'"))


def test_signs_are_printed_as_they_are() -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    hostile = ["'quoted' `so` ~/x ^a", r"\fB a\b \n(x \e", ".SH no heading", "-- -x --long", '"two" …é ‹x›']
    page = "\n".join((".TH X 1", ".SH NAME", *roff.example(hostile)))
    shown = [one.strip() for one in text_of(page).splitlines()]
    assert set(hostile) <= set(shown)


def test_the_wheel_has_it_and_the_completions() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared["docs/man/foi.1"] == "share/man/man1/foi.1"
    assert all((ROOT / file).is_file() for file in shared)
    assert len(shared) == 4
