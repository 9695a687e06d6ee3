"""GOV.UK content items. The items are ours; the real ones are read where the corpus is."""

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import ExtractionError
from indexer.extract.content_item import ContentItemExtractor


def text(**fields: Any) -> str:
    (page,) = ContentItemExtractor().pages(json.dumps({"base_path": "/x", "schema_name": "x", **fields}).encode())
    return page.text


def test_a_publication_is_its_title_description_and_body() -> None:
    got = text(title="FOI: ropes", description="What ropes cost.", details={"body": "<p>£88 &amp; more</p><p>each</p>"})
    assert got == "FOI: ropes\n\nWhat ropes cost.\n\n£88 & more\n\neach"


def test_a_withdrawn_item_says_why() -> None:
    got = text(title="Ropes", withdrawn_notice={"explanation": "<p>Superseded</p>"}, details={"body": "<p>Old</p>"})
    assert got == "Ropes\n\nSuperseded\n\nOld"


def test_a_body_in_several_formats_is_read_as_html() -> None:
    forms = [
        {"content_type": "text/govspeak", "content": "# R"},
        {"content_type": "text/html", "content": "<h1>R</h1>"},
    ]
    assert text(details={"body": forms}) == "R"


def test_an_item_that_is_gone_is_its_explanation() -> None:
    assert text(title=None, details={"explanation": "<p>In error</p>", "alternative_path": "/y"}) == "In error\n\n/y"


def test_an_item_that_moved_says_where_to() -> None:
    assert text(details={}, redirects=[{"destination": "/new?x#y"}, {"path": "/z"}]) == "Moved to /new?x#y"


@pytest.mark.parametrize("details", [None, [], "x", {"body": None}, {"body": [None, 3]}, {"body": {"a": 1}}])
def test_a_body_of_the_wrong_shape_is_no_body(details: Any) -> None:
    assert text(title="Ropes", details=details, redirects="x", withdrawn_notice=[]) == "Ropes"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 100_000, b"\xff"])
def test_what_is_not_a_content_item_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        list(ContentItemExtractor().pages(body))


@pytest.mark.corpus
def test_every_real_item_has_text(shared: Path) -> None:
    paths = sorted((shared / "samples" / "govuk").glob("content-item__*.json"))
    assert len(paths) > 10
    for path in paths:
        (page,) = ContentItemExtractor().pages(path.read_bytes())
        assert page.text, path.name
        assert "<p" not in page.text, path.name
