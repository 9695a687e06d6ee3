"""Content API payloads: an entry of the demo site as the JSON that GOV.UK would answer."""

from typing import Any

from scraper.demo.model import Contents, Entry, organisation
from scraper.demo.parts import (
    attachment,
    link,
    local_stamp,
    organisation_link,
    placed,
    schema_of,
    snippet,
    stamp,
)
from scraper.items import State


def content_item(entry: Entry, contents: Contents, site: str) -> dict[str, Any]:
    """Return the payload of an entry, whatever its state."""
    if entry.state is State.GONE:
        return _gone(entry, site)
    if entry.state is State.REDIRECTED:
        return _redirect(entry)
    item = _head(entry, site)
    if schema_of(entry) == "html_publication":
        parent = contents.entries.get(entry.parent)
        item["links"]["parent"] = [link(parent, site)] if parent else []
        item["details"] = _page_details(entry, site)
    else:
        item["details"] = _details(entry, contents, site)
    return item


def _head(entry: Entry, site: str) -> dict[str, Any]:
    bodies = [organisation_link(organisation(slug), site) for slug in entry.organisations]
    notice = {}
    if entry.state is State.WITHDRAWN:
        when = entry.withdrawn or entry.public
        notice = {"explanation": placed(entry.note, site), "withdrawn_at": stamp(when)}
    return {
        "analytics_identifier": None,
        "base_path": entry.base_path,
        "content_id": entry.identity,
        "document_type": entry.document_type,
        "first_published_at": stamp(entry.published),
        "locale": entry.locale,
        "phase": "live",
        "public_updated_at": stamp(entry.public),
        "publishing_app": "whitehall",
        "rendering_app": "frontend",
        "schema_name": schema_of(entry),
        "title": entry.title,
        "updated_at": entry.public.strftime("%Y-%m-%dT%H:%M:%S.794Z"),
        "withdrawn_notice": notice,
        "publishing_request_id": None,
        "links": {
            "organisations": bodies,
            "primary_publishing_organisation": bodies[:1],
            "available_translations": [link(entry, site)],
        },
        "description": entry.description or None,
    }


def _details(entry: Entry, contents: Contents, site: str) -> dict[str, Any]:
    details: dict[str, Any] = {
        "body": placed(entry.body, site),
        "change_history": [{"public_timestamp": local_stamp(one.time), "note": one.note} for one in entry.changes],
        "emphasised_organisations": [organisation(slug).content_id for slug in entry.organisations[:1]],
        "political": False,
        "tags": {"browse_pages": []},
        "first_public_at": local_stamp(entry.published),
    }
    if entry.legacy:
        return details | {"documents": [snippet(one) for one in entry.attached]}
    if schema_of(entry) == "publication":
        details["featured_attachments"] = [one.name for one in entry.attached if one.featured]
    if schema_of(entry) == "publication" or entry.attached:
        details["attachments"] = [attachment(one, contents.assets.get(one.url), site) for one in entry.attached]
    return details


def _page_details(entry: Entry, site: str) -> dict[str, Any]:
    return {
        "body": placed(entry.body, site),
        "headers": [],
        "public_timestamp": local_stamp(entry.public),
        "first_published_version": entry.updated is None,
        "political": False,
    }


def _gone(entry: Entry, site: str) -> dict[str, Any]:
    """A page that was taken down. It has no content id: only its path says which entry it was."""
    return {
        "base_path": entry.base_path,
        "content_id": None,
        "locale": entry.locale,
        "document_type": "gone",
        "publishing_app": "whitehall",
        "schema_name": "gone",
        "title": None,
        "description": None,
        "public_updated_at": stamp(entry.public),
        "details": {"explanation": placed(entry.note, site), "alternative_path": entry.target},
        "links": {},
        "updated_at": stamp(entry.public),
    }


def _redirect(entry: Entry) -> dict[str, Any]:
    """A page that moved. The API answers it with status 200, and it has no content id either."""
    return {
        "analytics_identifier": None,
        "base_path": entry.base_path,
        "content_id": None,
        "document_type": "redirect",
        "first_published_at": stamp(entry.published),
        "locale": entry.locale,
        "phase": "live",
        "public_updated_at": stamp(entry.public),
        "publishing_app": "whitehall",
        "rendering_app": None,
        "schema_name": "redirect",
        "title": None,
        "updated_at": stamp(entry.public),
        "withdrawn_notice": {},
        "publishing_request_id": None,
        "links": {},
        "description": None,
        "details": {},
        "redirects": [{"path": entry.base_path, "type": "exact", "destination": entry.target}],
    }
