"""The groups of documents that say the same, kept beside the facts: brought up to date as documents come and go."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from rensa import RMinHash

from indexer.facts.store import FactStore
from indexer.progress import Progress
from indexer.text import TextStore
from indexer.wanted import Wanted

if TYPE_CHECKING:
    from indexer.duplicates.judging import Side

VERSION = f"prints/2 minhash/{RMinHash.ALGORITHM_VERSION}"
"""Raise the number whenever a text would give another print, or two texts another answer."""
_TABLES = """
    CREATE TABLE IF NOT EXISTS prints (
        digest TEXT PRIMARY KEY,
        made_of TEXT NOT NULL,
        version TEXT NOT NULL,
        compared INTEGER NOT NULL,
        exact BLOB,
        size INTEGER NOT NULL,
        signature BLOB NOT NULL,
        items BLOB NOT NULL,
        requests TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS alike (digest TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS alike_by_name ON alike (name);
"""
_AT_ONCE = 200
"""Documents whose prints are kept in one transaction: what is interrupted goes on from there."""


def update(facts: FactStore, store: TextStore, wanted: Mapping[str, Wanted], progress: Progress) -> None:
    """Take the prints of what is new or changed, drop those of what is gone, and put together what says the same."""
    _lay_out(facts)
    rows = facts.connection.execute("SELECT digest, made_of, version FROM prints")
    kept = {digest: (made_of, version) for digest, made_of, version in rows}
    stale = [item for digest, item in wanted.items() if kept.get(digest) != (item.fingerprint, VERSION)]
    drop(facts, sorted(kept.keys() - wanted.keys() | (kept.keys() & {item.card.digest for item in stale})))
    if stale:
        progress.begin("comparing documents", len(stale), "document")
        _take(facts, store, stale, progress)
    if facts.connection.execute("SELECT EXISTS (SELECT 1 FROM prints WHERE NOT compared)").fetchone()[0]:
        _compare(facts, store, wanted)


def drop(facts: FactStore, digests: Sequence[str]) -> None:
    """Forget documents. Those that were alike to them are compared anew: perhaps only these held them together."""
    if not digests:
        return
    _lay_out(facts)
    rows = [(digest,) for digest in digests]
    with facts.transaction():
        change = facts.connection.executemany
        others = "SELECT digest FROM alike WHERE name IN (SELECT name FROM alike WHERE digest = ?)"
        change(f"UPDATE prints SET compared = 0 WHERE digest IN ({others})", rows)  # noqa: S608 - ours
        change("DELETE FROM prints WHERE digest = ?", rows)
        change("DELETE FROM alike WHERE digest = ?", rows)


def _lay_out(facts: FactStore) -> None:
    facts.connection.executescript(_TABLES)


def _take(facts: FactStore, store: TextStore, stale: Sequence[Wanted], progress: Progress) -> None:
    from indexer.duplicates.prints import print_of  # not above: most runs have nothing new, and need no numpy

    left = iter(stale)
    while some := list(islice(left, _AT_ONCE)):
        with facts.transaction():
            for item in some:
                card = item.card
                taken = print_of(store.pages(card.digest, card.extractor), card.authority)
                exact, *rest = taken or (None, 0, b"", b"", "")
                row = (card.digest, item.fingerprint, VERSION, 0, exact, *rest)
                facts.connection.execute("INSERT INTO prints VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                progress.step(pages=card.pages)


def _compare(facts: FactStore, store: TextStore, wanted: Mapping[str, Wanted]) -> None:
    """Put together what says the same; a group that was there keeps its name."""
    from indexer.duplicates.comparing import Row, groups
    from indexer.duplicates.joining import named
    from indexer.duplicates.prints import side

    def text(digest: str) -> "Side":
        card = wanted[digest].card
        return side(store.pages(digest, card.extractor), card.authority)

    before = dict(facts.connection.execute("SELECT digest, name FROM alike"))
    rows = facts.connection.execute(
        "SELECT digest, compared, exact, size, signature, items, requests FROM prints WHERE exact NOT NULL"
    )
    now = named(groups(map(Row._make, rows), before, text), before)
    with facts.transaction():
        facts.connection.execute("DELETE FROM alike")
        facts.connection.executemany("INSERT INTO alike VALUES (?, ?)", sorted(now.items()))
        facts.connection.execute("UPDATE prints SET compared = 1")
