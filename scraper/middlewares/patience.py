"""Backing off: a site that says it has too much to do is left alone for a while, then tried again."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

BUSY = frozenset({429, 503})
LONGEST = 300.0
"""Seconds waited for at most. A site that wants longer is not tried again in this run."""


class Patience(RetryMiddleware):
    """Scrapy's retries, which come at once and know no Retry-After, with a pause for the whole host.

    AutoThrottle shortens the pause again by half with each answer that is well.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Slow the host down if it is busy, then let Scrapy decide whether to try again."""
        if response.status in BUSY:
            asked = pause(response.headers.get("Retry-After", b"") or b"", datetime.now(UTC))
            if asked is not None and asked > LONGEST:
                return response
            slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
            if slot:
                slot.delay = min(max(asked or 0.0, 2 * slot.delay), LONGEST)
        return super().process_response(request, response)


def pause(header: bytes, now: datetime) -> float | None:
    """Read Retry-After: seconds, or a date. None if it says nothing that can be read."""
    text = header.decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
