"""The demo's payloads have the keys of real ones, and no others."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from scraper.demo.payloads import content_item
from scraper.demo.search_api import answer
from scraper.demo.shipped import shipped

pytestmark = pytest.mark.corpus

CONTENTS = shipped()
SITE = "http://site.example"
NEEDED = {"base_path", "content_id", "document_type", "schema_name", "locale", "title", "details", "links"}


def real_items(shared: Path, schema: str) -> list[dict[str, Any]]:
    found = sorted((shared / "samples" / "govuk").glob(f"content-item__{schema}__*.json"))
    assert found
    return [json.loads(path.read_text(encoding="utf-8")) for path in found]


def demo_items(schema: str) -> list[dict[str, Any]]:
    items = [content_item(entry, CONTENTS, SITE) for entry in CONTENTS.entries.values()]
    found = [item for item in items if item["schema_name"] == schema]
    assert found
    return found


def keys(items: Iterable[dict[str, Any]]) -> set[str]:
    return {key for item in items for key in item}


def declared(shared: Path) -> set[str]:
    """Every key the published schema of publications knows."""
    text = (shared / "samples" / "govuk" / "schema__publication_frontend.json").read_text(encoding="utf-8")

    def names(node: Any) -> set[str]:
        if isinstance(node, list):
            return {name for one in node for name in names(one)}
        if not isinstance(node, dict):
            return set()
        here = set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
        return here | {name for one in node.values() for name in names(one)}

    return names(json.loads(text))


@pytest.mark.parametrize("schema", ["publication", "html_publication", "news_article", "gone", "redirect"])
def test_a_content_item_has_no_key_that_real_ones_lack(shared: Path, schema: str) -> None:
    real = keys(real_items(shared, schema)) | declared(shared)
    assert keys(demo_items(schema)) <= real
    assert all(item.keys() >= NEEDED for item in demo_items(schema))


@pytest.mark.parametrize("schema", ["publication", "html_publication", "news_article", "gone"])
def test_details_have_what_all_real_ones_have(shared: Path, schema: str) -> None:
    common = set.intersection(*(set(item["details"]) for item in real_items(shared, schema)))
    optional = {"government", "images"}  # who governed, and pictures: nothing reads them
    assert all(item["details"].keys() >= common - optional for item in demo_items(schema))


def test_a_file_attachment_has_the_keys_of_a_real_one(shared: Path) -> None:
    path = "content-item__publication__publication-with-featured-attachments.json"
    real = json.loads((shared / "samples" / "govuk" / path).read_text(encoding="utf-8"))
    wanted = set(real["details"]["attachments"][0])
    listed = [one for item in demo_items("publication") for one in item["details"].get("attachments", ())]
    files = [one for one in listed if one["attachment_type"] == "file"]
    assert files
    assert all(wanted - {"number_of_pages"} <= one.keys() <= wanted for one in files)


def test_an_organisation_link_has_no_key_that_real_ones_lack(shared: Path) -> None:
    real = keys(one for item in real_items(shared, "publication") for one in item["links"]["organisations"])
    demo = keys(one for item in demo_items("publication") for one in item["links"]["organisations"])
    assert {"title", "base_path", "content_id", "web_url"} <= demo <= real


def test_a_search_result_has_the_keys_of_a_real_one(shared: Path) -> None:
    path = shared / "samples" / "govuk" / "search-api__response_q-tax.json"
    real = json.loads(path.read_text(encoding="utf-8"))
    demo = answer(CONTENTS.entries.values(), "q=media+training+spending")
    assert demo.keys() == real.keys()
    assert demo["results"][0].keys() == real["results"][0].keys()
    assert keys(demo["results"][0]["organisations"]) <= keys(real["results"][0]["organisations"]) | {"slug"}
