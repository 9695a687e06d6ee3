"""Reading a request's page: its messages, the files in them, and what is not shown."""

import re
from dataclasses import dataclass, replace

from parsel import Selector

from scraper.items import DocumentLink, Publication, State
from scraper.platforms.alaveteli.site import Site
from scraper.reading import PageChanged, clean, one_line
from scraper.references import references

_MESSAGE = re.compile(r"(?:incoming|outgoing)-\d+")
_CONCEALED = frozenset({"hidden", "requester_only"})
NAMELESS = "an attachment without a name"


@dataclass(frozen=True, slots=True)
class Message:
    """One message, as the page shows it. `id` is "incoming-701" or "outgoing-501", as in addresses.

    `links` are its files in the order shown; what is listed and not given out is among them, and the message
    itself is if its text is hidden.
    """

    id: str
    text: str
    links: tuple[DocumentLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """The messages of a request, oldest first. `noindex`: the page asks to be left out of indexes."""

    messages: tuple[Message, ...]
    noindex: bool = False


def read_thread(body: bytes, site: Site, url: str) -> Thread:
    """Read a request's page. Raises PageChanged if there is no message in it, or a message has no text."""
    page = Selector(text=body.decode("utf-8", "replace"), type="html")
    robots = " ".join(page.css("meta[name=robots]::attr(content)").getall()).lower()
    messages: dict[str, Message] = {}
    for node in page.css("div.correspondence[id]"):
        if _MESSAGE.fullmatch(node.attrib["id"]):
            messages.setdefault(node.attrib["id"], _message(node, site, url))
    if not messages:
        raise PageChanged(f"no message (div.correspondence) in {url}")
    return Thread(tuple(messages.values()), "noindex" in robots)


def with_thread(publication: Publication, thread: Thread) -> Publication:
    """Return a publication with the documents and references its messages carry."""
    received = (message.text for message in thread.messages if message.id.startswith("incoming-"))
    links = {link.url: link for message in thread.messages for link in message.links}
    return replace(
        publication,
        references=references(publication.title, *received),
        documents=(*publication.documents, *links.values()),
    )


def _message(node: Selector, site: Site, url: str) -> Message:
    name = node.attrib["id"]
    place = f"{url}#{name}"
    if _CONCEALED & set(node.attrib.get("class", "").split()) or node.css("#hidden_message"):
        note = _words(node.css("#hidden_message")) or _words(node)
        return Message(name, "", (DocumentLink(place, "a message", state=State.HIDDEN, note=note),))
    text = node.css(".correspondence_text")
    if not text:
        raise PageChanged(f"{name} has no text (.correspondence_text) in {url}")
    links = [_attachment(item, site, url, place) for item in node.css("li.attachment")]
    unseen = text.xpath(".//p[contains(concat(' ', @class, ' '), ' hidden_attachment ')][not(ancestor::li)]")
    if unseen:
        links.insert(0, DocumentLink(place, "the text of a message", state=State.HIDDEN, note=_words(unseen)))
    body = text.xpath(".//text()[not(ancestor::*[contains(@class, 'attachments')])]")
    return Message(name, one_line(clean(" ".join(body.getall()))), tuple(links))


def _attachment(item: Selector, site: Site, url: str, place: str) -> DocumentLink:
    """Read a listed file. What is erased keeps its name and loses its size, what is hidden loses both.

    Told apart by what the page leaves out, not by its words, which are in the site's language.
    """
    name = _words(item.css(".attachment__name"))
    files = [file for href in item.css("a::attr(href)").getall() if (file := site.file(href))]
    if files:
        return DocumentLink(files[0], name or NAMELESS)
    where = f"{url}#{item.attrib['id']}" if item.attrib.get("id") else f"{place}-{name}"
    concealed = item.css(".hidden_attachment")
    size = one_line("".join(item.css(".attachment__meta::text").getall()))
    erased = bool(name) and not concealed and not size
    note = _words(concealed) or _words(item.css(".attachment__meta")) or "no link to it"
    return DocumentLink(where, name or NAMELESS, state=State.GONE if erased else State.HIDDEN, note=note)


def _words(nodes: Selector | list[Selector]) -> str:
    found = nodes if isinstance(nodes, list) else [nodes]
    return one_line(clean(" ".join(text for node in found for text in node.css("::text").getall())))
