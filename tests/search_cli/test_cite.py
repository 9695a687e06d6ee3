"""Citing and checking by the real command: what one prints the other accepts, wherever it has been in between."""

import hashlib
import html
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.indexer.extract.office import zipped
from tests.search_cli.conftest import Foi, Ran, run
from tests.terminal import on_terminal, plain


def piped(data: Path, text: str | bytes, *words: str) -> Ran:
    """Run foi with a text as its standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "search_cli", "--data", str(data), *words],
        input=text if isinstance(text, bytes) else text.encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ran(done.stdout.decode(), done.stderr.decode(), done.returncode)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a text of two pages, and a zip with a letter. Tests leave it as it is."""
    folder = tmp_path_factory.mktemp("cite")
    (folder / "a.txt").write_text("asbestos survey of\fthe two schools, £92,574")
    (folder / "b.zip").write_bytes(zipped({"in/letter.txt": b"Dear Sir, the lanterns"}))
    assert run(folder / "data", "add", folder / "a.txt", folder / "b.zip").status == 0
    assert run(folder / "data", "index").status == 0
    return folder / "data"


def name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


PAGED, LETTER = name("asbestos survey of\fthe two schools, £92,574"), name("Dear Sir, the lanterns")


@pytest.fixture(scope="module")
def anchor(data: Path) -> str:
    ran = run(data, "cite", f"{PAGED}:2", "--style", "anchor")
    assert (ran.status, ran.stderr) == (0, "")
    return ran.stdout.strip()


def test_an_anchor_is_sound_where_it_was_made(data: Path, anchor: str) -> None:
    ran = run(data, "cite", "--verify", anchor)
    assert (ran.status, ran.stderr) == (0, "")
    first, *rest = ran.stdout.splitlines()
    assert first == f"{PAGED}:2  sound"
    assert [row.split()[0] for row in rest] == ["held", "published", "bytes", "page", "text", "captured"]
    assert "“the two schools, £92,574”" in ran.stdout


def test_anchors_are_found_in_a_mail_a_page_and_a_bibliography(data: Path, anchor: str) -> None:
    letter = run(data, "cite", LETTER, "--style", "bibtex").stdout
    mail = textwrap.indent("\n".join(textwrap.wrap(f"On page 2 ({anchor}) we read", 68)), "> ")
    page = f"<p>Source: <code>{html.escape(anchor)}</code></p>"
    ran = piped(data, f"{mail}\n{page}\n{letter}", "cite", "--verify", "-")
    assert ran.status == 0
    assert [line for line in ran.stdout.splitlines() if line.endswith("  sound")] == [
        f"{PAGED}:2  sound",
        f"{LETTER}  sound",
    ]
    assert "within" in ran.stdout


def test_without_an_anchor_stdin_is_read(data: Path, anchor: str) -> None:
    assert piped(data, anchor, "cite", "--verify").stdout == run(data, "cite", "--verify", anchor).stdout


def test_json_lines_have_an_anchor_a_line_with_its_findings(data: Path, anchor: str) -> None:
    (line,) = run(data, "cite", "--verify", anchor, "--format", "jsonl").stdout.splitlines()
    row = json.loads(line)
    assert (row["id"], row["page"], row["verdict"], row["anchor"], row["schema"]) == (PAGED, 2, "sound", anchor, 1)
    assert {finding["verdict"] for finding in row["findings"]} == {"sound"}


def test_another_collection_with_the_same_bytes_will_do(foi: Foi, tmp_path: Path, anchor: str) -> None:
    (tmp_path / "sent to me.txt").write_text("asbestos survey of\fthe two schools, £92,574")
    foi("add", tmp_path / "sent to me.txt")
    unread = foi("cite", "--verify", anchor)
    assert (unread.status, "not read yet: run `foi index`" in unread.stdout) == (3, True)
    foi("index")
    ran = foi("cite", "--verify", anchor)
    assert ran.status == 0
    assert " is not recorded here; here it was captured " in ran.stdout


