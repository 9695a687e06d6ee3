"""`foi export`: what it writes by the name of the file, what it says, and what it refuses."""

import csv
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from indexer.bundle.unzipping import opened
from indexer.chosen import Choice
from search_cli.formats.exported import csv as write_csv
from search_cli.formats.exported import jsonl as write_jsonl
from search_cli.main import foi, told
from search_cli.status import ExitStatus
from tests.indexer.handing import D_LETTER, D_SECRET, D_STORY, annotate, filled, hand_on
from tests.search_cli.conftest import Ran


def run(data: Path, *words: str | Path) -> Ran:
    """Run foi in this process: a new one for each of these would take longer than all they do."""
    done = CliRunner().invoke(foi, ["--data", str(data), *map(str, words)], standalone_mode=False)
    if done.exception is None:
        return Ran(done.stdout, done.stderr, done.return_value or 0)
    message, status = told(done.exception)
    return Ran(done.stdout, f"{done.stderr}foi: {message}\n", status)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an indexed folder with all sorts of documents in it. Tests must leave it as it is."""
    places = filled(tmp_path_factory.mktemp("export") / "data")
    annotate(places)
    assert run(places.data, "index", "--no-ocr").status in (0, 3)
    return places.data


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_end_of_the_name_says_the_form_and_the_last_line_what_and_how_much(data: Path, tmp_path: Path) -> None:
    done = run(data, "export", tmp_path / "a.foi", "--with-files")
    assert (done.status, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{tmp_path / 'a.foi'}: 4 publications, ")
    assert "1 document as the title alone, of news (--with-news-text)" in done.stderr
    assert "1 document left out that its site hides (--with-hidden); " in done.stderr
    assert done.stderr.endswith(" MB/s\n")
    assert run(data, "verify", tmp_path / "a.foi").status == 0


def test_a_query_and_filters_choose_as_a_search_does(data: Path, tmp_path: Path) -> None:
    found = {
        hit["digest"]
        for hit in map(
            json.loads, run(data, "search", "annex", "--source", "gb_a", "--format", "jsonl").stdout.splitlines()
        )
    }
    assert run(data, "export", tmp_path / "a.foi", "annex", "--source", "gb_a").status == 0
    with opened(tmp_path / "a.foi") as bundle:
        assert {text["digest"] for text in bundle.lines("data/texts.jsonl")} == found
        assert bundle.about["choice"] == "annex --source gb_a"
        assert D_STORY not in {document["digest"] for document in bundle.lines("data/documents.jsonl")}
    nothing = run(data, "export", tmp_path / "b.foi", "xylophones")
    assert (nothing.status, nothing.stderr) == (ExitStatus.NOTHING_FOUND, "nothing found, and nothing written\n")
    assert not (tmp_path / "b.foi").exists()


def test_what_is_hidden_goes_only_if_it_is_asked_for(data: Path, tmp_path: Path) -> None:
    for name, words, there in (("a", (), False), ("b", ("--with-hidden",), True), ("c", ("state:hidden",), True)):
        assert run(data, "export", tmp_path / f"{name}.foi", *words).status == 0
        with zipfile.ZipFile(tmp_path / f"{name}.foi") as archive:
            assert (D_SECRET.encode() in archive.read("foi-bundle/data/pages.jsonl")) is there


def test_what_is_excluded_is_named_as_anywhere_else(data: Path, tmp_path: Path) -> None:
    done = run(data, "export", tmp_path / "a.jsonl", "--exclude", D_LETTER[:10])
    assert "1 document left out by --exclude" in done.stderr
    assert D_LETTER not in {row["digest"] for row in rows(tmp_path / "a.jsonl")}
    for given, status in (("0000000000", 1), ("p000000000", 1), ("pp", 2), ("nonsense", 2)):
        wrong = run(data, "export", tmp_path / "b.jsonl", "--exclude", given)
        assert wrong.status == status
        assert len(wrong.stderr.splitlines()) == 1
        assert not (tmp_path / "b.jsonl").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-",), "name a file"),
        (("a.zip",), "take one of .foi"),
        (("a.jsnol",), ".jsonl"),
        ((".foi",), "take one of .foi"),
        (("none/a.foi",), "there is no folder"),
        (("folder.foi",), "is a folder; name a file in it"),
        (("there.foi",), "--force replaces it"),
        (("a.csv", "--with-files"), "no room for originals"),
        (("a.foi", "kind:memo"), "memo"),
        (("a.foi", '"unclosed'), "quote"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_written_is_said_in_one_line_before_anything_is(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.foi").mkdir()
    (tmp_path / "there.foi").write_bytes(b"precious")
    done = run(data, "export", *words)
    assert (done.status, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert said in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.foi", "there.foi"]
    assert (tmp_path / "there.foi").read_bytes() == b"precious"


def test_a_table_has_no_cell_that_a_spreadsheet_takes_for_a_formula_and_no_character_that_misleads(
    data: Path, tmp_path: Path
) -> None:
    assert run(data, "export", tmp_path / "a.csv", "--with-tags").status == 0
    text = (tmp_path / "a.csv").read_text("utf-8")
    table = list(csv.DictReader(text.splitlines(keepends=True)))
    assert {cell[:1] for row in table for cell in row.values()} & set("=+-@\t\r") == set()
    assert not set(text) & set("\x1b\x07\u202e\ud800")
    (letter,) = (row for row in table if row["digest"] == D_LETTER)
    assert letter["title"].startswith("'=HYPERLINK(")
    assert (letter["tags"], letter["notes"]) == ("leads", "'=1+1 ask for the annex")
    assert [row["page_count"] for row in table if row["digest"] == D_STORY] == ["0"]


def test_rows_of_json_have_the_text_of_each_page_and_every_line_is_read_by_itself(data: Path, tmp_path: Path) -> None:
    assert run(data, "export", tmp_path / "a.jsonl", "--with-tags").status == 0
    assert b"\xe2\x80\xa8" not in (tmp_path / "a.jsonl").read_bytes(), "some take a line separator for a line's end"
    found = {row["digest"]: row for row in rows(tmp_path / "a.jsonl")}
    assert list(found) == sorted(found)
    letter = found[D_LETTER]
    assert [page["page"] for page in letter["pages"]] == [1]
    assert letter["title"].startswith("=HYPERLINK("), "nothing is changed in JSON"
    assert letter["notes"] == [{"page": 1, "text": "=1+1 ask for the annex", "time": "2026-08-01T12:00:00+00:00"}]
    assert found[D_STORY]["pages"] == []
    assert "it is news" in found[D_STORY]["reason"]
    assert "tags" not in next(iter(rows_without_tags(data, tmp_path)))


def rows_without_tags(data: Path, folder: Path) -> list[dict[str, Any]]:
    run(data, "export", folder / "b.jsonl")
    return rows(folder / "b.jsonl")


@pytest.mark.parametrize("write", [write_jsonl, write_csv], ids=["jsonl", "csv"])
def test_rows_are_the_same_bytes_whatever_was_entered_first(tmp_path: Path, write: Any) -> None:
    for name, shuffle in (("a", 0), ("b", 4)):
        hand_on(write, filled(tmp_path / name, shuffle), tmp_path / f"{name}.rows", Choice())
    assert (tmp_path / "a.rows").read_bytes() == (tmp_path / "b.rows").read_bytes()


def test_with_an_index_that_is_not_there_everything_is_exported_and_a_choice_is_not(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    shutil.rmtree(tmp_path / "data" / "index")
    assert run(tmp_path / "data", "export", tmp_path / "a.foi").status == 0
    refused = run(tmp_path / "data", "export", tmp_path / "b.foi", "annex")
    assert refused.status == 2
    assert "foi index" in refused.stderr
