"""Crawling one source into the archive of a data folder: what `foi crawl` calls."""

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from scraper import settings as ours
from scraper.archive.records import Run
from scraper.archive.store import Archive
from scraper.crawling.of_addresses import of_addresses
from scraper.crawling.recorded import RecordedSpider
from scraper.crawling.run_record import INTERRUPTED as INTERRUPTED
from scraper.crawling.run_record import SPENT as SPENT
from scraper.crawling.run_record import Progress
from scraper.known import by_source, spider_for
from scraper.platforms.configured.addresses import web_address
from scraper.platforms.configured.registry import USUAL_OPTIONS
from scraper.platforms.single import SinglePages
from scraper.sources import SOURCES as SOURCES
from scraper.sources import USUAL_DELAY

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
NOISY = ("scrapy", "twisted", "asyncio", "py.warnings")


class CrawlError(Exception):
    """A crawl that cannot begin. The text is fit for a user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """What a person may say about a crawl; everything left empty is as the source has it.

    `delay` is in seconds between two requests to one host, and may be longer than usual, not shorter:
    except on this machine itself. The maxima end the run in good order, and answers that nothing changed
    do not count. `feeds`: the source's feeds may be asked though its robots.txt closes them. `sweep`: look
    again at what is held, `limit` of it, instead of reading the list. `scrapy_log`: Scrapy's own log goes
    where the program's log goes.
    `declared` are the tables of foi.toml by the names of sources, `option_keys` the keys in them that say how
    to crawl and not how to read.
    """

    organisations: tuple[str, ...] = ()
    since: date | None = None
    limit: int | None = None
    base_url: str = ""
    assets_hosts: tuple[str, ...] = ()
    contact: str = ""
    delay: float | None = None
    max_pages: int | None = None
    max_bytes: int | None = None
    max_minutes: float | None = None
    feeds: bool = False
    sweep: bool = False
    scrapy_log: bool = False
    declared: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    option_keys: frozenset[str] = USUAL_OPTIONS

    def arguments(self) -> dict[str, str]:
        """Return the spider's arguments, as `scrapy crawl -a` would give them."""
        return {
            "organisations": ",".join(self.organisations),
            "since": self.since.isoformat() if self.since else "",
            "limit": "" if self.limit is None else str(self.limit),
            "base_url": self.base_url,
            "assets_hosts": ",".join(self.assets_hosts),
            "feeds": "yes" if self.feeds else "",
            **({"sweep": "yes"} if self.sweep else {}),
        }


def crawl(data: Path, source: str, options: CrawlOptions | None = None, progress: Progress | None = None) -> Run:
    """Crawl a source into the data folder and return how it went, as entered in the archive.

    `progress` is called with the counts so far after each thing stored. Ctrl-C ends it in good order, with
    outcome "stopped" and the note INTERRUPTED. Twisted's reactor runs once: one crawl per process.

    Raises CrawlError if there is no such source or an option cannot be, ArchiveLocked if another run is
    writing, ArchiveError if the archive cannot be used.
    """
    options = options or CrawlOptions()
    try:
        kind, own = spider_for(source, options.declared, options.base_url, options.option_keys)
    except ValueError as error:
        raise CrawlError(str(error)) from error
    if kind is SinglePages and not options.sweep:
        raise CrawlError(f"{source} has no list: give addresses with --url, or look at them again with --sweep")
    settings = settings_for(data, options, _floor([kind]), own["declared"].hosts if own else frozenset())
    (spider,) = run_spiders(settings, data, [(kind, {**own, **options.arguments()})], options, progress)
    return spider.run


def crawl_urls(
    data: Path, urls: Sequence[str], options: CrawlOptions | None = None, progress: Progress | None = None
) -> list[Run]:
    """Capture single pages and files, each by the source that reads such addresses, else as it is.

    Returns how it went for each source that had any. Raises as `crawl` does.
    """
    options = replace(options or CrawlOptions(), sweep=False)  # foi.toml may have it for every crawl
    for url in urls:
        if not web_address(url):
            raise CrawlError(f"{url!r} is not a web address")
    try:
        several = [
            (of_addresses(kind), {**own, **options.arguments(), "given": tuple(addresses)})
            for kind, own, addresses in by_source(urls, options.declared, options.arguments(), options.option_keys)
        ]
    except ValueError as error:
        raise CrawlError(str(error)) from error
    floor = _floor([kind for kind, _ in several])
    settings = settings_for(data, options, floor, frozenset(web_address(url) for url in urls))
    return [spider.run for spider in run_spiders(settings, data, several, options, progress)]


