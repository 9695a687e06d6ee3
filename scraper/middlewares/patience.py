"""Patience: a site that says it has too much to do is tried again after a pause, and left alone if it stays so."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from scraper.crawling.reasons import SERVER_ERROR, why_status
from scraper.crawling.recorded import RecordedSpider

BUSY = frozenset({429, 503})
BUSY_IN_A_ROW = 6
"""Answers of one host, with none between that was well, after which the source is left for this run."""

LONGEST = 300.0
"""Seconds waited for at most. A site that wants longer is left for this run."""

HOUR = 3600


class Patience(RetryMiddleware):
    """Scrapy's retries, which know no Retry-After and no end as long as there is something else to ask for.

    The pause itself is made by Pace, for the whole host.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._busy: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, as Scrapy does."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Stop the source if its host is too busy, or let Scrapy decide whether to try again."""
        host = urlsplit(response.url).netloc
        if response.status in BUSY:
            self._busy[host] = self._busy.get(host, 0) + 1
            asked = asked_pause(response)
            if asked is not None and asked > LONGEST:
                self._stop(
                    f"{host} asks to be left alone for {duration(asked)}: {why_status(response.status)}.",
                    "run it again after that",
                )
                return response
            if self._busy[host] >= BUSY_IN_A_ROW:
                self._stop(f"{host} stayed too busy over {BUSY_IN_A_ROW} requests: {why_status(response.status)}.")
                return response
        elif response.status < SERVER_ERROR:
            self._busy.pop(host, None)
        return super().process_response(request, response)

    def _stop(self, note: str, advice: str = "run it again later") -> None:
        spider = self.crawler.spider
        if isinstance(spider, RecordedSpider):
            spider.stop(note, advice)


def asked_pause(response: Response) -> float | None:
    """Return the seconds an answer asks us to wait, None if it asks for nothing.

    A date is taken by the clock of the site where it sends one: ours may be wrong.
    """
    sent = _date((response.headers.get("Date") or b"").decode("latin-1"))
    return pause(response.headers.get("Retry-After") or b"", sent or datetime.now(UTC))


def pause(header: bytes, now: datetime) -> float | None:
    """Read Retry-After: seconds, or a date. None if it says nothing that can be read."""
    text = header.decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    until = _date(text)
    return max(0.0, (until - now).total_seconds()) if until else None


def duration(seconds: float) -> str:
    """Say a time for people."""
    if seconds > 2 * 24 * HOUR:
        return f"{seconds / (24 * HOUR):,.0f} days"
    return f"{seconds / HOUR:.0f} hours" if seconds >= 2 * HOUR else f"{seconds / 60:.0f} minutes"


def _date(text: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
