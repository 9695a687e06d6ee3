"""Documents and pages by how sure OCR was of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from indexer.engine.interface import Entry
from indexer.query import AS_TEXT, WAITING

if TYPE_CHECKING:
    from tests.indexer.engine.conftest import Collection

Make = Callable[..., Entry]


@pytest.fixture
def mixed(collection: "Collection", entry: Make) -> "Collection":
    """Return an index of a document half scanned, one all scanned, one that waits, and one of text."""
    collection.write(
        entry("half", "ropes", "ropes", "lifebelts", ocr=bytes([AS_TEXT, 55, 91])),
        entry("all", "ropes", "x", ocr=bytes([60, 60])),
        entry("waits", "ropes", "", ocr=bytes([AS_TEXT, WAITING])),
        entry("text", "ropes"),
    )
    return collection


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ocr:yes", {"half": [2, 3], "all": [1, 2]}),
        ("ocr:no", {"half": [1], "waits": [1], "text": [1]}),
        ("ocr:waiting", {"waits": [2]}),
        ("ocr:<0.6", {"half": [2]}),
        ("ocr:<=0.6", {"half": [2], "all": [1, 2]}),
        ("ocr:>0.9", {"half": [3]}),
        ("ocr:>0.91", {}),
        ("ocr:>=0.55 ocr:<0.6", {"half": [2, 3]}),  # each of them on some page
        ("ropes ocr:yes", {"half": [2], "all": [1]}),
        ("lifebelts ocr:<0.6", {"half": [2]}),  # the words are on another page: the poor one is shown
        ("ocr:<0.6 OR ocr:waiting", {"half": [2], "waits": [2]}),
        ("ropes -ocr:yes", {"waits": [1], "text": [1]}),
        ("ropes", {"half": [1, 2], "all": [1], "waits": [1], "text": [1]}),
    ],
)
def test_a_document_matches_if_a_page_does_and_those_pages_are_shown(
    mixed: "Collection", query: str, expected: dict[str, list[int]]
) -> None:
    assert mixed.pages(query) == expected


def test_a_document_without_pages_matches_nothing_of_it(collection: "Collection", entry: Make) -> None:
    collection.write(entry("unread", title="ropes", heading="ropes"))
    assert collection.digests("ocr:yes") == collection.digests("ocr:no") == []
    assert collection.digests("ropes -ocr:yes") == ["unread"]
