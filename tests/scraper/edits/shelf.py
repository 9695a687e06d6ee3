"""A site of one source kind whose publications are edited by a script, and what `foi changes` must say of each edit."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, ClassVar

from scraper.archive.records import ID_LENGTH, publication_id
from tests.scraper.conftest import Answer, ScriptedSite

BEGINNING = datetime(2016, 1, 4, 9, 0, tzinfo=UTC)
WORDS = (
    "lanterns", "kettles", "bridges", "harbours", "otters", "ledgers", "beacons", "turnpikes", "orchards",
    "sluices", "ferries", "quarries", "archives", "weirs", "stiles", "tollhouses", "aqueducts", "bandstands",
    "cairns", "dovecotes", "fords", "granaries",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A line that `foi changes` must print: the publication's id, the kind, and the file's address if one changed."""

    id: str
    kind: str
    file: str = ""


@dataclass(frozen=True)
class Edit:
    """One thing that was done to a site, and all that must be told of it: nothing, if it was but noise."""

    source: str
    way: str
    key: str
    told: tuple[Told, ...]


class NothingLeft(Exception):
    """Every publication that could be edited this way was edited in this round already."""


class Shelf(ABC):
    """Publications of one source kind on a site of its own. `ways` name the methods that edit it, each one publication.

    A publication is edited once a round at most. The site's own time goes on an hour with each edit, and days
    between two rounds, so that what was published before lies below a crawl's watermark and its overlap.
    """

    source: ClassVar[str]
    ways: ClassVar[tuple[str, ...]]
    marked_by_clock: ClassVar[bool] = False
    """Whether its watermark is when it was crawled, since its lists have no times."""
    listed_whole: ClassVar[bool] = False
    """Whether its lists carry publications whole, so that reading a list again confirms them once more."""

    def __init__(self, site: ScriptedSite, random: Random, size: int) -> None:
        self.site, self.random = site, random
        self.entries: dict[str, Any] = {}
        self.ended: dict[str, Any] = {}
        self.touched: set[str] = set()
        self.number = 0
        self.clock = BEGINNING
        self.laid = False
        self.begin()
        for _ in range(size):
            self.clock += timedelta(days=3)
            self.add()
        self.laid = True
        self.turn()

    def begin(self) -> None:  # noqa: B027 - not every shelf has grounds to lay
        """Lay the site's grounds."""

    def still(self) -> None:  # noqa: B027 - most do anyway
        """Let the site answer two crawls alike."""

    @property
    def options(self) -> dict[str, Any]:
        """How it is crawled."""
        return {"base_url": self.site.url}

    def native(self, key: str) -> str:
        """Return the source's own name for what is known here as `key`."""
        return key

    @abstractmethod
    def add(self) -> Edit:
        """Publish something new."""

    def edit(self, way: str) -> Edit:
        """Do one edit. Raises NothingLeft."""
        done: Edit = getattr(self, way)()
        return done

    def turn(self) -> None:
        """Begin another round."""
        self.touched.clear()
        self.clock += timedelta(days=4)

    def now(self) -> datetime:
        """Return the site's time of this edit."""
        self.clock += timedelta(hours=1)
        return self.clock

    def loud(self) -> bool:
        """Choose whether an edit is given a date: a silent one can only be found by looking again."""
        return self.random.random() < 0.5

    def one(self, ended: bool = False) -> str:
        """Choose a publication that was not edited in this round."""
        left = [key for key in (self.ended if ended else self.entries) if key not in self.touched]
        if not left:
            raise NothingLeft
        key = self.random.choice(left)
        self.touched.add(key)
        return key

    def told(self, key: str, *kinds: str, file: str = "", way: str = "") -> Edit:
        """Return an edit that these kinds of change are to be told of: of the publication, and the last of its file."""
        name = publication_id(self.source, self.native(key))[:ID_LENGTH]
        self.touched.add(key)
        lines = [Told(name, kind) for kind in kinds]
        if file:
            lines[-1] = Told(name, kinds[-1], file)
        return Edit(self.source, way, key, tuple(lines))

    def words(self) -> str:
        """Return a few words, for titles and texts; they differ each time."""
        self.number += 1
        return f"{' '.join(self.random.sample(WORDS, 3))} {self.number}"

    def put_file(self, path: str, text: str, stamp: str = "first") -> None:
        """Put up a PDF with this text. Another `stamp` makes other bytes of it that say the same."""
        self.site.answers[path] = Answer(letter(text, stamp), media_type="application/pdf")

    def miss_file(self, path: str) -> None:
        """Take a file down: deleted, or only not there."""
        self.site.put(path, b"", self.random.choice((404, 410)))


class ShelfOfFiles(Shelf):
    """One whose publications have files."""

    @abstractmethod
    def file(self) -> tuple[str, str]:
        """Choose a publication, and the path of one of its files."""

    def replace(self) -> Edit:
        """Replace a file where it is."""
        key, path = self.file()
        self.put_file(path, f"Another letter on {self.words()}")
        return self.told(key, "replaced", file=self.site.url + path)

    def file_noise(self) -> Edit:
        """Let a file be made anew: other bytes, the same words."""
        key, path = self.file()
        body = self.site.answers[path].body.replace(b"/Producer(first)", b"/Producer(again)")
        self.site.put(path, body, media_type="application/pdf")
        return self.told(key)

    def take_file(self) -> Edit:
        """Take a file down, and go on listing it. No more edits of what it is of: which of its files is there?"""
        key, path = self.file()
        self.miss_file(path)
        del self.entries[key]
        return self.told(key, "file-gone", file=self.site.url + path)


def letter(text: str, stamp: str = "first") -> bytes:
    """Return a PDF of one page with a line of text."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Producer({stamp})>>".encode(),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(parts) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return b"%s%strailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (body, head, count, len(body))
