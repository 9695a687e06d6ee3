"""The pieces that Content API payloads are made of: times, links to other items, attachments."""

from datetime import datetime, timedelta, timezone
from html import escape
from typing import Any

from scraper.demo.model import Asset, Attached, Entry, Organisation
from scraper.items import LinkKind, State

SCHEMAS = {
    "html_publication": "html_publication",
    "news_story": "news_article",
    "press_release": "news_article",
}
"""The schema of a document type; a publication unless named here."""

SUMMER = timezone(timedelta(hours=1))


def schema_of(entry: Entry) -> str:
    """Return the schema name of an entry in force; gone and redirected ones have schemas of their own."""
    return SCHEMAS.get(entry.document_type, "publication")


def stamp(moment: datetime) -> str:
    """Write a time as the publishing system does: UTC as an offset, with milliseconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000+00:00")


def local_stamp(moment: datetime) -> str:
    """Write the same instant as Whitehall does: from April to October at +01:00, else with a Z."""
    if 4 <= moment.month <= 10:
        return moment.astimezone(SUMMER).strftime("%Y-%m-%dT%H:%M:%S.000+01:00")
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def placed(html: str, site: str) -> str:
    """Wrap a piece of HTML as GOV.UK does, with the running site's address put in."""
    return f'<div class="govspeak">{html.strip().replace("{site}", site)}\n</div>'


def link(entry: Entry, site: str) -> dict[str, Any]:
    """Return an entry as another item's links name it."""
    return {
        "content_id": entry.identity,
        "title": entry.title,
        "locale": entry.locale,
        "api_path": f"/api/content{entry.base_path}",
        "base_path": entry.base_path,
        "document_type": entry.document_type,
        "schema_name": schema_of(entry),
        "public_updated_at": entry.public.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "withdrawn": entry.state is State.WITHDRAWN,
        "links": {},
        "api_url": f"{site}/api/content{entry.base_path}",
        "web_url": f"{site}{entry.base_path}",
    }


def organisation_link(body: Organisation, site: str) -> dict[str, Any]:
    """Return an organisation as an item's links name it."""
    return {
        "content_id": body.content_id,
        "title": body.title,
        "locale": "en",
        "analytics_identifier": body.code,
        "api_path": f"/api/content{body.base_path}",
        "base_path": body.base_path,
        "document_type": "organisation",
        "schema_name": "organisation",
        "withdrawn": False,
        "details": {
            "brand": body.slug,
            "logo": {"formatted_title": escape(body.title), "crest": "single-identity"},
        },
        "links": {},
        "api_url": f"{site}/api/content{body.base_path}",
        "web_url": f"{site}{body.base_path}",
    }


def attachment(one: Attached, asset: Asset | None, site: str) -> dict[str, Any]:
    """Return one attachment: a file has an address, an HTML one a bare path, an external one its own.

    A file that the assets host no longer has is still listed.
    """
    payload: dict[str, Any] = {
        "attachment_type": "html" if one.kind is LinkKind.PAGE else one.kind.value,
        "id": one.name,
        "title": one.title,
        "url": one.url,
        "command_paper_number": "",
        "hoc_paper_number": "",
        "isbn": "",
        "unique_reference": one.reference,
        "unnumbered_command_paper": False,
        "unnumbered_hoc_paper": False,
    }
    if one.locale != "en":
        payload["locale"] = one.locale
    if one.kind is LinkKind.FILE:
        payload |= {
            "url": f"{site}{one.url}",
            "accessible": False,
            "alternative_format_contact_email": None,
            "content_type": asset.media_type if asset else "application/pdf",
            "file_size": len(asset.body) if asset else 0,
            "filename": one.name,
        }
        if one.pages:
            payload["number_of_pages"] = one.pages
    return payload


def snippet(one: Attached) -> str:
    """Return an attachment as HTML, the way they were listed at first; its link is relative."""
    return (
        '<section class="attachment embedded"><div class="attachment-details">'
        f'<h2 class="title"><a href="{escape(one.url)}">{escape(one.title)}</a></h2>'
        f'<p class="metadata"><span class="references">Ref: {escape(one.reference)}</span> '
        '<span class="type"><abbr title="Portable Document Format">PDF</abbr></span>, '
        f'<span class="page-length">{one.pages} pages</span></p></div></section>'
    )
