"""The SQLite export: what a person finds in it by SQL, whatever the texts are, and that it is the same each time."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from indexer.chosen import Choice
from indexer.errors import ExportError
from indexer.exports import sqlite_database
from indexer.exports.datasette import write as write_metadata
from indexer.exports.sqlite import write
from indexer.exports.sqlite_rows import short_names
from indexer.places import Places
from scraper.archive.blobs import Blobs
from scraper.archive.records import ArchiveError, digest_of
from search_cli.main import foi
from tests.indexer.exports.holding import ANNEX, LETTER, NEWS, REPLY, UNREAD, WORST, fill, written

KEPT = WORST.replace("\x00", "\ufffd")
DOCS = Path(__file__).parents[3] / "docs" / "exports.md"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    found = Places(tmp_path_factory.mktemp("holding"))
    fill(found)
    return found


@pytest.fixture(scope="module")
def whole(places: Places) -> Iterator[sqlite3.Connection]:
    """Everything there is, with tags and originals. Tests only ask."""
    target = places.data / "whole.sqlite"
    written(write, places, target, files=True, tags=True)
    connection = sqlite3.connect(target)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def one(connection: sqlite3.Connection, sql: str, *values: object) -> sqlite3.Row:
    [row] = connection.execute(sql, values).fetchall()
    return row  # type: ignore[no-any-return]


def name(body: bytes) -> str:
    return digest_of(body)[:12]


def test_it_is_sound_and_whatever_a_row_refers_to_is_there(whole: sqlite3.Connection) -> None:
    assert whole.execute("PRAGMA integrity_check").fetchall()[0][0] == "ok"
    assert whole.execute("PRAGMA foreign_key_check").fetchall() == []
    for index in ("pages_fts", "documents_fts"):
        whole.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - ours
    whole.rollback()


def test_a_page_is_found_by_another_form_of_a_word_with_an_address_that_opens_it(whole: sqlite3.Connection) -> None:
    sql = "SELECT * FROM pages_with_links WHERE id IN (SELECT rowid FROM pages_fts WHERE pages_fts MATCH ?)"
    page = one(whole, sql, "training")
    assert (page["title"], page["page"], page["authority"], page["year"]) == (
        "Ferry training",
        1,
        "Example Council",
        2019,
    )
    assert page["link"] == "https://foi.example/letter.pdf#page=1"


def test_a_document_is_found_by_its_title(whole: sqlite3.Connection) -> None:
    sql = "SELECT id FROM documents WHERE rowid IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?)"
    assert {row["id"] for row in whole.execute(sql, ("ferries",))} == {name(LETTER), name(ANNEX), name(UNREAD)}


def test_hostile_text_is_kept_as_it_is_but_for_what_no_database_can_hold(whole: sqlite3.Connection) -> None:
    request = one(whole, "SELECT * FROM publications WHERE kind = 'request'")
    assert (request["title"], request["authority"], request["url"]) == (KEPT, KEPT, "javascript:alert(2)")
    assert one(whole, "SELECT text FROM pages WHERE document = ?", name(REPLY))["text"] == f"{KEPT}\ufffd"
    assert one(whole, "SELECT what FROM events WHERE position = 1")["what"] == KEPT


def test_a_file_within_another_has_its_text_and_the_way_to_it(whole: sqlite3.Connection) -> None:
    annex = one(whole, "SELECT * FROM documents WHERE id = ?", name(ANNEX))
    assert (annex["parent"], annex["listed_as"], annex["text_included"]) == (name(LETTER), "annex/a.txt", 1)
    lost = one(whole, "SELECT * FROM members WHERE position = 1")
    assert (lost["parent"], lost["document"], lost["reason"]) == (name(LETTER), None, "locked")


def test_news_goes_by_its_title_and_what_nobody_read_is_there_too(whole: sqlite3.Connection) -> None:
    news, unread = (one(whole, "SELECT * FROM documents WHERE id = ?", name(body)) for body in (NEWS, UNREAD))
    assert (news["title"], news["text_included"], unread["text_included"]) == ("Council trains", 0, 0)
    assert "news" in news["reason"]
    assert not whole.execute("SELECT 1 FROM pages_fts WHERE pages_fts MATCH 'journalism'").fetchall()


def test_links_tell_what_was_found_at_them_and_what_was_not_fetched(whole: sqlite3.Connection) -> None:
    rows = whole.execute("SELECT title, document, kind, current FROM links ORDER BY publication, position").fetchall()
    assert {tuple(row) for row in rows} >= {
        ("The letter", name(LETTER), "file", 1),
        ("Elsewhere", None, "external", 1),
        (KEPT, name(REPLY), "file", 1),
    }


def test_tags_notes_and_originals_go_along_if_asked_for_and_only_those_of_what_is_there(
    whole: sqlite3.Connection, places: Places, tmp_path: Path
) -> None:
    assert tuple(one(whole, "SELECT document, tag FROM tags")) == (name(LETTER), "lead")
    assert one(whole, "SELECT page FROM notes")["page"] == 2
    bodies = dict(whole.execute("SELECT document, body FROM files").fetchall())
    assert bodies == {name(body): body for body in (LETTER, REPLY, UNREAD)}
    written(write, places, tmp_path / "plain.db")
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        tables = {row[0] for row in plain.execute("SELECT name FROM sqlite_master")}
    plain.close()
    assert tables.isdisjoint({"tags", "notes", "files"})


def test_what_is_excluded_leaves_no_trace(places: Places, tmp_path: Path) -> None:
    target = tmp_path / "some.sqlite"
    written(write, places, target, Choice(exclude=frozenset({digest_of(LETTER)})), files=True)
    body = target.read_bytes()
    assert b"letter" not in body
    assert b"annexed" not in body
    assert digest_of(LETTER)[:12].encode() not in body


def test_the_same_holdings_give_the_same_bytes_under_any_name(places: Places, tmp_path: Path) -> None:
    targets = [tmp_path / "one.sqlite", tmp_path / "two.db"]
    counts = [written(write, places, target, tags=True, files=True) for target in targets]
    assert targets[0].read_bytes() == targets[1].read_bytes()
    assert counts[0].counts == {"publication": 3, "document": 5, "page": 4, "fact": 0, "original": 3}
    assert counts[0].size == targets[0].stat().st_size


@given(st.lists(st.text("ab", min_size=3, max_size=6), max_size=12))
def test_short_names_are_beginnings_and_no_two_things_have_the_same(wholes: list[str]) -> None:
    names = short_names(wholes, 3)
    assert names.keys() == set(wholes)
    assert len(set(names.values())) == len(names)
    assert all(whole.startswith(short) and len(short) >= 3 for whole, short in names.items())


def test_a_full_disk_is_told_and_nothing_is_left(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = sqlite_database._BEGINNING + "PRAGMA max_page_count = 12;"
    monkeypatch.setattr(sqlite_database, "_BEGINNING", small)
    with pytest.raises(
        ExportError, match=r"mine\.sqlite cannot be written: database or disk is full; nothing was left"
    ):
        written(write, places, tmp_path / "mine.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_an_original_that_is_not_what_it_was_stops_the_export(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "blob"
    damaged.write_bytes(LETTER[:-1] + b"!")
    monkeypatch.setattr(Blobs, "path", lambda *_: damaged)
    with pytest.raises(ArchiveError, match="damaged"):
        written(write, places, tmp_path / "mine.sqlite", files=True)
    assert [file.name for file in tmp_path.iterdir()] == ["blob"]


def test_every_table_and_column_is_in_the_docs(whole: sqlite3.Connection) -> None:
    told = DOCS.read_text(encoding="utf-8").partition("\n## SQLite")[2].partition("\n## ")[0]
    rows = {line.split("|")[1].strip(" `"): line for line in told.splitlines() if line.startswith("| `")}
    ours = whole.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    )
    for (table,) in ours.fetchall():
        for column in whole.execute("SELECT name FROM pragma_table_info(?)", (table,)):
            assert f"`{column['name']}`" in rows[table], (table, column["name"])


def shown(folder: Path, path: str) -> str:
    """Return what Datasette answers to an address."""
    datasette = shutil.which("datasette", path=str(Path(sys.executable).parent))
    if not datasette:
        pytest.skip("datasette is not installed")
    words = [datasette, "mine.sqlite", "-m", "mine.datasette.json", "--get", path]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_datasette_counts_and_searches_it_and_runs_nothing_of_it(places: Places, tmp_path: Path) -> None:
    written(write, places, tmp_path / "mine.sqlite")
    written(write_metadata, places, tmp_path / "mine.datasette.json")
    page = shown(tmp_path, "/mine/pages_with_links?_search=alert")  # of a letter, and of a request of hostile words
    assert "2 rows where search matches" in page
    assert re.search(r"authority=Example\+Council[^>]*>Example Council</a> *1\b", page)
    assert page.count("&lt;script&gt;alert(1)") > 2
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page


def test_foi_export_writes_it_by_the_end_of_its_name(places: Places, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    done = CliRunner().invoke(foi, ["--data", str(places.data), "export", str(target), "--with-tags", "--with-files"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "3 publications, 5 documents, 4 pages, 3 originals" in done.stderr
    assert target.read_bytes().startswith(b"SQLite format 3\x00")
