"""The site's pages as HTML, in the elements and classes of GOV.UK's own, without its style sheets."""

from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from scraper.demo.model import ORGANISATIONS, Asset, Attached, Contents, Entry, organisation
from scraper.demo.parts import local_stamp, placed, schema_of
from scraper.items import LinkKind, State

TYPES = {"pdf": "Portable Document Format", "csv": "Comma-separated Values", "xlsx": "Excel spreadsheet"}
LABELS = {"foi_release": "FOI release", "news_story": "News story"}


def day(moment: datetime) -> str:
    """Write a date as GOV.UK does: 5 June 2023."""
    return f"{moment.day} {moment:%B %Y}"


def plain(title: str, content: str, head: str = "") -> str:
    """Return a whole page. Its footer, outside the content, says that the site is a demonstration."""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - GOV.UK</title>\n'
        f'{head}</head><body>\n<div class="govuk-width-container"><main id="content" class="govuk-main-wrapper">\n'
        f'<h1 class="gem-c-heading__text govuk-heading-xl">{escape(title)}</h1>\n{content}\n</main></div>\n'
        "<footer><p>The demonstration site of foi-index. It is not GOV.UK, and all on it is invented. "
        '<a href="/">All pages</a></p></footer></body></html>\n'
    )


def page(entry: Entry, contents: Contents, site: str) -> str:
    """Return the page of an entry in force or withdrawn."""
    title = f"[Withdrawn] {entry.title}" if entry.state is State.WITHDRAWN else entry.title
    if schema_of(entry) == "html_publication":
        text = f'<div class="gem-c-govspeak-html-publication">{placed(entry.body, site)}</div>'
        return plain(title, _metadata(entry) + _notice(entry, site) + text, _head(entry))
    parts = (
        f'<span class="govuk-caption-xl">{escape(LABELS.get(entry.document_type, ""))}</span>',
        _metadata(entry),
        _notice(entry, site),
        _documents(entry, contents, site),
        '<section id="details"><h2 class="gem-c-heading govuk-heading-l">Details</h2>',
        f'<div class="gem-c-govspeak govuk-govspeak">{placed(entry.body, site)}</div></section>',
        _history(entry),
    )
    return plain(title, "\n".join(parts), _head(entry))


def gone(entry: Entry, site: str) -> str:
    """Return the page that stands where an entry was taken down."""
    instead = f'<p><a href="{escape(entry.target)}">{escape(entry.target)}</a></p>' if entry.target else ""
    return plain("The page you are looking for is no longer available", placed(entry.note, site) + instead)


def listing(path: str, contents: Contents) -> str | None:
    """Return the front page or an organisation's, which list what is published; None for other paths."""
    body = next((one for one in ORGANISATIONS.values() if one.base_path == path), None)
    if path != "/" and body is None:
        return None
    shown = [
        entry
        for entry in contents.entries.values()
        if entry.state in (State.LIVE, State.WITHDRAWN)
        and not entry.parent
        and (body is None or body.slug in entry.organisations)
    ]
    shown.sort(key=lambda entry: entry.public, reverse=True)
    items = "\n".join(
        f'<li><a href="{escape(one.base_path)}">{escape(one.title)}</a> {day(one.public)}</li>' for one in shown
    )
    return plain(body.title if body else "Publications", f"<ul>\n{items}\n</ul>")


def sitemap(contents: Contents, site: str) -> str:
    """Return the addresses of all pages in force; one file, where GOV.UK has an index of many."""
    urls = "".join(
        f"<url><loc>{escape(site + one.base_path)}</loc><lastmod>{one.public:%Y-%m-%d}</lastmod></url>\n"
        for one in contents.entries.values()
        if one.state in (State.LIVE, State.WITHDRAWN)
    )
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{start}\n{urls}</urlset>\n"


