"""The mark `foi changes --since last` keeps beside the archive: how much there was when it last completed."""

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scraper.archive.blobs import sync_folder
from scraper.archive.timeline import Mark

FILE = "changes.json"


class BadMark(Exception):
    """A mark that cannot be read. The text is fit for a user."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """When changes were last listed, of which archive, and how much it had then."""

    identity: str
    mark: Mark
    time: datetime


def read(data: Path) -> LastTime | None:
    """Return the mark of a data folder, None if there is none yet. Raises BadMark."""
    path = data / FILE
    try:
        form = json.loads(path.read_text(encoding="utf-8"))
        mark = Mark(int(form["entry"]), int(form["capture"]))
        return LastTime(str(form["archive"]), mark, datetime.fromisoformat(form["time"]).astimezone(UTC))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadMark(f"{path} is damaged; delete it, and `foi changes --since last` lists everything once") from error


def lower(data: Path, mark: Mark) -> None:
    """Lower the mark to what there is now: after captures were removed, their numbers are given to others."""
    with contextlib.suppress(BadMark):
        last = read(data)
        if last:
            lowest = Mark(min(last.mark.entry, mark.entry), min(last.mark.capture, mark.capture))
            write(data, LastTime(last.identity, lowest, last.time))


def write(data: Path, last: LastTime) -> None:
    """Keep the mark; whole, or as it was."""
    form = {"archive": last.identity, "entry": last.mark.entry, "capture": last.mark.capture}
    temporary = data / f"{FILE}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({**form, "time": last.time.isoformat()}, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(data / FILE)
    sync_folder(data)
