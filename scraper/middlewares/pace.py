"""Pace: how long a host is left alone between two requests, whoever asked for the time: we, robots.txt or the host."""

import logging
from time import monotonic
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from scraper.crawling.answers import NOT_MODIFIED, OK
from scraper.crawling.recorded import RecordedSpider
from scraper.middlewares.patience import BUSY, LONGEST, asked_pause

logger = logging.getLogger(__name__)


class Pace(AutoThrottle):
    """AutoThrottle, with a floor for each host, and a longer pause once a host says it is busy.

    AutoThrottle has one floor for all hosts, ignores a host's own wishes, and lengthens a pause only if answers
    take long. The pause must be set here and not in a middleware: before an answer gets there, Scrapy has
    planned the next request by the old one.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._floors: dict[str, float] = {}
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        crawler.signals.connect(self.robots, signals.robots_parsed)

    def robots(self, robotparser: RobotParser, request: Request) -> None:
        """Keep the Crawl-delay of a host's robots.txt as its floor."""
        asked = robotparser.crawl_delay(self._agent)
        if not asked:
            return
        host = urlsplit(request.url).hostname or ""
        logger.info("robots.txt of %s asks for %g seconds between requests", host, asked)
        spider = self.crawler.spider
        if asked > LONGEST and isinstance(spider, RecordedSpider):
            spider.record.remarks.append(
                f"robots.txt of {host} asks for {asked:,.0f} seconds between requests; {LONGEST:.0f} were kept."
            )
        floor = max(min(asked, LONGEST), self._floors.get(host, 0.0))
        self._floors[host] = floor
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": max(floor, self.mindelay)}  # slots left idle are made anew
        if host in downloader.slots:
            downloader.slots[host].delay = max(downloader.slots[host].delay, floor)

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        if response.status in BUSY:
            slot.delay = min(max(asked_pause(response) or 0.0, 2 * slot.delay), LONGEST)
            slot.lastseen = monotonic()  # a pause is counted from the answer; Scrapy counts from the question
            return
        if response.status == NOT_MODIFIED:  # or a run that finds nothing changed would never speed up again
            response = response.replace(status=OK)
        super()._adjust_delay(slot, latency, response)
        slot.delay = max(slot.delay, self._floors.get(urlsplit(response.url).hostname or "", 0.0))
