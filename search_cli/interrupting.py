"""Ctrl-C: what is so now, and how to go on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

GO_ON = "interrupted; what was done is kept, the same command goes on from there"


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, with what to tell the person."""


@contextmanager
def on_ctrl_c(told: Callable[[], str]) -> Iterator[None]:
    """Have the person told this, in the moment it happens, if they interrupt what is done in the context."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        raise Interrupted(*stopped.args or (told(),)) from None
