"""Items of feeds and posts of WordPress to text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ExtractionError
from indexer.extract.feed_item import FeedItemExtractor
from indexer.extract.wordpress_post import WordPressPostExtractor
from scraper.archive.media_type import media_type

ITEM = (
    b"<item><body>&lt;p&gt;Belts cost \xc2\xa340.&lt;/p&gt;&lt;p&gt;They float.&lt;/p&gt;</body>"
    b"<title>Belts &amp;amp; ropes</title><description>Belts cost \xc2\xa340.</description>"
    b"<author>A Reporter</author></item>"
)
POST = {
    "id": 417,
    "slug": "belts",
    "link": "https://board.example/news/belts/",
    "modified_gmt": "2024-05-01T09:30:00",
    "title": {"rendered": "Belts &#038; ropes"},
    "content": {"rendered": '<p>[caption id="a"]A belt[/caption] They float [sic], [redacted] said.</p>'},
}


def item(body: bytes) -> str:
    (page,) = FeedItemExtractor().pages(body)
    return page.text


def post(**changes: object) -> str:
    (page,) = WordPressPostExtractor().pages(json.dumps({**POST, **changes}).encode())
    return page.text


def test_an_item_is_its_title_its_author_and_its_article() -> None:
    assert item(ITEM) == "Belts & ropes\n\nA Reporter\n\nBelts cost £40.\n\nThey float."


def test_a_post_is_its_title_and_text_without_shortcodes() -> None:
    assert post() == "Belts & ropes\n\nA belt They float [sic], [redacted] said."
    assert post(content={"rendered": ""}, excerpt={"rendered": "<p>In short.</p>"}) == "Belts & ropes\n\nIn short."


def test_both_are_known_by_their_bytes() -> None:
    assert media_type(ITEM, "feed.xml") == "application/vnd.rss-item+xml"
    assert media_type(json.dumps(POST).encode()) == "application/vnd.wordpress.post+json"
    assert media_type(b"<item><b>x</b></item>", "x.txt") == "text/plain"
    assert media_type(json.dumps({**POST, "content": "x"}).encode()) == "application/json"


@pytest.mark.parametrize("body", [b"", b"<item>", b"<item/>", b"<html/>", ITEM[:90], b"\xff\xfe<item>"])
def test_what_is_no_item_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        item(body)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'"x"'])
def test_what_is_no_post_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        list(WordPressPostExtractor().pages(body))


@given(st.dictionaries(st.sampled_from(["title", "content", "excerpt"]), st.recursive(st.none() | st.text(), st.lists)))
def test_a_post_of_any_shape_is_read_or_empty(changes: dict[str, object]) -> None:
    post(**changes)
