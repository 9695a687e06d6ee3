"""What is known of a document, page by page: to read, through a pager, and as rows."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from search_cli.formats.page_rows import FIELDS
from tests.search_cli.conftest import run
from tests.search_cli.test_cite import LETTER, PAGED
from tests.search_cli.test_cite import data as data
from tests.terminal import on_terminal, plain


@pytest.fixture(scope="module")
def annotated(data: Path) -> Path:
    """Return the collection with a tag and two notes on one document."""
    assert run(data, "tag", "+leads", PAGED).status == 0
    assert run(data, "note", PAGED, "ask for the annex").status == 0
    assert run(data, "note", f"{PAGED}:2", "two, or three? \x1b[31m").status == 0
    return data


def test_tags_and_notes_stand_with_what_they_are_about(annotated: Path) -> None:
    shown = run(annotated, "show", PAGED)
    assert (shown.status, shown.stderr) == (0, "")
    head, first, second = shown.stdout.split("\n--- page ")
    assert "\nTags       leads\n" in head
    assert "ask for the annex" in head
    assert "Note" not in first
    assert "two, or three?" in second
    assert "\x1b" not in shown.stdout


def test_of_a_page_only_its_own_notes_and_those_of_the_whole_are_shown(annotated: Path) -> None:
    shown = run(annotated, "show", f"{PAGED}:1").stdout
    assert "ask for the annex" in shown
    assert "two, or three?" not in shown
    assert "Note" not in run(annotated, "show", LETTER).stdout


def test_a_page_is_a_row_with_all_that_is_known(annotated: Path) -> None:
    rows = [json.loads(line) for line in run(annotated, "show", PAGED, "--format", "jsonl").stdout.splitlines()]
    assert [list(row) for row in rows] == [list(FIELDS)] * 2
    assert [(row["page"], row["page_count"], row["text"]) for row in rows] == [
        (1, 2, "asbestos survey of"),
        (2, 2, "the two schools, £92,574"),
    ]
    assert [[note["text"] for note in row["notes"]][:1] for row in rows] == [["ask for the annex"]] * 2
    assert [len(row["notes"]) for row in rows] == [1, 2]
    assert rows[0]["tags"] == ["leads"]


def test_a_file_within_another_names_it(annotated: Path) -> None:
    (row,) = csv.DictReader(StringIO(run(annotated, "show", LETTER, "--format", "csv").stdout))
    assert (row["document"], len(row["parent"]), row["text"]) == ("in/letter.txt", 64, "Dear Sir, the lanterns")


def test_rows_of_what_is_not_there_are_none_and_it_is_told(annotated: Path) -> None:
    ran = run(annotated, "show", f"{PAGED}:9", "--format", "jsonl")
    assert (ran.status, ran.stdout, ran.stderr) == (1, "", "foi: there is no page 9: it has 2\n")


def test_a_long_document_goes_through_the_pager_and_a_closed_one_is_no_error(annotated: Path, tmp_path: Path) -> None:
    printed, status = on_terminal(annotated, "show", PAGED, rows=8, PAGER="head -n 2")
    assert status == 0
    assert plain(printed).splitlines()[:2] == ["Title      a.txt", "Kind       file"]
    assert "two schools" not in printed


def test_words_of_a_query_are_marked_where_they_stand(annotated: Path) -> None:
    shown = run(annotated, "show", PAGED, "--mark", "survey* OR school")
    assert "asbestos ‹survey› of" in shown.stdout
    assert "the two ‹schools›, £92,574" in shown.stdout
    rows = run(annotated, "show", PAGED, "--mark", '"two schools"', "--format", "jsonl", "--fields", "page,marks")
    assert [json.loads(line) for line in rows.stdout.splitlines()] == [
        {"page": 1, "marks": []},
        {"page": 2, "marks": [[4, 15]]},
    ]
    wrong = run(annotated, "show", PAGED, "--mark", '"unclosed')
    assert (wrong.status, wrong.stdout) == (2, "")
