"""Updates that are ended, killed, or have no room on the disk: what is kept, and that the next one goes on."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from scraper.archive.lock import holder
from scraper.archive.store import Archive
from scraper.archive.verify import verify
from tests.scraper.conftest import ScriptedSite
from tests.search_cli.conftest import run
from tests.search_cli.test_update import configure, records

PATIENCE = 60.0
MOMENTS = int(os.environ.get("FOI_ENDS", "1"))


@pytest.fixture
def site() -> Iterator[ScriptedSite]:
    """Serve a site of four releases."""
    scripted = ScriptedSite()
    for number in range(4):
        scripted.publish(f"release-{number}", f"2026-0{number + 1}-01T09:00:00Z")
    yield scripted
    scripted.close()


def begin(data: Path, *words: str) -> "subprocess.Popen[str]":
    """Start an update and do not wait for it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOI_")}
    return subprocess.Popen(
        [sys.executable, "-m", "search_cli", "--data", str(data), *(words or ("update",))],
        env=kept, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def at_request(site: ScriptedSite, number: int, do: Callable[[], None]) -> None:
    """Do something when the site is asked for the nth time, before it answers."""
    asked = iter(range(1, 1000))
    site.before = lambda path: do() if next(asked) == number else None


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)


def told_whole(data: Path, *printed: str, most: int = 1) -> None:
    """See that all that was printed, with what the next update prints, is each release once, and all is at rest."""
    last = run(data, "-q", "update", "--now")
    assert last.status in (0, 1), last.stderr
    told = "".join([*printed, last.stdout])
    counts = {told.count(f"new  FOI release: release-{number} ") for number in range(4)}
    assert counts <= set(range(1, most + 1)), told
    with Archive.open(data / "archive") as archive:
        assert list(verify(archive)) == []
    assert holder(data / "update.lock") == ""


@pytest.mark.parametrize(("number", "request_"), [(signal.SIGTERM, 1), (signal.SIGINT, 5)])
def test_an_update_that_is_ended_ends_its_crawl_and_the_next_goes_on(
    site: ScriptedSite, tmp_path: Path, number: int, request_: int
) -> None:
    configure(tmp_path, site)
    process = begin(tmp_path)

    def end() -> None:
        process.send_signal(number)
        time.sleep(0.6)  # the answer comes once the crawl knows that it is over

    at_request(site, request_, end)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    site.before = lambda path: None
    assert (process.returncode, stdout) == (130, "")
    assert (
        stderr == f"foi: ended by {signal.Signals(number).name}; what was done is kept, and the next update goes on\n"
    )
    (kept,) = records(tmp_path)
    assert (kept["outcome"], kept["crawled"][0]["outcome"]) == ("interrupted", "interrupted")
    assert holder(tmp_path / "archive" / "lock") == ""
    told_whole(tmp_path)


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_an_update_can_be_ended_at_any_moment(site: ScriptedSite, tmp_path: Path, moment: int) -> None:
    """Before its crawl has begun, in it, at its index, as it tells; `make campaign` tries more."""
    random = Random(moment)  # noqa: S311 - moments, not secrets
    number = random.choice((signal.SIGTERM, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL))
    configure(tmp_path, site, '[watches.answers]\nquery = "answer"\n')
    process = begin(tmp_path)
    wait_for(lambda: (tmp_path / "logs" / "run.json").exists() or process.poll() is not None)
    time.sleep(random.uniform(0, 3))
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode in (130, 0, -signal.SIGKILL), stderr
    outcome = {130: "interrupted", 0: "new", -signal.SIGKILL: "killed"}[process.returncode]
    assert records(tmp_path)[0]["outcome"] == outcome
    wait_for(lambda: not any(holder(tmp_path / folder / "lock") for folder in ("archive", "index")))
    # One that was killed after it told, and before it noted that, is told again.
    told_whole(tmp_path, stdout, most=2 if outcome == "killed" else 1)


def test_an_update_that_was_killed_is_on_record_and_the_next_waits_for_its_crawl(
    site: ScriptedSite, tmp_path: Path
) -> None:
    configure(tmp_path, site)
    go_on = threading.Event()
    process = begin(tmp_path)

    def kill() -> None:
        process.kill()
        go_on.wait(PATIENCE)

    at_request(site, 3, kill)
    process.communicate(timeout=PATIENCE)
    beside = run(tmp_path, "-q", "update", "--now")
    go_on.set()
    assert (beside.status, beside.stdout, beside.stderr) == (5, "", "")
    wait_for(lambda: not holder(tmp_path / "archive" / "lock"))
    assert [one["outcome"] for one in records(tmp_path)] == ["locked", "killed"]
    told_whole(tmp_path)


HANGING = '''
import signal, time
from scraper.source import SourceSpider


class Hanging(SourceSpider):
    """Broom Authority: its pages are read for ever."""

    name = "broom"

    async def start(self):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(0.1)
        yield
'''


def test_a_source_that_hangs_is_ended_and_stops_no_other(
    site: ScriptedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "packages" / "broom-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broom\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[foi_index.sources]\nbroom = broom_foi\n", encoding="utf-8")
    (tmp_path / "packages" / "broom_foi.py").write_text(HANGING, encoding="utf-8")
    data = tmp_path / "data"
    configure(data, site, '[sources.broom]\nevery = "6h"\nmax-minutes = 0.02\n')
    hurried = (
        "import sys; from search_cli.updating import child, crawling; from search_cli.main import run; "
        "child.PATIENCE = 0.3; crawling.GRACE_SECONDS = 1.5; "
        f"sys.argv[:] = ['foi', '--data', {str(data)!r}, 'update']; run()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", hurried], capture_output=True, text=True, timeout=PATIENCE, check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "packages")},
    )  # fmt: skip
    assert (ran.returncode, "foi: broom: it hung" in ran.stderr) == (3, True), ran.stderr
    (kept,) = records(data)
    assert [(one["source"], one["outcome"] == "late") for one in kept["crawled"]] == [
        ("broom", True),
        ("govuk-foi", False),
    ]
    assert holder(data / "archive" / "lock") == ""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 64 KB that is full; skipped where no disk can be made."""
    folder = tmp_path / "logs"
    folder.mkdir()
    made = shutil.which("mount") and os.geteuid() == 0
    if (
        not made
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("no small disk can be mounted here")
    try:
        with (folder / "full").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 512)
            except OSError:
                pass
        yield tmp_path
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_under_the_log_loses_neither_the_run_nor_its_news(site: ScriptedSite, small: Path) -> None:
    configure(small, site)
    ran = run(small, "-q", "update")
    assert ran.status == 3
    assert ran.stdout.count("  new  FOI") == 4
    assert "foi: log: it cannot be written: [Errno 28] No space left on device\n" in ran.stderr
    assert run(small, "search", "answer").status == 0
    (small / "logs" / "full").unlink()
    again = run(small, "-q", "update", "--now")
    assert (again.status, again.stdout, again.stderr) == (1, "", "")
    assert [one["outcome"] for one in records(small)] == ["nothing"]
