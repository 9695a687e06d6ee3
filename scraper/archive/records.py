"""The archive's records: what was captured, from where, when; and what could not be."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from scraper.items import Publication

Digest = NewType("Digest", str)
"""Lower-case hexadecimal SHA-256 of the bytes as received."""


def digest_of(body: bytes) -> Digest:
    """Name bytes by what they are."""
    return Digest(hashlib.sha256(body).hexdigest())


ID_LENGTH = 13
"""Characters of a publication's ID that are shown: "p", and as many as of a document's."""


def publication_id(source: str, native_id: str) -> str:
    """Name a publication by its identity at its source: "p", which begins no digest, and hexadecimal digits."""
    return "p" + hashlib.sha256(f"{source}\n{native_id}".encode("utf-8", "surrogatepass")).hexdigest()


class ArchiveError(Exception):
    """The archive cannot do what was asked. The text is fit for a user."""


class ArchiveLocked(ArchiveError):
    """Another run is writing to this archive."""


class NoSuchDocument(ArchiveError):
    """No document has that name."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer to one request: these bytes, from this address, at this time, with these headers.

    `digest` is None where no bytes were kept (an error page, a 410). `revisit` is true if the bytes were
    held already (a 304, or the same bytes again), as in a WARC revisit record. `url` is what was asked
    for, `final_url` what answered after redirects. Local files have `file:` addresses without the folders
    above the one that was added: an archive is shared, its owner's folders are not.
    """

    source: str
    url: str
    final_url: str
    time: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    digest: Digest | None = None
    revisit: bool = False

    def header(self, name: str) -> str:
        """Return a header's value, "" if it was not sent; names are compared without case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Document:
    """One distinct content. `held` is false if only its text came, by an import, and not its bytes."""

    digest: Digest
    media_type: str
    size: int
    held: bool = True


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document as one publication lists it: at which address, under which title, in which place.

    `current` is false once the address gives other bytes, or the publication lists it no longer.
    """

    digest: Digest
    url: str
    title: str
    position: int
    current: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A publication as the catalogue holds it, with when it was seen."""

    key: int
    publication: Publication
    first_seen: datetime
    last_seen: datetime
    versions: int

    @property
    def id(self) -> str:
        """The short name of the publication that `foi history` and its like accept."""
        return publication_id(self.publication.source, self.publication.native_id)[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be done in a crawl: at which stage (list, read, fetch), to which address, and why."""

    source: str
    stage: str
    url: str
    reason: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An address still to be asked for: at which stage, and which method of its spider reads the answer.

    `arguments` is a JSON object of what that method is given beside the answer. `tries` counts the runs that
    were killed while they waited for it.
    """

    source: str
    url: str
    stage: str
    callback: str
    arguments: str = "{}"
    conditional: bool = False
    follow: bool = True
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of one source. `outcome` is running, done, partly or stopped; `note` says why it stopped."""

    source: str
    started: datetime
    finished: datetime | None = None
    outcome: str = "running"
    publications: int = 0
    documents: int = 0
    unchanged: int = 0
    failed: int = 0
    note: str = ""
