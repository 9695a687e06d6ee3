"""What was forgotten goes from what watches keep, too: alerts have its title and its words."""

import contextlib
import sqlite3
from collections.abc import Collection

from indexer.errors import IndexerError
from indexer.places import Places
from indexer.watching.state import FILE, State


def forget(places: Places, digests: Collection[str]) -> None:
    """Drop every alert that tells of these documents, or of a change from one, without a trace in the file."""
    if not (places.own / FILE).exists():
        return
    with State(places) as state:
        if not state.outbox.holding(digests) and not state.known.holding(digests):
            return
        with state.transaction():
            state.outbox.forget(digests)
            state.seen.forget(digests)
            state.known.forget(digests)
        if not state.compact():
            raise IndexerError(f"another process still reads {state.path}; run the same command once it has ended")


def holding(places: Places, digests: Collection[str]) -> set[str]:
    """Return those of these documents that an alert tells of."""
    if not (places.own / FILE).exists():
        return set()
    with contextlib.suppress(IndexerError, sqlite3.Error), State(places) as state:
        return state.outbox.holding(digests)
    return set()
