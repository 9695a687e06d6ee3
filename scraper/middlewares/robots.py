"""robots.txt: obeyed, and where it cannot be had nothing is asked for."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from scraper.crawling.ending import Ended
from scraper.crawling.reasons import SERVER_ERROR, why, why_status

READ = 500 * 1024
"""Bytes of it that are read, as RFC 9309 allows; what follows is passed over."""

LARGEST = 4 * 1024 * 1024
"""Bytes of it that are loaded; what is larger is no robots.txt."""

ABSENT = 400
BUSY = 429


class RobotsUnreachable(IgnoreRequest):
    """A robots.txt that cannot be had. The text says why."""


class Robots(RobotsTxtMiddleware):
    """Scrapy's, whose parser, Protego, knows wildcards and takes the longest match.

    Scrapy reads any answer as rules, whatever its status, and takes a site that does not answer for one that
    allows everything. RFC 9309, 2.3.1: what is not there (4xx) allows everything, what cannot be reached (5xx,
    no answer) forbids everything. It is kept for a run: the next one asks again.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, Exception] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Hold a request until its host's robots.txt is there. Raises IgnoreRequest, or why it cannot be had."""
        if request.meta.get("dont_obey_robotstxt"):  # robots.txt itself: nothing else of ours has this
            request.meta["download_maxsize"] = LARGEST
        await super().process_request(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Decide on a request whose host's robots.txt was asked for."""
        closed = self._closed.get(urlsplit(request.url).netloc)
        if closed:
            request.meta["dont_retry"] = True  # the robots.txt was tried several times already
            raise closed
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= SERVER_ERROR or response.status == BUSY:
            raise RobotsUnreachable(_unreachable(why_status(response.status)))
        body = b"" if response.status >= ABSENT else bounded(response.body)
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # A host that cannot be reached at all is told as such; robots.txt is only what was asked for first.
        refused = isinstance(exc, IgnoreRequest) and not isinstance(exc, (RobotsUnreachable, Ended))
        too_large = "max size" in str(exc)
        self._closed[netloc] = RobotsUnreachable(_unreachable(why(exc))) if refused or too_large else exc
        super()._robots_error(exc, netloc)


def bounded(body: bytes) -> bytes:
    """Return as much of a robots.txt as is read: whole lines, since half a rule is another rule."""
    return body if len(body) <= READ else body[: body.rfind(b"\n", 0, READ) + 1]


def _unreachable(reason: str) -> str:
    return f"its robots.txt cannot be had ({reason}), and without it nothing may be asked for"
