"""foi tag and foi note: what they write, print and refuse; and that nothing which is made anew loses any of it."""

import csv
import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.annotations import Annotations
from indexer.places import Places
from search_cli.main import foi as group
from search_cli.main import told
from tests.search_cli.conftest import Ran
from tests.terminal import on_terminal, plain

LETTERS = {
    "ropes": "Ropes for the harbour\fLifebelts",
    "lamps": "Lamps for the harbour, with an annex",
    "gulls": "Gulls of the harbour",
}
Here = Callable[..., Ran]


def here(data: Path, *words: str | Path, typed: str | bytes = "") -> Ran:
    """Run foi in this process, with something on its standard input."""
    result = CliRunner().invoke(
        group, ["--data", str(data), *map(str, words)], input=typed, prog_name="foi", standalone_mode=False
    )
    if result.exception is None:
        return Ran(result.stdout, result.stderr, result.return_value or 0)
    message, status = told(result.exception)
    return Ran(result.stdout, f"{result.stderr}foi: {message}\n", status)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with three letters, indexed. Tests must leave it as it is."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "in").mkdir()
    for name, text in LETTERS.items():
        (folder / "in" / f"{name}.txt").write_text(text)
    assert here(folder / "data", "add", folder / "in").status == 0
    assert here(folder / "data", "index", "--no-ocr").status == 0
    return folder / "data"


