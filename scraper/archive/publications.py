"""The catalogue's publications: what each source lists, in every version seen."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from scraper.archive.catalogue import Catalogue
from scraper.archive.forms import of_publication, to_publication
from scraper.archive.merging import Seen, merged
from scraper.archive.records import Attachment, Digest, Held, publication_id
from scraper.archive.tombstones import Tombstones
from scraper.items import DocumentLink, LinkKind, Publication

GIVE_UP_AFTER = 2
"""A link that answered "not here" this many times is not asked for again by itself."""

_HELD = """
    SELECT p.*, (SELECT count(*) FROM versions v WHERE v.publication = p.key) AS versions
    FROM publications p
"""
_ATTACHMENTS = """
    SELECT DISTINCT l.publication, c.digest, l.url, l.title, l.position,
        l.listed AND c.digest = (
            SELECT digest FROM captures WHERE url = l.url AND digest IS NOT NULL
            ORDER BY time DESC, key DESC LIMIT 1
        ) AS current
    FROM links l JOIN captures c ON c.url = l.url
    WHERE c.digest IS NOT NULL
"""


class Publications:
    """Every publication ever seen. Nothing is overwritten: a change adds a version."""

    def __init__(self, catalogue: Catalogue, tombstones: Tombstones) -> None:
        self._catalogue = catalogue
        self._tombstones = tombstones

    def put(self, publication: Publication, seen: datetime) -> bool:
        """Record a publication as seen at a time; return whether it is new or differs from what was held.

        One that was forgotten is not recorded, nor are links to documents that were.
        """
        if self._is_forgotten(publication):
            return False
        publication = self._allowed(publication)
        record = _record(publication)
        held = self._catalogue.row(
            "SELECT key, record FROM publications WHERE source = ? AND native_id = ?",
            publication.source,
            publication.native_id,
        )
        with self._catalogue.transaction():
            if held and held["record"] == record:
                self.seen(publication.source, publication.native_id, seen)
                return False
            key = self._write(publication, record, seen, held["key"] if held else None)
            self._version(key, seen, record)
            self._link(key, publication.documents)
        return True

    def merge(self, versions: Sequence[tuple[datetime, Publication]], last_seen: datetime) -> bool:
        """Take in what another archive saw of a publication, oldest first; return whether it is new here.

        What is held stays: versions take their places by time among those there are. What was forgotten is left out.
        """
        allowed = [(seen, self._allowed(one)) for seen, one in versions if not self._is_forgotten(one)]
        held = self.find(allowed[-1][1].source, allowed[-1][1].native_id) if allowed else None
        if not allowed or held is None:
            for seen, publication in allowed:
                self.put(publication, seen)
            if allowed:
                self.seen(allowed[-1][1].source, allowed[-1][1].native_id, last_seen)
            return bool(allowed)
        rows = self._catalogue.rows("SELECT seen, record FROM versions WHERE publication = ? ORDER BY number", held.key)
        ours = [(datetime.fromisoformat(row["seen"]), row["record"]) for row in rows]
        theirs = [(seen, _record(publication)) for seen, publication in allowed]
        every = merged(ours, held.last_seen, theirs, last_seen)
        with self._catalogue.transaction():
            if every != ours:
                self._rewrite(held.key, every)
            self.seen(held.publication.source, held.publication.native_id, last_seen)
        return False

    def _rewrite(self, key: int, every: Sequence[Seen]) -> None:
        """Put versions in the place of those there are. Each that was there keeps its place in the journal."""
        entered = self._entered(key, every)
        for table in ("versions", "journal"):
            self._catalogue.change(f"DELETE FROM {table} WHERE publication = ?", key)  # noqa: S608 - ours
        for number, one in enumerate(every, 1):
            seen, record = one
            self._catalogue.change("INSERT INTO versions VALUES (?, ?, ?, ?)", key, number, seen.isoformat(), record)
            self._catalogue.change("INSERT INTO journal VALUES (?, ?, ?)", entered.pop(one, None), key, number)
            self._link(key, to_publication(json.loads(record)).documents)
        latest = to_publication(json.loads(every[-1][1]))
        self._catalogue.change(
            "UPDATE publications SET url = ?, record = ?, first_seen = ?, last_seen = max(last_seen, ?) WHERE key = ?",
            latest.url,
            every[-1][1],
            every[0][0].isoformat(),
            every[-1][0].isoformat(),
            key,
        )

    def _entered(self, key: int, every: Sequence[Seen]) -> dict[Seen, int]:
        """Return the entries in the journal of those versions that are held, also of one that was seen earlier."""
        rows = self._catalogue.rows(
            "SELECT j.key, v.seen, v.record FROM versions v JOIN journal j USING (publication, number)"
            " WHERE v.publication = ? ORDER BY v.number",
            key,
        )
        left = {(datetime.fromisoformat(row[1]), row[2]): int(row[0]) for row in rows}
        found = {one: left.pop(one) for one in every if one in left}
        for one in every:
            earlier = next((other for other in left if one not in found and other[1] == one[1]), None)
            if earlier:
                found[one] = left.pop(earlier)
        return found

    def _allowed(self, publication: Publication) -> Publication:
        """Return a publication without links to what was forgotten."""
        links = tuple(link for link in publication.documents if not self._tombstones.at(link.url))
        return replace(publication, documents=links)

    def _is_forgotten(self, publication: Publication) -> bool:
        stones = self._tombstones
        forgotten = stones.of_publication(publication.source, publication.native_id) or stones.at(publication.url)
        return forgotten is not None

    def _write(self, publication: Publication, record: str, seen: datetime, key: int | None) -> int:
        if key is not None:
            self._catalogue.change(
                "UPDATE publications SET url = ?, record = ?, last_seen = ? WHERE key = ?",
                publication.url,
                record,
                seen.isoformat(),
                key,
            )
            return key
        return self._catalogue.change(
            "INSERT INTO publications VALUES (NULL, ?, ?, ?, ?, ?, ?)",
            publication.source,
            publication.native_id,
            publication.url,
            record,
            seen.isoformat(),
            seen.isoformat(),
        )

    def _version(self, key: int, seen: datetime, record: str) -> None:
        last = self._catalogue.row("SELECT max(number) FROM versions WHERE publication = ?", key)
        number = 1 + (last[0] or 0 if last else 0)
        self._catalogue.change("INSERT INTO versions VALUES (?, ?, ?, ?)", key, number, seen.isoformat(), record)
        self._catalogue.change("INSERT INTO journal (publication, number) VALUES (?, ?)", key, number)

    def _link(self, key: int, documents: tuple[DocumentLink, ...]) -> None:
        self._catalogue.change("UPDATE links SET listed = 0 WHERE publication = ?", key)
        for position, link in enumerate(documents):
            self._catalogue.change(
                "INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, 1)",
                key,
                link.url,
                link.title,
                link.kind,
                position,
            )

    def seen(self, source: str, native_id: str, seen: datetime) -> None:
        """Note that a publication is still there, unchanged."""
        self._catalogue.change(
            "UPDATE publications SET last_seen = max(last_seen, ?) WHERE source = ? AND native_id = ?",
            seen.isoformat(),
            source,
            native_id,
        )

    def find(self, source: str, native_id: str) -> Held | None:
        """Return a publication by its source's own identity for it."""
        row = self._catalogue.row(f"{_HELD} WHERE p.source = ? AND p.native_id = ?", source, native_id)
        return _held(row) if row else None

    def by_url(self, source: str, url: str) -> Held | None:
        """Return a publication by the address a person would open."""
        row = self._catalogue.row(f"{_HELD} WHERE p.source = ? AND p.url = ?", source, url)
        return _held(row) if row else None

    def with_page(self, source: str, url: str) -> Held | None:
        """Return the publication whose first document, which is its own page if it has one, is at an address."""
        row = self._catalogue.row(
            f"{_HELD} JOIN links l ON l.publication = p.key"
            " WHERE p.source = ? AND l.url = ? AND l.position = 0 AND l.listed",
            source,
            url,
        )
        return _held(row) if row else None

    def named(self, prefix: str) -> list[Held]:
        """Return the publications whose ID begins with this: one, if enough of it is given."""
        rows = list(self._catalogue.rows("SELECT key, source, native_id FROM publications ORDER BY key"))
        found = [row["key"] for row in rows if publication_id(row["source"], row["native_id"]).startswith(prefix)]
        return [held for key in found if (held := self.get(key))]

    def at(self, url: str) -> list[Held]:
        """Return the publications at an address a person would open, or with a document at that address."""
        rows = self._catalogue.rows(
            "SELECT key FROM publications WHERE url = ?1 UNION SELECT publication FROM links WHERE url = ?1", url
        )
        return [held for row in list(rows) if (held := self.get(row["key"]))]

    def get(self, key: int) -> Held | None:
        """Return a publication by its key in the catalogue."""
        row = self._catalogue.row(f"{_HELD} WHERE p.key = ?", key)
        return _held(row) if row else None

    def all(self, source: str | None = None) -> Iterator[Held]:
        """Yield every publication, oldest entry first."""
        rows = self._catalogue.rows(f"{_HELD} WHERE ?1 IS NULL OR p.source = ?1 ORDER BY p.key", source)
        return map(_held, rows)

    def in_order(self) -> Iterator[Held]:
        """Yield every publication in an order that is the same in every archive: as each was first seen."""
        rows = self._catalogue.rows(f"{_HELD} ORDER BY p.first_seen, p.source, p.native_id")
        return map(_held, rows)

    def longest_unseen(self, source: str, places: Callable[[Publication], Iterable[str]]) -> list[Publication]:
        """Return a source's publications in whatever state, the one longest not asked for first.

        `places` are the addresses at which one is asked for. An answer of any kind counts, and a failure too: what
        cannot be had must not stand first for ever. That it was seen on a list counts only if nothing else is known.
        """
        rows = self._catalogue.rows(
            "SELECT url, max(time) AS time FROM (SELECT url, time FROM captures UNION ALL"
            " SELECT url, time FROM failures WHERE source = ?) GROUP BY url",
            source,
        )
        asked: dict[str, str] = {row["url"]: row["time"] for row in rows}
        rows = self._catalogue.rows("SELECT record, last_seen FROM publications WHERE source = ? ORDER BY key", source)
        held = [(to_publication(json.loads(row["record"])), row["last_seen"]) for row in rows]
        held.sort(key=lambda one: max((asked[url] for url in places(one[0]) if url in asked), default=one[1]))
        return [publication for publication, _ in held]

    def counts(self) -> dict[str, int]:
        """Return how many publications each source has given."""
        rows = self._catalogue.rows("SELECT source, count(*) FROM publications GROUP BY source ORDER BY source")
        return {row[0]: row[1] for row in rows}

    def versions(self, key: int) -> list[tuple[datetime, Publication]]:
        """Return every version of a publication, oldest first, with the time each was first seen."""
        rows = self._catalogue.rows("SELECT * FROM versions WHERE publication = ? ORDER BY number", key)
        return [(datetime.fromisoformat(row["seen"]), to_publication(json.loads(row["record"]))) for row in rows]

    def attachments(self, key: int) -> list[Attachment]:
        """Return the documents of a publication in the order it lists them, replaced ones included."""
        return [
            _attachment(row)
            for row in self._catalogue.rows(f"{_ATTACHMENTS} AND l.publication = ? ORDER BY l.position", key)
        ]

    def of_document(self, digest: Digest) -> list[tuple[Held, Attachment]]:
        """Return the publications that carry, or once carried, a document."""
        found = []
        for row in self._catalogue.rows(f"{_ATTACHMENTS} AND c.digest = ? ORDER BY l.publication, l.position", digest):
            held = self._catalogue.row(f"{_HELD} WHERE p.key = ?", row["publication"])
            if held:
                found.append((_held(held), _attachment(row)))
        return found

    def pending(self, source: str) -> list[tuple[Held, DocumentLink]]:
        """Return the listed links of a source whose documents are not held and have not been given up."""
        rows = self._catalogue.rows(
            """
            SELECT l.* FROM links l JOIN publications p ON p.key = l.publication
            WHERE p.source = ? AND l.listed AND l.kind <> ?
              AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.url = l.url AND c.digest IS NOT NULL)
              AND (SELECT count(*) FROM captures c WHERE c.url = l.url AND c.status IN (404, 410)) < ?
            ORDER BY l.publication, l.position
            """,
            source,
            LinkKind.EXTERNAL,
            GIVE_UP_AFTER,
        )
        found = []
        for row in list(rows):
            held = self._catalogue.row(f"{_HELD} WHERE p.key = ?", row["publication"])
            if held and row["url"] in _given_out(_held(held).publication):
                found.append((_held(held), DocumentLink(row["url"], row["title"], LinkKind(row["kind"]))))
        return found


def _record(publication: Publication) -> str:
    return json.dumps(of_publication(publication), ensure_ascii=False, sort_keys=True)


def _given_out(publication: Publication) -> set[str]:
    return {link.url for link in publication.documents if link.given_out}


def _held(row: sqlite3.Row) -> Held:
    return Held(
        key=row["key"],
        publication=to_publication(json.loads(row["record"])),
        first_seen=datetime.fromisoformat(row["first_seen"]),
        last_seen=datetime.fromisoformat(row["last_seen"]),
        versions=row["versions"],
    )


def _attachment(row: sqlite3.Row) -> Attachment:
    return Attachment(
        digest=Digest(row["digest"]),
        url=row["url"],
        title=row["title"],
        position=row["position"],
        current=bool(row["current"]),
    )
