"""The log of unattended runs: bounded, without secrets, and never a reason for a run to fail."""

import logging
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from search_cli.terminal import line

FILE = "foi.log"
SIZE, FILES = 1_000_000, 5
LONGEST = 2000
logger = logging.getLogger("foi.update")
_SECRETS = (
    (re.compile(r"(?<=://)[^/@\s]+@"), "...@"),
    (re.compile(r"(?i)([?&;](?:[a-z_-]*(?:key|token|secret|password|passwd|auth|signature))=)[^&\s'\"]+"), r"\1..."),
)


def without_secrets(text: str) -> str:
    """Return text in which addresses carry no passwords and no keys."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class _Plain(logging.Formatter):
    """One harmless line for each record, with the time in UTC."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%d %H:%M:%S"

    def format(self, record: logging.LogRecord) -> str:
        said = without_secrets(line(record.getMessage())[:LONGEST])
        fault = f" | {line(self.formatException(record.exc_info))[-LONGEST:]}" if record.exc_info else ""
        return f"{self.formatTime(record, self.default_time_format)}Z {record.levelname.lower():<7} {said}{fault}"


class _Lenient(RotatingFileHandler):
    """A log on a full disk loses lines, and nothing else."""

    lost = ""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's
        """Remember why: who reads the output is told once."""
        self.lost = self.lost or str(sys.exception())


@dataclass(slots=True)
class Log:
    """The open log. `lost`: why lines of it were lost, "" if none was."""

    handler: _Lenient | None = None
    fault: str = ""

    @property
    def lost(self) -> str:
        """Why lines were lost."""
        return self.fault or (self.handler.lost if self.handler else "")


@contextmanager
def logging_to(folder: Path) -> Iterator[Log]:
    """Write the log into a folder while the context lasts. What is in its way stops nothing."""
    log = Log()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        log.handler = _Lenient(folder / FILE, maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8", errors="replace")
    except OSError as error:
        log.fault = str(error)
    before = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    attached: logging.Handler = log.handler or logging.NullHandler()
    attached.setFormatter(_Plain())
    logger.addHandler(attached)
    try:
        yield log
    finally:
        logger.removeHandler(attached)
        logger.level, logger.propagate = before
        with suppress(OSError):  # of lines that were lost already
            attached.close()
