"""Numbers of the last search: they stand for documents in every command, and each shell has its own."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from indexer.places import Places
from search_cli import last
from search_cli.context import Session
from search_cli.questions import with_ids
from tests.search_cli.conftest import run
from tests.terminal import on_terminal, plain

ONE, TWO = "1" * 64, "2" * 64


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what makes us be in another shell."""
    return lambda number: monkeypatch.setattr(os, "getsid", lambda _: number)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def test_a_number_stands_for_what_the_last_search_had_there(places: Places) -> None:
    assert last.keep(places, {1: ONE, 2: TWO})
    assert [last.digest_of(places, number) for number in ("1", "2")] == [ONE, TWO]
    assert last.keep(places, {11: TWO})
    assert last.digest_of(places, "11") == TWO
    with pytest.raises(click.UsageError, match="the last search has no number 1; it has only 11"):
        last.digest_of(places, "1")


def test_each_shell_has_its_own_and_one_that_had_none_takes_the_latest(
    places: Places, shell: Callable[[int], None]
) -> None:
    shell(100)
    last.keep(places, {1: ONE})
    shell(200)
    last.keep(places, {1: TWO, 2: ONE})
    assert last.digest_of(places, "1") == TWO
    shell(100)
    assert last.digest_of(places, "1") == ONE
    with pytest.raises(click.UsageError, match="has no number 2"):
        last.digest_of(places, "2")
    os.utime(places.own / last.FOLDER / "100.json", ns=(1, 1))
    shell(300)
    assert last.digest_of(places, "1") == TWO


def test_only_so_many_shells_are_remembered(places: Places, shell: Callable[[int], None]) -> None:
    for number in range(1, last.MOST + 5):
        shell(number)
        last.keep(places, {1: ONE})
        os.utime(places.own / last.FOLDER / f"{number}.json", ns=(number, number))
    last.keep(places, {1: ONE})
    kept = {path.name for path in (places.own / last.FOLDER).iterdir()}
    assert kept == {f"{number}.json" for number in range(5, last.MOST + 5)}


def test_without_a_search_a_number_is_told_to_be_one(places: Places) -> None:
    with pytest.raises(
        click.UsageError, match="1 would be a number of the last search on a terminal, and there was none"
    ):
        last.digest_of(places, "1")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"1": 5}', '{"x": "y"}', '{"1": "../../etc/passwd"}', '{"1": null}', "[" * 100_000, "\x00\xff"],
    ids=lambda text: text[:12].encode().hex(),
)
def test_a_damaged_file_of_numbers_is_as_none(places: Places, text: str) -> None:
    last.keep(places, {1: ONE})
    (path,) = (places.own / last.FOLDER).glob("*.json")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(click.UsageError):
        last.digest_of(places, "1")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder would be")
    assert not last.keep(Places(tmp_path), {1: ONE})


def test_a_query_takes_numbers_too_but_not_in_a_phrase(places: Places) -> None:
    last.keep(places, {1: ONE, 12: TWO})
    session = Session(places)
    assert with_ids(session, "lamps like:1 -like:12:3 (like:1)") == f"lamps like:{ONE} -like:{TWO}:3 (like:{ONE})"
    for same in ('"see like:1"', "like:1234", "unlike:1", "like:1a", "like:0", "lamps"):
        assert with_ids(session, same) == same


def test_an_answer_on_a_terminal_is_numbered_for_every_command_and_one_that_is_piped_is_not(
    demo: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in ("archive", "text", "index"):
        (data / name).symlink_to(demo / name)
    assert run(data, "search", "Larkspur").status == 0
    assert not (data / "own").exists()
    printed, status = on_terminal(data, "search", "Larkspur", "--limit", "2", "--offset", "1")
    assert status == 0
    (path,) = (data / "own" / last.FOLDER).iterdir()
    digests = json.loads(path.read_text(encoding="ascii"))
    assert list(digests) == ["2", "3"]
    assert "\n 3  FOI" in plain(printed)
    shown = run(data, "show", "3:1")
    assert (shown.status, digests["3"] in shown.stdout) == (0, True)
    assert run(data, "history", "2").status == 0
    assert "the last search has no number 9; it has 2 to 3" in run(data, "open", "9").stderr
    assert run(data, "search", "like:2", "--ids").status == 0
