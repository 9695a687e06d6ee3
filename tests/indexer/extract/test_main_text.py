"""The main text of a page: what the site wraps around it may change as it likes."""

import pytest

from indexer.extract.html import html_to_text
from indexer.extract.main_text import MainTextExtractor, main_text

ARTICLE = "<h1>Bus lane cameras</h1><p>The council paid £4,120 for them.</p>"


def page(content: str, around: str, mark: str = "main") -> str:
    return (
        f"<html><head><title>Bus</title><script>nonce={around!r}</script></head><body class='has-sidebar {around}'>"
        f"<nav>{around}</nav><div class='cookie-banner'>{around}</div><{mark}>{content}"
        f"<div class='gem-c-related-links'>Related: {around}</div></{mark}>"
        f"<footer>Page made at {around}</footer></body></html>"
    )


@pytest.mark.parametrize("mark", ["main", "article", "div role='main'", "div"])
def test_a_page_says_the_same_whatever_stands_around_it(mark: str) -> None:
    assert html_to_text(page(ARTICLE, "12:03", mark)) != html_to_text(page(ARTICLE, "14:59", mark))
    assert main_text(page(ARTICLE, "12:03", mark)) == main_text(page(ARTICLE, "14:59", mark))
    assert "£4,120" in main_text(page(ARTICLE, "12:03", mark))


@pytest.mark.parametrize("mark", ["main", "article", "div role='main'", "div"])
def test_a_word_of_the_page_itself_is_a_difference(mark: str) -> None:
    assert main_text(page(ARTICLE, "12:03", mark)) != main_text(page(ARTICLE.replace("4,120", "4,210"), "12:03", mark))


def test_a_list_of_several_articles_is_read_whole() -> None:
    assert main_text(f"<body><article>{ARTICLE}</article><article><p>Second</p></article></body>").endswith("Second")


def test_what_is_named_as_wrapping_but_holds_the_heading_stays() -> None:
    assert "£4,120" in main_text(f"<body><div class='page-with-sidebar sidebar'>{ARTICLE}</div></body>")


def test_a_page_with_nothing_but_wrapping_is_read_whole() -> None:
    assert main_text("<body><footer>All there is</footer></body>") == "All there is"


@pytest.mark.parametrize(
    "html", ["", "   ", "<!-- -->", "<div>" * 5_000 + "deep" + "</div>" * 5_000, "\0<p>a\0b</p>", "<main><main></main>"]
)
def test_no_page_breaks_it(html: str) -> None:
    assert isinstance(main_text(html), str)


def test_a_page_too_deep_for_a_tree_is_read_flat() -> None:
    assert "deep" in main_text("<div>" * 5_000 + "deep" + "</div>" * 5_000)


def test_it_is_an_extractor_of_one_page() -> None:
    (only,) = MainTextExtractor().pages(page(ARTICLE, "12:03").encode())
    assert (only.number, only.warning) == (1, "")


def test_what_stands_above_the_headline_of_a_wired_article_is_none_of_its_text() -> None:
    def said(visitors: int) -> str:
        head = f"Harbour Authority<br>Printable version<div>Visitors today: {visitors}</div><h2>Belts bought</h2>"
        foot = "<p>Share this article</p><p>Latest News from<br>Harbour Authority</p>"
        html = f"<html><head><title>Belts bought</title></head><body>{head}<p>The board bought 40 belts.</p>{foot}"
        (only,) = MainTextExtractor().pages(html.encode())
        return only.text

    assert said(3) == said(1204) == "Belts bought\n\nThe board bought 40 belts."
