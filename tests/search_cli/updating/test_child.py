"""Children with a time limit: ended in good order, killed with all they started if they will not."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from search_cli.updating.child import Child, Ended
from search_cli.updating.stop import Stop

POLITE = (
    "import sys, time\ntry:\n  print('begun', flush=True); time.sleep(60)\nexcept KeyboardInterrupt:\n  sys.exit(7)"
)
DEAF = (
    "import os, signal, sys, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "print(os.fork(), flush=True)\ntime.sleep(60)"
)


def child(tmp_path: Path, program: str, stop: Stop | None = None, **how: float) -> tuple[Child, list[str]]:
    heard: list[str] = []
    return Child(tmp_path, stop or Stop(), heard.append, program=program, **how), heard  # type: ignore[arg-type]


def run(tmp_path: Path, program: str, seconds: float = 60, **how: float) -> tuple[Ended, list[str]]:
    one, heard = child(tmp_path, program, **how)
    return one.run(["crawl", "govuk-foi"], seconds), heard


def alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    return False


def test_what_a_child_prints_is_heard_and_its_last_error_kept(tmp_path: Path) -> None:
    program = "import sys; print('one'); print('foi: the list is gone', file=sys.stderr); print('three'); sys.exit(2)"
    ended, heard = run(tmp_path, program)
    assert (ended.status, ended.late, ended.error) == (2, False, "the list is gone")
    assert sorted(heard) == ["foi: the list is gone", "one", "three"]


def test_a_child_gets_the_data_folder_and_its_words_and_no_input(tmp_path: Path) -> None:
    program = "import sys; print(sys.argv[2:], repr(sys.stdin.read()))"
    _, heard = run(tmp_path, program)
    assert heard == [f"{['--data', str(tmp_path), 'crawl', 'govuk-foi']} ''"]


def test_a_file_in_the_current_folder_is_not_taken_for_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cron's current folder is the home, where a calendar.py may lie."""
    (tmp_path / "calendar.py").write_text("raise SystemExit('ours')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ended, heard = run(tmp_path, "import calendar; print('fine')")
    assert (ended.status, heard) == (0, ["fine"])


def test_a_child_whose_time_is_up_is_asked_to_end(tmp_path: Path) -> None:
    ended, _ = run(tmp_path, POLITE, seconds=0.5)
    assert (ended.status, ended.late) == (7, True)


def test_a_child_that_will_not_end_is_killed_with_what_it_started(tmp_path: Path) -> None:
    ended, heard = run(tmp_path, DEAF, seconds=0.5, patience=0.2)
    assert (ended.status, ended.late) == (-signal.SIGKILL, True)
    pid = next(int(text) for text in heard if text != "0")
    for _ in range(50):
        if not alive(pid):
            break
        time.sleep(0.1)
    assert not alive(pid)


def test_a_grandchild_that_holds_the_pipe_does_not_hold_us(tmp_path: Path) -> None:
    program = "import os, time\nif not os.fork():\n  os.setsid(); time.sleep(30)\nprint('done')"
    began = time.monotonic()
    ended, heard = run(tmp_path, program)
    assert (ended.status, heard) == (0, ["done"])
    assert time.monotonic() - began < 20


def test_a_child_that_prints_without_end_fills_no_memory_and_no_log(tmp_path: Path) -> None:
    ended, heard = run(tmp_path, "import sys\nfor n in range(3000): print('x' * 5000)\nprint('last')")
    assert len(heard) <= 400
    assert max(map(len, heard)) <= 2000
    assert (ended.said[-1], len(ended.said)) == ("last", 40)


def test_bytes_that_are_no_text_are_heard_as_well_as_they_can_be(tmp_path: Path) -> None:
    _, heard = run(tmp_path, r"import os; os.write(2, b'\xff\xfe \x1b[31mred\n')")
    assert heard == ["\ufffd\ufffd \x1b[31mred"]


@pytest.fixture
def listening() -> Iterator[Stop]:
    stop = Stop()
    with stop.listening():
        yield stop


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_child_first_and_is_remembered(listening: Stop, tmp_path: Path, number: int) -> None:
    one, heard = child(tmp_path, POLITE, listening)

    def told(text: str) -> None:
        heard.append(text)
        os.kill(os.getpid(), number)

    one.heard = told
    ended = one.run([], 60)
    assert (ended.status, ended.late, listening.by) == (7, False, signal.Signals(number).name)


def test_a_hang_up_that_is_ignored_as_by_nohup_stays_so_and_the_child_can_still_be_ended(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN), signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        stop = Stop()
        with stop.listening():
            os.kill(os.getpid(), signal.SIGHUP)
            os.kill(os.getpid(), signal.SIGINT)
            ended = child(tmp_path, POLITE, stop)[0].run([], 0.5)
        assert (stop.by, ended.status) == ("", 7)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before[0])
        signal.signal(signal.SIGINT, before[1])
