"""The docs say what is so: commands are real, links lead somewhere, the reference is what --help prints."""

import re
import shlex
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import click
import pytest

from search_cli.main import COMMANDS, foi
from tools.cli_reference import reference

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_command_reference_is_what_help_prints() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference(), "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_s_help_ends_in_an_example_that_is_a_command(name: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "search_cli", name, "--help"], capture_output=True, text=True, check=True
    )
    assert re.search(rf"Examples?:\n( +foi [^\n]*\n)*( +foi [^\n]*{name}[^\n]*\n)", shown.stdout)
    assert shown.stdout.rstrip().splitlines()[-1].lstrip().startswith("foi ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_in_the_docs_is_one_that_foi_understands(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"(?m)^\$ (foi .*?)(?:\s+#.*)?$", text) + re.findall(r"`(foi [a-z]+[^`]*)`", text)
    for line in (one for several in found for one in several.split(" && ") if one.startswith("foi ")):
        ours = takewhile(lambda word: word != "|", shlex.split(line)[1:])  # of a pipe, what is foi's
        words = [word for word in ours if word not in ("ID[:PAGE]", "...")]
        command = words[0] if words and not words[0].startswith("-") else None
        if command is None or command == "COMMAND":
            continue
        known = foi.get_command(foi.make_context("foi", ["--help"], resilient_parsing=True), command)
        assert known is not None, line
        if isinstance(known, click.Group) and len(words) > 1 and words[1] in known.commands:
            known = known.commands[words[1]]
        flags = {flag for option in known.params for flag in (*option.opts, *option.secondary_opts)} | {"--help"}
        for word in words[1:]:
            assert not word.startswith("--") or word == "--" or word.partition("=")[0] in flags, line


def test_every_make_target_named_in_the_docs_exists() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for page in PAGES:
        for named in re.findall(r"(?:^\$ |`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.M):
            assert named in targets, (page.name, named)


def test_no_file_of_ours_names_a_path_of_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    here = str(ROOT)
    for name in listed.splitlines():
        assert here.encode() not in (ROOT / name).read_bytes(), name
