"""Records to and from JSON, for the catalogue and for bundles. What comes in is checked field by field."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from scraper.archive.records import Capture, Digest
from scraper.items import DocumentLink, Event, Kind, LinkKind, Publication, State

DIGEST_LENGTH = 64


class BadForm(ValueError):
    """A JSON object that is no such record; the text names the field."""


def of_publication(publication: Publication) -> dict[str, Any]:
    """Write a publication as a JSON object; fields that are empty are left out."""
    form: dict[str, Any] = {}
    for item in fields(publication):
        value = getattr(publication, item.name)
        if isinstance(value, datetime):
            form[item.name] = value.isoformat()
        elif item.name == "documents":
            form[item.name] = [_of_link(link) for link in value]
        elif item.name == "events":
            form |= {"events": [_of_event(event) for event in value]} if value else {}
        elif value or item.name in ("source", "native_id", "title"):
            form[item.name] = list(value) if isinstance(value, tuple) else value
    return form


def to_publication(form: Mapping[str, Any]) -> Publication:
    """Read what of_publication wrote. Raises BadForm."""
    try:
        return Publication(
            source=text(form, "source", needed=True),
            native_id=text(form, "native_id", needed=True),
            kind=Kind(text(form, "kind", needed=True)),
            title=text(form, "title"),
            url=text(form, "url"),
            authority=text(form, "authority"),
            outlet=text(form, "outlet"),
            summary=text(form, "summary"),
            published=time(form, "published"),
            updated=time(form, "updated"),
            references=tuple(strings(form, "references")),
            state=State(text(form, "state") or State.LIVE),
            note=text(form, "note"),
            original_url=text(form, "original_url"),
            documents=tuple(map(_to_link, objects(form, "documents"))),
            outcome=text(form, "outcome"),
            events=tuple(map(_to_event, objects(form, "events"))),
        )
    except ValueError as error:
        raise BadForm(f"not a publication: {error}") from error


def _of_link(link: DocumentLink) -> dict[str, Any]:
    form: dict[str, Any] = {"url": link.url, "title": link.title, "kind": link.kind}
    if link.state is not State.LIVE:
        form["state"] = link.state
    return form | {"note": link.note} if link.note else form


def _to_link(form: Mapping[str, Any]) -> DocumentLink:
    return DocumentLink(
        url=text(form, "url", needed=True),
        title=text(form, "title"),
        kind=LinkKind(text(form, "kind", needed=True)),
        state=State(text(form, "state") or State.LIVE),
        note=text(form, "note"),
    )


def _of_event(event: Event) -> dict[str, Any]:
    said = {"what": event.what, "status": event.status, "message": event.message}
    return {"time": event.time.isoformat(), **{name: value for name, value in said.items() if value}}


def _to_event(form: Mapping[str, Any]) -> Event:
    when = time(form, "time")
    if when is None:
        raise BadForm("an event has no time")
    return Event(when, text(form, "what", needed=True), text(form, "status"), text(form, "message"))


def of_capture(capture: Capture) -> dict[str, Any]:
    """Write a capture as a JSON object."""
    return {
        "source": capture.source,
        "url": capture.url,
        "final_url": capture.final_url,
        "time": capture.time.isoformat(),
        "status": capture.status,
        "headers": [list(pair) for pair in capture.headers],
        "digest": capture.digest,
        "revisit": capture.revisit,
    }


def to_capture(form: Mapping[str, Any]) -> Capture:
    """Read what of_capture wrote. Raises BadForm."""
    when = time(form, "time")
    headers = form.get("headers", [])
    if when is None or not isinstance(headers, list):
        raise BadForm("not a capture: it has no time, or its headers are no list")
    pairs = tuple((str(pair[0]), str(pair[1])) for pair in headers if isinstance(pair, list) and len(pair) == 2)
    return Capture(
        source=text(form, "source", needed=True),
        url=text(form, "url", needed=True),
        final_url=text(form, "final_url"),
        time=when,
        status=number(form, "status"),
        headers=pairs,
        digest=digest(form, "digest") if form.get("digest") is not None else None,
        revisit=form.get("revisit") is True,
    )


def text(form: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    """Return a field that must be text; "" if it is absent. Raises BadForm."""
    value = form.get(name, "")
    if not isinstance(value, str) or (needed and not value):
        raise BadForm(f"its {name} is not text, or is missing")
    return value


def number(form: Mapping[str, Any], name: str) -> int:
    """Return a field that must be a whole number, not below 0. Raises BadForm."""
    value = form.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise BadForm(f"its {name} is not a whole number")
    return value


def time(form: Mapping[str, Any], name: str) -> datetime | None:
    """Return a field that must be a time with a zone, as UTC; None if it is absent. Raises BadForm."""
    value = text(form, name)
    if not value:
        return None
    try:
        parsed = datetime.fromisoformat(value)
        found = parsed.astimezone(UTC)
    except (ValueError, OverflowError) as error:  # west of Greenwich the last hours of the year 9999 are none in UTC
        raise BadForm(f"its {name} is not a time: {value[:40]!r}") from error
    if parsed.tzinfo is None:
        raise BadForm(f"its {name} has no time zone: {value[:40]!r}")
    return found


def digest(form: Mapping[str, Any], name: str) -> Digest:
    """Return a field that must be a digest. Raises BadForm."""
    value = text(form, name, needed=True)
    if len(value) != DIGEST_LENGTH or set(value) - set("0123456789abcdef"):
        raise BadForm(f"its {name} is not a SHA-256 in lower-case hexadecimal")
    return Digest(value)


def strings(form: Mapping[str, Any], name: str) -> list[str]:
    """Return a field that must be a list of texts; empty if it is absent. Raises BadForm."""
    value = form.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadForm(f"its {name} is not a list of texts")
    return value


def objects(form: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return a field that must be a list of objects; empty if it is absent. Raises BadForm."""
    value = form.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise BadForm(f"its {name} is not a list of objects")
    return value
