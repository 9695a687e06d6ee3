"""Sitemaps: every page of a site, with when it was changed last. Source: sitemaps.org protocol 0.9."""

from lxml import etree

from scraper.items import Publication
from scraper.platforms.configured import xml
from scraper.platforms.configured.addresses import absolute
from scraper.platforms.configured.dates import read_date
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.listed import Ask, ListPart, entry
from scraper.platforms.configured.records import declared_values
from scraper.reading import PageChanged


def read_sitemap(declared: Declaration, body: bytes, at: Ask) -> ListPart:
    """Read one file of a sitemap, or the index of several. Raises PageChanged if it is neither, or names nothing."""
    root = xml.root_of(body, at.url)
    kind = xml.name_of(root)
    if kind == "sitemapindex":
        children = [absolute(at.url, xml.text(xml.child(one, "loc"))) for one in root if xml.name_of(one) == "sitemap"]
        return ListPart((), more=tuple(Ask(url) for url in dict.fromkeys(children) if url)[: declared.limits.lists])
    if kind != "urlset":
        raise PageChanged(f"{at.url} is no sitemap: it begins with <{kind}>")
    pages = [one for one in root if xml.name_of(one) == "url"]
    items, flaws = [], []
    for one in pages:
        try:
            item = _entry(declared, one, at.url)
        except PageChanged as exc:
            flaws.append(str(exc))
        else:
            items.extend([item] if item else [])
    if flaws and not items:
        raise PageChanged(flaws[0])
    return ListPart(tuple(items), tuple(flaws))


def _entry(declared: Declaration, one: etree._Element, url: str) -> Publication | None:
    link = absolute(url, xml.text(xml.child(one, "loc")))
    if not link:
        raise PageChanged(f"an entry has no address in {url}")
    if declared.links and not declared.links.find(link):
        return None
    said = xml.text(xml.child(one, "lastmod"))
    try:
        updated = read_date(said, (), declared.zone) if said else None
    except PageChanged as exc:
        raise PageChanged(f"lastmod: {exc} in {url}") from exc
    return entry(declared, {"updated": updated, **declared_values(declared, None, link), "link": link})
