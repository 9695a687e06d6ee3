"""News articles as web pages: what a page says of itself, and its text without what the site wrapped around it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import html_text
import lxml.html
from lxml import etree

from scraper.archive.decode import decode_html
from scraper.articles import Article, read_article
from scraper.reading import PageChanged, clean, moment, one_line

LARGEST = 4 << 20
"""Bytes; no article's page is larger, and other pages are not looked at twice."""

_DECLARED = re.compile(
    rb'article:published_time|og:type["\'\s][^>]{0,40}article|"@type"\s*:\s*"(?:News)?Article"', re.I
)
_MARKED = re.compile(
    rb"original article link|share this article|powered by disqus|by submitting|latest news from", re.I
)
_UNSEEN = ("script", "style", "template", "svg", "object", "embed", "applet", "iframe", "nav", "noscript", "title")
"""The window's title is no line of the page: taken for the headline, it made an article of the menus below it."""

_ARTICLE_TYPES = frozenset({"Article", "NewsArticle", "BlogPosting", "Report"})


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """A news article as its page gives it; "" and None where the page does not say.

    `text` begins with the title. `wrapped` is what its lines say if it stands in a wrapping that is known.
    """

    title: str
    text: str
    summary: str = ""
    author: str = ""
    address: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    wrapped: Article | None = None


def read_article_page(body: bytes) -> ArticlePage | None:
    """Read the page of a news article; None if nothing on it says that it is one.

    It says so by a wrapping that is known (scraper/articles.py), or by declaring itself an article, for search engines,
    and having one main part. Then nothing outside that part is the article's.
    """
    if len(body) > LARGEST or not (_DECLARED.search(body) or _MARKED.search(body)):
        return None
    tree = _tree(decode_html(body))
    if tree is None:
        return None
    said = _said(tree)
    title = _title(tree, said)
    for element in list(tree.iter(*_UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    main = _main(tree)
    part = tree if main is None else main
    text = clean(str(html_text.etree_to_text(part)))
    wrapped = read_article(text, title)
    if wrapped:
        text = wrapped.body
    elif main is None or not _DECLARED.search(body) or not text.strip():
        return None
    title = wrapped.title if wrapped else title
    return ArticlePage(
        title=title,
        text=text if text.casefold().startswith(title.casefold()) else f"{title}\n\n{text}",
        summary=_first(said, "description", "og:description"),
        author=_first(said, "author"),
        address=_first(said, "url", "og:url", "canonical"),
        published=_time(said, "datePublished", "article:published_time"),
        updated=_time(said, "dateModified", "article:modified_time"),
        wrapped=wrapped,
    )


def _tree(html: str) -> lxml.html.HtmlElement | None:
    """Parse; None for what is nothing, or nested too deeply to be an article."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = lxml.html.document_fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None
    return None if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log) else root


def _said(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """What the head says: meta elements by name or property, the canonical address, JSON-LD's article."""
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or ""
        said.setdefault(name, one_line(clean(meta.get("content") or "")))
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            said.setdefault("canonical", (link.get("href") or "").strip())
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            said |= _linked_data(script.text or "")
    return said


def _linked_data(text: str) -> dict[str, str]:
    """The plain texts of a JSON-LD article, and its author's name; nothing if there is none that can be read."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    article = next((one for one in _objects(data) if _is_article(one)), {})
    said = {str(name): one_line(clean(value)) for name, value in article.items() if isinstance(value, str)}
    authors = (one.get("name") for one in _objects(article.get("author")))
    names = "; ".join(one_line(clean(name)) for name in authors if isinstance(name, str))
    return {**said, "author": names} if names else said


def _objects(data: object) -> Iterator[dict[str, object]]:
    """The objects on top of JSON-LD, which is one, a list, or one with a list as its @graph."""
    if isinstance(data, dict):
        yield data
        data = data.get("@graph")
    if isinstance(data, list):
        yield from (one for one in data if isinstance(one, dict))


def _is_article(one: dict[str, object]) -> bool:
    kind = one.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name in _ARTICLE_TYPES for name in kinds)


def _title(tree: lxml.html.HtmlElement, said: dict[str, str]) -> str:
    """The heading that the window's title repeats, since a logo may be a heading too; else the first one."""
    window = one_line(clean("".join(str(title.text_content()) for title in tree.iter("title")))).casefold()
    headings = [one_line(clean(str(heading.text_content()))) for level in ("h1", "h2") for heading in tree.iter(level)]
    headings = [heading for heading in headings if heading]
    repeated = [heading for heading in headings if heading.casefold() in window]
    stated = _first(said, "headline", "og:title")
    return max(repeated, key=len, default="") or stated or next(iter(headings), "")


def _main(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    """The element that holds the article, if the page has exactly one that says so."""
    for path in (".//article", ".//main", ".//*[@itemprop='articleBody']", ".//*[@id='content-body']"):
        found = tree.findall(path)
        if len(found) == 1 and found[0].text_content().strip():
            return found[0]
    return None


def _first(said: dict[str, str], *names: str) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _time(said: dict[str, str], *names: str) -> datetime | None:
    """The first of these times that can be read; a page's other half may still be right."""
    for name in names:
        try:
            return moment(said[name])
        except (KeyError, PageChanged):
            continue
    return None