def test_a_collection_without_the_document_says_what_it_lacks(foi: Foi, tmp_path: Path, anchor: str) -> None:
    empty = foi("cite", "--verify", anchor)
    assert (empty.status, empty.stderr) == (1, "")
    assert empty.stdout.startswith(f"{PAGED}:2  not held\n")
    assert not (tmp_path / "data").exists(), "asking begins no collection"
    (tmp_path / "c.txt").write_text("other")
    foi("add", tmp_path / "c.txt")
    assert foi("cite", "--verify", anchor).stdout == empty.stdout


def test_one_changed_byte_is_damage(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("twelve lanterns")
    foi("add", tmp_path / "c.txt")
    foi("index")
    made = foi("cite", f"{name('twelve lanterns')}:1", "--style", "anchor").stdout
    (blob,) = (tmp_path / "data" / "archive" / "blobs").glob("*/*")
    blob.chmod(0o644)
    blob.write_text("twenty lanterns")
    ran = foi("cite", "--verify", made)
    assert (ran.status, ran.stdout.splitlines()[0].endswith("  WRONG")) == (4, True)


def test_the_worst_of_several_anchors_is_the_status_and_all_are_told(data: Path, anchor: str) -> None:
    shorter = f"{anchor[:60]}…{anchor[-40:]}"
    ran = run(data, "cite", "--verify", shorter, anchor)
    assert (ran.status, ran.stdout.count("  sound")) == (2, 1)
    assert (
        ran.stderr
        == "foi: this anchor was altered or cut short on its way: its check does not fit; copy all of it again\n"
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("foi1", "put it in quotes, or a shell ends the command at a semicolon"),
        ("", "this is no anchor"),
        ("0e85149bedff:3", "this is no anchor"),
        ("foi2;pub=p0;check=00000000", "a newer foi can read it"),
        ("foi1;pub=p0f4e2a9c7b31;sha256=00", "its end is missing"),
        ("\x1b]0;owned\x07" * 9, "this is no anchor"),
    ],
)
def test_what_is_no_anchor_is_told_in_a_line(data: Path, given: str, told: str) -> None:
    ran = run(data, "cite", "--verify", given)
    assert (ran.status, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert told in ran.stderr
    assert "\x1b" not in ran.stderr


def test_a_text_without_an_anchor_is_told(data: Path) -> None:
    ran = piped(data, bytes(range(256)) * 100, "cite", "--verify", "-")
    assert (ran.status, ran.stderr) == (2, "foi: there is no anchor in what was read\n")


def test_several_are_cited_at_once_from_arguments_or_stdin_each_once(data: Path) -> None:
    given = run(data, "cite", f"{PAGED}:1", LETTER, f"{PAGED}:1", "--style", "anchor")
    assert given.stdout.count("foi1;") == 2
    assert piped(data, f"{PAGED}:1\n{LETTER}\n", "cite", "-", "--style", "anchor").stdout == given.stdout


def test_what_is_not_there_is_told_and_the_rest_is_cited(data: Path) -> None:
    ran = run(data, "cite", f"{PAGED}:9", "0000", f"{PAGED}:2", "--style", "anchor")
    assert (ran.status, ran.stdout.count("foi1;")) == (3, 1)
    assert ran.stderr == (f"foi: {PAGED} has no page 9: it has 2\nfoi: no document has an ID that begins with 0000\n")
    alone = run(data, "cite", f"{PAGED}:9")
    assert (alone.status, alone.stderr) == (1, f"foi: {PAGED} has no page 9: it has 2\n")


def test_an_anchor_given_as_an_id_says_how_to_check_it(data: Path, anchor: str) -> None:
    ran = run(data, "cite", anchor)
    assert (ran.status, "check it with --verify" in ran.stderr) == (2, True)


def test_a_terminal_shows_the_anchor_in_one_line_and_folds_the_rest(data: Path, anchor: str) -> None:
    printed, status = on_terminal(data, "cite", f"{PAGED}:2", columns=60)
    assert status == 0
    assert anchor in plain(printed).splitlines()
    printed, status = on_terminal(data, "cite", "--verify", anchor, columns=60)
    assert status == 0
    assert max(map(len, plain(printed).splitlines())) <= 60


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


def test_a_closed_pipe_is_no_error(data: Path, closed_pipe: int) -> None:
    words = [sys.executable, "-m", "search_cli", "--data", str(data), "cite", PAGED]
    assert subprocess.run(words, stdout=closed_pipe, stderr=subprocess.PIPE, check=False).returncode == 0
