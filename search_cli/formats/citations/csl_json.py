"""CSL-JSON, which reference managers take in. Source: csl-data.json of CSL 1.0.2."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from indexer.citing import Citation
from scraper.items import Kind
from search_cli.formats.citations import words
from search_cli.formats.records import json_line

_TYPES = {
    Kind.RELEASE: "report",
    Kind.REQUEST: "webpage",
    Kind.NEWS: "article-newspaper",  # CSL knows no news of the web; reference managers make this of it
    Kind.FILE: "document",
}


def lines(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield one list with an item for each citation, an item a line."""
    opening = "[\n"
    for citation in citations:
        yield opening + json_line(item(citation)).rstrip("\n")
        opening = ",\n"
    yield "\n]\n" if opening == ",\n" else "[]\n"


def item(citation: Citation) -> dict[str, Any]:
    """Return a citation as an item. What has nothing in it is left out."""
    published, page = citation.published, citation.page
    *others, url = [*words.addresses(citation)] or [""]
    where = (f"published at {other}" for other in others)
    notes = (words.part(citation), *words.remarks(citation), *where)
    author, carrier = words.author(citation), words.carrier(citation)
    fields: dict[str, Any] = {
        "id": f"foi-{citation.id.replace(':', '-')}",
        "type": _TYPES[citation.publication.kind],
        "title": words.title(citation),
        "author": [{"literal": author}] if author else [],
        "container-title": carrier or (author if citation.publication.kind is Kind.NEWS else ""),
        "genre": words.genre(citation),
        "number": words.references(citation),
        "issued": _date(published) if published else {},
        "accessed": _date(citation.anchor.seen.date()),
        "page": str(page.number) if page and any(words.where(citation)) else "",
        "URL": url,
        "note": _note(citation.line, *notes),
    }
    return {name: value for name, value in fields.items() if value}


def _note(anchor: str, *notes: str) -> str:
    """Return the note, the anchor first: processors take a line "type: book", and {:type: book}, for fields."""
    return ", ".join(filter(None, (anchor, *notes))).replace("{:", "{ :")


def _date(day: date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}
