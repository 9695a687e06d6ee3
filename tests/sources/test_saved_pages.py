"""Saved pages of every source, found by folder, and what they must give.

To add one, put NAME.json (or .html, .xml) into the source's folder and run this: it writes NAME.expected.json, or
NAME.html.expected.json where it is no JSON, and fails. Read that as if it were somebody else's; then keep it.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.items import Kind
from scraper.platforms.alaveteli.lists import read_list
from scraper.platforms.alaveteli.payloads import read_feed, read_request
from scraper.platforms.alaveteli.site import Site as Alaveteli
from scraper.platforms.alaveteli.thread import read_thread
from scraper.platforms.articles.sitemap import read_sitemap
from scraper.platforms.computerweekly import pages as computerweekly
from scraper.platforms.govuk.payloads import read_content_item, read_search
from scraper.platforms.govuk.site import Site as Govuk
from scraper.platforms.wired_gov import pages as wired_gov
from scraper.platforms.wordpress.payloads import Reader
from scraper.platforms.wordpress.site import Site
from scraper.reading import PageChanged
from scraper.sources import SOURCES

HERE = Path(__file__).parent
EXPECTED = ".expected.json"


def read_govuk(body: bytes, name: str) -> object:
    """Read a payload of the Search API or of the Content API, whichever it is."""
    payload = json.loads(body)
    url = f"https://www.gov.uk/api/{name}"
    if "results" in payload:
        results, total = read_search(payload, url)
        return {"results": [asdict(result) for result in results], "total": total}
    return asdict(read_content_item(payload, Govuk.at(), source="govuk-foi", url=url))


def read_govuk_news(body: bytes, name: str) -> object:
    """Read a content item as news."""
    url = f"https://www.gov.uk/api/content/{name}"
    return asdict(read_content_item(json.loads(body), Govuk.at(), source="govuk-news", url=url, usual=Kind.NEWS))


def read_wired_gov(body: bytes, name: str) -> object:
    """Read a list, or an article whose key is the page's name with the time of posting of all of them."""
    url = f"https://www.wired-gov.net/wg/news.nsf/{name}"
    if name.startswith("list"):
        return asdict(wired_gov.read_list(body, url))
    key = f"{name.partition('.')[0].replace('-', '+')}+20082021111000".lower()
    return asdict(wired_gov.read_article(body, key, source="wired-gov", document=url, url=url))


def read_computerweekly(body: bytes, name: str) -> object:
    """Read a feed, or the page of article 366600009."""
    url = f"https://www.computerweekly.com/rss/{name}.xml"
    if name.startswith("feed"):
        return asdict(
            computerweekly.read_list(body, url, source="computerweekly", home="https://www.computerweekly.com")
        )
    key, url = "366600009", f"https://www.computerweekly.com/news/366600009/{name}"
    return asdict(computerweekly.read_article(body, key, None, source="computerweekly", document=url, url=url))


def read_gcs(body: bytes, name: str) -> object:
    """Read a list of posts, a feed, a sitemap, a listing or a page, as its name says."""
    homes = ("https://www.communications.gov.uk", "https://gcs.civilservice.gov.uk")
    reader = Reader(Site(homes, ("news", "blog")), "gcs", "Government Communication Service")
    url = f"{homes[0]}/news/{name}/"
    kind = name.partition("-")[0]
    if kind == "sitemap":
        return asdict(read_sitemap(body, url))
    if kind == "page":
        return asdict(reader.page(body, name, document=url, url=url))
    return asdict({"posts": reader.posts, "feed": reader.feed, "listing": reader.listing}[kind](body, url))


def read_alaveteli(source: str) -> Callable[[Path], object]:
    """Return a reader of a site's requests, feeds, lists and pages, whichever a file's name says it is."""

    def read(path: Path) -> object:
        site, body = Alaveteli.at("https://www.whatdotheyknow.com"), path.read_bytes()
        if path.suffix == ".html":
            reader = read_list if path.stem.startswith("list") else read_thread
            return asdict(reader(body, site, f"{site.base_url}/request/{path.stem}"))  # type: ignore[call-overload]
        url = f"{site.base_url}/request/{path.name}"
        if path.stem.startswith("feed"):
            return {"events": [asdict(event) for event in read_feed(body, site, url)]}
        return asdict(read_request(body, site, source=source, url=url))

    return read


ALAVETELI = ("whatdotheyknow", "righttoknow", "fyi", "asktheeu", "alaveteli")
READERS: dict[str, Callable[[Path], object]] = {
    "govuk-foi": lambda path: read_govuk(path.read_bytes(), path.stem),
    "govuk-news": lambda path: read_govuk_news(path.read_bytes(), path.stem),
    "gcs": lambda path: read_gcs(path.read_bytes(), path.stem),
    "wired-gov": lambda path: read_wired_gov(path.read_bytes(), path.stem),
    "computerweekly": lambda path: read_computerweekly(path.read_bytes(), path.stem),
    **{source: read_alaveteli(source) for source in ALAVETELI},
}

SAVED = sorted(path for path in HERE.glob("*/*") if path.parent.name in READERS and not path.name.endswith(EXPECTED))


def expected(path: Path) -> Path:
    """Return where it is kept what a saved page gives."""
    return path.with_name((path.stem if path.suffix == ".json" else path.name) + EXPECTED)


def plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8")
    raise TypeError(f"{value!r} has no place in a record")


LINK = {"url", "title", "kind", "state", "note"}
RARE = ("outcome", "events", "original_url")


def without_defaults(found: Any) -> Any:
    """Leave out what only some sources say, where it is not said."""
    if isinstance(found, list):
        return [without_defaults(one) for one in found]
    if not isinstance(found, dict):
        return found
    if set(found) == LINK and (found["state"], found["note"]) == ("live", ""):
        return {name: found[name] for name in ("url", "title", "kind")}
    return {name: without_defaults(value) for name, value in found.items() if value or name not in RARE}


@pytest.mark.parametrize("path", SAVED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_saved_page_gives_what_was_reviewed(path: Path) -> None:
    found: Any
    try:
        found = READERS[path.parent.name](path)
    except PageChanged as exc:
        found = {"page changed": str(exc)}
    found = without_defaults(json.loads(json.dumps(found, default=plain)))
    reviewed = expected(path)
    if not reviewed.exists():
        reviewed.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
        pytest.fail(f"review this: {reviewed}")
    assert found == without_defaults(json.loads(reviewed.read_text("utf-8")))


@pytest.mark.parametrize("source", [source.name for source in SOURCES])
def test_every_source_has_saved_pages(source: str) -> None:
    assert [path for path in SAVED if path.parent.name == source]


def test_no_expectation_is_left_without_its_page() -> None:
    pages = {expected(path) for path in SAVED}
    assert set(HERE.glob(f"*/*{EXPECTED}")) == pages
