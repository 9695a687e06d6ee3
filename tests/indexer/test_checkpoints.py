"""What was read is searchable before all is: when, and after an interruption."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from indexer.build import build
from indexer.checkpoints import RAREST, Checkpoints
from indexer.ocr.engine import Wish
from indexer.places import Places
from indexer.progress import Progress, Silent
from indexer.query import parse
from indexer.search import search
from scraper.archive.store import Archive
from scraper.local import Label, add

NO_OCR = Wish(wanted=False)


class Clock:
    """A clock that goes only when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Stopping(Silent):
    """Progress whose watcher presses Ctrl-C after so many documents."""

    def __init__(self, after: int) -> None:
        self._left = after
        self._reading = False

    def begin(self, stage: str, total: int) -> None:
        self._reading = stage == "reading"

    def step(self, work: int = 1, pages: int = 0) -> None:
        self._left -= self._reading
        if self._left < 0:
            raise KeyboardInterrupt

    def aside(self) -> Silent:
        return Silent()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return a data folder with four files, the longer the later in the alphabet, and none of them read."""
    (tmp_path / "in").mkdir()
    for number, name in enumerate("dcba"):
        (tmp_path / "in" / f"{name}.txt").write_text(f"{name * 4} rope " * 10**number)
    places = Places(tmp_path / "data")
    with Archive.open(places.archive) as archive, archive.writing():
        list(add(archive, [tmp_path / "in"], Label(), datetime.now(UTC)))
    return places


def found(places: Places, query: str) -> list[str]:
    return sorted(hit.card.file.rpartition("/")[2] for hit in search(places, parse(query)).hits)


def times(spend: float = 0.0) -> tuple[Checkpoints, Clock, list[float], Callable[[float], None]]:
    clock, at = Clock(), list[float]()

    def index(_: Progress) -> None:
        at.append(clock.now)
        clock.now += spend

    checkpoints = Checkpoints(index, 10, clock)

    def until(end: float) -> None:
        while clock.now < end:
            clock.now += 1
            checkpoints.reached(Silent())

    return checkpoints, clock, at, until


def test_the_first_comes_soon_and_each_next_after_twice_as_long() -> None:
    _, _, at, until = times()
    until(100)
    assert at == [10, 30, 70]


def test_however_long_a_run_is_they_go_on() -> None:
    _, _, at, until = times()
    until(5 * RAREST)
    assert max(late - early for early, late in pairwise(at)) == RAREST


def test_where_indexing_takes_long_they_are_rare() -> None:
    _, _, at, until = times(spend=30)
    until(700)
    assert at == [10, 640]


def test_one_that_is_asked_for_comes_at_once() -> None:
    checkpoints, _, at, until = times()
    until(5)
    checkpoints.keep(Silent())
    assert at == [5]


def test_short_files_are_read_first_and_found_though_the_run_is_interrupted(places: Places) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(places, workers=1, ocr=NO_OCR, patience=0, progress=Stopping(2))
    assert "d.txt" in found(places, "rope")
    assert "a.txt" not in found(places, "rope")
    built = build(places, workers=1, ocr=NO_OCR)
    assert built.reading.read == 1, "what was read when it was interrupted is kept, and only indexed now"
    assert found(places, "rope") == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_an_index_made_in_steps_holds_what_one_made_at_once_does(places: Places, tmp_path: Path) -> None:
    stepwise = build(places, ocr=NO_OCR, patience=0)
    assert (stepwise.added, stepwise.documents, stepwise.read) == (4, 4, 4)
    again = build(places, ocr=NO_OCR, rebuild=True, patience=0)
    assert (again.added, again.removed, again.documents, again.read) == (4, 0, 4, 0)
    assert [found(places, word) for word in ("aaaa", "bbbb", "rope")] == [
        ["a.txt"], ["b.txt"], ["a.txt", "b.txt", "c.txt", "d.txt"]
    ]  # fmt: skip
