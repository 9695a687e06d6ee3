"""The step before the last: which fields publications have, and what could not be had, counted before it is stored."""

from typing import Self

from scrapy.crawler import Crawler

from scraper.archive.records import ArchiveError, Failure, Held
from scraper.archive.store import Archive
from scraper.crawling.findings import Answered, Entry, Fetched, Listed
from scraper.crawling.reasons import STATUSES
from scraper.crawling.recorded import LIST, READ, RecordedSpider
from scraper.crawling.sweeping import NOT_HERE, THERE
from scraper.crawling.tally import Tally
from scraper.health.signs import NOT_FOUND, SAID, seen, words
from scraper.items import LinkKind, Publication

ABSENT = (*(STATUSES[status] for status in sorted(NOT_HERE)), SAID[NOT_FOUND])
"""How the reasons begin that say of one page that it is not there, and nothing of the others."""

NOT_ALLOWED = "robots.txt"
KINDS = {LIST: "unlisted", READ: "unread"}
SHRUNK = 4


class Observe:
    """Counts what every finding says of its source's health, in the spider's tally."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def process_item(self, item: object) -> object:
        """Return the item as it is. What cannot be counted is let go: the next step meets the same archive."""
        spider = self._crawler.spider
        if isinstance(spider, RecordedSpider):
            for finding in item.findings if isinstance(item, Answered) else (item,):
                try:
                    observe(finding, spider.archive, spider.tally)
                except (ArchiveError, OSError) as exc:
                    spider.logger.warning("not counted: %s", exc)
        return item


def observe(finding: object, archive: Archive, tally: Tally) -> None:
    """Count one finding."""
    match finding:
        case Failure():
            _failed(finding, archive, tally)
        case Entry(publication, fetched) if publication.state in THERE:
            held = _fields(publication, archive, tally)
            _length(fetched, held, archive, tally)
        case Listed(publication) if publication.state in THERE:
            _fields(publication, archive, tally)


def found_in(publication: Publication) -> dict[str, bool]:
    """Return which fields a publication has."""
    files = [link for link in publication.documents if link.kind is not LinkKind.PAGE]
    return {
        "authority": bool(publication.authority),
        "published": publication.published is not None,
        "updated": publication.updated is not None,
        "summary": bool(publication.summary),
        "reference": bool(publication.references),
        "files": bool(files),
        "outcome": bool(publication.outcome),
        "events": bool(publication.events),
        "original": bool(publication.original_url),
    }


def _failed(failure: Failure, archive: Archive, tally: Tally) -> None:
    if failure.reason.startswith(NOT_ALLOWED):
        return
    kind = KINDS.get(failure.stage, "unfetched")
    if kind == "unread" and failure.reason.startswith(ABSENT) and archive.publications.at(failure.url):
        kind = "missing"
    tally.note(kind, failure.url, failure.reason)


def _fields(publication: Publication, archive: Archive, tally: Tally) -> Held | None:
    held = archive.publications.find(publication.source, publication.native_id)
    before = found_in(held.publication) if held else {}
    for name, has in found_in(publication).items():
        tally.share(f"field {name}", so=has)
        if before.get(name):
            tally.share(f"kept {name}", so=has)
        if not has and publication.url:
            tally.once(f"without {name}", publication.url)
    other = None if held or not publication.url else archive.publications.by_url(publication.source, publication.url)
    if held or other:
        tally.share("same name", so=other is None)
    if other:
        tally.once("renamed", publication.url, f"{other.publication.native_id} is {publication.native_id} now")
    return held


def _length(fetched: Fetched, held: Held | None, archive: Archive, tally: Tally) -> None:
    if fetched.body is None:
        return
    now = _words(fetched.body)
    tally.length(now)
    before = archive.captures.latest(fetched.capture.url) if held else None
    document = archive.captures.document(before.digest) if before and before.digest else None
    if document and document.held:
        long = SHRUNK * now >= _words(archive.blobs.read(document.digest))
        tally.share("as long", so=long)
        if not long:
            tally.once("shrunk", fetched.capture.url, f"{now} words, where it had more than {SHRUNK} times as many")


def _words(body: bytes) -> int:
    return len(words(seen(body[: 1 << 20].decode("utf-8", "replace"))))
