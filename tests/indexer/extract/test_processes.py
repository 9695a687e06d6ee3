"""Readers as processes of the system: a program's own code is not run again, and nothing is left over."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

MAIN = """
print("main module runs", flush=True)
import sys
from pathlib import Path
from indexer.extract.limits import Limits
from indexer.extract.registry import Reader
from indexer.extract.sandbox import ExtractionPool
with ExtractionPool(modules=["slow_reader"]) as pool:
    pool.extract(Path(__file__), "text/plain", Limits(), reader=Reader("slow_reader:Slow", "slow/1"))
print("done", flush=True)
"""
SLOW = """
import time
from indexer.extract.base import Page
class Slow:
    name = "slow/1"
    media_types = frozenset()
    def pages(self, body):
        yield Page(1, "one")
        time.sleep({seconds})
"""
PATIENCE = 30.0
"""Seconds after which something that has not happened never will."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")


def children(parent: int) -> set[int]:
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, ppid = stat.read_text().rpartition(")")[2].split()[:2]
            if int(ppid) == parent and state != "Z":
                found.add(int(stat.parent.name))
    return found


def alive(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_for(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


def start(folder: Path, seconds: int) -> subprocess.Popen[str]:
    (folder / "slow_reader.py").write_text(SLOW.format(seconds=seconds))
    (folder / "program.py").write_text(MAIN)
    paths = os.pathsep.join([str(folder), *(path for path in sys.path if path)])
    return subprocess.Popen(
        [sys.executable, str(folder / "program.py")],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """Return a program in the midst of reading, its nursery and its reader, all of which sleep."""
    with start(tmp_path, seconds=300) as program:
        try:
            assert wait_for(lambda: any(children(nursery) for nursery in children(program.pid)))
            (nursery,) = children(program.pid)
            (reader,) = children(nursery)
            yield program, nursery, reader
        finally:
            program.kill()


def test_the_main_module_is_not_run_again(tmp_path: Path) -> None:
    with start(tmp_path, seconds=0) as program:
        output, _ = program.communicate()
    assert output.splitlines() == ["main module runs", "done"]


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_lives_on_when_the_program_is_ended(
    reading: tuple[subprocess.Popen[str], int, int], sent: signal.Signals
) -> None:
    program, nursery, reader = reading
    program.send_signal(sent)
    program.wait()
    assert wait_for(lambda: not alive(reader) and not alive(nursery))


def test_a_reader_ends_when_its_nursery_is_killed(reading: tuple[subprocess.Popen[str], int, int]) -> None:
    program, nursery, reader = reading
    os.kill(nursery, signal.SIGKILL)
    assert wait_for(lambda: not alive(reader))
    assert program.wait(PATIENCE) == 1


def test_a_reader_is_in_a_session_of_its_own(reading: tuple[subprocess.Popen[str], int, int]) -> None:
    program, nursery, reader = reading
    assert os.getsid(reader) == reader
    assert os.getsid(nursery) == nursery != os.getsid(program.pid)
