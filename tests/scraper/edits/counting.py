"""What a crawl asks a site for, and what it leaves in the archive."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.scraper.conftest import Asked

LISTS = (
    "/api/search.json", "/wg/news.nsf/home", "/wp-json/wp/v2/posts", "/rss/", "/log", "/feed.xml", "/sitemap.xml",
    "/api/3/action/package_search", "/list", "/body/",
)  # fmt: skip
"""What the addresses of the lists of our sites begin with; /log/r1 is no list."""


@dataclass(frozen=True)
class Counted:
    """The requests of a crawl, without robots.txt, and what is in the archive after it."""

    asked: tuple[Asked, ...]
    versions: int
    documents: int
    blobs: int

    @property
    def stored(self) -> int:
        """All there is: records in every version, documents, files."""
        return self.versions + self.documents + self.blobs

    @property
    def plain(self) -> list[Asked]:
        """The requests that were not conditional."""
        return [one for one in self.asked if not one.conditional]

    @property
    def lists(self) -> list[Asked]:
        """The requests for parts of lists."""
        return [one for one in self.plain if one.path.startswith(LISTS) and not one.path.startswith("/log/")]

    @property
    def bytes(self) -> int:
        """What was sent."""
        return sum(one.sent for one in self.asked)


def count(forker: Any, data: Path, shelf: Any, **options: Any) -> Counted:
    """Crawl a site, and count."""
    shelf.site.asked.clear()
    ended = forker.crawl(data, shelf.site, source=shelf.source, **{**shelf.options, **options})
    assert (ended.status, ended.failed) == (0, 0), (shelf.source, ended)
    asked = tuple(one for one in shelf.site.asked if one.path != "/robots.txt")
    with sqlite3.connect(data / "archive" / "catalogue.sqlite") as catalogue:
        (versions,) = catalogue.execute("SELECT count(*) FROM versions").fetchone()
        (documents,) = catalogue.execute("SELECT count(*) FROM documents").fetchone()
    blobs = sum(path.is_file() for path in (data / "archive" / "blobs").rglob("*"))
    return Counted(asked, versions, documents, blobs)
