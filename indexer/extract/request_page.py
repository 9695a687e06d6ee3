"""Pages of Alaveteli sites: a request for information, message by message."""

import re
from collections.abc import Iterator

import lxml.html

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.html import NO_TEXT, decode_html, element_to_text, html_to_text, html_to_tree

_MESSAGE = re.compile(r"(incoming|outgoing)-\d+")
_WAYS = {"incoming": "answer", "outgoing": "request"}
_ROLES = re.compile(
    r"\b(?:access|admin|authority|commission(?:er)?|compliance|contact|correspondence|council|customer|data|department|"
    r"desk|division|enquir\w*|f[io]+a?|eir|freedom|governance|group|help|info|information|inquir\w*|mailbox|ministerial|"
    r"office|police|public|records|request\w*|rights|secretariat|service\w*|support|team|transparency|unit)\b",
    re.I,
)
"""Words in the name of a post or a team. What has none of them is taken for the name of a person."""


class RequestPageExtractor:
    """A page is a message. Its label says who wrote it and when, but names no person.

    What is around the messages is left out: menus, other requests, and the annotations of passers-by. Of files
    the names are given, and of what is not shown, the reason.
    """

    name = "request-page/1"
    media_types = frozenset({"application/vnd.alaveteli.request+html"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield each message, oldest first; the whole page, if there is none to be seen in it."""
        html = decode_html(body)
        tree = html_to_tree(html)
        number = 0
        for number, node in enumerate(_messages(tree), start=1):
            text = _text(node)
            yield Page(number, text, label=_label(node, number), warning="" if text else NO_TEXT)
        if not number:
            text = html_to_text(html)
            if not text:
                raise ExtractionError("no message, and no other text, in a page of an Alaveteli site")
            yield Page(1, text, warning="no message was recognised: this is the whole page")


def _messages(tree: lxml.html.HtmlElement | None) -> list[lxml.html.HtmlElement]:
    found: dict[str, lxml.html.HtmlElement] = {}
    for node in tree.iter("div") if tree is not None else ():
        name = node.get("id") or ""
        if _MESSAGE.fullmatch(name) and "correspondence" in (node.get("class") or "").split():
            found.setdefault(name, node)
    return list(found.values())


def _text(node: lxml.html.HtmlElement) -> str:
    """Return what is written in a message, then which files came with it."""
    files = [_line(item) for item in _classed(node, "attachment", "li")]
    for listed in _classed(node, "attachments"):
        if listed.getparent() is not None:
            listed.drop_tree()
    bodies = _classed(node, "correspondence_text") or [node]
    parts = [element_to_text(body) for body in bodies]
    parts += [f"Attached: {file}" for file in files if file]
    return "\n\n".join(part for part in parts if part.strip())


def _line(item: lxml.html.HtmlElement) -> str:
    """Return a file's name, and in brackets why it is not shown, if it is not."""
    name = " ".join(" ".join(part.itertext()) for part in _classed(item, "attachment__name"))
    if any("/attach/" in (link.get("href") or "") for link in item.iter("a")):
        return " ".join(name.split())
    reason = " ".join(" ".join(part.itertext()) for part in _classed(item, "attachment__meta"))
    return " ".join(f"{name} ({reason})".split())


def _label(node: lxml.html.HtmlElement, number: int) -> str:
    way = _WAYS[(node.get("id") or "").partition("-")[0]]
    if number > 1 and way == "request":
        way = "follow-up"
    author = " ".join(" ".join(part.itertext()) for part in _classed(node, "correspondence__header__author"))
    days = [time.get("datetime") or "" for time in node.iter("time")]
    when = days[0][:10] if days and re.match(r"\d{4}-\d\d-\d\d", days[0]) else ""
    return ", ".join(part for part in (way, when, _role(author) if way == "answer" else "") if part)


def _role(author: str) -> str:
    """Return the parts of an author's name that name a post or a body: "FOI Team, Example Department"."""
    parts = [" ".join(part.split()) for part in author.split(",")]
    if len(parts) > 1 and not _ROLES.search(parts[0]):
        parts = parts[1:]
    return ", ".join(part for part in parts if part)


def _classed(node: lxml.html.HtmlElement, name: str, tag: str = "*") -> list[lxml.html.HtmlElement]:
    return [one for one in node.iter(tag) if isinstance(one.tag, str) and name in (one.get("class") or "").split()]
