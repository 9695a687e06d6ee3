"""The lines of a bundle: one JSON object each, with their fields in the order of the alphabet. See docs/bundle.md."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from indexer.extract.base import Page
from indexer.facts.forms import to_form
from indexer.facts.records import Fact
from indexer.members import Inside
from indexer.text import Made
from scraper.archive.forms import of_publication
from scraper.archive.records import Document, Held
from scraper.items import Publication

Form = dict[str, Any]


_PLAIN, _ESCAPED = (
    json.JSONEncoder(ensure_ascii=escaped, sort_keys=True, separators=(",", ":")).encode for escaped in (False, True)
)


def line_of(form: Form) -> bytes:
    """Write one line. Lone surrogates, which a damaged PDF can hold, are escaped: they have no UTF-8."""
    try:
        return _PLAIN(form).encode() + b"\n"
    except UnicodeEncodeError:
        return _ESCAPED(form).encode() + b"\n"


def of_held(held: Held, versions: list[tuple[datetime, Publication]]) -> Form:
    """Write a publication with all its versions, oldest first."""
    return {
        "last_seen": held.last_seen.isoformat(),
        "versions": [{"seen": seen.isoformat(), "record": of_publication(record)} for seen, record in versions],
    }


def of_document(document: Document) -> Form:
    """Write a captured document."""
    return {"digest": document.digest, "media_type": document.media_type, "size": document.size}


def of_member(inside: Inside) -> Form:
    """Write where a file within a document is."""
    return asdict(inside)


def of_text(made: Made) -> Form:
    """Write whose text a document's pages are, and why some are missing."""
    return asdict(made)


def of_fact(digest: str, fact: Fact) -> Form:
    """Write what a document says, with the words of its pages that it rests on."""
    return {"digest": digest, **to_form(fact)}


def of_page(digest: str, page: Page) -> Form:
    """Write a page; what is empty is left out. Hidden text is not handed on: it may not have been meant to be."""
    form = {"digest": digest, "number": page.number, "text": page.text}
    others = {"label": page.label, "how": page.how, "confidence": page.confidence, "warning": page.warning}
    form |= {name: value for name, value in others.items() if value not in ("", None)}
    return {**form, "gaps": page.gaps} if page.gaps else form
