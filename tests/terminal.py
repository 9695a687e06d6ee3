"""The real command on a pseudo-terminal: what a person would see, colours and all."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PATIENCE = 120.0
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x1b\x07]*(?:\x1b\\|\x07)|[=>()][A-Z0-9]?)")
_BARS = re.compile(r"\x1b\[\?25l.*?\x1b\[\?25h\r?(?:\x1b\[1A\x1b\[2K)*", re.S)


def on_terminal(
    data: Path, *words: str | Path, columns: int = 80, rows: int = 24, keys: str = "", **environment: str
) -> tuple[str, int]:
    """Run foi with a terminal of that size as its input, output and errors; return what came out, and its status.

    `keys` are typed at the start. PAGER is cat unless the test says otherwise. Bars are left out: whether there are any
    depends on how busy the machine is.
    """
    command = [sys.executable, "-m", "search_cli", "--data", str(data), *map(str, words)]
    printed, status = in_terminal(command, columns=columns, rows=rows, keys=keys, **{"PAGER": "cat", **environment})
    return without_bars(printed), status


def in_terminal(
    command: Sequence[str],
    *,
    columns: int = 80,
    rows: int = 24,
    keys: str = "",
    later: tuple[Callable[[], bool], str] | None = None,
    **environment: str,
) -> tuple[str, int]:
    """Run any command so. The keys of `later` are typed as soon as its condition holds; Ctrl-C is one of them."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOI_", "COLUMNS", "LINES"))}
    kept = {name: value for name, value in kept.items() if name not in ("NO_COLOR", "PAGER", "LESS")}
    process = subprocess.Popen(
        command,
        env={**kept, "TERM": "xterm-256color", **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_controlling,  # else no key is a signal
    )
    os.close(theirs)
    try:
        os.write(ours, keys.encode())
        printed = _all_of(ours, time.monotonic() + PATIENCE, later)
        return printed.decode("utf-8", "replace").replace("\r\n", "\n"), process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _controlling() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def without_bars(printed: str) -> str:
    """Return what stays on the screen: bars, which are shown of what takes a while, are taken away at their end."""
    return _BARS.sub("", printed)


def plain(printed: str) -> str:
    """Return what was printed without colours and links."""
    return _ESCAPES.sub("", printed)


def visible(printed: str) -> str:
    """Return what was printed with its escapes to be read: for golden files."""
    return printed.replace("\x1b", "␛").replace("\x07", "␇").replace("\r", "␍")


def _all_of(terminal: int, deadline: float, later: tuple[Callable[[], bool], str] | None) -> bytes:
    """Read a terminal until whoever writes to it has gone. Linux says so by an error."""
    read = bytearray()
    while time.monotonic() < deadline:
        if later and later[0]():
            os.write(terminal, later[1].encode())
            later = None
        if not select.select([terminal], [], [], 0.05 if later else 1.0)[0]:
            continue
        try:
            some = os.read(terminal, 65536)
        except OSError:
            break
        if not some:
            break
        read += some
    return bytes(read)