@pytest.fixture
def data(harbour: Path, tmp_path: Path) -> Path:
    shutil.copytree(harbour, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def foi(data: Path) -> Here:
    return lambda *words, typed="": here(data, *words, typed=typed)


def ids(foi: Here, query: str) -> list[str]:
    return foi("search", query, "--ids").stdout.split()


def test_tags_are_put_on_listed_searched_and_taken_off(foi: Here) -> None:
    ropes, lamps = *ids(foi, "ropes"), *ids(foi, "lamps")
    done = foi("tag", "+leads", "+To-Do", ropes, lamps)
    assert (done.stdout, done.stderr, done.status) == ("", "2 documents: 4 tags put on\n", 0)
    assert foi("tag", ropes, "-to-do", "+done").stderr == "1 document: 1 tag put on, 1 tag taken off\n"
    assert foi("tag").stdout == "done   1\nleads  2\nto-do  1\n"
    assert foi("tag", ropes, lamps).stdout == f"{ropes}  done leads   ropes.txt\n{lamps}  leads to-do  lamps.txt\n"
    assert ids(foi, "harbour tag:leads -tag:done") == [lamps]
    assert foi("tag", "-leads", "-done", ropes).status == 0
    assert foi("tag", ropes).stdout == f"{ropes}  no tags  ropes.txt\n"
    assert foi("tag", ropes).status == 1


def test_a_list_of_ids_on_standard_input_is_tagged_as_any_command_prints_it(foi: Here) -> None:
    every = foi("search", "harbour", "--ids").stdout
    assert foi("tag", "+a", "-", typed=every).stderr == "3 documents: 3 tags put on\n"
    assert foi("tag", "+b", "-", typed=foi("search", "harbour", "--ids", "-0").stdout).status == 0
    table = "".join(f"{line}:1\tharbour.txt\n\n" for line in every.split())
    assert foi("tag", "+c", "-", typed=table).status == 0
    assert foi("tag", "--format", "csv").stdout == "tag,documents\na,3\nb,3\nc,3\n"
    for nothing in ("", "\n\n"):
        assert foi("tag", "+d", "-", typed=nothing) == Ran("", "no IDs on standard input\n", 1)


def test_everything_that_a_query_finds_is_tagged(foi: Here) -> None:
    assert foi("tag", "+sea", "--query", "harbour -gulls").stderr == "2 documents: 2 tags put on\n"
    assert foi("tag", "--query=tag:sea", "+found", "-sea").stderr == "2 documents: 2 tags put on, 2 tags taken off\n"
    assert foi("tag", "+x", "--query", "harbour ships") == Ran("", "nothing found\n", 1)
    assert foi("tag", "+x", "--query", "harbour AND").status == 2
    assert foi("tag").stdout == "found  2\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["+leads"], "say which documents: IDs, - for IDs on standard input, or --query"),
        (["+a b", "ID"], "no tag can be 'a b': it has a blank in it; write - for it"),
        (["+", "ID"], "a tag needs a name: +leads"),
        (["+a*", "ID"], "no tag can be 'a*': it has * in it; letters, digits and - _ . / : @ may stand in one"),
        (["--", "-_x", "ID"], "no tag can be '_x': it begins with a letter or a digit"),
        (["+leads", "0000000000ff", "ID"], "no document has an ID that begins with 0000000000ff"),
        (["+leads", "ID:0"], "'0' is not a page number: pages count from 1"),
        (["+leads", "leads"], "'leads' is not an ID: give at least 4 characters of what `foi search` prints"),
        (["--nothing", "ID"], "No such option"),
        (["--dump", "x", "ID"], "--dump and --restore are of all tags and notes; give nothing beside them"),
        (["--fields", "tag", "+a"], "say which documents"),
        (["--format", "cvs"], "did you mean csv?"),
        (["--format", "csv", "--fields", "tags"], "there is no field 'tags'; did you mean tag?"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line_and_nothing_is_tagged(words: list[str], said: str, foi: Here) -> None:
    (ropes,) = ids(foi, "ropes")
    ran = foi("tag", *(word.replace("ID", ropes) for word in words))
    assert said in ran.stderr
    assert ran.status == (1 if "no document has" in said else 2)
    assert len(ran.stderr.splitlines()) == 1
    assert foi("tag") == Ran("", "nothing is tagged yet; begin with `foi tag +NAME ID`\n", 1)


def test_a_tag_that_is_an_option_of_the_command_is_taken_off_after_two_dashes(foi: Here) -> None:
    (ropes,) = ids(foi, "ropes")
    assert foi("tag", "+h", "+hold", ropes).status == 0
    assert foi("tag", "-hold", ropes).status == 0
    assert foi("tag", "-h", ropes).stdout.startswith("Usage: foi tag")
    assert foi("tag", "--", "-h", ropes).status == 0
    assert foi("tag").status == 1


def test_hits_have_their_tags_and_how_many_notes_and_are_counted_by_tag(foi: Here) -> None:
    (ropes,) = ids(foi, "ropes")
    foi("tag", "+a", "--query", "harbour")
    foi("tag", "+b", ropes)
    foi("note", ropes, "one")
    foi("note", f"{ropes}:2", "two")
    hits = [json.loads(line) for line in foi("search", "harbour", "--format", "jsonl").stdout.splitlines()]
    assert {hit["id"]: (hit["tags"], hit["notes"]) for hit in hits}[ropes] == (["a", "b"], 2)
    assert sorted((hit["tags"], hit["notes"]) for hit in hits) == [(["a"], 0), (["a"], 0), (["a", "b"], 2)]
    counted = foi("search", "harbour -gulls", "--facet", "tag", "--limit", "0", "--format", "json").stdout
    assert json.loads(counted)["facets"]["tag"] == [{"value": "a", "count": 2}, {"value": "b", "count": 1}]


def test_a_tag_that_nothing_has_is_told_where_something_is_searched(foi: Here) -> None:
    foi("tag", "+leads", "--query", "ropes")
    ran = foi("search", "harbour tag:leds")
    assert (ran.status, ran.stdout) == (1, "")
    assert "nothing has the tag leds; did you mean tag:leads?" in ran.stderr
    assert "letters, digits" in foi("search", 'tag:"a,b"').stderr
    assert "did you mean 'tag'?" in foi("search", "tags:x").stderr
    assert "did you mean 'note'?" in foi("search", "notes:x").stderr


def test_notes_are_written_searched_changed_and_removed(foi: Here) -> None:
    (ropes,), (lamps,) = ids(foi, "ropes"), ids(foi, "lamps")
    assert foi("note", f"{ropes}:2", "ask", "for the annex") == Ran("", f"note 1 is kept, about {ropes}:2\n", 0)
    assert foi("note", lamps, "-", typed="from a pipe\nin two lines\n").status == 0
    assert ids(foi, 'note:"for the annex"') == [ropes]
    shown = foi("note", ropes).stdout.splitlines()
    assert (shown[0].split()[:2], shown[1:]) == (["1", f"{ropes}:2"], ["    ask for the annex"])
    assert shown[0].endswith("· ropes.txt")
    assert foi("note", f"{ropes}:1") == Ran("", "there is no note about it\n", 1)
    assert foi("note", "--edit", "1", "it came").stderr == f"note 1 is changed, about {ropes}:2\n"
    rows = [json.loads(line) for line in foi("note", "--format", "jsonl").stdout.splitlines()]
    assert sorted((row["note"], row["id"], row["page"], row["text"], row["title"]) for row in rows) == [
        (1, ropes, 2, "it came", "ropes.txt"),
        (2, lamps, None, "from a pipe\nin two lines", "lamps.txt"),
    ]
    assert foi("note", "--remove", "1", "--remove", "9").status == 2
    assert foi("note", "--remove", "1", "--remove", "2").stderr == (
        f"note 1 is gone, about {ropes}:2: it came\nnote 2 is gone, about {lamps}: from a pipe in two lines\n"
    )
    assert foi("note") == Ran("", "there is no note yet; write one: foi note ID TEXT\n", 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ID:3", "x"], "there is no page 3: it has 2"),
        (["ID", " "], "a note needs a text"),
        (["ID", "-"], "a note needs a text"),
        (["0000000000ff", "x"], "no document has an ID"),
        (["--edit", "4", "x"], "there is no note 4; `foi note` lists them"),
        (["--edit", "99999999999999999999", "x"], "there is no note 99999999999999999999"),
        (["ID", "--write"], "an editor needs a terminal; give the TEXT, or - for standard input"),
        (["ID", "x", "--write"], "give one of: ID TEXT, ID --write, --edit NOTE, --remove NOTE"),
        (["ID", "--remove", "1"], "give one of"),
        (["--edit", "1", "--remove", "1"], "give one of"),
    ],
)
def test_a_note_that_cannot_be_written_is_told_in_a_line(words: list[str], said: str, foi: Here) -> None:
    (ropes,) = ids(foi, "ropes")
    ran = foi("note", *(word.replace("ID", ropes) for word in words))
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert ran.status in (1, 2)
    assert foi("note").status == 1


def test_hostile_notes_drive_no_terminal_and_no_spreadsheet(foi: Here) -> None:
    (ropes,) = ids(foi, "ropes")
    foi("note", ropes, "=cmd|' /C calc'!A0 \x1b]0;x\x07 \u202egnp.exe")
    text = foi("note").stdout
    assert "\x1b" not in text
    assert "\u202e" not in text
    (row,) = csv.DictReader(StringIO(foi("note", "--format", "csv").stdout))
    assert row["text"].startswith("'=cmd")


def test_an_editor_writes_a_note_and_changes_it(data: Path, tmp_path: Path) -> None:
    (ropes,) = here(data, "search", "ropes", "--ids").stdout.split()
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\ngrep -q "^# A note about\\|^# Note 1" "$1" || exit 9\nsed -i "1s/.*/&edited $WORD/" "$1"\n'
    )
    editor.chmod(0o755)
    printed, status = on_terminal(data, "note", f"{ropes}:1", "--write", EDITOR=str(editor), VISUAL="", WORD="once")
    assert (plain(printed), status) == (f"note 1 is kept, about {ropes}:1\n", 0)
    _, status = on_terminal(data, "note", "--edit", "1", EDITOR=str(editor), VISUAL="", WORD=" twice")
    assert status == 0
    with Annotations.open(Places(data)) as mine:
        assert [note.text for note in mine.notes()] == ["edited onceedited  twice"]
    printed, status = on_terminal(data, "note", ropes, "--write", EDITOR="true", VISUAL="")
    assert (plain(printed), status) == ("foi: nothing was written, and nothing is changed\n", 2)


