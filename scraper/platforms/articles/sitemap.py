"""Sitemaps, and sitemaps of sitemaps: addresses with the day or time of their last change."""

from dataclasses import dataclass
from datetime import datetime

from scraper.feeds import parse_xml
from scraper.reading import PageChanged, day, moment

_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`pages` and `parts` (further sitemaps) are pairs of an address and when it changed, None if it does not say."""

    pages: tuple[tuple[str, datetime | None], ...] = ()
    parts: tuple[tuple[str, datetime | None], ...] = ()


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap. Raises PageChanged if it is none."""
    root = parse_xml(body, url)
    found = []
    for element in root:
        address = (element.findtext(f"{_NAMESPACE}loc") or element.findtext("loc") or "").strip()
        changed = (element.findtext(f"{_NAMESPACE}lastmod") or element.findtext("lastmod") or "").strip()
        if address:
            found.append((address, _time(changed) if changed else None))
    match str(root.tag).removeprefix(_NAMESPACE):
        case "urlset":
            return Sitemap(pages=tuple(found))
        case "sitemapindex":
            return Sitemap(parts=tuple(found))
        case other:
            raise PageChanged(f"{url} is no sitemap: its first element is {other[:60]!r}")


def _time(text: str) -> datetime:
    return day(text, "%Y-%m-%d") if len(text) == len("2024-08-26") else moment(text)
