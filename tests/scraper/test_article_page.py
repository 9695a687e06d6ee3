"""Pages of articles, made in sight of the tests: what is the article stays, what the site put around it goes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.html import HtmlExtractor
from scraper.article_page import ArticlePage, read_article_page

DECLARED = '<meta property="og:type" content="article">'
STORY = "<p>The board bought 40 belts.</p><p>They float.</p>"
LINK = "<p>Original article link: https://board.example/belts/</p>"
FOOT = f"{LINK}<p>Share this article</p><p>Latest News from</p><p>ROPES</p>"


def page(head: str, body: str) -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def read(body: bytes) -> ArticlePage:
    found = read_article_page(body)
    assert found is not None
    return found


def test_the_main_part_of_a_page_that_declares_an_article_is_its_text() -> None:
    body = page(DECLARED, f"<header>Cookies</header><main><h1>Belts bought</h1>{STORY}</main><footer>Terms</footer>")
    assert read(body).text == "Belts bought\n\nThe board bought 40 belts.\n\nThey float."


def test_what_is_known_of_a_page_comes_from_its_linked_data_before_its_meta_elements() -> None:
    linked = (
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Belts",'
        ' "datePublished": "2024-05-01T10:00:00+01:00", "author": {"name": "A Reporter"}, "url": 7}]}'
    )
    metas = '<meta property="article:published_time" content="2020-01-01T00:00:00Z"><meta name="author" content="x">'
    head = f"{DECLARED}{metas}"
    found = read(page(f"{head}<script type='application/ld+json'>{linked}</script>", f"<article>{STORY}</article>"))
    assert (found.title, found.author, found.published) == ("Belts", "A Reporter", datetime(2024, 5, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "body",
    [
        page("", f"<h1>Belts bought</h1>{STORY}"),
        page(DECLARED, f"<h1>Belts bought</h1>{STORY}"),
        page(DECLARED, f"<article>{STORY}</article><article>{STORY}</article>"),
        page(DECLARED, "<main> </main>"),
        page(DECLARED, "<main>" + "<div>" * 3000 + "deep" + "</div>" * 3000),
        b"",
        b"share this article",
        page(DECLARED + "<script type='application/ld+json'>[[[{</script>", "<p>x"),
    ],
    ids=["undeclared", "no-main", "two-articles", "empty-main", "deep", "empty", "text", "broken-data"],
)
def test_what_does_not_say_where_its_article_is_is_read_whole(body: bytes) -> None:
    assert read_article_page(body) is None


def test_a_logo_that_is_a_heading_is_not_the_title() -> None:
    body = page(
        "<title>Belts bought | The wire</title>", f"<h1>The wire of news</h1><h2>Belts bought</h2>{STORY}{FOOT}"
    )
    assert read(body).title == "Belts bought"


def test_the_title_of_the_window_is_no_headline_however_long_the_menu_below_it_is() -> None:
    menu = (
        "<div>Home</div><div>All our channels, in the order of the alphabet</div><div>Visitors today: 1,204,512</div>"
    )
    body = page(
        "<title>Belts bought</title>", f"{menu}<div>ROPES</div>Printable version<h2>Belts bought</h2>{STORY}{FOOT}"
    )
    found = read(body)
    assert found.text == "Belts bought\n\nThe board bought 40 belts.\n\nThey float."
    assert found.wrapped
    assert found.wrapped.authority == "ROPES"


def test_an_article_within_a_form_is_read_as_any_other() -> None:
    body = page("", f"<form><div>Home</div><h2>Belts bought</h2>{STORY}{FOOT}</form>")
    assert read(body).text == "Belts bought\n\nThe board bought 40 belts.\n\nThey float."


def test_an_answer_letter_as_a_page_loses_nothing() -> None:
    letter = "<p>Dear Madam,</p><p>Privacy</p><p>We keep your data.</p><p>Email Alerts</p><p>We send none.</p>"
    (text,) = HtmlExtractor().pages(page("<title>FOI 417</title>", f"<div>Home</div><h1>FOI 417</h1>{letter}"))
    for words in ("Home", "FOI 417", "Dear Madam,", "Privacy", "We keep your data.", "Email Alerts", "We send none."):
        assert words in text.text


@given(st.text(), st.text())
def test_no_page_makes_the_reader_fail(head: str, body: str) -> None:
    read_article_page(
        page(f"{DECLARED}<script type='application/ld+json'>{head}</script>{head}", f"<main>{body}{FOOT}")
    )
