"""Bundles are indexed once, in a folder that stays small, by however many runs ask at once."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from indexer import generations
from indexer.bundle.forgotten import Forgotten
from indexer.bundle.writing import write
from indexer.chosen import Choice, Chosen
from indexer.errors import BundleError
from indexer.exports.base import Wish
from indexer.extract.base import Extraction, Page
from indexer.federation.cache import indexed, seal_of
from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.query import parse
from indexer.search import search
from indexer.text import TextStore
from scraper.archive.records import Capture, Digest, Document
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, Publication
from tests.conftest import NOW


class Stages(Silent):
    """Progress that notes its stages."""

    def __init__(self) -> None:
        self.begun: list[str] = []

    def begin(self, stage: str, total: int, noun: str = "") -> None:
        self.begun.append(stage)

    def aside(self) -> Progress:
        return self


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return three bundles of one document each."""
    folder = tmp_path_factory.mktemp("bundles")
    return [_bundle(folder, number) for number in range(3)]


def _bundle(folder: Path, number: int) -> Path:
    places, digest = Places(folder / f"{number}"), Digest(f"{number}" * 64)
    url = f"https://council.example/{number}.txt"
    with Archive.open(places.archive) as archive, archive.writing("a test"), TextStore(places.text) as store:
        archive.publications.put(
            Publication("council", f"{number}", Kind.RELEASE, "trams", "", "", documents=(DocumentLink(url, ""),)), NOW
        )
        archive.captures.register(Document(digest, "text/plain", 9, held=False))
        archive.captures.record(Capture("council", url, url, NOW, 200, (), digest))
        store.put(digest, Extraction("plain/1", (Page(1, f"tram {number}"),)))
        write(Chosen(archive, store, Choice()), folder / f"{number}.foi", Wish(places), lambda: None)
    return folder / f"{number}.foi"


def found(places: Places) -> int:
    return search(places, parse("tram")).total


def test_it_is_checked_and_indexed_once(bundles: list[Path], tmp_path: Path) -> None:
    told = Stages()
    for _ in range(2):
        with indexed(bundles[0], told, tmp_path / "cache") as places:
            assert found(places) == 1
    assert [stage.split()[0] for stage in told.begun] == ["checking", "reading", "finding", "comparing", "indexing"]


def test_a_file_that_was_not_seen_yet_is_checked_again_and_not_indexed(bundles: list[Path], tmp_path: Path) -> None:
    (tmp_path / "copy.foi").write_bytes(bundles[0].read_bytes())
    told = Stages()
    for bundle in (bundles[0], tmp_path / "copy.foi", tmp_path / "copy.foi"):
        with indexed(bundle, told, tmp_path / "cache"):
            pass
    assert [stage.split()[0] for stage in told.begun] == [
        "checking",
        "reading",
        "finding",
        "comparing",
        "indexing",
        "checking",
    ]


def test_those_not_searched_for_longest_go_and_what_is_searched_stays(bundles: list[Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with indexed(bundles[0], Silent(), cache):
        for bundle in bundles[1:]:
            with indexed(bundle, Silent(), cache, most=0):
                pass
        there = {path.name for path in cache.iterdir() if path.is_dir()}
        assert there == {seal_of(bundles[0]), seal_of(bundles[2])}
    with indexed(bundles[1], Silent(), cache, most=0) as places:
        assert found(places) == 1
    assert {path.name for path in cache.iterdir() if path.is_dir()} == {seal_of(bundles[1])}
    assert {path.suffix for path in cache.iterdir() if path.is_file()} == {".lock"}


def test_an_index_of_another_version_or_a_damaged_one_is_made_anew(bundles: list[Path], tmp_path: Path) -> None:
    with indexed(bundles[0], Silent(), tmp_path / "cache") as places:
        manifest = generations.current(places.index).folder / generations.MANIFEST
    for wrong in (json.dumps({**json.loads(manifest.read_text()), "engine": "segments/1"}), "{"):
        manifest.write_text(wrong)
        with indexed(bundles[0], Silent(), tmp_path / "cache") as places:
            assert found(places) == 1


def test_what_was_forgotten_is_in_a_folder_without_it(bundles: list[Path], tmp_path: Path) -> None:
    gone = Forgotten(addresses=frozenset({"https://council.example/0.txt"}))
    for forgotten, total in ((Forgotten(), 1), (gone, 0), (Forgotten(), 1)):
        with indexed(bundles[0], Silent(), tmp_path / "cache", forgotten) as places:
            assert found(places) == total


RUN = """
import sys, time
from pathlib import Path
from indexer import build
from indexer.federation import cache
from indexer.progress import Silent
from indexer.query import parse
from indexer.search import search
real = build.build
def slow(*given, **named):
    Path(sys.argv[3]).touch()
    time.sleep(float(sys.argv[4]))
    return real(*given, **named)
build.build = slow
with cache.indexed(Path(sys.argv[1]), Silent(), Path(sys.argv[2])) as places:
    print(search(places, parse("tram")).total, flush=True)
"""


def _run(bundle: Path, cache: Path, began: Path, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", RUN, str(bundle), str(cache), str(began), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_runs_at_once_and_one_that_was_killed_leave_one_whole_index(bundles: list[Path], tmp_path: Path) -> None:
    cache, began = tmp_path / "cache", tmp_path / "began"
    killed = _run(bundles[0], cache, began, 60)
    while not began.exists():
        assert killed.poll() is None
        time.sleep(0.02)
    waiting = _run(bundles[0], cache, tmp_path / "later", 0)
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    others = [waiting, _run(bundles[0], cache, tmp_path / "later", 0)]
    assert [other.communicate(timeout=60)[0] for other in others] == ["1\n", "1\n"]
    assert {path.name for path in cache.iterdir()} == {seal_of(bundles[0]), f"{seal_of(bundles[0])}.lock"}


def test_many_bundles_are_held_at_once(bundles: list[Path], tmp_path: Path) -> None:
    with ExitStack() as stack:
        several = [stack.enter_context(indexed(bundle, Silent(), tmp_path, most=0)) for bundle in bundles]
        assert [found(places) for places in several] == [1, 1, 1]


def test_a_cache_that_cannot_be_made_is_told(bundles: list[Path], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BundleError, match="where bundles are indexed, cannot be written"):  # noqa: SIM117
        with indexed(bundles[0], Silent(), tmp_path / "file" / "cache"):
            pass
