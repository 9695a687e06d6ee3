"""Changing foi.toml: what is set is set, and all else stays as a person wrote it."""

import tomllib
from pathlib import Path

import click
import pytest

from search_cli.editing import put, remove

WRITTEN = """# my settings
[search]
limit = 20  # more than ten

[watches.leads]
# asked for by Kim
query = "larkspur"

[sources.kent]
type = "feed"
url = 'https://kent.example/feed'
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "foi.toml").write_text(WRITTEN, "utf-8")
    return tmp_path / "foi.toml"


def test_a_table_is_put_beside_its_likes_and_all_else_stays(file: Path) -> None:
    put(file, ("watches", "surveys"), {"query": "a \"b\" \\ 'c'", "mail-to": ["a@x.example"]})
    text = file.read_text("utf-8")
    assert tomllib.loads(text)["watches"]["surveys"] == {"query": "a \"b\" \\ 'c'", "mail-to": ["a@x.example"]}
    at = text.index("[watches.surveys]")
    assert "\n\n[sources.kent]" in text[at:]
    remove(file, ("watches", "surveys"))
    assert file.read_text("utf-8") == WRITTEN


def test_a_value_is_put_into_a_table_and_taken_out_of_it(file: Path) -> None:
    put(file, ("sources", "kent", "every"), "6h")
    assert file.read_text("utf-8") == WRITTEN + 'every = "6h"\n'
    put(file, ("sources", "kent", "every"), "1h")
    assert file.read_text("utf-8") == WRITTEN + 'every = "1h"\n'
    remove(file, ("sources", "kent", "every"))
    assert file.read_text("utf-8") == WRITTEN


def test_a_table_that_is_left_empty_goes_too(file: Path) -> None:
    put(file, ("sources", "govuk-foi", "every"), "6h")
    remove(file, ("sources", "govuk-foi", "every"))
    assert tomllib.loads(file.read_text("utf-8")) == tomllib.loads(WRITTEN)


def test_a_file_is_begun_if_there_is_none(tmp_path: Path) -> None:
    put(tmp_path / "new" / "foi.toml", ("watches", "a"), {"query": "b"})
    assert (tmp_path / "new" / "foi.toml").read_text("utf-8") == '[watches.a]\nquery = "b"\n'


def test_lines_that_end_as_on_windows_do_so_afterwards(file: Path) -> None:
    file.write_bytes(WRITTEN.replace("\n", "\r\n").encode())
    put(file, ("watches", "surveys"), {"query": "b"})
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize("value", ["\x00\x1b[31m\u202e", "a\nb", '"""', "\\u0041", "\ufeff", "'''"])
def test_whatever_is_put_in_is_what_is_read(file: Path, value: str) -> None:
    put(file, ("watches", "surveys"), {"query": value})
    assert tomllib.loads(file.read_text("utf-8"))["watches"]["surveys"]["query"] == value


@pytest.mark.parametrize("text", ['watches = { a = { query = "y" } }\n', 'watches.a.query = "y"\n'])
def test_what_cannot_be_put_in_leaves_the_file_as_it_was_or_means_what_is_wanted(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    try:
        put(file, ("watches", "b"), {"query": "x"})
    except click.ClickException as error:
        assert "by hand" in error.message
        assert file.read_text("utf-8") == text
    else:
        assert tomllib.loads(file.read_text("utf-8"))["watches"] == {"a": {"query": "y"}, "b": {"query": "x"}}
