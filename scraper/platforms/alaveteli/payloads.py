"""Readers of Alaveteli's JSON: a request with its events, and a page of a feed. Nothing is fetched."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from scraper.items import DocumentLink, Event, Kind, LinkKind, Publication, State
from scraper.platforms.alaveteli.site import Site
from scraper.reading import PageChanged, Record, moment, one_line
from scraper.references import references

OUTCOMES = {
    "successful": "granted",
    "partially_successful": "part-granted",
    "rejected": "refused",
    "not_held": "not held",
    "waiting_response": "waiting",
    "gone_postal": "answered by post",
    "user_withdrawn": "withdrawn",
}
"""Of `described_state`; any other, since sites add their own, is shown in its own words."""

UNCLASSIFIED = "unclassified"
"""An answer came, and nobody has said yet what it is: the state is still that of before."""

NOINDEX = "its site asks that it be left out of indexes (noindex)"
PROMINENCE = {
    "hidden": "hidden at its source",
    "requester_only": "shown at its source to the requester only",
    "backpage": NOINDEX,
}
"""`normal` is shown to everybody; what else there may be one day is not."""

_OLD_TIME = "%Y/%m/%d %H:%M:%S %z"


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of a feed: something happened to this request at this time."""

    slug: str
    time: datetime


def read_request(body: bytes, site: Site, *, source: str, url: str) -> Publication:
    """Return the publication a request's JSON describes; what is in its messages only its page tells.

    The requester is not read. Raises PageChanged if the payload is not what it was when this was written.
    """
    payload = Record.parse(body, url)
    if "info_request_events" not in payload.data:
        raise PageChanged(f"info_request_events is missing in {url}")
    title = one_line(payload.text("title"))
    page = site.request(payload.text("url_title"))
    prominence = payload.maybe("prominence") or "normal"
    shown = prominence == "normal"
    return Publication(
        source=source,
        native_id=f"{site.host.removeprefix('www.')}:{payload.number('id')}",
        kind=Kind.REQUEST,
        title=title,
        url=page,
        authority=one_line(payload.part("public_body").text("name")),
        published=_time(payload, "created_at"),
        updated=_time(payload, "updated_at"),
        references=references(title),
        state=State.LIVE if shown else State.HIDDEN,
        note="" if shown else PROMINENCE.get(prominence, f"not shown to everybody at its source ({prominence})"),
        documents=(DocumentLink(page, title, LinkKind.PAGE),) if shown else (),
        outcome=_outcome(payload),
        events=tuple(_event(part) for part in payload.parts("info_request_events")),
    )


def read_feed(body: bytes, site: Site, url: str) -> tuple[Happened, ...]:
    """Return the events on a page of a feed, newest first. Raises PageChanged if it is none."""
    try:
        lines = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise PageChanged(f"{url} is not JSON: {exc}") from exc
    return tuple(_happened(line, site) for line in Record({"feed": lines}, url).parts("feed"))


def facts(publication: Publication) -> Publication:
    """Return what a request's JSON alone says of it, to compare."""
    return replace(publication, documents=(), references=())


def without_page(publication: Publication) -> Publication:
    """Return a request as its JSON gave it: what its page says is read there again."""
    own = DocumentLink(publication.url, publication.title, LinkKind.PAGE)
    return replace(publication, documents=(own,), references=references(publication.title))


def _happened(line: Record, site: Site) -> Happened:
    slug = site.slug_of(f"/request/{line.part('info_request').text('url_title')}")
    time = _time(line, "created_at")
    if slug is None or time is None:
        raise PageChanged(f"{line.place}created_at or url_title cannot be read in {line.url}")
    return Happened(slug, time)


def _outcome(payload: Record) -> str:
    state = payload.text("described_state")
    if payload.data.get("awaiting_description") is True:
        return UNCLASSIFIED
    return OUTCOMES.get(state, one_line(state.replace("_", " ")))


def _event(part: Record) -> Event:
    time = _time(part, "created_at")
    if time is None:
        raise PageChanged(f"{part.place}created_at is missing in {part.url}")
    messages = (f"{way}-{part.number(f'{way}_message_id')}" for way in ("incoming", "outgoing") if _has(part, way))
    return Event(
        time=time,
        what=part.text("event_type"),
        status=part.maybe("described_state") or part.maybe("calculated_state"),
        message=next(messages, ""),
    )


def _has(part: Record, way: str) -> bool:
    return part.data.get(f"{way}_message_id") is not None


def _time(part: Record, field: str) -> datetime | None:
    """Read a time: ISO 8601, or as sites of before 2015 write it."""
    value = part.maybe(field)
    try:
        return datetime.strptime(value, _OLD_TIME).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    try:
        return moment(value) if value else None
    except PageChanged as exc:
        raise PageChanged(f"{part.place}{field} cannot be read: {exc} in {part.url}") from exc
