"""HTML as lines of text: all that a reader would see, without the site's menus; of a news article, the article."""

from collections.abc import Iterator

import html_text
import lxml.html
from lxml import etree

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.html_flat import flat_text
from scraper.archive.decode import decode_html as decode_html
from scraper.article_page import read_article_page

NO_TEXT = "no text"

_DROPPED = frozenset({"script", "style", "template", "svg", "object", "embed", "applet", "iframe"})
_MENUS = frozenset({"nav"})


class HtmlExtractor:
    """A page is the whole file."""

    name = "html/3"
    media_types = frozenset({"text/html"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the one page."""
        article = read_article_page(body)
        text = article.text if article else html_to_text(decode_html(body))
        yield Page(1, text, warning="" if text else NO_TEXT)


def html_to_text(html: str) -> str:
    """Return the visible text: paragraphs as lines, rows of tables as lines, no scripts, no menus.

    Recall comes first: only what is marked as a menu is left out, and nothing if nothing else is there.
    Raises ExtractionError if it cannot be parsed at all.
    """
    if not html.strip():
        return ""
    tree = html_to_tree(html)
    if tree is None:
        return flat_text(html, _DROPPED)
    whole = element_to_text(tree)
    _drop(tree, _MENUS)
    return element_to_text(tree) or whole


def html_to_tree(html: str) -> lxml.html.HtmlElement | None:
    """Return the tree of what can be seen; None if it is too deep for one. Raises ExtractionError if it is no HTML."""
    tree = parse(html)
    if tree is not None:
        _drop(tree, _DROPPED)
    return tree


def element_to_text(element: lxml.html.HtmlElement) -> str:
    """Return the text of an element and of all in it, a line for each block."""
    return str(html_text.etree_to_text(element))


def parse(html: str) -> lxml.html.HtmlElement | None:
    """Parse to a tree; None if it is too deep for one. Past its depth libxml2 reads nothing more, not even later.

    Raises ExtractionError if it cannot be parsed at all.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", recover=True, huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = lxml.html.document_fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it but comments or blanks
        return lxml.html.Element("html")
    except etree.LxmlError as exc:
        raise ExtractionError(f"not readable HTML: {exc}") from exc
    return None if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log) else root


def _drop(tree: lxml.html.HtmlElement, tags: frozenset[str]) -> None:
    """Remove elements with all in them, but not the text after them."""
    for element in list(tree.iter(*tags)):
        if element.getparent() is not None:
            element.drop_tree()
