"""Ctrl-C at every step of every command that takes long: all stays whole, and the person is told how to go on."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.query import parse
from indexer.search import search
from search_cli.main import foi, told
from search_cli.status import ExitStatus
from tests.search_cli.conftest import run

AGAIN = "the same command begins again"


class Impatient(Silent):
    """Somebody who presses Ctrl-C at one moment of the work: as it begins, or as a step of it is done."""

    def __init__(self, moment: int) -> None:
        self.left = moment

    def begin(self, stage: str, total: int, noun: str = "") -> None:
        self._lived()

    def step(self, work: int = 1, pages: int = 0) -> None:
        self._lived()

    def aside(self) -> Progress:
        return self

    def _lived(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with `data`, letters in it, read and indexed, and other files that commands are given."""
    folder = tmp_path_factory.mktemp("interrupts")
    for name, word in (("old", "asbestos"), ("new", "lifebelts")):
        (folder / name).mkdir()
        for number in range(3):
            (folder / name / f"{number}.txt").write_text(f"{word} {name}{number}\fpage two")
    for words in (("add", folder / "old"), ("index",), ("export", folder / "bundle.foi")):
        assert run(folder / "data", *words).status == 0
    (folder / "queries.txt").write_text("asbestos\nold1\npage two\n")
    return folder


@pytest.fixture
def place(full: Path, tmp_path: Path) -> Path:
    shutil.copytree(full, tmp_path / "place")
    return tmp_path / "place"


Foi = Callable[..., tuple[str, int]]


