"""Generations: whatever happens to a writer, what is in force is whole."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from indexer import generations
from indexer.errors import DamagedIndex, IndexLocked, NoIndex
from indexer.generations import Generation


def build(index: Path, word: str, base: Generation | None = None) -> Generation:
    folder = generations.begin(index, base)
    (folder / generations.ENGINE / f"{word}.seg").write_text(word)
    return generations.switch(index, folder, "engine/1", {word: "f"})


def words(generation: Generation) -> set[str]:
    return {path.read_text() for path in (generation.folder / generations.ENGINE).iterdir()}


def test_there_is_no_index_before_the_first(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="foi index"):
        generations.current(tmp_path / "index")


def test_the_last_generation_switched_in_is_in_force(tmp_path: Path) -> None:
    build(tmp_path, "first")
    build(tmp_path, "second")
    assert words(generations.current(tmp_path)) == {"second"}
    assert generations.current(tmp_path).entries() == {"second": "f"}


def test_a_generation_begins_with_its_base_and_leaves_it_as_it_was(tmp_path: Path) -> None:
    first = build(tmp_path, "first")
    second = build(tmp_path, "second", base=first)
    assert words(second) == {"first", "second"}
    assert words(first) == {"first"}


def test_only_the_one_in_force_and_the_one_before_it_stay(tmp_path: Path) -> None:
    for word in ("a", "b", "c", "d"):
        build(tmp_path, word)
    assert sorted(folder.name for folder in tmp_path.glob("[0-9]*")) == ["000003", "000004"]


def test_a_reader_beside_a_writer_always_finds_a_whole_generation(tmp_path: Path) -> None:
    build(tmp_path, "start")
    stop = threading.Event()
    failures: list[Exception] = []
    opened = 0

    def read() -> None:
        nonlocal opened
        while not stop.is_set():
            try:
                generations.current(tmp_path)
                opened += 1
            except Exception as error:  # noqa: BLE001 - any failure at all is the point
                failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(60):
        build(tmp_path, f"w{number}")
    stop.set()
    reader.join()
    assert failures == []
    assert opened > 0


def test_what_a_killed_writer_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    build(tmp_path, "kept")
    left = generations.begin(tmp_path, None)
    with generations.writing(tmp_path):
        assert not left.exists()
    assert words(generations.current(tmp_path)) == {"kept"}


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    with generations.writing(tmp_path), pytest.raises(IndexLocked, match=str(os.getpid())):
        generations.writing(tmp_path).__enter__()


@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_every_kind_of_harm_to_a_file_is_found(tmp_path: Path, harm: str) -> None:
    generation = build(tmp_path, "word")
    path = generation.folder / generations.ENGINE / "word.seg"
    assert list(generation.problems()) == []
    if harm == "flip":
        path.write_text("ward")
    elif harm == "cut":
        path.write_text("wor")
    else:
        path.unlink()
    assert len(list(generation.problems())) == 1


def test_a_file_cut_short_is_noticed_at_the_next_search(tmp_path: Path) -> None:
    generation = build(tmp_path, "word")
    (generation.folder / generations.ENGINE / "word.seg").write_text("w")
    with pytest.raises(DamagedIndex, match="--rebuild"):
        generations.current(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": {"a": "b"}, "engine": 1}'])
def test_a_manifest_that_is_none_is_damage(tmp_path: Path, text: str) -> None:
    generation = build(tmp_path, "word")
    (generation.folder / generations.MANIFEST).write_text(text)
    with pytest.raises(DamagedIndex, match="--rebuild"):
        generations.current(tmp_path)


WRITER = """
import sys
from pathlib import Path
from indexer import generations
index = Path(sys.argv[1])
with generations.writing(index):
    print("ready", flush=True)
    for number in range(100_000):
        folder = generations.begin(index, None)
        (folder / generations.ENGINE / "word.seg").write_text(str(number))
        generations.switch(index, folder, "engine/1", {"d": str(number)})
"""


@pytest.mark.parametrize("moment", [0.0, 0.013, 0.037, 0.071, 0.19])
def test_a_writer_killed_at_any_moment_leaves_a_whole_generation_in_force(tmp_path: Path, moment: float) -> None:
    build(tmp_path, "before")
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
    generation = generations.current(tmp_path)
    assert list(generation.problems()) == []
    with generations.writing(tmp_path):
        assert words(build(tmp_path, "after")) == {"after"}
