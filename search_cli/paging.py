"""Text longer than the terminal goes through a pager; whatever is piped goes straight."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING

import click

from search_cli.terminal import columns, screen

if TYPE_CHECKING:
    from subprocess import Popen

VARIABLES = ("FOI_PAGER", "PAGER")
"""Where a person says which pager they want; set to nothing, or to `cat`, it is none."""
DEFAULT = "less"
LESS = "FRX"
"""Quit at once if it fits, pass colours and links, leave the text on the screen: as git runs it."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


def paged(texts: Iterable[str]) -> None:
    """Write texts, each with its own line end: through a pager if stdout is a terminal too small for them.

    They are taken as they are needed: of a long text a pager shows the beginning at once. A pager that is closed
    before the end has had enough, and that is no error. What goes wrong in making the texts is raised once what was
    made is shown, and the pager closed.
    """
    rest = iter(texts)
    size = screen()
    if not size:
        for text in rest:
            click.echo(text, nl=False)
        return
    held: list[str] = []
    process = None
    try:
        longer = _fills_the_screen(rest, held, *size)
        process = _started() if longer else None
    finally:
        if process is None:
            click.echo("".join(held), nl=False)
    if process is None:
        for text in rest:
            click.echo(text, nl=False)
    else:
        _fed(process, held, rest)


def command(environment: Mapping[str, str]) -> list[str]:
    """Return the words of the pager's command line; none if no pager is wanted, or it cannot be understood."""
    wanted = next((environment[name] for name in VARIABLES if name in environment), DEFAULT)
    from shlex import split

    try:
        words = split(wanted)
    except ValueError:
        return []
    return [] if words == ["cat"] or environment.get("TERM", "dumb") == "dumb" else words


def rows(text: str, width: int) -> int:
    """Return how many rows of a terminal text takes; colours and links take no room."""
    lines = _ESCAPES.sub("", text).removesuffix("\n").split("\n")
    return sum(max(1, -(-columns(line.expandtabs()) // width)) for line in lines)


def _fills_the_screen(texts: Iterator[str], held: list[str], wide: int, high: int) -> bool:
    """Take texts until the screen is full, its last row left to the prompt; tell whether there were so many."""
    used = 0
    for text in texts:
        held.append(text)
        used += rows(text, wide)
        if used >= high:
            return True
    return False


def _started() -> "Popen[bytes] | None":
    """Start the pager; None if there is none, and the text is better printed than lost."""
    words = command(os.environ)
    if not words:
        return None
    from subprocess import PIPE, Popen

    mine = os.environ.get("LESS")
    less = LESS if mine is None else f"{mine} -R"  # without it colours would be shown as ESC[1m
    sys.stdout.flush()
    try:
        return Popen(words, stdin=PIPE, env={**os.environ, "LESS": less})  # noqa: S603 - the person's own choice
    except OSError:
        return None


def _fed(process: "Popen[bytes]", held: list[str], rest: Iterator[str]) -> None:
    """Write to the pager until it, or the text, ends; then wait for the person to close it."""
    assert process.stdin is not None  # noqa: S101 - it was started with a pipe
    try:
        for text in chain(held, rest):
            with _deaf():
                process.stdin.write(text.encode(errors="replace"))
                process.stdin.flush()
    except BrokenPipeError:
        pass
    finally:
        with _deaf(), suppress(BrokenPipeError):
            process.communicate()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let Ctrl-C be the pager's: in less it stops a search, and ends neither less nor us."""
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