def run_spiders(
    settings: Settings,
    data: Path,
    several: Sequence[tuple[type[Spider], Mapping[str, Any]]],
    options: CrawlOptions,
    progress: Progress | None = None,
) -> list[RecordedSpider]:
    """Run spiders with their arguments, on the archive of a data folder, and return them, ended. Raises as `crawl`."""
    settings.set("SPIDER_MODULES", [], priority="cmdline")  # found already; a broken one would be complained of again
    with ExitStack() as stack:
        archive = stack.enter_context(Archive.open(data / "archive"))
        stack.enter_context(archive.writing(f"a crawl of {_names(several)}"))
        process = AsyncCrawlerProcess(settings)
        stack.enter_context(_manners(scrapy_log=options.scrapy_log))  # building the process takes handlers away
        crawlers = [process.create_crawler(kind) for kind, _ in several]
        tasks = [
            process.crawl(crawler, archive=archive, progress=progress, **arguments)
            for crawler, (_, arguments) in zip(crawlers, several, strict=True)
        ]
        process.start(install_signal_handlers=threading.current_thread() is threading.main_thread())
        return [_ended(crawler, task) for crawler, task in zip(crawlers, tasks, strict=True)]


def _floor(kinds: Sequence[type[Spider]]) -> float:
    return max((kind.least_pause() for kind in kinds if issubclass(kind, RecordedSpider)), default=USUAL_DELAY)


def _names(several: Sequence[tuple[type[Spider], Mapping[str, Any]]]) -> str:
    return ", ".join(str(arguments.get("name") or kind.name) for kind, arguments in several)


def _ended(crawler: Crawler, task: asyncio.Task[None]) -> RecordedSpider:
    spider = crawler.spider
    if isinstance(spider, RecordedSpider):
        spider.ended = spider.ended or "shutdown"  # a second Ctrl-C ends the reactor, not the crawl
        spider.finish()
    error = task.exception() if task.done() and not task.cancelled() else None
    if isinstance(error, ValueError):
        raise CrawlError(str(error)) from error
    if error:
        raise error
    if not isinstance(spider, RecordedSpider):
        raise CrawlError(f"{crawler.spidercls.name} did not begin")
    return spider


def settings_for(
    data: Path, options: CrawlOptions, floor: float = USUAL_DELAY, hosts: frozenset[str] = frozenset()
) -> Settings:
    """Return Scrapy's settings for a crawl, of these hosts if they are known already.

    `floor` is the shortest delay the source allows. Raises CrawlError if the delay is shorter.
    """
    settings = Settings()
    settings.setmodule(ours, priority="project")
    settings.set("FOI_DATA", str(data), priority="cmdline")
    settings.set("USER_AGENT", ours.user_agent(options.contact), priority="cmdline")
    settings.set("LOG_INSTALL_ROOT_HANDLER", value=False, priority="cmdline")
    for name, most in (("PAGES", options.max_pages), ("BYTES", options.max_bytes), ("MINUTES", options.max_minutes)):
        if most is not None:
            settings.set(f"FOI_MAX_{name}", most, priority="cmdline")
    if options.delay is not None:
        here = {urlsplit(f"//{host}").hostname for host in hosts or {urlsplit(options.base_url).netloc}} <= LOOPBACK
        if not (0 if here else floor) <= options.delay < inf:
            unit = "second" if floor == 1 else "seconds"
            raise CrawlError(f"the delay may be {floor:g} {unit} or longer, not {options.delay:g}")
        settings.set("DOWNLOAD_DELAY", options.delay, priority="cmdline")
        settings.set("AUTOTHROTTLE_START_DELAY", options.delay, priority="cmdline")
    return settings


@contextmanager
def _manners(*, scrapy_log: bool) -> Iterator[None]:
    """Keep Scrapy's log off the terminal, and give signals and warnings back as they were.

    After a crawl Ctrl-C would still ask the ended crawl to stop, and the indexing that follows ran on.
    """
    loggers = [logging.getLogger(name) for name in NOISY]
    states = [(logger.propagate, logger.level) for logger in loggers]
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    silence = logging.NullHandler()  # without any handler Python prints warnings to stderr by itself
    for logger in loggers:
        logger.propagate = scrapy_log
        logger.addHandler(silence)
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        for logger, (propagate, level) in zip(loggers, states, strict=True):
            logger.removeHandler(silence)
            logger.propagate = propagate
            logger.setLevel(level)
        if threading.current_thread() is threading.main_thread():
            for number, handler in signals.items():
                signal.signal(number, handler)
