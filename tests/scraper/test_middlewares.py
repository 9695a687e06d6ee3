"""The crawl's manners, one by one."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scraper.archive.records import Capture
from scraper.archive.store import Archive
from scraper.crawling.answers import capture_of, not_modified
from scraper.middlewares.address import AddressGuard, allowed
from scraper.middlewares.conditional import Conditional
from scraper.middlewares.patience import pause

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
HOSTS = frozenset({"www.gov.uk", "127.0.0.1:8000"})


def crawler(**spider: Any) -> Crawler:
    return cast("Crawler", SimpleNamespace(spider=SimpleNamespace(**spider)))


@pytest.mark.parametrize(("url", "answer"), [
    ("https://www.gov.uk/x", True),
    ("https://WWW.GOV.UK:443/x", True),
    ("http://www.gov.uk:80/x", True),
    ("http://127.0.0.1:8000/x", True),
    ("http://www.gov.uk:443/x", False),
    ("http://127.0.0.1:8001/x", False),
    ("https://x.www.gov.uk/", False),
    ("https://www.gov.uk.example.org/", False),
    ("https://www.gov.uk@example.org/", False),
    ("ftp://www.gov.uk/x", False),
    ("file:///etc/passwd", False),
    ("data:text/plain,x", False),
    ("http://[broken/", False),
])  # fmt: skip
def test_only_the_source_s_own_hosts_are_asked(url: str, answer: bool) -> None:
    assert allowed(url, HOSTS) is answer


def test_the_guard_refuses_what_is_marked_not_to_be_filtered_too() -> None:
    guard = AddressGuard(crawler(hosts=HOSTS))
    guard.process_request(Request("https://www.gov.uk/x", dont_filter=True))
    with pytest.raises(IgnoreRequest, match=r"it leads to example\.org, which is not followed"):
        guard.process_request(Request("https://example.org/x", dont_filter=True))


def test_validators_go_to_the_address_that_gave_them_and_to_no_other(archive: Archive) -> None:
    asked, final = "https://www.gov.uk/media/1/old.pdf", "https://www.gov.uk/media/2/new.pdf"
    headers = (("etag", '"abc"'), ("Last-Modified", "Sat, 01 Aug 2026 12:00:00 GMT"))
    archive.captures.put(Capture("s", asked, final, NOW, 200, headers), b"%PDF-1.4")
    manner = Conditional(crawler(archive=archive))

    def sent(url: str) -> list[bytes | None]:
        carried = {"If-None-Match": "stale"}
        request = Request(url, headers=carried, meta={"asked": asked, "conditional": True})
        manner.process_request(request)
        return [request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")]

    assert sent(final) == [b'"abc"', b"Sat, 01 Aug 2026 12:00:00 GMT"]
    assert sent(asked) == [None, None]


def test_validators_that_a_304_leaves_out_still_hold(archive: Archive) -> None:
    url = "https://www.gov.uk/media/1/letter.pdf"
    archive.captures.put(Capture("s", url, url, NOW, 200, (("ETag", 'W/"old"'), ("Last-Modified", "Sat"))), b"%PDF-1.4")
    archive.captures.put(Capture("s", url, url, NOW, 304, (("ETag", 'W/"new"'),)))
    request = Request(url, meta={"asked": url, "conditional": True})
    Conditional(crawler(archive=archive)).process_request(request)
    assert (request.headers["If-None-Match"], request.headers["If-Modified-Since"]) == (b'W/"new"', b"Sat")


def test_a_304_that_nobody_asked_for_holds_nothing(archive: Archive) -> None:
    url = "https://www.gov.uk/media/1/letter.pdf"
    unasked = Response(url, 304, request=Request(url))
    assert not not_modified(unasked)
    assert archive.captures.put(capture_of("s", url, unasked)).digest is None
    assert not_modified(Response(url, 304, request=Request(url, headers={"If-None-Match": 'W/"x"'})))


def test_an_imported_validator_cannot_forge_a_header(archive: Archive) -> None:
    url = "https://www.gov.uk/media/1/letter.pdf"
    headers = (("ETag", '"x"\r\nX-Forged: yes'), ("Last-Modified", "\u2028"))
    archive.captures.put(Capture("s", url, url, NOW, 200, headers), b"%PDF-1.4")
    request = Request(url, meta={"asked": url, "conditional": True})
    Conditional(crawler(archive=archive)).process_request(request)
    assert not {"If-None-Match", "If-Modified-Since"} & set(request.headers.to_unicode_dict())


def test_a_request_that_wants_the_bytes_is_not_conditional(archive: Archive) -> None:
    url = "https://www.gov.uk/api/content/x"
    archive.captures.put(Capture("s", url, url, NOW, 200, (("ETag", '"abc"'),)), b"{}")
    request = Request(url, meta={"asked": url, "conditional": False})
    Conditional(crawler(archive=archive)).process_request(request)
    assert "If-None-Match" not in request.headers


@pytest.mark.parametrize(("header", "seconds"), [
    (b"120", 120.0), (b" 0 ", 0.0), (b"", None), (b"soon", None), (b"-5", None), ("\u0662".encode(), None),
    (b"Sat, 01 Aug 2026 12:01:00 GMT", 60.0), (b"Sat, 01 Aug 2026 11:00:00 GMT", 0.0),
])  # fmt: skip
def test_retry_after_is_seconds_or_a_date(header: bytes, seconds: float | None) -> None:
    assert pause(header, NOW) == seconds


def test_a_wait_of_a_thousand_years_is_read_without_fault() -> None:
    assert (pause(b"9" * 400, NOW) or 0) > timedelta(days=365).total_seconds()
