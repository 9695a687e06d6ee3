"""One result of the Search API: the fields of an entry that can be asked for."""

from collections.abc import Callable
from typing import Any

from scraper.demo.model import Entry, organisation
from scraper.demo.parts import local_stamp, schema_of, stamp
from scraper.items import State

DEFAULT_FIELDS = (
    "description",
    "format",
    "link",
    "organisations",
    "public_timestamp",
    "title",
    "world_locations",
    "topical_events",
    "organisation_content_ids",
)
"""What comes if no field is asked for: neither the content id nor the real document type."""

SUPERGROUPS = {"publication": "transparency", "news_article": "news_and_communications"}


def result(entry: Entry, fields: tuple[str, ...]) -> dict[str, Any]:
    """Return an entry as a result, with the fields asked for that it has.

    `document_type` says "edition" of everything: the real type is `content_store_document_type`.
    """
    row = {name: value for name in fields if (value := FIELDS[name](entry)) is not None}
    if "organisations" in row:
        row["expanded_organisations"] = row["organisations"]
    return row | {
        "index": "government",
        "es_score": None,
        "_id": entry.base_path,
        "elasticsearch_type": "edition",
        "document_type": "edition",
    }


def values(entry: Entry, name: str) -> tuple[str, ...]:
    """Return what a filter on a field compares with."""
    if name == "organisations":
        return entry.organisations
    value = FIELDS[name](entry)
    return () if value is None else (str(value),)


def _organisations(entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "organisation_type": "ministerial_department",
            "organisation_state": "live",
            "acronym": body.acronym,
            "content_id": body.content_id,
            "link": body.base_path,
            "title": body.title,
            "slug": body.slug,
            "analytics_identifier": body.code,
        }
        for body in map(organisation, entry.organisations)
    ]


def _attachments(entry: Entry) -> list[dict[str, str]]:
    """Titles and references only: where the files are, the Content API alone knows."""
    return [{"title": one.title, "isbn": "", "unique_reference": one.reference} for one in entry.attached]


FIELDS: dict[str, Callable[[Entry], Any]] = {
    "title": lambda entry: entry.title,
    "link": lambda entry: entry.base_path,
    "slug": lambda entry: entry.base_path.rsplit("/", 1)[-1],
    "description": lambda entry: entry.description or None,
    "format": schema_of,
    "public_timestamp": lambda entry: local_stamp(entry.public),
    "first_published_at": lambda entry: stamp(entry.published),
    "updated_at": lambda entry: stamp(entry.public),
    "content_id": lambda entry: entry.identity,
    "content_store_document_type": lambda entry: entry.document_type,
    "content_purpose_supergroup": lambda entry: SUPERGROUPS.get(schema_of(entry)),
    "organisations": _organisations,
    "organisation_content_ids": lambda entry: [organisation(slug).content_id for slug in entry.organisations],
    "primary_publishing_organisation": lambda entry: list(entry.organisations[:1]),
    "attachments": _attachments,
    "is_withdrawn": lambda entry: entry.state is State.WITHDRAWN,
    "is_historic": lambda _entry: False,
    "latest_change_note": lambda entry: entry.changes[0].note if entry.changes else None,
    "government_name": lambda _entry: None,
    "indexable_content": lambda _entry: None,
    "taxons": lambda _entry: None,
    "world_locations": lambda _entry: [],
    "topical_events": lambda _entry: [],
}
"""Every field that may be asked for. One the entry does not have is left out of the result."""