def _head(entry: Entry) -> str:
    publisher = organisation(entry.organisations[0]).title if entry.organisations else ""
    facts = {
        "description": entry.description,
        "govuk:format": entry.document_type,
        "govuk:schema-name": schema_of(entry),
        "govuk:content-id": entry.identity,
        "govuk:first-published-at": local_stamp(entry.published),
        "govuk:public-updated-at": local_stamp(entry.public),
        "govuk:withdrawn": "withdrawn" if entry.state is State.WITHDRAWN else "",
        "govuk:primary-publishing-organisation": publisher,
    }
    return "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in facts.items() if value)


def _metadata(entry: Entry) -> str:
    bodies = " and ".join(
        f'<a class="govuk-link" href="{one.base_path}">{escape(one.title)}</a>'
        for one in map(organisation, entry.organisations)
    )
    rows = [("From:", bodies), ("Published:", day(entry.published))]
    if entry.updated:
        rows.append(("Last updated:", day(entry.updated)))
    cells = "".join(
        f'<dt class="gem-c-metadata__term">{term}</dt><dd class="gem-c-metadata__definition">{value}</dd>\n'
        for term, value in rows
    )
    return f'<div class="gem-c-metadata"><dl class="gem-c-metadata__list">\n{cells}</dl></div>\n'


def _notice(entry: Entry, site: str) -> str:
    if entry.state is not State.WITHDRAWN:
        return ""
    when = entry.withdrawn or entry.public
    return (
        '<section class="govuk-notification-banner gem-c-notice" aria-label="Notice" role="region">'
        '<h2 class="gem-c-notice__title">This publication was withdrawn on '
        f'<time datetime="{local_stamp(when)}">{day(when)}</time></h2>'
        f'<div class="gem-c-govspeak govuk-govspeak">{placed(entry.note, site)}</div></section>\n'
    )


def _documents(entry: Entry, contents: Contents, site: str) -> str:
    shown = [one for one in entry.attached if one.featured]
    if not shown:
        return ""
    rows = "\n".join(_attachment(one, contents.assets.get(one.url), site) for one in shown)
    title = '<h2 class="gem-c-heading govuk-heading-l">Documents</h2>'
    return f'<section id="documents">{title}\n{rows}\n</section>'


def _attachment(one: Attached, asset: Asset | None, site: str) -> str:
    address = f"{site}{one.url}" if one.kind is LinkKind.FILE else one.url
    facts = "HTML" if one.kind is LinkKind.PAGE else escape(urlsplit(one.url).hostname or "")
    if one.kind is LinkKind.FILE:
        suffix = one.name.rpartition(".")[2].lower()
        facts = f'<abbr title="{TYPES.get(suffix, "")}">{escape(suffix.upper())}</abbr>'
    if asset:
        facts += f'</span>, <span class="gem-c-attachment__attribute">{len(asset.body) // 1024 + 1} KB'
    if one.pages:
        facts += f'</span>, <span class="gem-c-attachment__attribute">{one.pages} page{"s"[: one.pages - 1]}'
    reference = f'<p class="gem-c-attachment__metadata">Ref: {escape(one.reference)}</p>' if one.reference else ""
    return (
        '<section class="gem-c-attachment"><div class="gem-c-attachment__details">'
        f'<h3 class="gem-c-attachment__title"><a class="govuk-link" href="{escape(address)}">{escape(one.title)}</a>'
        f'</h3>{reference}<p class="gem-c-attachment__metadata">'
        f'<span class="gem-c-attachment__attribute">{facts}</span></p></div></section>'
    )


def _history(entry: Entry) -> str:
    rows = "".join(
        f'<li class="gem-c-published-dates__change-item"><time class="gem-c-published-dates__change-date" '
        f'datetime="{local_stamp(one.time)}">{day(one.time)}</time>'
        f'<p class="gem-c-published-dates__change-note">{escape(one.note)}</p></li>\n'
        for one in entry.changes
    )
    return (
        '<div class="gem-c-published-dates" id="full-publication-update-history">'
        f'<ol class="gem-c-published-dates__list">\n{rows}</ol></div>'
    )
