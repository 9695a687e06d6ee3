"""Which documents a GOV.UK content item carries, in the order in which its page shows them."""

from collections.abc import Iterator

from parsel import Selector

from scraper.items import DocumentLink, LinkKind
from scraper.platforms.govuk.site import Site, file_key
from scraper.reading import PageChanged, Record, clean, one_line
from scraper.reading import plain as plain


def documents(item: Record, site: Site, path: str) -> tuple[DocumentLink, ...]:
    """Return the item's documents: itself, then attachments, featured ones first, then files in its body.

    Old items have no `attachments` but `documents`, pieces of HTML. A file met twice counts once.
    """
    details = item.part("details")
    own = DocumentLink(url=site.api(path), title=one_line(item.maybe("title")), kind=LinkKind.PAGE)
    attached = [*_attachments(details, site, item.maybe("locale"))]
    if not attached:
        attached = [link for part in details.texts("documents") for link in _links(part, site, path)]
    return _once([own, *attached, *_links(_body(details), site, path=None)])


def _attachments(details: Record, site: Site, locale: str) -> Iterator[DocumentLink]:
    featured = set(details.texts("featured_attachments"))
    attachments = details.parts("attachments")
    for attachment in sorted(attachments, key=lambda part: part.maybe("id") not in featured):
        if attachment.maybe("locale") in {"", locale}:
            yield _attachment(attachment, site)


def _attachment(attachment: Record, site: Site) -> DocumentLink:
    address = attachment.text("url")
    title = one_line(attachment.maybe("title")) or attachment.maybe("filename")
    kind = attachment.maybe("attachment_type")
    path = site.path_of(address) if kind == "html" else None
    if path:
        return DocumentLink(url=site.api(path), title=title, kind=LinkKind.PAGE)
    file = site.file(address) if kind != "external" else None
    if file:
        return DocumentLink(url=file, title=title)
    return DocumentLink(
        url=site.page(address) if address.startswith("/") else address, title=title, kind=LinkKind.EXTERNAL
    )


def _links(markup: str, site: Site, path: str | None) -> Iterator[DocumentLink]:
    """Yield the files linked to in HTML and, if the item's own path is given, its HTML attachments."""
    if "<a" not in markup.lower():
        return
    for anchor in Selector(text=markup, type="html").css("a[href]"):  # parsel would take "[1]" for JSON
        href = anchor.attrib["href"]
        title = one_line(clean(" ".join(anchor.css("::text").getall())))
        file = site.file(href)
        if file:
            yield DocumentLink(url=file, title=title)
            continue
        below = site.path_of(href) if path else None
        if below and below.startswith(f"{path}/"):
            yield DocumentLink(url=site.api(below), title=title, kind=LinkKind.PAGE)


def _body(details: Record) -> str:
    """Return the body's HTML; some items give it in several forms, as a list."""
    try:
        return details.maybe("body")
    except PageChanged:
        forms = details.parts("body")
        return next((form.maybe("content") for form in forms if form.maybe("content_type") == "text/html"), "")


def _once(links: list[DocumentLink]) -> tuple[DocumentLink, ...]:
    """Drop repeats of a file. A thumbnail links to it first, without words: the title comes with the second."""
    kept: dict[str, DocumentLink] = {}
    for link in links:
        key = file_key(link.url)
        first = kept.get(key)
        if first is None or (link.title and not first.title):
            kept[key] = DocumentLink(first.url, link.title, first.kind) if first else link
    return tuple(kept.values())
