"""`foi help`: pages that stand in the program, for a terminal of 80 columns; and saved queries of foi.toml."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from indexer.errors import QueryError
from indexer.query import FIELDS, parse
from search_cli import config
from search_cli.commands.help import TOPICS
from search_cli.main import COMMANDS, foi
from search_cli.status import ExitStatus
from tools.help_pages import pages


def shown(*words: str) -> str:
    result = CliRunner().invoke(foi, ["help", *words])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_every_topic_is_a_page_and_every_page_a_topic() -> None:
    assert {path.stem for path in pages()} == set(TOPICS)
    assert [line.split()[0] for line in shown().splitlines()] == list(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_fits_a_terminal_of_80_columns_and_has_no_markdown(topic: str) -> None:
    page = shown(topic)
    assert max(map(len, page.splitlines())) <= 80
    assert not re.search(r"(?m)^#|```|\]\(", page)


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_the_docs_have_the_same_page(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == pages()[path], "run `make docs`"


def test_the_page_about_queries_names_every_field_and_its_examples_are_queries() -> None:
    rows = re.findall(r"(?m)^  (?! |\[)(?!\w+ = )(.+?)(?:  .*)?$", shown("query"))
    asked = [example for row in rows for example in row.split(", ")]
    for example in asked:
        parse(example, saved={"NAME": "a"}, today=date(2026, 11, 22))
    assert len(asked) > 40
    assert {field for field in FIELDS if any(example.startswith(f"{field}:") for example in asked)} == set(FIELDS)


def test_the_page_about_statuses_names_every_status() -> None:
    assert {int(status) for status in re.findall(r"(?m)^ +(\d+)   ", shown("statuses"))} == set(ExitStatus)


@pytest.mark.parametrize("name", ["search", "status", "help"])
def test_the_help_of_a_command_can_be_asked_for_in_both_ways(name: str) -> None:
    other = CliRunner().invoke(foi, [name, "--help"]).stdout
    assert shown(name).split("Usage: ")[1] == other.split("Usage: ")[1]


def test_an_unknown_topic_is_told_with_those_there_are() -> None:
    result = CliRunner().invoke(foi, ["help", "quarry"], standalone_mode=False)
    assert isinstance(result.exception, click.UsageError)
    assert result.exception.format_message() == f"there is no page 'quarry'; the pages are {', '.join(TOPICS)}"


def configured(folder: Path, text: str) -> dict[str, str]:
    (folder / "foi.toml").write_text(text, encoding="utf-8")
    return config.load(folder, COMMANDS)[config.QUERIES]


def test_saved_queries_are_read_from_foi_toml(tmp_path: Path) -> None:
    saved = configured(tmp_path, '[queries]\nschools = "school OR academy"\n"big sums" = "query:schools amount:>1m"\n')
    assert parse('query:"big sums"', saved=saved) == parse("(school OR academy) amount:>1m")
    with pytest.raises(QueryError, match="did you mean 'schools'"):
        parse("query:school", saved=saved)


@pytest.mark.parametrize("text", ["[queries]\nx = 5\n", '[queries]\nx = " "\n', "[queries.x]\ny = 1\n"])
def test_what_is_no_query_in_foi_toml_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(click.UsageError, match=r"foi.toml \[queries\] x: must be a query in quotes, x = "):
        configured(tmp_path, text)


@pytest.mark.parametrize("words", [(), ("cron",)])
def test_who_gives_no_command_is_shown_those_there_are(tmp_path: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "search_cli", *words]
    environment = {**os.environ, "FOI_DATA": str(tmp_path)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"Usage: {' '.join(('foi', *words))} [OPTIONS] COMMAND [ARGS]...\n\n")
