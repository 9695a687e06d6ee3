"""The recipes of the docs are run, with the programs they name, and give what stands under them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.search_cli.conftest import settled

PAGE = Path(__file__).parents[2] / "docs" / "recipes.md"
PROGRAMS = ("fzf", "jq", "xargs", "sqlite-utils", "datasette")
SECTIONS = dict(re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8")))
BESIDE = Path(sys.executable).parent


def blocks(section: str, kind: str) -> list[str]:
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```$", section)


def steps(section: str) -> list[tuple[str, str]]:
    """Return each command of a section with what stands under it; `> ` begins a line that goes on with one."""
    found = re.findall(r"(?m)^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", "".join(blocks(section, "console")))
    return [(command.replace("\n> ", "\n"), printed) for command, printed in found]


@pytest.fixture
def environment(demo: Path, tmp_path: Path) -> dict[str, str]:
    """Return the environment of somebody who has `foi` and the demonstration's files, a copy of their own."""
    (tmp_path / "bin").mkdir()
    foi = tmp_path / "bin" / "foi"
    root = Path(__file__).parents[2]
    foi.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m search_cli "$@"\n')
    foi.chmod(0o755)
    shutil.copytree(demo, tmp_path / "data")
    (tmp_path / "work").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOI_", "FZF_"))}
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}:{BESIDE}"
    return {**kept, "PATH": path, "FOI_DATA": str(tmp_path / "data"), "COLUMNS": "100", "PAGER": "cat"}


def needed(section: str) -> None:
    """Skip where a program that a section names is not installed."""
    text = "".join(blocks(section, "console") + blocks(section, "sh"))
    for program in PROGRAMS:
        if re.search(rf"(?m)(^|\| *|\$ ){program} ", text):
            found = shutil.which(program) or shutil.which(program, path=str(BESIDE))
            if not found:
                pytest.skip(f"{program} is not installed")


@pytest.mark.parametrize("title", [title for title, section in SECTIONS.items() if steps(section)])
def test_a_recipe_gives_what_stands_under_it(title: str, environment: dict[str, str], tmp_path: Path) -> None:
    section = SECTIONS[title]
    needed(section)
    script = "set -o pipefail\n" + "".join(f"{command}\nprintf '\\001%s\\001' $?\n" for command, _ in steps(section))
    done = subprocess.run(
        ["bash", "-c", script], env=environment, cwd=tmp_path / "work", stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False,
    )  # fmt: skip
    printed, statuses = done.stdout.split("\1")[0:-1:2], done.stdout.split("\1")[1::2]
    for (command, expected), said, status in zip(steps(section), printed, statuses, strict=True):
        assert settled(said, tmp_path) == settled(expected, tmp_path), command
        assert status == "0", command


def test_every_recipe_is_run() -> None:
    assert [title for title, section in SECTIONS.items() if not steps(section)] == ["Pick a hit: fzf"]


@pytest.mark.parametrize(("start", "keys"), [("fs camera OR crossing", "level"), ("fl", "crossing cam")])
def test_a_hit_is_picked_with_fzf_and_its_text_shown(environment: dict[str, str], start: str, keys: str) -> None:
    section = SECTIONS["Pick a hit: fzf"]
    needed(section)
    pexpect = pytest.importorskip("pexpect")
    functions = "".join(block for block in blocks(section, "sh") if "() {" in block)
    assert "fs camera OR crossing\n" in blocks(section, "sh")
    bash = pexpect.spawn(
        "bash", ["--norc", "--noprofile", "-c", functions + start], env={**environment, "TERM": "xterm-256color"},
        dimensions=(30, 100), encoding="utf-8", timeout=30,
    )  # fmt: skip
    try:
        bash.expect_exact("/")  # how many there are: fzf is there
        bash.send(keys)
        bash.expect_exact("Department for Transport")
        bash.expect("page 1 of [0-9]")  # of the preview
        bash.send("\r")
        bash.expect_exact("[?1049l")  # fzf gives the screen back
        bash.expect("[0-9a-f]{64}")  # what foi show prints
        bash.expect_exact("camera")
        bash.expect(pexpect.EOF)
    finally:
        bash.close()
    assert bash.exitstatus == 0
