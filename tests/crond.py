"""Debian's cron daemon, with everything it reads and writes in a folder of the test's own.

A mount namespace puts that folder over the places of cron and sendmail, for the processes in it alone. So no crontab of
this machine is read or written, and nothing is left when they have gone.
"""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CRON = Path("/usr/sbin/cron")
PATIENCE = 100.0
MOUNTS = {
    "spool": "/var/spool/cron/crontabs",
    "crontab": "/etc/crontab",
    "cron.d": "/etc/cron.d",
    "run": "/run",
    "sbin": "/usr/sbin",
}


class Crond:
    """A place for a cron daemon, its crontabs and its mail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mail = folder / "mail"
        for name in ("cron.d", "run", "sbin", "spool"):
            (folder / name).mkdir(parents=True)
        (folder / "crontab").touch()
        (folder / "spool").chmod(0o1730)
        shutil.copy(CRON, folder / "sbin" / "cron")
        sendmail = folder / "sbin" / "sendmail"
        sendmail.write_text(f"#!/bin/sh\ncat >> {self.mail}\n")
        sendmail.chmod(0o755)
        mounts = "".join(f'mount --bind "{folder / name}" {place}\n' for name, place in MOUNTS.items())
        (folder / "enter").write_text(f'set -e\n{mounts}exec "$@"\n')

    def within(self, *words: str | Path, given: str = "", **environment: str) -> tuple[str, int]:
        """Run a command where the daemon is; return what it printed, with its own ends of lines, and its status."""
        done = subprocess.run(
            self._entered(*words),
            env=os.environ | environment,
            input=given.encode(),
            stdout=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout.decode(), done.returncode

    def crontab(self) -> bytes:
        """Return root's crontab as it is kept, without the three lines that cron puts before it.

        `crontab -l` prints a carriage return as two characters.
        """
        return (self.folder / "spool" / "root").read_bytes().split(b"\n", 3)[3]

    def mailed(self) -> str:
        """Return all mails that were sent."""
        return self.mail.read_text() if self.mail.exists() else ""

    def started_anew(self) -> None:
        """Have the next daemon believe that the machine was started since."""
        (self.folder / "run" / "crond.reboot").unlink(missing_ok=True)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Have the daemon at work. When it is left, what the daemon started has ended; after a failure it is killed."""
        with (self.folder / "log").open("wb") as log:
            apart = self._entered(CRON, "-f", "-L", "15", apart=("--pid", "--fork", "--kill-child", "--mount-proc"))
            process = subprocess.Popen(apart, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            yield
            until(lambda: all(not _children(daemon) for daemon in _children(process.pid)), "the end of what it started")
        finally:
            process.kill()
            process.wait(PATIENCE)

    def _entered(self, *words: str | Path, apart: tuple[str, ...] = ()) -> list[str]:
        enter = ["unshare", "--mount", "--propagation", "private", *apart, "sh", str(self.folder / "enter")]
        return [*enter, *map(str, words)]


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(one) for one in listed.split()]


def until(true: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {PATIENCE:.0f} s for {what}")
        time.sleep(0.05)


def missing() -> str:
    """Say why there can be no cron daemon here, "" if there can."""
    if not CRON.exists() or not shutil.which("crontab"):
        return "Debian's cron is not installed"
    if os.geteuid() != 0:
        return "only root can give a cron daemon a spool of its own"
    if (
        not shutil.which("unshare")
        or subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], check=False).returncode
    ):
        return "no mount namespace can be made here"
    return ""
