"""How long a host is left alone, in numbers: no network and no waiting."""

from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.test import get_crawler

from scraper.archive.store import Archive
from scraper.crawling.recorded import RecordedSpider
from scraper.crawling.run_record import RunRecord
from scraper.middlewares.pace import Pace
from scraper.middlewares.patience import LONGEST, asked_pause, duration
from scraper.middlewares.robots import READ, bounded

URL = "https://foi.example.org/log"
DATE = "Sat, 01 Aug 2026 12:00:00 GMT"


class Host:
    """A host with a slot, as Scrapy's downloader has it, and the Pace that sets its delay."""

    def __init__(self, archive: Archive, delay: float = 1.0) -> None:
        crawler = get_crawler(settings_dict={"AUTOTHROTTLE_ENABLED": True, "ROBOTSTXT_USER_AGENT": "foi-index"})
        self.pace = Pace(crawler)
        self.pace.mindelay, self.pace.maxdelay = delay, 60.0
        self.slot = Slot(1, delay, 0)
        self.downloader = SimpleNamespace(slots={"foi.example.org": self.slot}, per_slot_settings={})
        self.record = RunRecord(archive, "s")
        spider = RecordedSpider("s")
        spider.record = self.record
        crawler.spider, crawler.engine = spider, cast("Any", SimpleNamespace(downloader=self.downloader))

    def robots(self, text: str) -> None:
        self.pace.robots(ProtegoRobotParser(text.encode(), None), Request(URL))

    def answers(self, status: int, latency: float = 0.1, **headers: str) -> float:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pace._adjust_delay(self.slot, latency, Response(URL, status, headers=sent))
        return self.slot.delay


@pytest.fixture
def host(archive: Archive) -> Host:
    return Host(archive)


def test_a_crawl_delay_holds_however_fast_the_answers_are_and_for_slots_made_anew(host: Host) -> None:
    host.robots("User-agent: *\nCrawl-delay: 12\n")
    assert host.slot.delay == 12
    assert [host.answers(200) for _ in range(9)] == [12.0] * 9
    assert host.downloader.per_slot_settings == {"foi.example.org": {"delay": 12.0}}
    assert host.record.remarks == []


def test_a_crawl_delay_does_not_shorten_ours_and_is_that_of_our_own_group(host: Host) -> None:
    host.robots("User-agent: *\nCrawl-delay: 40\n\nUser-agent: foi-index\nCrawl-delay: 0.2\n")
    assert (host.slot.delay, host.answers(200)) == (1.0, 1.0)


@pytest.mark.parametrize("value", ["", "soon", "-5", "nan", "inf", "1e999", "0"])
def test_a_crawl_delay_that_is_no_number_changes_nothing(host: Host, value: str) -> None:
    host.robots(f"User-agent: *\nCrawl-delay: {value}\n")
    assert (host.slot.delay, host.downloader.per_slot_settings) == (1.0, {})


def test_a_crawl_delay_of_a_day_is_capped_and_the_run_says_so(host: Host) -> None:
    host.robots("User-agent: *\nCrawl-delay: 86400\n")
    assert host.slot.delay == LONGEST
    assert host.record.remarks == [
        "robots.txt of foi.example.org asks for 86,400 seconds between requests; 300 were kept."
    ]


def test_a_busy_host_is_left_alone_for_twice_as_long_each_time_and_for_half_once_it_is_well(host: Host) -> None:
    assert [host.answers(503) for _ in range(4)] == [2.0, 4.0, 8.0, 16.0]
    assert host.slot.lastseen == pytest.approx(monotonic(), abs=60)  # from the answer on, not from the question
    assert [round(host.answers(status), 1) for status in (200, 304, 404, 200)] == [8.1, 4.1, 4.1, 2.1]
    assert [host.answers(304) for _ in range(9)][-1] == 1.0


@pytest.mark.parametrize(("headers", "delay"), [
    ({"Retry_After": "120"}, 120.0),
    ({"Retry_After": "1"}, 2.0),
    ({"Retry_After": "Sat, 01 Aug 2026 12:01:30 GMT", "Date": DATE}, 90.0),
    ({"Retry_After": "Sat, 01 Aug 2026 11:00:00 GMT", "Date": DATE}, 2.0),
    ({"Retry_After": "99999999"}, LONGEST),
    ({"Retry_After": "tomorrow"}, 2.0),
])  # fmt: skip
def test_retry_after_is_the_pause_of_the_whole_host_within_bounds(
    host: Host, headers: dict[str, str], delay: float
) -> None:
    assert host.answers(429, **headers) == delay


def test_a_date_is_read_by_the_clock_of_the_site_if_it_says_its_time() -> None:
    header = {"Retry-After": "Sat, 01 Aug 2026 12:05:00 GMT"}
    assert asked_pause(Response(URL, 503, headers={**header, "Date": DATE})) == 300.0
    assert asked_pause(Response(URL, 503, headers={**header, "Date": "nonsense"})) is not None
    assert asked_pause(Response(URL, 503, headers={"Date": DATE})) is None


@pytest.mark.parametrize(("seconds", "words"), [(301, "5 minutes"), (7200, "2 hours"), (90000, "25 hours"),
                                                (864000, "10 days"), (1e9, "11,574 days")])  # fmt: skip
def test_a_long_time_is_said_in_the_unit_that_fits(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_of_a_huge_robots_txt_whole_lines_are_read() -> None:
    line = b"Disallow: /private/room\n"
    kept = bounded(line * 40_000)
    assert READ - len(line) < len(kept) <= READ
    assert kept.endswith(line)
    assert bounded(b"x" * (READ + 1)) == b""
    assert bounded(line) == line