def test_tags_and_notes_survive_whatever_is_made_anew(foi: Here, data: Path, tmp_path: Path) -> None:
    (ropes,) = ids(foi, "ropes")
    foi("tag", "+leads", ropes)
    foi("note", f"{ropes}:2", "ask for the annex")
    before = foi("search", "tag:leads note:annex", "--format", "jsonl").stdout
    assert foi("index", "--rebuild", "--no-ocr").status == 0
    assert foi("search", "tag:leads note:annex", "--format", "jsonl").stdout == before
    shutil.rmtree(data / "index")
    shutil.rmtree(data / "text")
    assert foi("tag").stdout == "leads  1\n"
    assert foi("index", "--no-ocr").status == 0
    assert foi("search", "tag:leads note:annex", "--format", "jsonl").stdout == before
    assert foi("forget", ropes, "--reason", "asked for", "--yes").status == 0
    assert (foi("tag").status, foi("note").status) == (1, 1)


def test_tags_are_listed_where_nothing_else_is_left(foi: Here, data: Path) -> None:
    foi("tag", "+leads", "--query", "harbour")
    foi("note", ids(foi, "ropes")[0], "kept")
    for name in ("archive", "text", "index"):
        shutil.rmtree(data / name)
    assert foi("tag").stdout == "leads  3\n"
    assert "not held" in foi("note").stdout
    assert not (data / "archive").exists()


