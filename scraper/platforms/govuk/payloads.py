"""Readers of GOV.UK's Search API and Content API: payloads in, records out, nothing fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scraper.items import Kind, Publication, State
from scraper.platforms.govuk.documents import documents, plain
from scraper.platforms.govuk.site import Site
from scraper.reading import PageChanged, Record, one_line
from scraper.references import references

NEWS = frozenset({
    "news_story", "press_release", "government_response", "world_news_story",
    "speech", "oral_statement", "written_statement", "news_article", "fatality_notice", "authored_article",
    "world_location_news_article", "drug_safety_update", "medical_safety_alert",
})  # fmt: skip
RELEASE = "foi_release"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the Search API. `link` is a path, or a full address if the content is on another site.

    `organisations` are pairs of slug and title.
    """

    link: str
    title: str
    updated: datetime | None
    organisations: tuple[tuple[str, str], ...] = ()


def read_search(payload: Mapping[str, object], url: str) -> tuple[tuple[Result, ...], int]:
    """Return the results of one page of a search, and how many there are in all.

    Raises PageChanged if the payload is not what the Search API gave when this was written.
    """
    page = Record(payload, url)
    if "results" not in payload:
        raise PageChanged(f"results is missing in {url}")
    return tuple(_result(part) for part in page.parts("results")), page.number("total")


def read_content_item(
    payload: Mapping[str, object], site: Site, *, source: str, url: str, usual: Kind = Kind.RELEASE
) -> Publication:
    """Return the publication a content item describes; of the `usual` kind unless its type says that it is news.

    The answer for a `gone` or `redirect` item carries only its state, its note and its address, no title:
    what else is known of it stands in the archive. A redirect's note is the full address of its target.
    Raises PageChanged if a field that must be there is not, or has another type.
    """
    item = Record(payload, url)
    path = item.text("base_path")
    if not path.startswith("/"):
        raise PageChanged(f"base_path is not a path in {item.url}")
    schema = item.text("schema_name")
    if schema == "gone":
        return _ended(item, site, source, State.GONE, _gone_note(item, site))
    if schema == "redirect":
        return _ended(item, site, source, State.REDIRECTED, _target(item, site, path))
    title = one_line(item.text("title"))
    details = item.part("details")
    summary = one_line(item.maybe("description"))
    withdrawn = item.part("withdrawn_notice")
    links = documents(item, site, path)
    body = details.data.get("body")
    return Publication(
        source=source,
        native_id=f"{item.text('content_id')}:{item.text('locale')}",
        kind=Kind.NEWS if item.text("document_type") in NEWS else usual,
        title=title,
        url=site.page(path),
        authority=_authority(item.part("links")),
        summary=summary,
        published=details.time("first_public_at") or item.time("first_published_at"),
        updated=item.time("public_updated_at"),
        references=references(title, summary, plain(body) if isinstance(body, str) else ""),
        state=State.WITHDRAWN if withdrawn.data else State.LIVE,
        note=one_line(plain(withdrawn.maybe("explanation"))),
        documents=links,
    )


def _result(part: Record) -> Result:
    organisations = part.parts("organisations")
    return Result(
        link=part.text("link"),
        title=one_line(part.maybe("title")),
        updated=part.time("public_timestamp"),
        organisations=tuple((org.maybe("slug"), org.maybe("title")) for org in organisations),
    )


def _authority(links: Record) -> str:
    """Join the publishing bodies, the one that leads first."""
    bodies = (*links.parts("primary_publishing_organisation"), *links.parts("organisations"))
    return "; ".join(dict.fromkeys(one_line(body.text("title")) for body in bodies))


def _ended(item: Record, site: Site, source: str, state: State, note: str) -> Publication:
    content_id = item.maybe("content_id")
    return Publication(
        source=source,
        native_id=f"{content_id}:{item.maybe('locale')}" if content_id else "",
        kind=Kind.RELEASE,
        title="",
        url=site.page(item.text("base_path")),
        state=state,
        note=note,
    )


def _gone_note(item: Record, site: Site) -> str:
    details = item.part("details")
    why = one_line(plain(details.maybe("explanation")))
    instead = details.maybe("alternative_path")
    there = site.page(instead) if instead.startswith("/") else instead
    return "; ".join(part for part in (why, f"see {there}" if there else "") if part)


def _target(item: Record, site: Site, path: str) -> str:
    """Return where an item moved to: a full address, with the query and fragment it was given."""
    rules = item.parts("redirects")
    exact = [rule for rule in rules if rule.maybe("path") == path] or list(rules)
    if not exact:
        raise PageChanged(f"redirects is missing or empty in {item.url}")
    destination = exact[0].text("destination")
    return site.page(destination) if destination.startswith("/") else destination
