"""What the demo site answers to a request: a function of its contents, the request and its own address."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from scraper.demo import pages, search_api
from scraper.demo.model import Asset, Contents, Entry
from scraper.demo.payloads import content_item
from scraper.items import State

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"
CONTENT_API = "/api/content"
ASSETS = ("/media/", "/government/uploads/system/uploads/attachment_data/file/")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. Header names are in lower case; `query` is as sent, without the question mark."""

    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent. `breaks_after` is the number of bytes before the connection breaks."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    breaks_after: int | None = None


def answer(asked: Asked, contents: Contents, site: str) -> Answer:
    """Answer a GET request; `site` is the address that payloads and pages give for this site."""
    match asked.path:
        case "/robots.txt":
            return _text(f"{contents.robots}Sitemap: {site}/sitemap.xml\n", "text/plain; charset=utf-8")
        case "/sitemap.xml":
            return _text(pages.sitemap(contents, site), "application/xml")
        case "/api/search.json":
            return _search(asked, contents)
        case path if path.startswith(f"{CONTENT_API}/"):
            return _item(asked, contents, site)
        case path if path.startswith(ASSETS):
            return _asset(asked, contents, site)
        case _:
            return _page(asked, contents, site)


def _search(asked: Asked, contents: Contents) -> Answer:
    try:
        return _json(HTTPStatus.OK, search_api.answer(contents.entries.values(), asked.query))
    except search_api.Refused as exc:
        return _json(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(exc)})


def _item(asked: Asked, contents: Contents, site: str) -> Answer:
    """Content API: 200 for redirected entries too, 410 for gone ones, 303 from an alias, 403 if hidden."""
    entry, alias = _find(asked.path.removeprefix(CONTENT_API), contents)
    if entry is None:
        return _json(HTTPStatus.NOT_FOUND, {"errors": {"type": "not_found", "code": "404"}})
    if alias:
        return _moved(HTTPStatus.SEE_OTHER, f"{site}{CONTENT_API}{entry.base_path}")
    if entry.state is State.HIDDEN:
        return _json(HTTPStatus.FORBIDDEN, {"errors": {"type": "access_forbidden", "code": "403"}})
    status = HTTPStatus.GONE if entry.state is State.GONE else HTTPStatus.OK
    found = _json(status, content_item(entry, contents, site))
    tag = f'W/"{hashlib.sha256(found.body).hexdigest()[:32]}"'
    found = replace(found, headers=(*found.headers, ("Cache-Control", "max-age=300, public"), ("ETag", tag)))
    return _unless_held(asked, found) if status is HTTPStatus.OK else found


def _asset(asked: Asked, contents: Contents, site: str) -> Answer:
    asset = contents.assets.get(asked.path) or _renamed(asked.path, contents)
    if asset is None:
        return _text("not found", "text/plain", HTTPStatus.NOT_FOUND)
    if asset.deleted:
        return _text("gone", "text/plain", HTTPStatus.GONE)
    if asset.replaced_by:  # without a scheme, as GOV.UK's assets host writes it
        host = asked.headers.get("host") or site.removeprefix("http://")
        return _moved(HTTPStatus.MOVED_PERMANENTLY, f"//{host}{asset.replaced_by}")
    if asset.unpublished:
        return _moved(HTTPStatus.FOUND, f"{site}{asset.parent}")
    if asset.path != asked.path:
        return _moved(HTTPStatus.FOUND, f"{site}{asset.path}")
    headers = (
        ("Content-Type", asset.media_type),
        ("Content-Disposition", f'inline; filename="{asset.name}"'),
        ("Link", f'<{site}{asset.parent}>; rel="up"'),
        ("Last-Modified", format_datetime(asset.modified.astimezone(UTC), usegmt=True)),
        ("ETag", asset.etag),
        ("Cache-Control", "max-age=86400, public"),
    )
    return _unless_held(asked, Answer(HTTPStatus.OK, headers, asset.body, asset.breaks_after))


def _renamed(path: str, contents: Contents) -> Asset | None:
    """Find a file of the newer kind of address by its id alone: its name may have changed."""
    folder = path.rpartition("/")[0] + "/"
    if not folder.startswith("/media/") or folder == "/media/":
        return None
    return next((one for where, one in contents.assets.items() if where.startswith(folder)), None)


def _page(asked: Asked, contents: Contents, site: str) -> Answer:
    """The page a person would read, for an entry, an organisation or the front of the site."""
    if (listed := pages.listing(asked.path, contents)) is not None:
        return _text(listed, HTML)
    entry, alias = _find(asked.path, contents)
    if entry is None or entry.state is State.HIDDEN:
        return _text(pages.plain("Page not found", ""), HTML, HTTPStatus.NOT_FOUND)
    if alias:
        return _moved(HTTPStatus.MOVED_PERMANENTLY, f"{site}{entry.base_path}")
    if entry.state is State.REDIRECTED:
        there = entry.target
        return _moved(HTTPStatus.MOVED_PERMANENTLY, f"{site}{there}" if there.startswith("/") else there)
    if entry.state is State.GONE:
        return _text(pages.gone(entry, site), HTML, HTTPStatus.GONE)
    return _text(pages.page(entry, contents, site), HTML)


def _find(path: str, contents: Contents) -> tuple[Entry | None, bool]:
    """Return the entry at a path, and whether the path is only an alias of it."""
    if path in contents.entries:
        return contents.entries[path], False
    return next((one for one in contents.entries.values() if path in one.aliases), None), True


def _unless_held(asked: Asked, found: Answer) -> Answer:
    """Answer 304 if the asker holds this already; an ETag, if sent, decides alone (RFC 9110, 13.2.2)."""
    held = {name.lower(): value for name, value in found.headers}
    if tags := asked.headers.get("if-none-match"):
        same = held["etag"].removeprefix("W/") in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    else:
        same = _not_since(held.get("last-modified"), asked.headers.get("if-modified-since"))
    if not same:
        return found
    kept = tuple((name, value) for name, value in found.headers if name != "Content-Type")
    return Answer(HTTPStatus.NOT_MODIFIED, kept)


def _not_since(modified: str | None, since: str | None) -> bool:
    try:
        return bool(modified and since) and _time(modified) <= _time(since)
    except ValueError:  # a date nobody can read is as if it had not been sent
        return False


def _time(text: str | None) -> datetime:
    return parsedate_to_datetime(text or "")


def _json(status: HTTPStatus, payload: Any) -> Answer:
    return Answer(status, (("Content-Type", JSON),), json.dumps(payload, indent=1).encode())


def _text(text: str, media_type: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, (("Content-Type", media_type),), text.encode())


def _moved(status: HTTPStatus, location: str) -> Answer:
    body = f"You are being redirected to {location}\n".encode()
    return Answer(status, (("Location", location), ("Content-Type", "text/plain; charset=utf-8")), body)
