"""A working day of a researcher in a real terminal: crawl, search, narrow, read, keep, cite, watch, update, cron."""

import dataclasses
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from scraper.demo.site import DemoSite
from tests.terminal import plain, without_bars

PROMPT = re.compile(r"\[(\d+)\] day> ")
"""The shell's prompt, with the exit status of the command before."""

ROOT = Path(__file__).parents[2]


class Desk:
    """A shell on a terminal, into which commands and keys are typed."""

    def __init__(self, folder: Path) -> None:
        (folder / "foi").write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m search_cli "$@"\n')
        (folder / "foi").chmod(0o755)
        ours = {"FOI_DATA": str(folder / "data"), "PATH": f"{folder}:{os.environ['PATH']}", "PS1": r"[$?] day> "}
        unwanted = ("FOI_", "NO_COLOR", "COLUMNS", "LINES", "PAGER", "LESS", "BASH_ENV", "PROMPT_COMMAND")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        self.shell = pexpect.spawn(
            "bash", ["--norc", "--noprofile", "--noediting"], env={**kept, **ours, "TERM": "xterm-256color"},
            dimensions=(24, 80), encoding="utf-8", timeout=60, cwd=str(folder),
        )  # fmt: skip
        self.shell.expect(PROMPT)

    def does(self, command: str, *keys: tuple[str, str], status: int = 0) -> str:
        """Type a command, then each of the keys once what comes before them is shown; return what was printed."""
        self.shell.sendline(command)
        for awaited, typed in keys:
            self.shell.expect(awaited)
            self.shell.send(typed)
        self.shell.expect(PROMPT)
        printed = plain(without_bars(self.shell.before)).replace("\r\n", "\n")
        assert self.shell.match[1] == str(status), f"{command}\n{printed}"
        return printed


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.shell.close(force=True)


def test_a_working_day(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with DemoSite.shipped() as site:
        source = f'[sources.govuk-foi]\nbase-url = "{site.url}"\norganisation = ["all"]\ndelay = 0\n'
        (tmp_path / "data" / "foi.toml").write_text(f"# mine\n[index]\nocr = false\n{source}")
        collects(desk)
        letter = searches_and_narrows(desk)
        reads(desk, letter)
        keeps(desk)
        cites(desk, letter)
        watches(desk)
        asks_a_list(desk)
        is_told_what_is_new(desk, site)
        leaves_it_to_cron(desk, tmp_path)


def collects(desk: Desk) -> None:
    assert "9 publications new or changed, 23 documents" in desk.does("foi crawl govuk-foi")
    indexed = desk.does("foi index", status=3)
    assert "23 documents indexed" in indexed
    assert "2 could not be read, or not whole; `foi status` says why" in indexed
    assert "needs a password" in desk.does("foi status")


def searches_and_narrows(desk: Desk) -> str:
    """Search, look at the counts, narrow; return the ID of the one that is left."""
    assert "did you mean larkspur?" in desk.does("foi search larkspor", status=1).lower()
    counted = desk.does("foi search Larkspur --facet type --facet year --limit 0")
    assert re.search(r"type +application/pdf 2 · text/csv 1\n", counted)
    found = desk.does("""foi search Larkspur '"four suppliers"' type:pdf""")
    assert "1 document, 1 page" in found
    assert "response letter" in found
    assert re.search(r"p\. 2  .*Larkspur", found, re.S)
    (identity,) = re.findall(r"\b[0-9a-f]{12}\b", found)
    assert desk.does("foi search Larkspur '\"four suppliers\"' --ids").splitlines()[-1] == identity
    return str(identity)


def reads(desk: Desk, letter: str) -> None:
    shown = desk.does("foi show 1", ("page 1 of 3", "q"))  # longer than the screen: a pager
    assert "page 3 of 3" not in shown
    assert "Larkspur Digital Ltd: £23,527.75" in desk.does("foi show 1:2 | cat")
    assert "FOI_0417-23_letter.pdf" in desk.does("foi open 1 --print")
    assert letter in desk.does("foi search 'like:1' --ids | head -3; foi show 1 --format jsonl --fields id | head -1")


def keeps(desk: Desk) -> None:
    assert "1 document" in desk.does("foi tag +leads 1")
    desk.does("foi note 1:2 'ask for annex B'")
    assert "1 document" in desk.does("foi search tag:leads note:annex")
    assert "leads" in desk.does("foi tag")
    desk.does("foi browse Larkspur", ("Annex A", "t"), ("tags of this document", "seen\r"), ("tagged seen", "q"))
    assert desk.does("foi search tag:seen --count").splitlines()[-1] == "1"


def cites(desk: Desk, letter: str) -> None:
    cited = desk.does(f"foi cite {letter}:2")
    assert "FOI 0417-23: response letter" in " ".join(cited.split())
    assert "check=" in cited
    desk.does(f"foi cite {letter}:2 --style anchor > anchors.txt")
    assert "sound" in desk.does("foi cite --verify - < anchors.txt")
    assert "@" in desk.does("foi search tag:leads --ids | foi cite --style bibtex -")


def watches(desk: Desk) -> None:
    added = desk.does("foi watch add larkspur Larkspur")
    assert "3 documents match now" in added
    assert desk.does("foi watch run", status=1).splitlines()[1:] == []
    assert "larkspur: Larkspur" in desk.does("foi watch list")
    assert desk.does("foi search query:larkspur --count").splitlines()[-1] == "3"


def asks_a_list(desk: Desk) -> None:
    asked = desk.does("printf 'camera\\n(open\\nzebra\\n' | foi batch - --count", status=3)
    assert "stdin:2: " in asked
    assert re.search(r"(?m)^ +2  camera$", asked)
    assert re.search(r"(?m)^ +0  zebra$", asked)
    stopped = desk.does("foi batch - --count", ("\n", "camera\n"), ("2  camera", "\x03"), status=130)
    assert re.search(r"interrupted after (1 query|0 queries); `--from [12]` goes on from there", stopped)


def is_told_what_is_new(desk: Desk, site: DemoSite) -> None:
    assert "every 6h" in desk.does("foi sources every govuk-foi 6h")
    assert "nothing new" in desk.does("foi update", status=1)
    entry = site.entry("/government/publications/foi-release-embassy-energy-use")
    site.replace(dataclasses.replace(entry, title="FOI release: embassy energy use, and Larkspur"))
    told = desk.does("foi update --now")
    assert re.search(r"(?m)^  .*edited .*FOI release: embassy energy", told)
    assert re.search(r"larkspur: \d match", told)
    assert "+ FOI release: embassy energy use, and Larkspur" in told
    assert desk.does("foi -q update --now", status=1).splitlines()[1:] == []
    assert len(re.findall(r"(?m)^\d{4}-\d\d-\d\d ", desk.does("foi runs"))) == 3


def leaves_it_to_cron(desk: Desk, tmp_path: Path) -> None:
    line = next(text for text in desk.does("foi cron show").splitlines() if " * * * " in text)
    assert "-q" in line
    assert " update" in line
    assert str(tmp_path / "data") in line
    assert (tmp_path / "data" / "foi.toml").read_text().startswith("# mine\n")
    assert "as they were captured" in desk.does("foi verify")
