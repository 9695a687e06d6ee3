"""Saved pages of every source, found by folder, and what they must give.

To add one, put NAME.json or NAME.html into the source's folder and run this: it writes NAME.expected.json, or
NAME.html.expected.json, and fails. Read that file as if it were somebody else's; if it is right, keep it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.platforms.alaveteli.lists import read_list
from scraper.platforms.alaveteli.payloads import read_feed, read_request
from scraper.platforms.alaveteli.site import Site
from scraper.platforms.alaveteli.thread import read_thread
from scraper.platforms.govuk.payloads import read_content_item, read_search
from scraper.platforms.govuk.site import Site as GovukSite
from scraper.reading import PageChanged
from scraper.sources import SOURCES

HERE = Path(__file__).parent
EXPECTED = ".expected.json"


def read_govuk(payload: Mapping[str, object], name: str) -> object:
    """Read a payload of the Search API or of the Content API, whichever it is."""
    url = f"https://www.gov.uk/api/{name}"
    if "results" in payload:
        results, total = read_search(payload, url)
        return {"results": [asdict(result) for result in results], "total": total}
    return asdict(read_content_item(payload, GovukSite.at(), source="govuk-foi", url=url))


def read_alaveteli(source: str) -> Callable[[Path], object]:
    """Return a reader of a site's requests, feeds, lists and pages, whichever a file's name says it is."""

    def read(path: Path) -> object:
        site, body = Site.at("https://www.whatdotheyknow.com"), path.read_bytes()
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
    "govuk-foi": lambda path: read_govuk(json.loads(path.read_text("utf-8")), path.stem),
    **{source: read_alaveteli(source) for source in ALAVETELI},
}

SAVED = sorted(
    path for kind in ("json", "html") for path in HERE.glob(f"*/*.{kind}") if not path.name.endswith(EXPECTED)
)


def expected(path: Path) -> Path:
    """Return where it is kept what a saved page gives."""
    return path.with_name((path.stem if path.suffix == ".json" else path.name) + EXPECTED)


def plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a record")


def without_defaults(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out what only some sources say, where it is not said."""
    for link in found.get("documents", ()):
        if (link["state"], link["note"]) == ("live", ""):
            del link["state"], link["note"]
    return {name: value for name, value in found.items() if value or name not in ("outcome", "events")}


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
    assert found == json.loads(reviewed.read_text("utf-8"))


@pytest.mark.parametrize("source", [source.name for source in SOURCES])
def test_every_source_has_saved_pages(source: str) -> None:
    assert [path for path in SAVED if path.parent.name == source]


def test_no_expectation_is_left_without_its_page() -> None:
    pages = {expected(path) for path in SAVED}
    assert set(HERE.glob(f"*/*{EXPECTED}")) == pages
