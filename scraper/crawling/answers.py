"""What an answer from the web is: the record of it, and whether it is what was asked for."""

from urllib.parse import urlsplit

from scrapy.http import Response

from scraper.archive.captures import name_of
from scraper.archive.media_type import media_type
from scraper.archive.records import Capture
from scraper.crawling.run_record import now
from scraper.items import DocumentLink, LinkKind

OK, NOT_MODIFIED = 200, 304
PAGES = frozenset({"text/html", "application/xhtml+xml"})
PAGE_NAMES = (".html", ".htm", "/")


def capture_of(source: str, url: str, response: Response) -> Capture:
    """Return the record of an answer to what was asked for at `url`, whatever redirects it came by."""
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
        if name.lower() != b"set-cookie"
    )
    return Capture(source, url, response.url, now(), response.status, headers)


def not_modified(response: Response) -> bool:
    """Return whether an answer says that what is held is still right. A 304 nobody asked for says nothing."""
    asked = response.request.headers if response.request else {}
    return response.status == NOT_MODIFIED and ("If-None-Match" in asked or "If-Modified-Since" in asked)


def unlike(link: DocumentLink, body: bytes) -> str:
    """Say why these bytes are not the document that was listed, "" if they may well be.

    Sites answer for a file they took down with a page, and call it a success.
    """
    if not body:
        return "the file is empty"
    name = name_of(link.url)
    expects_page = link.kind is LinkKind.PAGE or urlsplit(link.url).path.lower().endswith(PAGE_NAMES)
    if not expects_page and "." in name and media_type(body, name) in PAGES:
        return "the file was replaced by a page: withdrawn at its source?"
    return ""
