"""Runs of changes: what is in the index afterwards is what it was told, however many segments and processes."""

import os
import resource
import signal
import subprocess
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engine import writing
from indexer.engine.interface import Entry
from indexer.engine.segments import Segment, opened
from indexer.engine.segments.layout import LABELS, PLACES
from indexer.engine.writing import workers, write
from indexer.errors import IndexerError
from indexer.record import changed
from tests.indexer.engine.writing.expected import held_labels, held_places
from tests.indexer.engine.writing.making import entries, entry, written

Content = dict[str, dict[str, object]]


def content(segments: Sequence[Segment]) -> Content:
    """Return all that an index says of each document, by digest."""
    found: Content = {}
    for segment in segments:
        rows = words_and_labels(segment)
        live = [number for number in range(segment.documents) if number not in segment.deleted]
        for number in live:
            digest, stored, starts = segment.record(number)
            rows[number] |= {"stored": stored, "starts": list(starts), "key": segment.blob("key", number)}
            rows[number] |= {"largest": segment.column("largest")[number], "day": segment.column("day")[number]}
            assert digest not in found, "two documents of one digest live"
            found[digest] = rows[number]
        assert segment.live == len(live)
        for field in ("text", "title"):
            assert segment.words[field] == sum(segment.column(f"length.{field}")[number] for number in live)
    return found


def words_and_labels(segment: Segment) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [{} for _ in range(segment.documents)]
    for field in PLACES:
        for term, documents in held_places(segment, field).items():
            for number, places in documents.items():
                rows[number][f"{field} {term!r}"] = places
    for field in LABELS:
        for term, numbers in held_labels(segment, field).items():
            for number in numbers:
                rows[number][f"{field} {term!r}"] = True
    for value, currency, number, page in zip(*segment.sums(), strict=True):
        rows[number][f"sum {value} {currency} {page}"] = True
    return rows


def expected(folder: Path, entries: Sequence[Entry]) -> Content:
    if not entries:
        return {}
    segment = written(folder / "expected.seg", entries)
    try:
        return content([segment])
    finally:
        segment.close()
        (folder / "expected.seg").unlink()


def indexed(folder: Path) -> Content:
    with opened(folder) as segments:
        return content(segments)


RUNS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 9), entries()), max_size=6),
        st.lists(st.integers(0, 12).map(str), max_size=4),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40)
@given(RUNS)
def test_after_any_runs_the_index_holds_the_last_entry_of_each_digest(
    runs: list[tuple[list[tuple[int, Entry]], list[str]]],
) -> None:
    with TemporaryDirectory() as place, TemporaryDirectory() as other:
        folder = Path(place) / "index"
        model: dict[str, Entry] = {}
        for added, removed in runs:
            documents = [changed(one, digest=str(digest)) for digest, one in added]
            write(folder, iter(documents), iter(removed))
            for digest in removed:
                model.pop(digest, None)
            model.update({one.digest: one for one in documents})
            assert indexed(folder) == expected(Path(other), list(model.values()))
            listed = {f"{segment.name}.seg" for segment in opened_segments(folder)} | {"segments.json"}
            assert {path.name for path in folder.iterdir()} == listed


def opened_segments(folder: Path) -> Sequence[Segment]:
    with opened(folder) as segments:
        return segments


def many(count: int, text: str = "word") -> Iterator[Entry]:
    for at in range(count):
        yield entry(f"{text} {at}", digest=f"{at:05d}", pages=[f"{text} {at % 7} " * (1 + at % 5), "\u00a35"])


@pytest.mark.parametrize("memory", [10**8, 60_000])
def test_two_processes_write_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: int) -> None:
    write(tmp_path / "one", many(400), [])
    monkeypatch.setattr(workers, "share", lambda *_: memory)
    monkeypatch.setattr(writing, "SMALL", 100)
    monkeypatch.setattr(workers, "BATCH", 2_000)
    write(tmp_path / "two", many(400), [])
    assert indexed(tmp_path / "two") == indexed(tmp_path / "one")
    assert 1 <= len(opened_segments(tmp_path / "two")) <= 2
    again = [changed(one, heading="new") for one in many(200)]
    write(tmp_path / "two", [*many(200, "old"), *again], ["00300", "unknown"])
    write(tmp_path / "one", again, ["00300", "unknown"])
    assert indexed(tmp_path / "two") == indexed(tmp_path / "one")


def test_a_write_within_a_small_memory_ends_many_segments_and_merges_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "one", many(300), [])
    monkeypatch.setattr(writing, "share", lambda *_: 60_000)
    write(tmp_path / "many", many(300), [])
    assert [path.read_bytes() for path in (tmp_path / "many").glob("*.seg")] == [
        path.read_bytes() for path in (tmp_path / "one").glob("*.seg")
    ]


def test_sizes_of_segments_double_and_what_is_mostly_deleted_is_written_anew(tmp_path: Path) -> None:
    for at in range(30):
        write(tmp_path, [changed(one, digest=f"{at} {one.digest}") for one in many(10)], [])
        sizes = sorted(segment.live for segment in opened_segments(tmp_path))
        assert all(2 * small <= large for small, large in pairwise(sizes))
        assert sum(sizes) == 10 * (at + 1)
    write(tmp_path, [], [f"{at} {one.digest}" for at in range(16) for one in many(10)])
    assert sum(len(segment.deleted) for segment in opened_segments(tmp_path)) < 140
    write(tmp_path, [], [f"{at} {one.digest}" for at in range(30) for one in many(10)])
    assert opened_segments(tmp_path) == ()


def failing(count: int) -> Iterator[Entry]:
    yield from many(count)
    raise RuntimeError("the source of the entries failed")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(params=["in process", "two processes"])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all entries written by other processes, or none."""
    monkeypatch.setattr(writing, "SMALL", 10**9 if request.param == "in process" else 100)
    monkeypatch.setattr(workers, "BATCH", 2_000)


@pytest.mark.usefixtures("small")
def test_if_the_entries_fail_the_index_is_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, [entry("before", digest="before")], [])
    before = files(tmp_path)
    with pytest.raises(RuntimeError, match="the source of the entries failed"):
        write(tmp_path, failing(300), ["before"])
    assert files(tmp_path) == before


@pytest.mark.usefixtures("small")
def test_if_no_more_can_be_written_the_index_is_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, [entry("before", digest="before")], [])
    before = files(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write(tmp_path, many(2_000), ["before"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files(tmp_path) == before


@pytest.mark.parametrize("at", [0, 150, 299])
def test_if_a_process_is_killed_the_index_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(writing, "SMALL", 100)
    monkeypatch.setattr(workers, "BATCH", 2_000)
    write(tmp_path, [entry("before", digest="before")], [])
    before = files(tmp_path)
    started: list[int] = []
    start = subprocess.Popen

    def remembered(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        process = start(*arguments, **options)
        started.append(process.pid)
        return process

    monkeypatch.setattr(subprocess, "Popen", remembered)

    def entries() -> Iterator[Entry]:
        for number, one in enumerate(many(300)):
            if number == at + 20 or (number == 299 and at == 299):
                os.kill(started[0], signal.SIGKILL)
            yield one

    with pytest.raises(IndexerError, match="was ended from outside"):
        write(tmp_path, entries(), ["before"])
    assert files(tmp_path) == before
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
