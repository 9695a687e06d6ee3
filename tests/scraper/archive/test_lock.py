"""The run lock: what others are told, and that it dies with its holder."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from scraper.archive.lock import Locked, holder, lock

HOLDER = """
import sys, time
from pathlib import Path
from scraper.archive.lock import lock
with lock(Path(sys.argv[1]), "a crawl of govuk-foi"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_says_what_its_holder_does_and_since_when(tmp_path: Path) -> None:
    said = rf"a crawl of govuk-foi \(pid {os.getpid()}, since \d{{4}}-\d\d-\d\d \d\d:\d\d UTC\) is writing there; wait"
    with lock(tmp_path / "lock", "a crawl of govuk-foi"):
        with pytest.raises(Locked, match=said):
            lock(tmp_path / "lock").__enter__()
        assert holder(tmp_path / "lock").startswith(f"a crawl of govuk-foi (pid {os.getpid()}")
    assert holder(tmp_path / "lock") == ""


def test_a_lock_that_was_never_made_is_nobodys(tmp_path: Path) -> None:
    assert holder(tmp_path / "lock") == ""


def test_a_killed_holder_leaves_a_text_and_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Locked, match=f"pid {process.pid},"):
            lock(path).__enter__()
        process.send_signal(signal.SIGKILL)
    assert f"pid {process.pid}" in path.read_text()
    assert holder(path) == ""
    with lock(path, "the next"):
        assert holder(path).startswith(f"the next (pid {os.getpid()}")


def test_somebody_who_only_looks_keeps_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            holder(path)
            time.sleep(0.002)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(50):
            with lock(path):
                pass
    finally:
        over.set()
        looking.join()


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"x" * 10_000, b"a\n\x1b]0;title\x07\nb"])
def test_whatever_a_lock_file_holds_is_one_short_line(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "lock"
    with lock(path):
        path.write_bytes(text)
        with pytest.raises(Locked) as refused:
            lock(path).__enter__()
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300
