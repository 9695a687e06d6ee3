"""Asking the system's own programs: crontab(1), and systemctl(1) for the timers of a person."""

import contextlib
import fcntl
import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from search_cli.scheduling.job import CannotSchedule
from search_cli.terminal import line

PATIENCE = 30.0
_NONE_YET = re.compile(r"no crontab|no such file", re.IGNORECASE)
DAEMONS = ("cron", "crond", "cronie", "fcron", "dcron", "anacron")


def read_crontab() -> bytes:
    """Return the crontab of whoever runs this, b"" if there is none.

    Raises CannotSchedule if it cannot be read: one that is there but forbidden must not be taken for none.
    """
    done = _run("crontab", "-l")
    if done.returncode == 0:
        return _exact(done.stdout)
    said = line(done.stderr.decode("utf-8", "replace"))
    if _NONE_YET.search(said):
        return b""
    raise CannotSchedule(f"your crontab cannot be read: {said or f'crontab -l ended with {done.returncode}'}")


def _exact(printed: bytes) -> bytes:
    r"""Return a crontab as it is, of which `crontab -l` printed this.

    Debian's prints a carriage return as \r: a crontab from Windows, and one with `tr -d '\r'`, look alike, and written
    back so, the commands of the first were others. What an editor is given is exact.
    """
    if rb"\r" not in printed:
        return printed
    with tempfile.TemporaryDirectory() as folder:
        copying = f"cp -t {shlex.quote(folder)}"
        _run("crontab", "-e", VISUAL=copying, EDITOR=copying)
        copies = [one.read_bytes() for one in Path(folder).iterdir()]
    if len(copies) == 1 and copies[0].replace(b"\r", rb"\r") == printed:
        return copies[0]
    raise CannotSchedule("your crontab has carriage returns, and cannot be read as it is; take them out: crontab -e")


def write_crontab(text: bytes) -> None:
    """Put a crontab in the place of the present one. Raises CannotSchedule if it is not taken."""
    done = _run("crontab", "-", given=text)
    if done.returncode:
        said = line(done.stderr.decode("utf-8", "replace"))
        raise CannotSchedule(f"crontab did not take it, and nothing was changed: {said or done.returncode}")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other foi of the same person is between reading a crontab and writing it."""
    try:
        home = os.open(Path.home(), os.O_RDONLY)
    except (OSError, RuntimeError):
        yield
        return
    try:
        with contextlib.suppress(OSError):  # some network file systems lock nothing
            fcntl.flock(home, fcntl.LOCK_EX)
        yield
    finally:
        os.close(home)


def units(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of a person's own units. Source: systemd.unit(5)."""
    given = environment.get("XDG_CONFIG_HOME", "")
    return (Path(given) if given.startswith("/") else Path.home() / ".config") / "systemd" / "user"


def systemctl(*words: str) -> None:
    """Ask the systemd of whoever runs this. Raises CannotSchedule with what it said if it did not do it."""
    done = _run("systemctl", "--user", *words)
    if done.returncode:
        said = line(done.stderr.decode("utf-8", "replace")) or f"it ended with {done.returncode}"
        raise CannotSchedule(f"`systemctl --user {' '.join(words)}` failed: {said}")


def wanted(program: str) -> str:
    """Return where a program is. Raises CannotSchedule if it is not installed."""
    found = shutil.which(program)
    if found is None:
        raise CannotSchedule(f"there is no program {program} here; {_INSTEAD[program]}")
    return found


def has(program: str) -> bool:
    """Tell whether a program is installed."""
    return shutil.which(program) is not None


def cron_runs() -> bool:
    """Tell whether a cron daemon is at work, as far as can be seen; True where nothing can be seen."""
    names = []
    for process in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            names.append(process.read_text(encoding="utf-8", errors="replace").strip())
    return len(names) < 2 or any(name in DAEMONS or name.startswith("busybox") for name in names)


def _run(program: str, *words: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [wanted(program), *words]
    try:
        return subprocess.run(  # noqa: S603 - found by its name, with words of ours
            command,
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C", **environment},
        )
    except subprocess.TimeoutExpired as error:
        raise CannotSchedule(
            f"{program} did not answer within {PATIENCE:.0f} seconds; nothing more was done"
        ) from error


_INSTEAD = {
    "crontab": "install cron, or take a timer of systemd: `foi cron install --systemd`",
    "systemctl": "take a line in your crontab: `foi cron install`",
}
