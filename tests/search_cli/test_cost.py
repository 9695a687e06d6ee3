"""What reading may cost, and what is said of it: a worker's memory, pages a second, the time that is left."""

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress as Bars

from search_cli.progress import Watched, pace
from search_cli.terminal import many, per_second
from tests.search_cli.conftest import Foi


def test_a_worker_over_the_memory_of_foi_toml_is_a_recorded_failure(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "foi.toml").write_text("[index]\nmemory = 256\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_bytes(b"lifebelts " * (12 << 20))
    (tmp_path / "in" / "note.txt").write_text("ropes")
    foi("add", tmp_path / "in")
    assert foi("index").status == 3
    assert "needed more than 256 MB of memory" in foi("status").stdout
    assert foi("search", "ropes").status == 0


def test_the_last_line_says_how_many_pages_were_read_how_fast(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ropes\flifebelts")
    foi("add", tmp_path / "a.txt")
    said = foi("index").stderr.splitlines()[-1]
    assert re.fullmatch(r"2 pages read and indexed in [\d.]+ s, [\d.]+ pages/s", said)
    assert "pages/s" not in foi("index").stderr, "nothing was read"


@pytest.mark.parametrize(
    ("pages", "seconds", "share", "said"),
    [
        (0, 0.0, 0.0, ""),
        (0, 5.0, 0.0, ""),
        (120, 10.0, 0.25, "120 pages, 12/s, 0:00:30 left"),
        (1, 2.0, 0.01, "1 page, 0.5/s, 0:03:18 left"),
        (9000, 7200.0, 0.5, "9,000 pages, 1.2/s, 2:00:00 left"),
        (7, 2.0, 1.0, "7 pages, 3.5/s"),
    ],
)
def test_progress_says_how_fast_pages_come_and_when_the_rest_will_have(
    pages: int, seconds: float, share: float, said: str
) -> None:
    assert pace(pages, seconds, share) == said


def test_a_bar_says_how_much_of_the_work_is_done_and_steps_aside_for_other_work() -> None:
    shown = StringIO()
    with Bars(auto_refresh=False, console=Console(file=shown)) as bars:
        reading = Watched(bars)
        reading.begin("reading", 2000)
        reading.step(500, pages=30)
        (task,) = bars.tasks
        assert task.fields["count"] == "25 %"
        assert task.fields["pace"].startswith("30 pages, ")
        aside = reading.aside()
        aside.begin("indexing", 5)
        aside.step(pages=6)
        assert [task.description for task in bars.tasks] == ["reading", "indexing"]
        aside.end()
        reading.step(500, pages=1)
        assert [task.completed for task in bars.tasks] == [1000]
        assert task.fields["pace"].startswith("31 pages, ")
        reading.begin("indexing", 0)
        reading.step()
        assert [task.finished for task in bars.tasks] == [True, False]
        assert bars.tasks[1].fields["count"] == "1"


def test_one_is_one_and_more_are_more() -> None:
    assert [many(n, "page") for n in (0, 1, 2, 1204)] == ["0 pages", "1 page", "2 pages", "1,204 pages"]
    assert [per_second(5, 0.0), per_second(5, 2.0, "pages")] == ["5,000/s", "2.5 pages/s"]
