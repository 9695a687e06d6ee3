"""What spiders hand to the pipelines, besides failures."""

from dataclasses import dataclass
from datetime import datetime

from scraper.archive.records import Capture, Waiting
from scraper.items import Publication


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, and its bytes if they are to be kept."""

    capture: Capture
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication as just read, and the answer it was read from."""

    publication: Publication
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class StillThere:
    """A publication that stands at its source as it is held, and the answer that says so."""

    source: str
    native_id: str
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication of which its list says all there is: no page of its own was asked for."""

    publication: Publication
    time: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """All that one answer brought, kept as one: findings, and what is to be asked for next.

    `url` is what was asked for and has had its answer with this, "" if nothing has.
    """

    source: str
    url: str
    findings: tuple[object, ...]
    waiting: tuple[Waiting, ...] = ()
