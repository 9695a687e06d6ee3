"""CKAN's package_search: a data set is a publication, its resources are the documents.

Source: CKAN's API guide, version 2.10. It caps `rows` without a word, so the next part begins after what came.
"""

from urllib.parse import parse_qs, urlencode, urlsplit

from scraper.items import DocumentLink, Publication
from scraper.platforms.configured.addresses import absolute
from scraper.platforms.configured.dates import read_date
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.listed import Ask, ListPart, document, entry
from scraper.platforms.configured.records import declared_values, plain
from scraper.reading import PageChanged, Record

ACTION = "/api/3/action/package_search"
ROWS = 100
LONGEST_SUMMARY = 1000


def search(declared: Declaration, site: str, start: int) -> Ask:
    """Return the address of a part of the list, the latest changed first."""
    asked = {"fq": declared.query, "sort": "metadata_modified desc", "rows": str(ROWS), "start": str(start)}
    return Ask(f"{site.rstrip('/')}{ACTION}?{urlencode({key: value for key, value in asked.items() if value})}")


def read_ckan(declared: Declaration, body: bytes, at: Ask) -> ListPart:
    """Read one part of the list. Raises PageChanged if it is not what package_search gives."""
    payload = Record.parse(body, at.url)
    if payload.data.get("success") is not True:
        raise PageChanged(f"success is not true in {at.url}: {payload.part('error').maybe('message')}".rstrip(": "))
    result = payload.part("result")
    if "results" not in result.data:
        raise PageChanged(f"result.results is missing in {at.url}")
    packages, total = result.parts("results"), result.number("count")
    site = at.url.partition(ACTION)[0]
    items = tuple(_package(declared, one, site) for one in packages)
    after = int(parse_qs(urlsplit(at.url).query).get("start", ["0"])[0]) + len(packages)
    more = (search(declared, site, after),) if packages and after < total else ()
    wanted = tuple(item for item in items if not declared.links or declared.links.find(item.url))
    return ListPart(wanted, more=more)


def _package(declared: Declaration, one: Record, site: str) -> Publication:
    link = f"{site}/dataset/{one.text('name')}"
    values: dict[str, object] = {
        "id": one.text("id"),
        "title": plain(one.text("title")),
        "summary": plain(one.maybe("notes"))[:LONGEST_SUMMARY],
        "authority": "" if declared.authority else one.part("organization").maybe("title"),
        "published": _time(declared, one, "metadata_created"),
        "updated": _time(declared, one, "metadata_modified"),
        **declared_values(declared, one, link),
    }
    return entry(declared, {**values, "link": link}, _resources(declared, one, site))


def _resources(declared: Declaration, one: Record, site: str) -> tuple[DocumentLink, ...]:
    links: dict[str, DocumentLink] = {}
    for resource in one.parts("resources"):
        full = absolute(f"{site}/", resource.maybe("url")) if resource.maybe("url") else ""
        pattern = declared.attachments.pattern
        if full and (not pattern or pattern.find(full)):
            links.setdefault(full, document(declared, full, resource.maybe("name")))
    return tuple(links.values())[: declared.limits.attachments]


def _time(declared: Declaration, one: Record, key: str) -> object:
    """CKAN's times are UTC and do not say so."""
    said = one.maybe(key)
    try:
        return read_date(said, (), declared.zone) if said else None
    except PageChanged as exc:
        raise PageChanged(f"{one.place}{key}: {exc} in {one.url}") from exc
