"""Reading given addresses alone, instead of a source's list."""

from collections.abc import AsyncIterator
from typing import Any

from scraper.archive.runs import Watermark
from scraper.source import SourceSpider


class OfAddresses(SourceSpider):
    """Put before a source's own class: it asks for the addresses it is given, and says nothing of how far it read."""

    def __init__(self, *args: Any, given: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, given=given, **kwargs)
        self.given = given

    async def start(self) -> AsyncIterator[Any]:
        """Ask for each address as the source reads it."""
        for url in self.given:
            for request in self.read_url(url):
                yield request

    def watermark(self) -> tuple[str, Watermark] | None:
        """Return nothing: no list was read."""
        return None


def of_addresses(kind: type[SourceSpider]) -> type[SourceSpider]:
    """Return a source's spider that reads given addresses only."""
    return type(f"{kind.__name__}OfAddresses", (OfAddresses, kind), {})
