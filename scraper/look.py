"""Looking at a source without storing anything: one page as it is, or what a declaration reads of it.

A look is a crawl with all its manners, into an archive that is thrown away.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from scrapy.http import Response

from scraper.archive.records import Failure, Held
from scraper.crawl import CrawlError, CrawlOptions, run_spiders, settings_for
from scraper.crawling.answers import OK
from scraper.crawling.findings import Fetched
from scraper.crawling.reasons import why_status
from scraper.crawling.recorded import LIST, Found
from scraper.items import DocumentLink, Publication
from scraper.platforms.configured.addresses import web_address
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.listed import ListPart
from scraper.platforms.configured.spider import ConfiguredSpider
from scraper.source import SourceSpider


@dataclass(frozen=True, slots=True)
class Seen:
    """One page: the address that answered, its bytes, and what it said they are."""

    url: str
    body: bytes
    content_type: str


@dataclass(slots=True)
class Checked:
    """What a declaration reads: the first part of its list, the first entry with its own page, and what went wrong."""

    declared: Declaration
    url: str = ""
    part: ListPart | None = None
    page: Publication | None = None
    faults: list[str] = field(default_factory=list)


class OnePage(SourceSpider):
    """Asks for one address and keeps nothing."""

    name = "look"
    seen: Seen | None = None

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        self.hosts = frozenset({web_address(address)})

    async def start(self) -> AsyncIterator[Any]:
        """Ask for it."""
        for request in self.ask(self.address, self.look, LIST, conditional=False):
            yield request

    def look(self, response: Response) -> Found:
        """Remember it."""
        if response.status == OK:
            self.seen = Seen(
                response.url, response.body, (response.headers.get("Content-Type") or b"").decode("latin-1")
            )
        else:
            yield from self.no_list(response.url, "does not give this page", why_status(response.status))


class Check(ConfiguredSpider):
    """Reads the head of a list and the page of its first entry, and asks for nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checked = Checked(self.declared)

    def failure(self, stage: str, url: str, reason: str) -> Failure:
        """Remember what could not be done."""
        self.checked.faults.append(reason)
        return super().failure(stage, url, reason)

    def _entries(self, part: ListPart, url: str, response: Response, number: int) -> Found:  # noqa: ARG002
        self.checked.url, self.checked.part = url, part
        self.checked.faults += part.flaws
        if not part.items and part.more:  # the index of a sitemap
            yield from self._list(part.more[0], number)
        elif part.items and self.declared.page is not None and not part.texts:
            yield from self._read(part.items[0])

    def _kept(self, publication: Publication, held: Held | None, fetched: Fetched) -> Found:  # noqa: ARG002
        self.checked.page = publication
        return iter(())

    def fetch(self, link: DocumentLink) -> Found:  # noqa: ARG002
        """Ask for no document."""
        return iter(())


def look(url: str, options: CrawlOptions) -> Seen:
    """Fetch one page. Raises CrawlError that says why it cannot be had."""
    if not web_address(url):
        raise CrawlError(f"{url!r} is not a web address")
    spider = _run(OnePage, {"address": url}, frozenset({web_address(url)}), options)
    seen = cast("OnePage", spider).seen
    if seen is None:
        raise CrawlError(spider.record.stopped or f"{url} cannot be read")
    return seen


def check(declared: Declaration, options: CrawlOptions) -> Checked:
    """Read the head of a source's list and one entry. Raises CrawlError if the list cannot be had or read."""
    spider = _run(Check, {"name": declared.name, "declared": declared}, declared.hosts, options)
    checked = cast("Check", spider).checked
    if checked.part is None:
        raise CrawlError(spider.record.stopped or f"the list of {declared.name} cannot be read")
    return checked


def _run(
    kind: type[SourceSpider], made_with: dict[str, Any], hosts: frozenset[str], options: CrawlOptions
) -> SourceSpider:
    with TemporaryDirectory(prefix="foi-look-") as folder:
        settings = settings_for(Path(folder), options, hosts=hosts)
        arguments = {**replace(options, limit=None, since=None).arguments(), **made_with}
        (spider,) = run_spiders(settings, Path(folder), [(kind, arguments)], options)
    return cast("SourceSpider", spider)