def test_damage_to_the_tags_is_found_by_verify(foi: Here, data: Path) -> None:
    foi("tag", "+leads", "--query", "harbour")
    assert foi("verify").status == 0
    Places(data).annotations.write_bytes(b"SQLite format 3\0" + bytes(4080))
    ran = foi("verify")
    assert (ran.status, "restore it from a back-up" in ran.stdout) == (4, True)
    assert foi("search", "harbour").status == 2, "and a search says so, rather than leave the tags out"


def test_a_folder_that_cannot_be_written_can_be_read(foi: Here, data: Path) -> None:
    foi("tag", "+leads", "--query", "harbour")
    Places(data).annotations.chmod(0o444)
    Places(data).own.chmod(0o555)
    try:
        assert foi("tag").stdout == "leads  3\n"
        assert len(ids(foi, "tag:leads")) == 3
    finally:
        Places(data).own.chmod(0o755)


def test_a_dump_is_restored_elsewhere_and_twice_gives_nothing_twice(foi: Here, harbour: Path, tmp_path: Path) -> None:
    (ropes,) = ids(foi, "ropes")
    foi("tag", "+leads", "--query", "harbour")
    foi("note", f"{ropes}:2", "ask for the annex")
    file = tmp_path / "mine.jsonl"
    assert foi("tag", "--dump", file).stderr == f"{file}: 4 lines of tags and notes\n"
    assert foi("tag", "--dump", "-").stdout == file.read_text(encoding="utf-8")
    other = tmp_path / "other"
    shutil.copytree(harbour, other)
    assert here(other, "tag", "--restore", file).stderr == "3 tags and 1 note new\n"
    assert here(other, "tag", "--restore", "-", typed=file.read_bytes()).stderr == "0 tags and 0 notes new\n"
    assert here(other, "search", "tag:leads note:annex", "--ids").stdout == f"{ropes}\n"
    assert here(tmp_path / "empty", "tag", "--restore", file).stderr == (
        "3 tags and 1 note new; 3 documents not held here, and known again once held\n"
    )
    assert here(other, "forget", ropes, "--reason", "asked for", "--yes").status == 0
    assert (
        here(other, "tag", "--restore", file).stderr
        == "0 tags and 0 notes new; 2 lines of what was forgotten left out\n"
    )


def test_a_dump_with_anything_wrong_in_it_is_not_restored_at_all(foi: Here, tmp_path: Path) -> None:
    foi("tag", "+leads", "--query", "harbour")
    file = tmp_path / "mine.jsonl"
    foi("tag", "--dump", file)
    foi("tag", "-leads", "--query", "harbour")
    file.write_bytes(file.read_bytes()[:-10])
    ran = foi("tag", "--restore", file)
    assert (ran.status, ran.stderr) == (
        2,
        f"foi: {file}, line 4: it is no JSON object, or was cut short; nothing was restored\n",
    )
    assert foi("tag").status == 1
    assert foi("tag", "--restore", tmp_path / "no-such-file").status == 2
    assert foi("tag", "--dump", tmp_path / "no" / "folder.jsonl").status == 0, "a folder is made for it"


def test_a_saved_query_may_ask_for_tags_and_what_most_words_find_keeps_to_them(foi: Here, data: Path) -> None:
    foi("tag", "+sea", "--query", "ropes OR lamps")
    (data / "foi.toml").write_text('[queries]\nmine = "tag:sea -tag:done"\n')
    assert sorted(ids(foi, "query:mine")) == sorted([*ids(foi, "ropes"), *ids(foi, "lamps")])
    ran = foi("search", "query:mine ropes gulls", "--format", "jsonl")
    found = [json.loads(line)["id"] for line in ran.stdout.splitlines()]
    assert found == ids(foi, "ropes"), "gulls has most of the words, but not the tag"
    assert "nothing has both words" in ran.stderr
