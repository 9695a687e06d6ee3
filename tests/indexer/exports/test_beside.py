"""What has the name is whole: files written beside their place, and what may go wrong with that."""

import errno
import fcntl
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import ExportError
from indexer.exports import beside as module
from indexer.exports.beside import beside


def test_there_is_nothing_under_the_name_before_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "a.foi"
    with beside(target) as file:
        file.write(b"half")
        file.flush()
        assert not target.exists()
        (left,) = tmp_path.iterdir()
        assert (left.name[0], left.suffix) == (".", ".part")
    assert target.read_bytes() == b"half"
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_there_stays_until_the_new_one_is_whole_and_if_it_never_is(tmp_path: Path) -> None:
    target = tmp_path / "a.foi"
    target.write_bytes(b"old")

    def interrupted() -> None:
        with beside(target) as file:
            file.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_the_mode_of_new_files_and_one_that_is_replaced_keeps_its_own(tmp_path: Path) -> None:
    target, other = tmp_path / "a.foi", tmp_path / "other"
    other.touch()
    with beside(target):
        pass
    assert target.stat().st_mode == other.stat().st_mode
    target.chmod(0o640)
    with beside(target):
        pass
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_killed_runs_left_is_swept_but_not_what_another_run_writes_now(tmp_path: Path) -> None:
    target = tmp_path / "a [1]*.foi"
    dead, alive = (tmp_path / f".{target.name}.{name}.part" for name in ("dead", "alive"))
    others = tmp_path / ".a 1x.foi.dead.part"
    for file in (dead, alive, others):
        file.write_bytes(b"half")
    with alive.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with beside(target):
            pass
        assert set(tmp_path.iterdir()) == {target, alive, others}


def test_a_temporary_that_was_swept_before_it_was_locked_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, swept = fcntl.flock, list[Path]()

    def lock(handle: int, how: int) -> None:
        if not swept:
            swept.extend(tmp_path.iterdir())
            swept[0].unlink()
        real(handle, how)

    monkeypatch.setattr(module.fcntl, "flock", lock)
    with beside(tmp_path / "a.foi") as file:
        file.write(b"whole")
    assert (tmp_path / "a.foi").read_bytes() == b"whole"


def test_a_name_as_long_as_names_may_be_has_room_for_its_temporary(tmp_path: Path) -> None:
    for name in ("a" * 251 + ".foi", "\U0001f4dc" * 62 + ".foi"):
        with beside(tmp_path / name) as file:
            file.write(b"whole")
        assert (tmp_path / name).read_bytes() == b"whole"


def test_a_folder_or_a_place_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    for target, said in ((tmp_path, "Is a directory"), (tmp_path / "none" / "a.foi", "No such file or directory")):
        with pytest.raises(ExportError, match=said), beside(target):
            raise AssertionError("it began")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> tuple[int, str]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(module.tempfile, "mkstemp", refused)  # root, as whom tests may run, may write anywhere
    with pytest.raises(ExportError, match=r"a\.foi cannot be written: Permission denied"), beside(tmp_path / "a.foi"):
        raise AssertionError("it began")


def test_a_disk_that_is_really_full_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    """As far as a process may be kept from writing more, by its own limit, which ends in EFBIG."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from indexer.exports.beside import beside\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "with beside(Path(sys.argv[1])) as file:\n"
        "    for _ in range(100): file.write(bytes(10_000))\n"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "a.foi")]
    done = subprocess.run(run, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": "."})
    assert "ExportError" in done.stderr
    assert "cannot be written: File too large; nothing was left of it; make room" in done.stderr
    assert list(tmp_path.iterdir()) == []
