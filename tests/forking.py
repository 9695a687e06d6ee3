"""Programs in children forked from a process that has loaded all modules: most of what a new process does is that.

A forked child is a process as any other: arguments, environment, folder, streams and status are its own, and it ends
as Python ends. What it does not show is that a command imports what it needs, whatever was loaded before: the golden
cases, the demonstration site and the recipes are new processes for that.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from atexit import register
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

CHECKOUT = Path(__file__).resolve().parents[1]
FOI = "import runpy; runpy.run_module('search_cli', run_name='__main__', alter_sys=True)"
"""What `python -m search_cli` does."""
_AT_START = ("PYTHON", "LC_", "LANG", "LD_")
"""Beginnings of names of the environment that a process heeds at its start only."""

_LOADED = (
    "scraper", "indexer", "search_cli",
    "scrapy.downloadermiddlewares", "scrapy.extensions", "scrapy.spidermiddlewares",
)  # fmt: skip
"""Packages of which every module is loaded that is not left out."""
_ALSO = (
    "scrapy.core.downloader.handlers.http11", "scrapy.core.scraper", "scrapy.crawler", "scrapy.dupefilters",
    "scrapy.logformatter", "scrapy.pqueues", "scrapy.squeues", "scrapy.statscollectors", "scrapy.utils._remote_control",
    "scrapy.utils.engine", "rich.console", "runpy",
)  # fmt: skip
"""Modules that a crawl loads by their names in its settings, and others."""
_LEFT_OUT = ("search_cli.__main__", "search_cli.browse", "indexer.extract.", "scrapy.extensions.statsmailer")
FORKER = (
    f"PACKAGES, MODULES, LEFT_OUT = {_LOADED!r}, {_ALSO!r}, {_LEFT_OUT!r}"
    + """
import atexit, gc, json, os, sys, threading, time
from importlib import import_module
from pkgutil import walk_packages

def say(word, value):
    os.write(1, json.dumps([word, value]).encode() + b"\\n")

def load():
    # The readers of documents are loaded by a process of their own, the screen by `foi browse` alone, and a reactor
    # only by who crawls: it cannot be shared.
    for package in PACKAGES:
        for found in walk_packages(import_module(package).__path__, package + "."):
            if not found.name.startswith(LEFT_OUT):
                import_module(found.name)
    for name in MODULES:
        import_module(name)
    assert "twisted.internet.reactor" not in sys.modules

def become(code, words, streams, environment, folder):
    for place, stream in zip(streams, range(3)):
        opened = os.open(place, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, stream)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.argv[:] = ["-c", *words]
    try:
        exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
    except SystemExit as exc:
        if not isinstance(exc.code, int | None):
            raise
        end(exc.code or 0)
    end(0)

def end(status):
    # As Python does, but for taking two thousand modules apart one by one, which costs as much as a search.
    threading._shutdown()
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        status = 120
    os._exit(status)

load()
gc.freeze()  # what is shared with the children stays shared, and none of them looks it through
say("ready", os.getpid())
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if not child:
        become(**asked)
    say("began", child)
    say("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
)


class Done(NamedTuple):
    """How a program ended, and what it wrote to its two streams."""

    status: int
    stdout: str
    stderr: str


class Forker:
    """The process that forks. It runs one program at a time."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="forked")
        self._lock = threading.Lock()
        self._environment = dict(os.environ)
        self._process = subprocess.Popen(
            [sys.executable, "-c", FORKER], cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert next(self._told())[0] == "ready"

    def close(self) -> None:
        """End the process, and wait for it."""
        self._process.communicate(timeout=60)
        self._folder.cleanup()

    def run(
        self,
        code: str,
        *words: str,
        seconds: float,
        environment: dict[str, str] | None = None,
        began: Callable[[int], None] = lambda pid: None,
    ) -> Done:
        """Run a program as `python -c` does, with no input; `began` is told its process, and one that hangs is killed.

        A new process runs it if this one is at work already, or if the environment is one that matters from the start.
        """
        environment = dict(os.environ) if environment is None else environment
        other = _heeded(environment) != _heeded(self._environment)
        if other or not self._lock.acquire(blocking=False):
            return _anew(code, *words, seconds=seconds, environment=environment, began=began)
        try:
            return self._run(code, *words, seconds=seconds, environment=environment, began=began)
        finally:
            self._lock.release()

    def _run(
        self, code: str, *words: str, seconds: float, environment: dict[str, str], began: Callable[[int], None]
    ) -> Done:
        written = [Path(self._folder.name) / name for name in ("stdout", "stderr")]
        for file in written:
            file.unlink(missing_ok=True)
        asked: dict[str, Any] = {"code": code, "words": words, "environment": environment, "folder": str(Path.cwd())}
        asked["streams"] = [os.devnull, *map(str, written)]
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        told = self._told()
        _, child = next(told)
        late = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
        late.start()
        began(child)
        _, status = next(told)
        late.cancel()
        return Done(status, *(file.read_text(encoding="utf-8") for file in written))

    def _told(self) -> Iterator[tuple[str, int]]:
        assert self._process.stdout
        for line in self._process.stdout:
            yield tuple(json.loads(line))
        raise AssertionError("the forker is gone")


@cache
def forker() -> Forker:
    """Return the forker of this process, started when it is first asked for."""
    started = Forker()
    register(started.close)
    return started


def _anew(code: str, *words: str, seconds: float, environment: dict[str, str], began: Callable[[int], None]) -> Done:
    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        began(child.pid)
        try:
            stdout, stderr = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            raise
    return Done(child.returncode, stdout, stderr)


def _heeded(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_AT_START)}
