"""The marks `foi changes --since last` and `foi update` keep: how much the archive had when they last completed."""

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scraper.archive.blobs import sync_folder
from scraper.archive.timeline import Mark

FILE = "changes.json"
UPDATED = "updated.json"


class BadMark(Exception):
    """A mark that cannot be read. The text is fit for a user."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """When changes were last listed, of which archive, and how much it had then."""

    identity: str
    mark: Mark
    time: datetime


def read(data: Path, name: str = FILE) -> LastTime | None:
    """Return the mark of a data folder, None if there is none yet. Raises BadMark."""
    path = data / name
    try:
        form = json.loads(path.read_text(encoding="utf-8"))
        mark = Mark(int(form["entry"]), int(form["capture"]))
        return LastTime(str(form["archive"]), mark, datetime.fromisoformat(form["time"]).astimezone(UTC))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        again = "`foi changes --since last` lists everything once" if name == FILE else "`foi update` tells less once"
        raise BadMark(f"{path} is damaged; delete it, and {again}") from error


def lower(data: Path, mark: Mark) -> None:
    """Lower the marks to what there is now: after captures were removed, their numbers are given to others."""
    for name in (FILE, UPDATED):
        with contextlib.suppress(BadMark):
            last = read(data, name)
            if last:
                lowest = Mark(min(last.mark.entry, mark.entry), min(last.mark.capture, mark.capture))
                write(data, LastTime(last.identity, lowest, last.time), name)


def write(data: Path, last: LastTime, name: str = FILE) -> None:
    """Keep the mark; whole, or as it was."""
    form = {"archive": last.identity, "entry": last.mark.entry, "capture": last.mark.capture}
    temporary = data / f"{name}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({**form, "time": last.time.isoformat()}, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(data / name)
    sync_folder(data)
