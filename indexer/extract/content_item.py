"""GOV.UK content items: the JSON of a publication, a news story, or an attachment written in HTML."""

import json
from collections.abc import Iterator
from typing import Any

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.html import NO_TEXT, html_to_text


class ContentItemExtractor:
    """A page is the whole item: title, description, a notice of withdrawal, and the body as text.

    Of an item that is gone it is the explanation, of one that moved, where to. Source: GOV.UK Content API.
    """

    name = "content-item/1"
    media_types = frozenset({"application/vnd.govuk.content-item+json"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the one page."""
        item = _parse(body)
        details = _object(item.get("details"))
        notice = _object(item.get("withdrawn_notice"))
        parts = (
            _text(item.get("title")),
            html_to_text(_text(item.get("description"))),
            html_to_text(_text(notice.get("explanation"))),
            html_to_text(_body(details.get("body"))),
            html_to_text(_text(details.get("explanation"))),
            _text(details.get("alternative_path")),
            *_destinations(item.get("redirects")),
        )
        text = "\n\n".join(part.strip() for part in parts if part.strip())
        yield Page(1, text, warning="" if text else NO_TEXT)


def body_html(body: bytes) -> str:
    """Return the body of an item, "" if it has none. Raises ExtractionError if it is no item."""
    return _body(_object(_parse(body).get("details")).get("body"))


def _parse(body: bytes) -> dict[str, Any]:
    try:
        item = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise ExtractionError(f"not readable JSON: {exc}") from exc
    if not isinstance(item, dict):
        raise ExtractionError("not a GOV.UK content item: no JSON object")
    return item


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _body(value: Any) -> str:
    """The body as HTML: a string, or the same in several formats, of which HTML is wanted."""
    if not isinstance(value, list):
        return _text(value)
    forms = {_text(form.get("content_type")): _text(form.get("content")) for form in value if isinstance(form, dict)}
    return forms.get("text/html") or next(iter(forms.values()), "")


def _destinations(redirects: Any) -> tuple[str, ...]:
    if not isinstance(redirects, list):
        return ()
    return tuple(f"Moved to {_text(r.get('destination'))}" for r in redirects if _text(_object(r).get("destination")))
