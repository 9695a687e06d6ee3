"""The index of an update: made by `foi index` in a process of its own, and what that changed."""

from dataclasses import dataclass

from indexer import generations
from indexer.errors import IndexerError
from indexer.places import Places
from indexer.text import TextStore
from search_cli.status import ExitStatus
from search_cli.updating.child import Child
from search_cli.updating.log import logger
from search_cli.updating.records import Indexed, Record

HOURS = 12.0
"""What indexing may take in one update; the next one goes on from there. Scans can take days."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the index is up to date, and if not, whether that is because somebody else is at it."""

    whole: bool = False
    locked: str = ""


def index(places: Places, child: Child, record: Record) -> Outcome:
    """Bring the index up to date, and enter in the record what came of it."""
    before, unread = _entries(places), _unread(places)
    ended = child.run(["index"], HOURS * 3600)
    after = _entries(places)
    added = sum(before.get(digest) != fingerprint for digest, fingerprint in after.items())
    record.index = Indexed(added, len(before.keys() - after.keys()), len(after), round(ended.seconds, 1))
    logger.info("index: status %d in %.0f s: %s", ended.status, ended.seconds, record.index)
    if ended.status == ExitStatus.LOCKED:
        return Outcome(locked=ended.error)
    if child.stop.by:
        return Outcome()
    if ended.late:
        record.fail("index", f"not done after {HOURS:g} hours; the next update goes on from there")
    elif ended.status == ExitStatus.PARTLY:
        new = _unread(places) - unread
        if new:
            record.fail("index", f"{len(new):,} could not be read, or not whole; `foi status` says why")
    elif ended.status != ExitStatus.DONE:
        why = ended.error if ended.status > 0 else f"its process was killed (signal {-ended.status})"
        record.fail("index", why or f"it ended with status {ended.status}")
        return Outcome()
    return Outcome(whole=not ended.late)


def _entries(places: Places) -> dict[str, str]:
    try:
        return generations.current(places.index).entries()
    except IndexerError:
        return {}


def _unread(places: Places) -> frozenset[tuple[str, ...]]:
    """Return what is on record as not read: documents, files within them, scans."""
    if not places.text.exists():
        return frozenset()
    with TextStore(places.text) as store:
        documents = {(made.digest,) for made in store.made() if made.reason}
        inside = {(one.parent, one.path) for one in store.members.all() if one.reason}
        scans = {(digest, str(number)) for digest, number, _ in store.ocr.failures()}
    return frozenset(documents | inside | scans)
