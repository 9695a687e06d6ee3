"""Rows in every format: the fields that were asked for, cells that are safe, nothing lost and nothing broken."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.marking.snippets import Snippet
from indexer.versions.changes import Told
from scraper.archive.records import Held
from scraper.archive.timeline import Change, ChangeKind, Mark, Version
from scraper.items import Kind, Publication
from search_cli.formats import changes, records
from search_cli.formats.records import ROWS, cell, chosen, lines
from search_cli.formats.rows import COLUMNS, FIELDS, row
from tests.search_cli.test_text_format import HOSTILE, card, results

NOW = datetime(2026, 8, 1, tzinfo=UTC)

values = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text(), max_size=3))
rows = st.lists(st.fixed_dictionaries({"a": values, "b": values}), max_size=4)


@given(rows=rows)
def test_csv_has_a_row_for_each_whatever_is_in_it(rows: list[dict[str, object]]) -> None:
    printed = "".join(lines("csv", rows, ("a", "b")))
    read = list(csv.reader(StringIO(printed, newline="")))
    assert read[0] == ["a", "b"]
    assert [len(cells) for cells in read[1:]] == [2] * len(rows)
    assert not any(text.startswith(("=", "+", "@", "\t", "\r")) for cells in read for text in cells)


@given(rows=rows)
def test_tsv_has_one_line_and_one_tab_for_each_whatever_is_in_it(rows: list[dict[str, object]]) -> None:
    printed = "".join(lines("tsv", rows, ("a", "b")))
    assert [line.count("\t") for line in printed.removesuffix("\n").split("\n")] == [1] * (len(rows) + 1)


@given(rows=rows)
def test_json_lines_are_what_went_in_and_can_be_written_as_utf_8(rows: list[dict[str, object]]) -> None:
    printed = list(lines("jsonl", rows, ("b", "a")))
    assert [json.loads(line) for line in printed] == rows
    assert all(list(json.loads(line)) == ["b", "a"] and line.encode().count(b"\n") == 1 for line in printed)


def test_a_number_below_zero_is_a_number_and_a_text_that_begins_so_is_none() -> None:
    assert [cell(value) for value in (-5, -1.5, "-5", "=1+1", True, None)] == ["-5", "-1.5", "'-5", "'=1+1", "true", ""]


def test_a_list_has_a_line_for_each_in_csv_and_parts_of_their_own_are_json() -> None:
    assert cell(["a", "b"]) == "a\nb"
    assert cell([1, 2], "; ") == "1; 2"
    assert cell([{"a": 1}]) == '[{"a": 1}]'
    assert [cell([]), cell({})] == ["", ""]


def test_a_heading_is_there_without_rows() -> None:
    assert list(lines("csv", [], ("a", "b"))) == ["a,b\n"]
    assert list(lines("tsv", [], ("a", "b"))) == ["a\tb\n"]
    assert list(lines("jsonl", [], ("a", "b"))) == []


def test_fields_are_those_asked_for_each_once_else_all_and_in_tables_the_usual() -> None:
    known = ("id", "title", "score")
    assert chosen("csv", " score,id,score,", known, ("id",)) == ("score", "id")
    assert chosen("csv", None, known, ("id",)) == ("id",)
    assert chosen("jsonl", None, known, ("id",)) == known
    assert chosen("tsv", None, known) == known


@pytest.mark.parametrize(
    ("format_", "wanted", "said"),
    [
        ("csv", "titel,id", "there is no field 'titel'; did you mean title?"),
        ("jsonl", "\x1b[2J", r"there is no field '\x1b[2J'; the fields are id, title"),
        ("jsonl", " , ", "--fields names none; the fields are id, title"),
        ("text", "id", "--fields is for the formats that have fields; add --format csv, or another"),
    ],
)
def test_fields_that_are_not_there_are_told_with_those_that_are(format_: str, wanted: str, said: str) -> None:
    with pytest.raises(click.UsageError) as raised:
        chosen(format_, wanted, ("id", "title"))
    assert raised.value.format_message() == said


def test_the_schema_of_hits_is_what_a_hit_has_and_no_hostile_title_breaks_a_row() -> None:
    (hit,) = results(card(HOSTILE), Snippet(HOSTILE, ())).hits
    assert tuple(row(hit)) == FIELDS
    assert FIELDS[: len(COLUMNS)] == COLUMNS
    for format_ in ROWS:
        printed = "".join(records.lines(format_, [row(hit)], FIELDS))
        assert "\x1b" not in printed
        assert "\u202e" not in printed


def test_the_schema_of_changes_is_what_a_change_has() -> None:
    publication = Publication("example", "1", Kind.NEWS, "One")
    change = Change(ChangeKind.NEW, NOW, Mark())
    told = Told(Held(1, publication, NOW, NOW, 1), Version(1, NOW, publication), change)
    assert tuple(changes.row(told)) == changes.FIELDS