@pytest.fixture
def at(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Foi:
    """Run a command here, interrupted at a moment of its work; return what a person is told, and its status."""

    def run_at(moment: int, *words: str | Path, data: str = "data") -> tuple[str, int]:
        @contextmanager
        def impatient(*, quiet: bool = False) -> Iterator[Progress]:
            yield Impatient(moment)

        command = "import_" if words[0] == "import" else words[0]
        monkeypatch.setattr(import_module(f"search_cli.commands.{command}"), "progress", impatient)
        try:
            foi.main(["--data", str(place / data), *map(str, words)], standalone_mode=False)
        except SystemExit as ended:
            return capsys.readouterr().err, int(ended.code or 0)
        except BaseException as error:  # noqa: BLE001 - as main.run does
            message, status = told(error)
            return capsys.readouterr().err + message, status
        return capsys.readouterr().err, 0

    return run_at


def contents(folder: Path) -> dict[str, str]:
    """Return a digest of each file that may not change by being read."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm", "lock")))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def titles(data: Path, query: str) -> set[str]:
    return {hit.card.title for hit in search(Places(data), parse(query)).hits}


def until_done(at: Foi, *words: str | Path, data: str = "data") -> Iterator[str]:
    """Give a command again and again, interrupted one step later each time, until it is done; yield what is told."""
    for moment in range(1, 60):
        text, status = at(moment, *words, data=data)
        if status != ExitStatus.INTERRUPTED:
            assert status == 0, text
            assert moment > 1
            return
        yield text
    raise AssertionError(f"{words} comes to no end")


def test_add_goes_on_from_file_to_file(at: Foi, place: Path) -> None:
    said = list(until_done(at, "add", place / "new"))
    assert len(said) == 4
    assert all(text.endswith("the same command goes on from there") for text in said)
    assert run(place / "data", "verify").status == 0
    assert run(place / "data", "add", place / "new").stderr == "nothing new, 3 held already\n"


def test_index_goes_on_from_document_to_document_and_what_was_read_before_is_found(at: Foi, place: Path) -> None:
    run(place / "data", "add", place / "new")
    for moment in range(1, 30):
        text, status = at(moment, "index", "--no-ocr")
        assert len(titles(place / "data", "asbestos")) == 3
        if status == 0:
            break
        assert "so far 3 documents can be searched" in text
        assert text.endswith("the same command goes on from there")
    assert moment > 3
    assert len(titles(place / "data", "lifebelts")) == 3
    assert run(place / "data", "verify").status == 0


def test_an_interrupted_rebuild_leaves_the_index_before_in_force(at: Foi, place: Path) -> None:
    for text in until_done(at, "index", "--rebuild", "--no-ocr"):
        assert text.endswith("the index before is in force, the same command begins again")
        assert len(titles(place / "data", "asbestos")) == 3
    assert run(place / "data", "verify").status == 0


def test_what_only_reads_leaves_everything_as_it_was(at: Foi, place: Path) -> None:
    before = contents(place)
    for words in (("index", "--engine-check"), ("verify",), ("verify", place / "bundle.foi")):
        said = list(until_done(at, *words))
        assert len(said) > 2
        assert all(text.endswith(f"nothing was changed{',' if 'index' in words else ':'} {AGAIN}") for text in said)
    assert "3 documents had been looked at" in said[0] or "nothing was looked at" in said[0]
    assert contents(place) == before


def test_an_interrupted_export_leaves_the_file_that_was_there(at: Foi, place: Path) -> None:
    old = contents(place)
    for text in until_done(at, "export", place / "other.foi"):
        assert text.endswith(f"there is no {place / 'other.foi'}: {AGAIN}")
        assert contents(place) == old
    whole = (place / "other.foi").read_bytes()
    assert whole == (place / "bundle.foi").read_bytes()
    for text in until_done(at, "export", "--force", place / "other.foi"):
        assert text.endswith(f"other.foi is as it was: {AGAIN}")
        assert (place / "other.foi").read_bytes() == whole


def test_import_takes_all_or_nothing_and_then_says_what_is_left(at: Foi, place: Path) -> None:
    said = list(until_done(at, "import", place / "bundle.foi", "--into", "ours", data="theirs"))
    nothing = [text for text in said if text.endswith(f"nothing was taken in, {AGAIN}")]
    taken = [text for text in said if text.endswith("is taken in, `foi -c ours index` makes it searchable")]
    assert said == nothing + taken
    assert nothing
    assert taken
    theirs = place / "theirs" / "collections" / "ours"
    assert titles(theirs, "asbestos") == titles(place / "data", "asbestos")
    assert run(theirs, "verify").status == 0


def test_forget_is_finished_by_the_same_command(at: Foi, place: Path) -> None:
    going = hashlib.sha256((place / "old" / "1.txt").read_bytes()).hexdigest()
    said = list(until_done(at, "forget", going[:12], "--reason", "asked for", "--yes"))
    assert said
    assert all(text.endswith("give the same command again: it removes what is left") for text in said)
    assert titles(place / "data", "asbestos") == {"0.txt", "2.txt"}
    assert run(place / "data", "verify").status == 0


def test_nothing_was_forgotten_if_it_was_interrupted_before(
    at: Foi, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("search_cli.commands.forget._confirmed", pressed)
    before = contents(place)
    digest = hashlib.sha256((place / "old" / "1.txt").read_bytes()).hexdigest()
    text, status = at(0, "forget", digest[:12], "--reason", "asked for")
    assert text.endswith("interrupted; nothing was forgotten")
    assert status == ExitStatus.INTERRUPTED
    assert contents(place) == before


def test_changes_that_were_not_told_are_told_again(at: Foi, place: Path) -> None:
    for text in until_done(at, "changes", "--since", "last"):
        assert text.endswith("nothing counts as told, the same command lists it again")
        assert not (place / "data" / "changes.json").exists()
    assert run(place / "data", "changes", "--since", "last").status == ExitStatus.NOTHING_FOUND


def test_a_list_of_queries_says_which_line_comes_next(at: Foi, place: Path) -> None:
    said = list(until_done(at, "batch", place / "queries.txt", "--count"))
    assert [text.partition("; ")[2] for text in said] == [
        f"`--from {line}` goes on from there" for line in (1, 2, 3, 4)
    ]


def test_ctrl_c_while_modules_load_is_one_line() -> None:
    code = (
        "import os, signal, sys\n"
        "class Slow:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'search_cli.config': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Slow())\n"
        "from search_cli.__main__ import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "foi: interrupted\n")
    assert done.returncode == -2, "as every program that Ctrl-C ended: a shell makes 130 of it"
