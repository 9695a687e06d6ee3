"""Look-alike pages of sources that are configured: a council's log, its feed, its sitemap. All of it is invented."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Release:
    """One entry of the log."""

    slug: str
    title: str
    answered: str = "6 March 2024"
    reference: str = "FH/24/0001"
    files: tuple[str, ...] = ("answer.pdf",)
    text: str = ""
    key: str = ""


@dataclass
class CouncilPages:
    """The disclosure log of an invented council: newest first, so many to a page, a page for each release."""

    site: Any
    per_page: int = 3
    releases: list[Release] = field(default_factory=list)
    footer: str = ""

    def publish(self, slug: str, title: str, **more: Any) -> str:
        """Put up a release above the others and return its path."""
        self.releases.insert(0, Release(slug, title, **more))
        return self.lay(self.releases[0])

    def edit(self, slug: str, **changes: Any) -> None:
        """Change a release where it stands."""
        release = next(one for one in self.releases if one.slug == slug)
        for name, value in changes.items():
            setattr(release, name, value)
        self.lay(release)

    def remove(self, slug: str, status: int = 404) -> None:
        """Take a release down."""
        self.releases = [one for one in self.releases if one.slug != slug]
        self.site.put(f"/log/{slug}", b"<h1>Not found</h1>", status, media_type="text/html")
        self.lay_lists()

    def lay(self, release: Release) -> str:
        """Lay one release, its files, and the lists."""
        for name in release.files:
            self.site.answers.setdefault(
                f"/files/{release.slug}/{name}", _answer(PDF + name.encode(), "application/pdf")
            )
        self.site.put(f"/log/{release.slug}", release_page(release, self.footer), media_type="text/html")
        self.lay_lists()
        return f"/log/{release.slug}"

    def lay_lists(self) -> None:
        """Lay the log's pages and the feed."""
        pages = range(0, max(1, len(self.releases)), self.per_page)
        for number, start in enumerate(pages, 1):
            part = self.releases[start : start + self.per_page]
            last = number == len(pages)
            path = "/log" if number == 1 else f"/log?page={number}"
            self.site.put(path, log_page(part, 0 if last else number + 1), media_type="text/html")
        self.site.put("/feed.xml", rss(self.site.url, self.releases), media_type="application/rss+xml")
        self.site.put("/sitemap.xml", sitemap(self.site.url, self.releases), media_type="application/xml")

    def declared(self, **changes: Any) -> dict[str, Any]:
        """Return how the log is declared."""
        return {
            "type": "listing",
            "authority": "Fernhill Borough Council",
            "start": f"{self.site.url}/log",
            "item": "ul.log > li",
            "next": "a[rel=next]",
            "row": {"title": "h3", "published": {"css": "time", "attribute": "datetime"}},
            "page": {"title": "h1", "reference": {"label": "Reference"}},
            "attachments": {"css": "ul.files a"},
            **changes,
        }


def _answer(body: bytes, media_type: str) -> Any:
    from tests.scraper.conftest import Answer

    return Answer(body, media_type=media_type)


def log_page(part: list[Release], following: int) -> bytes:
    """Return a page of the log."""
    rows = "".join(
        f'<li data-key="{one.key or one.slug}"><h3><a href="/log/{one.slug}">{escape(one.title)}</a></h3>'
        f'<p>Answered <time datetime="{iso(one.answered)}">{one.answered}</time></p></li>'
        for one in part
    )
    more = f'<a rel="next" href="/log?page={following}">Older</a>' if following else ""
    return page("Disclosure log", f'<nav><ul><li><a href="/">Home</a></li></ul></nav><ul class="log">{rows}</ul>{more}')


def release_page(release: Release, footer: str = "") -> bytes:
    """Return a release's own page."""
    files = "".join(f'<li><a href="/files/{release.slug}/{name}">{name}</a></li>' for name in release.files)
    body = (
        f"<h1>{escape(release.title)}</h1><p>Reference: {release.reference}<br>Date responded: {release.answered}</p>"
        f"<p>The borough holds the information about {escape(release.title.lower())}.</p><p>{escape(release.text)}</p>"
        f"<ul class='files'>{files}</ul>{f'<footer>{footer}</footer>' if footer else ''}"
    )
    return page(release.title, body)


