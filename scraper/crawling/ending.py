"""The end of a crawl that is stopped: what was not sent yet is not sent."""

from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from scrapy.core.downloader import Downloader


class Ended(IgnoreRequest):
    """A request that was never sent, since the crawl ended before. It says nothing about what it asked for."""


def let_go(downloader: "Downloader") -> None:
    """Take back the requests that wait for their turn at a host.

    Scrapy would send them before it ends: to a host that has just asked to be left alone, or after a wait of
    minutes where it is in no hurry.
    """
    for slot in list(downloader.slots.values()):
        while slot.queue:
            _, answer = slot.queue.popleft()
            answer.errback(Ended("the crawl ended before it was sent"))
