"""A look-alike of an Alaveteli site, laid onto a scripted one: lists, requests, pages, files, feeds. All invented."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.scraper.conftest import PDF, Answer, ScriptedSite

ROBOTS = b"""User-agent: *
Disallow: */search/*
Disallow: */feed/*
Allow: */request/*/response/*/attach/*
Disallow: */request/*/response/*
Disallow: */request/*/download*
"""
REQUESTER = "Pat O'Hare-Quill"
BODY = "Department of Lanterns"
VIEWS = {"successful": {"successful", "partially_successful"}, "awaiting": {"waiting_response"}}


@dataclass(frozen=True)
class File:
    """A file in a message. `how` is "", "hidden", "erased" or "masked"."""

    name: str
    body: bytes = PDF
    how: str = ""


@dataclass(frozen=True)
class Letter:
    """A message; the first of a request is its requester's. `hidden` is why it is not shown, `at` when it came."""

    text: str
    files: tuple[File, ...] = ()
    author: str = f"FOI Team, {BODY}"
    hidden: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """A request as the site holds it. An hour lies between two things that happened, unless they say when."""

    slug: str
    number: int
    when: datetime
    letters: tuple[Letter, ...]
    title: str
    state: str = "successful"
    body: str = "lanterns"
    prominence: str = "normal"
    extra: tuple[dict[str, Any], ...] = field(default=())
    about_me: str = "I ask about lanterns."

    def time(self, number: int) -> datetime:
        said = [*(letter.at for letter in self.letters), *(event.get("at") for event in self.extra)]
        return (said[number] if number < len(said) else None) or self.when + timedelta(hours=number)

    def changed(self) -> datetime:
        things = len(self.letters) + len(self.extra)
        return max(self.time(things), self.time(things - 1))


class AlaveteliPages:
    """Requests on a scripted site, listed by the last thing that happened, so many to a page, and twenty pages."""

    per_page = 25
    pages = 20
    dated = True
    numbered = True
    restless = True
    """Whether a page differs at each visit."""

    def __init__(self, site: ScriptedSite) -> None:
        self.site = site
        self.asked: dict[str, Asked] = {}
        self.visits = 0
        site.answers = Routed(site.answers)
        site.answers.made = self.made
        site.put("/robots.txt", ROBOTS, media_type="text/plain")

    def publish(self, slug: str, *letters: Letter, when: str = "2025-03-01T10:00:00+00:00", **more: Any) -> Asked:
        """Put up a request and its answers."""
        time = datetime.fromisoformat(when)
        number = more.pop("number", len(self.asked) + 1)
        title = more.pop("title", slug.replace("_", " ").capitalize())
        question = Letter(f"Dear {BODY}, what was spent on {slug}? Yours, {REQUESTER}", author=REQUESTER)
        return self._lay(Asked(slug, number, time, (question, *letters), title, **more))

    def edit(self, slug: str, **changes: Any) -> Asked:
        """Change a request, as a moderator does, or somebody who says how it ended: an event is the trace of it."""
        event = {"event_type": changes.pop("event", "status_update"), "described_state": changes.get("state")}
        event["at"] = changes.pop("at", None)
        before = self.asked[slug]
        return self._lay(replace(before, **changes, extra=(*before.extra, event)))

    def answer(self, slug: str, letter: Letter, state: str) -> Asked:
        """Let another message come."""
        before = self.asked[slug]
        return self._lay(replace(before, letters=(*before.letters, letter), state=state))

    def hide(self, slug: str) -> None:
        """Refuse a request, as the site does with one that was hidden: the JSON without a word."""
        self.asked.pop(slug)
        self.site.put(f"/request/{slug}.json", b"", 403)
        self.site.put(f"/request/{slug}", b"<html><body>hidden</body></html>", 403, media_type="text/html")

    def remove(self, slug: str) -> None:
        """Delete a request."""
        self.asked.pop(slug)
        self.site.answers.pop(f"/request/{slug}.json")

    def _lay(self, one: Asked) -> Asked:
        self.asked[one.slug] = one
        self.site.put(f"/request/{one.slug}.json", payload(one), media_type="application/json")
        for number, letter in enumerate(one.letters):
            for part, file in enumerate(letter.files, start=2):
                self.site.put(file_path(one, number, part), file.body, media_type="application/pdf")
        return one

    def made(self, path: str) -> Answer | None:
        """Make the answer to an address that is none of the scripted ones."""
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        places = parts.path.strip("/").split("/")
        match places:
            case ["list"] | ["list", _]:
                return self._listed(None, places[1] if len(places) > 1 else "", query)
            case ["body", body] | ["body", body, _]:
                return self._listed(body, places[2] if len(places) > 2 else "", query)
            case ["request", slug] if slug in self.asked:
                self.visits += self.restless
                return Answer(page(self.asked[slug], self.visits), media_type="text/html")
            case ["feed", *_] if parts.path.endswith(".json"):
                return self._feed(int(query.get("page", "1")))
        return None

    def _listed(self, body: str | None, view: str, query: dict[str, str]) -> Answer:
        number = int(query.get("page", "1"))
        wanted = [one for one in self._newest() if body in (None, one.body) and self._within(one, query)]
        if view:
            wanted = [one for one in wanted if one.state in VIEWS.get(view, ())]
        if number > self.pages:
            return Answer(b"not here", 404)
        last = min(-(-len(wanted) // self.per_page), self.pages)
        shown = wanted[(number - 1) * self.per_page : number * self.per_page]
        return Answer(
            list_page(shown, number, last if self.numbered else min(number + 1, last)),
            media_type="text/html",
            plain=True,
        )

    def _within(self, one: Asked, query: dict[str, str]) -> bool:
        if not self.dated:
            return True
        days = [one.time(n).date() for n in range(len(one.letters) + len(one.extra))]
        after, before = (_day(query.get(f"request_date_{end}")) for end in ("after", "before"))
        return any((after is None or day >= after) and (before is None or day <= before) for day in days)

    def _newest(self) -> list[Asked]:
        return sorted(self.asked.values(), key=Asked.changed, reverse=True)

    def _feed(self, number: int) -> Answer:
        shown = self._newest()[(number - 1) * self.per_page : number * self.per_page]
        lines = [
            {"id": one.number, "created_at": one.changed().isoformat(), "info_request": {"url_title": one.slug}}
            for one in shown
        ]
        return Answer(json.dumps(lines).encode(), media_type="application/json")


class Routed(dict[str, Answer]):
    """Scripted answers, and those made on the spot for what is not scripted."""

    made: Any = None

    def get(self, path: str, default: Any = None) -> Any:
        return super().get(path, default) or self.made(path)


def _day(text: str | None) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC).date() if text else None


def message_id(one: Asked, number: int) -> int:
    return 100 * one.number + number


def file_path(one: Asked, number: int, part: int) -> str:
    """Return the address of a file without its query."""
    name = one.letters[number].files[part - 2].name.replace(" ", "%20")
    return f"/request/{one.slug}/response/{message_id(one, number)}/attach/{part}/{name}"


def payload(one: Asked) -> bytes:
    """Return a request's JSON."""
    events: list[dict[str, Any]] = []
    for number in range(len(one.letters)):
        way, other = ("outgoing", "incoming") if number == 0 else ("incoming", "outgoing")
        answered = None if number else "waiting_response"
        events.append(
            {
                "event_type": "response" if number else "sent",
                "described_state": answered,
                "calculated_state": answered or one.state,
                f"{way}_message_id": message_id(one, number),
                f"{other}_message_id": None,
            }
        )
    for extra in one.extra:
        said = {name: value for name, value in extra.items() if name != "at"}
        events.append({"incoming_message_id": None, "outgoing_message_id": None, **said})
    for number, event in enumerate(events):
        event |= {"id": 1000 * one.number + number, "created_at": one.time(number).isoformat(), "comment_id": None}
    whole = {
        "id": one.number,
        "url_title": one.slug,
        "title": one.title,
        "created_at": one.when.isoformat(),
        "updated_at": one.changed().isoformat(),
        "described_state": one.state,
        "awaiting_description": False,
        "prominence": one.prominence,
        "law_used": "foi",
        "tags": ["lanterns", ["ref", "42"]],
        "user": {"id": 7, "url_name": "pat_ohare_quill", "name": REQUESTER, "about_me": one.about_me},
        "public_body": {"id": 3, "url_name": one.body, "name": BODY, "tags": [["department", None]]},
        "info_request_events": events,
    }
    return json.dumps(whole).encode()


def page(one: Asked, visit: int = 1, head: str = "") -> bytes:
    """Return a request's page, which differs at every visit in what nobody reads."""
    user = f'<a href="/user/pat_ohare_quill">{escape(REQUESTER)}</a>'
    letters = "".join(_letter(one, number, letter) for number, letter in enumerate(one.letters))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(one.title)}</title>
<meta name="csrf-token" content="token-of-visit-{visit}">{head}</head><body>
<nav><a href="/list">View requests</a></nav>
<div class="request-header"><h1>{escape(one.title)}</h1>
<p class="request-header__subtitle">{user} made this Freedom of Information request to
<a href="/body/{one.body}">{BODY}</a></p>
<div id="request_status" class="request-status-message request-status-message--{one.state}">So.</div></div>
{letters}
<div class="comment_in_request" id="comment-9"><p>A passer-by says hello.</p></div>
<form><input type="hidden" name="authenticity_token" value="secret-{visit}"></form></body></html>""".encode()


def _letter(one: Asked, number: int, letter: Letter) -> str:
    way = "incoming" if number else "outgoing"
    name = f"{way}-{message_id(one, number)}"
    if letter.hidden:
        return f'<div class="{way} correspondence hidden" id="{name}"><p id="hidden_message">{letter.hidden}</p></div>'
    files = "".join(_file(one, number, part, file) for part, file in enumerate(letter.files, start=2))
    listed = f'<div class="attachments"><ul class="list-of-attachments">{files}</ul></div>' if files else ""
    return f"""<div class="{way} correspondence normal js-collapsible" id="{name}">
<div class="correspondence__header"><span class="correspondence__header__author">{escape(letter.author)}</span>
<a href="#{name}"><time datetime="{one.time(number).isoformat()}">then</time></a></div>
<div class="correspondence_text">{listed}
<div id="attachment-{9 * one.number}"><p>{escape(letter.text)}</p></div></div></div>
"""


def _file(one: Asked, number: int, part: int, file: File) -> str:
    name = f'<p class="attachment__name">{escape(file.name)}</p>'
    path = file_path(one, number, part)
    view = path.replace("/attach/", "/attach/html/") + ".html"
    shown = {
        "": f'<a href="{path}?cookie_passthrough=1"><img src="/icon.png"></a>{name}<p class="attachment__meta">84K '
        f'<a href="{view}">View</a> <a href="{path}?cookie_passthrough=1">Download</a></p>',
        "erased": f'{name}<p class="attachment__meta"><em>This file has been erased.</em></p>',
        "masked": f'{name}<p class="attachment__meta">84K <em>We were not able to process this attachment.</em></p>',
        "hidden": '<span class="hidden_attachment"><p class="attachment__meta">This attachment has been hidden. '
        "It names a child.</p></span>",
    }[file.how]
    return f'<li class="attachment" id="attachment-{10 * message_id(one, number) + part}">{shown}</li>'


def list_page(shown: list[Asked], number: int, last: int) -> bytes:
    """Return a page of a list."""
    rows = "".join(
        f'<div class="request_listing"><span class="head"><a href="/request/{one.slug}#incoming-{message_id(one, 1)}">'
        f'{escape(one.title)}</a></span><div class="requester"><a href="/user/pat_ohare_quill">x</a></div></div>'
        for one in shown
    )
    links = "".join(f'<a href="/list?a=1&amp;page={n}">{n}</a>' for n in range(1, last + 1) if n != number)
    found = rows or "<p>No requests of this sort yet.</p>"
    listed = f'<div class="results_section">{found}<div class="pagination">{links}</div></div>'
    return f"<html><body>{listed}</body></html>".encode()
