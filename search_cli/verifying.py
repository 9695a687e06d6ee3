"""Checking a bundle somebody handed over, for `foi verify BUNDLE`."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.errors import BundleError, BundleRefused, SigningError
from indexer.progress import Progress
from search_cli.context import Session
from search_cli.progress import lasted
from search_cli.terminal import line

if TYPE_CHECKING:
    from indexer.bundle.limits import Limits
    from indexer.bundle.unzipping import Bundle


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a bundle is to be checked, and how much it may unpack to; `trusted` is a file of keys."""

    bundle: Path
    read_data: bool = False
    trusted: Path | None = None
    max_size: int | None = None

    @property
    def reads_data(self) -> bool:
        """Tell whether originals are to be read: a signature is of what they are, which only their bytes show."""
        return self.read_data or self.trusted is not None

    @property
    def limits(self) -> "Limits":
        """Return what is taken of it at most."""
        from indexer.bundle.limits import SIZE, Limits

        return Limits.of(self.max_size or SIZE)


def bundle_problems(session: Session, wanted: Wanted, watched: Progress) -> Iterator[str]:
    """Yield what is wrong with a bundle; if nothing is, say so. Raises BundleRefused, SigningError."""
    from indexer.bundle.diagnosing import findings
    from indexer.bundle.unzipping import opened

    bundle, started = wanted.bundle, time.monotonic()
    try:
        bundle.open("rb").close()
    except OSError as error:
        raise click.ClickException(f"{bundle} cannot be read: {error.strerror or error}") from error
    try:
        with opened(bundle, wanted.limits) as it:
            yield from _checked(session, wanted, it, watched, started)
    except BundleRefused:
        raise
    except BundleError as error:
        yield str(error)
        yield from (f"{bundle}: {text}" for text in findings(bundle, wanted.limits))


def _checked(session: Session, wanted: Wanted, it: "Bundle", watched: Progress, started: float) -> Iterator[str]:
    from indexer.bundle.checking import problems, work

    watched.begin("checking", work(it, read_data=wanted.reads_data))
    damaged = False
    for text in problems(it, watched.step, read_data=wanted.reads_data):
        damaged = True
        yield f"{wanted.bundle}: {text}"
    if damaged:
        return
    try:
        signed = _signed(wanted, it)
    except BundleError as error:
        yield f"{wanted.bundle}: {error}"
        return
    counts = it.about["counts"]
    said = ", ".join(f"{number:,} {line(sort)}" for sort, number in counts.items())
    took = lasted(time.monotonic() - started, counts.get("pages", 0), "page")
    session.say(f"{wanted.bundle} is whole: {said}{signed}{took}")


def _signed(wanted: Wanted, it: "Bundle") -> str:
    """Say who signed it. Raises BundleError if that is none of the trusted, SigningError if that cannot be told."""
    from indexer.bundle.signing import signer

    try:
        who = signer(it, wanted.trusted)
    except SigningError as error:
        if wanted.trusted:
            raise
        return f"; its signature was not looked at: {error}"
    if who is None:
        return ""
    if who.name:
        return f"; signed by {who.name}, {who.key}"
    return f"; signed by {who.key}: --trusted KEYS says whether you know who that is"
