"""What one part of a list gives: its entries, which of them cannot be read, and where it goes on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

from scraper.items import DocumentLink, LinkKind, Publication, State
from scraper.platforms.configured.addresses import web_address
from scraper.platforms.configured.declaration import Declaration, Paging
from scraper.reading import one_line
from scraper.references import references

Values = Mapping[str, Any]
"""What was read of an entry, by the names of Fields: texts, and times for the dates."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A part of a list to be asked for. `post`: the JSON that is sent, "" to ask with GET.

    Parts of one address that differ only in what is sent are told apart by a fragment, which is not sent.
    """

    url: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class ListPart:
    """One part of a list. `flaws` say why entries could not be read; `texts` are entries' own, by address."""

    items: tuple[Publication, ...]
    flaws: tuple[str, ...] = ()
    more: tuple[Ask, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


def entry(declared: Declaration, values: Values, documents: tuple[DocumentLink, ...] = ()) -> Publication:
    """Return the publication as its list tells it; its page may say more."""
    return Publication(
        source=declared.name,
        native_id=values.get("id") or values["link"],
        kind=declared.kind,
        title=values.get("title", ""),
        url=values["link"],
        authority=values.get("authority") or declared.authority,
        summary=values.get("summary", ""),
        published=values.get("published"),
        updated=values.get("updated"),
        references=_references(values),
        documents=documents,
    )


def with_page(listed: Publication, values: Values, documents: tuple[DocumentLink, ...]) -> Publication:
    """Return a publication with what its own page says; that wins over the list."""
    title = values.get("title") or listed.title
    return replace(
        listed,
        native_id=values.get("id") or listed.native_id,
        title=title,
        authority=values.get("authority") or listed.authority,
        summary=values.get("summary") or listed.summary,
        published=values.get("published") or listed.published,
        updated=values.get("updated") or listed.updated,
        references=tuple(dict.fromkeys((*listed.references, *_references({**values, "title": title})))),
        state=State.LIVE,
        note="",
        documents=documents,
    )


def next_number(at: Ask, paging: Paging, number: int) -> tuple[Ask, ...]:
    """Return the part of the list after the part of that number, if the declaration has one."""
    after = number + paging.step
    if paging.last and after > paging.last:
        return ()
    return (numbered(at, paging, after),)


def numbered(at: Ask, paging: Paging, number: int) -> Ask:
    """Return a part of a list by its number: as a parameter of the address, or of what is sent."""
    if at.post:
        return Ask(f"{urldefrag(at.url)[0]}#{number}", json.dumps({**json.loads(at.post), paging.parameter: number}))
    parts = urlsplit(at.url)
    others = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != paging.parameter
    ]
    return Ask(parts._replace(query=urlencode([*others, (paging.parameter, str(number))])).geturl())


def document(declared: Declaration, url: str, title: str = "") -> DocumentLink:
    """Return the link to a document; one on a host that is not declared is recorded, not fetched."""
    there = web_address(url) in declared.file_hosts
    return DocumentLink(url, one_line(title)[:500], LinkKind.FILE if there else LinkKind.EXTERNAL)


def _references(values: Values) -> tuple[str, ...]:
    said = values.get("reference", "")
    found = references(values.get("title", ""), values.get("summary", ""))
    return tuple(dict.fromkeys((*([said] if said else []), *found)))