def page(title: str, body: str) -> bytes:
    """Return a page of the council's site."""
    head = f"<head><title>{escape(title)} - Fernhill</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>".encode()


def rss(base: str, releases: list[Release]) -> bytes:
    """Return the feed of the log."""
    items = "".join(
        f"<item><title>{escape(escape(one.title))}</title><link>{base}/log/{one.slug}</link>"
        f"<guid isPermaLink='false'>log-{one.key or one.slug}</guid><pubDate>{iso(one.answered)}T09:00:00Z</pubDate>"
        f"<description>&lt;p&gt;About&nbsp;{one.slug}&lt;/p&gt;</description>"
        f"<content:encoded><![CDATA[<p>Whole text of {one.slug}.</p>]]></content:encoded></item>"
        for one in releases
    )
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Log</title>'
    return f'<?xml version="1.0" encoding="utf-8"?>{head}{items}</channel></rss>'.encode()


def iso(day: str) -> str:
    """Return "6 March 2024" as 2024-03-06."""
    return datetime.strptime(day, "%d %B %Y").replace(tzinfo=UTC).date().isoformat()


def sitemap(base: str, releases: list[Release]) -> bytes:
    """Return the sitemap of the log, with a page that is none of it."""
    urls = "".join(
        f"<url><loc>{base}/log/{one.slug}</loc><lastmod>{iso(one.answered)}</lastmod></url>" for one in releases
    )
    about = f"<url><loc>{base}/about</loc></url>"
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{about}{urls}</urlset>'.encode()


def package(base: str, number: int, modified: str, *files: str) -> dict[str, Any]:
    """Return a data set as CKAN lists it."""
    resources = [{"id": name, "name": name, "url": f"{base}/download/{name}", "format": "PDF"} for name in files]
    return {
        "id": f"id-{number}",
        "name": f"foi-{number:05}",
        "title": f"FOI-{number:05}",
        "notes": "# Request\r\n\r\nHow many brooms are held?\r\n\r\n# Response\r\n\r\nTwelve.",
        "metadata_created": f"{modified}.000000",
        "metadata_modified": f"{modified}.000000",
        "organization": {"name": "log", "title": "Brooms Authority"},
        "resources": resources,
    }


@dataclass
class CkanPages:
    """A CKAN of data sets that are releases, the last changed first, each with a page and files."""

    site: Any
    packages: dict[int, dict[str, Any]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    footer: str = ""

    def publish(self, number: int, modified: str, *files: str) -> None:
        """Put up a data set."""
        self.packages[number] = package(self.site.url, number, modified, *files)
        self.texts[number] = "Twelve."
        self.lay(number)

    def remove(self, number: int) -> None:
        """Delete a data set."""
        self.site.put(self.path(number), b"<h1>Not found</h1>", 404, media_type="text/html")
        self.packages.pop(number)
        self.lay_list()

    def path(self, number: int) -> str:
        """Return the path of a data set's page."""
        return f"/dataset/foi-{number:05}"

    def lay(self, number: int) -> None:
        """Lay a data set's page, and the list."""
        title, text = self.packages[number]["title"], escape(self.texts[number])
        body = f"<main><h1>{escape(title)}</h1><p>{text}</p></main><footer>{self.footer}</footer>"
        self.site.put(self.path(number), page(title, body), media_type="text/html")
        self.lay_list()

    def lay_list(self) -> None:
        """Lay the search for data sets, a hundred at once."""
        rows = sorted(self.packages.values(), key=lambda one: str(one["metadata_modified"]), reverse=True)
        for start in range(0, len(rows) + 1, 100):
            result = {"count": len(rows), "results": rows[start : start + 100]}
            query = f"sort=metadata_modified+desc&rows=100&start={start}"
            body = json.dumps({"success": True, "result": result}).encode()
            self.site.put(f"/api/3/action/package_search?{query}", body, media_type="application/json")
