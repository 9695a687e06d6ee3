"""The main text of a web page: what it is about, without what the site wrapped around it.

For comparing two captures of a page. What is searched is all of its text (html.py): there recall comes first. Here a
footer that says another time at every load must not look like an edit.
"""

import re
from collections.abc import Iterator

import html_text
import lxml.html
from lxml import etree

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.html import NO_TEXT, decode_html, html_to_text
from scraper.article_page import read_article_page
from scraper.articles import read_article

_ROOTS = ("//main", "//*[@role='main']", "//article", "//body")
_DROPPED = (
    "script", "style", "template", "svg", "object", "embed", "applet", "iframe", "noscript", "nav", "footer", "aside",
    "dialog", "button", "select", "input",
)  # fmt: skip
_KEPT = frozenset({"html", "body", "main", "article", "h1", "title"})
_WRAPPING = re.compile(
    r"(?:^|[\s_-])(?:footer|cookies?|breadcrumbs?|related|share|sharing|social|sidebar|newsletter|adverts?|promo)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)


class MainTextExtractor:
    """A page is the main part of the whole file; no type is read by it unless asked for."""

    name = "main-text/2"
    media_types = frozenset[str]()

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the one page."""
        article = read_article_page(body)
        text = article.text if article and article.wrapped else main_text(decode_html(body))
        yield Page(1, text, warning="" if text else NO_TEXT)


def main_text(html: str) -> str:
    """Return the main text of a page; all of its text if no part of it is marked as the main one.

    Raises ExtractionError if it cannot be parsed at all.
    """
    if not html.strip():
        return ""
    text = _marked(html) or html_to_text(html)
    article = read_article(text)
    return f"{article.title}\n\n{article.body}" if article else text


def _marked(html: str) -> str:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = lxml.html.document_fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it but comments or blanks
        return ""
    except etree.LxmlError as exc:
        raise ExtractionError(f"not readable HTML: {exc}") from exc
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        return ""  # too deep: what came later was not read
    root = _root(tree)
    for element in [*root.iter(*_DROPPED), *(part for part in root.iter(etree.Element) if _wraps(part))]:
        if element is not root and element.getparent() is not None:
            element.drop_tree()
    return str(html_text.etree_to_text(root))


def _root(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Return the element that holds the main text: the one that is marked so, if there is one and no more."""
    for path in _ROOTS:
        found = tree.xpath(path)
        if isinstance(found, list) and len(found) == 1:
            return found[0]
    return tree


def _wraps(element: lxml.html.HtmlElement) -> bool:
    """Tell whether an element is named as what stands around the text, and holds no heading of the page."""
    if element.tag in _KEPT:
        return False
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_WRAPPING.search(named)) and element.find(".//h1") is None
