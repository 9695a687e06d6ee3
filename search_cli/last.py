"""The numbers of the last search, which stand for its documents: `foi show 1`. Each shell has its own."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from indexer.places import Places

FOLDER = "last"
MOST = 20
"""Shells whose last search is remembered; of more, the ones longest ago are forgotten."""
NUMBER = re.compile(r"[1-9][0-9]{0,2}")
"""What is such a number; of a digest at least four characters are given."""
GREATEST = 999
_DIGEST = re.compile(r"[0-9a-f]{64}")


def keep(places: Places, digests: Mapping[int, str]) -> bool:
    """Remember what the numbers of an answer stand for; tell whether that could be done. A disk may be read only."""
    folder = places.own / FOLDER
    name = f"{os.getsid(0)}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f".{name}-{os.getpid()}"
        temporary.write_text(json.dumps({str(number): digest for number, digest in digests.items()}), encoding="ascii")
        temporary.replace(folder / name)
        for old in _latest_first(folder)[MOST:]:
            old.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def digest_of(places: Places, number: str) -> str:
    """Return what a number stands for: in the last search of this shell, or of any if it had none.

    Raises click.UsageError if there was no search, or it had no such number.
    """
    folder = places.own / FOLDER
    for path in (folder / f"{os.getsid(0)}.json", *_latest_first(folder)):
        digests = _read(path)
        if digests is None:
            continue
        if int(number) in digests:
            return digests[int(number)]
        said = f"the last search has no number {number}; it has {_range(list(digests))}"
        raise click.UsageError(said, click.get_current_context(silent=True))
    said = f"{number} would be a number of the last search on a terminal, and there was none; give an ID"
    raise click.UsageError(said, click.get_current_context(silent=True))


def numbers(places: Places) -> dict[int, str]:
    """Return what the numbers of the last search stand for: of this shell, or of any if it had none."""
    folder = places.own / FOLDER
    read = (_read(path) for path in (folder / f"{os.getsid(0)}.json", *_latest_first(folder)))
    return next((digests for digests in read if digests is not None), {})


def _read(path: Path) -> dict[int, str] | None:
    """Return what the numbers of a file stand for; None if it is not there, or damaged."""
    try:
        found = json.loads(path.read_text(encoding="ascii"))
        return {int(number): digest for number, digest in found.items() if _DIGEST.fullmatch(digest)}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def _latest_first(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("[0-9]*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    except OSError:
        return []


def _range(numbers: Sequence[int]) -> str:
    if len(numbers) < 2:
        return f"only {numbers[0]}" if numbers else "none"
    return f"{min(numbers)} to {max(numbers)}"
