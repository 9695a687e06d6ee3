"""Telling a command: alerts as JSON Lines on its standard input, and no shell in between."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from indexer.watching.records import Alert
from search_cli.delivering import NotDelivered
from search_cli.formats.alert_rows import jsonl
from search_cli.terminal import line

SECONDS = 300
"""How long a command may take; then it is ended, with all it started."""


def tell(words: Sequence[str], watch: str, alerts: Sequence[Alert], seconds: float = SECONDS) -> None:
    """Give alerts to a command. Raises NotDelivered unless it ends with status 0.

    What it prints is not passed on: the end of it is told if it fails. It need not read all it is given.
    """
    program = str(Path(words[0]).expanduser())
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as printed:
        given.writelines(text.encode() for text in jsonl(alerts))
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - a program of the person's own choice, and no shell
                [program, *words[1:]],
                stdin=given,
                stdout=printed,
                stderr=subprocess.STDOUT,
                env={**os.environ, "FOI_WATCH_NAME": watch},
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            raise NotDelivered(f"{line(words[0])} cannot be run: {said}") from error
        status = _ended(process, seconds)
        printed.seek(max(0, printed.tell() - 2_000))
        said = line(printed.read().decode("utf-8", "replace"))[-200:]
    if status is None:
        raise NotDelivered(f"{line(words[0])} did not end within {seconds:g} s and was stopped")
    if status:
        raise NotDelivered(f"{line(words[0])} ended with status {status}{f': {said}' if said else ''}")


def _ended(process: "subprocess.Popen[bytes]", seconds: float) -> int | None:
    """Return the status a command ended with; None if it was stopped. Whatever happens to us, it does not go on."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
