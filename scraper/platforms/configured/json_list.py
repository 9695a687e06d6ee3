"""Lists as JSON, asked for with GET or POST: where the entries are, and what is what in them, the declaration says."""

import json

from scraper.items import Publication
from scraper.platforms.configured.addresses import absolute
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.listed import Ask, ListPart, document, entry, next_number
from scraper.platforms.configured.records import declared_values, raw_value, value_at
from scraper.reading import PageChanged, Record


def read_json(declared: Declaration, body: bytes, at: Ask, number: int) -> ListPart:
    """Read one part of a list. Raises PageChanged if its entries are not where they are declared to be."""
    entries = _entries(declared, body, at.url)
    first = not declared.paging or number == declared.paging.first
    if not entries and first:
        raise PageChanged(
            f"results: the list {'.'.join(declared.results) or '(the whole answer)'} is empty in {at.url}"
        )
    items, flaws = [], []
    for one in entries:
        try:
            item = _entry(declared, one)
        except PageChanged as exc:
            flaws.append(str(exc))
        else:
            items.extend([item] if item else [])
    if flaws and not items:
        raise PageChanged(flaws[0])
    more = next_number(at, declared.paging, number) if declared.paging and entries else ()
    return ListPart(tuple(items), tuple(flaws), more)


def _entries(declared: Declaration, body: bytes, url: str) -> list[Record]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise PageChanged(f"{url} is not JSON: {exc}") from exc
    found = value_at(Record(data, url), declared.results) if isinstance(data, dict) else data
    where = ".".join(declared.results) or "the whole answer"
    if not isinstance(found, list) or (declared.results and not isinstance(data, dict)):
        raise PageChanged(f"results: {where} is no list in {url}")
    if not all(isinstance(one, dict) for one in found):
        raise PageChanged(f"results: {where} holds something else than objects in {url}")
    return [Record(one, url, f"{where}[{number}].") for number, one in enumerate(found)]


def _entry(declared: Declaration, one: Record) -> Publication | None:
    field = declared.row.link
    raw = raw_value(field, one, "") if field else ""
    if field and field.pattern:
        raw = field.pattern.find(raw)
    link = absolute(one.url, raw) if raw else ""
    if not link:
        raise PageChanged(f"row link: {one.place} has no address in {one.url}")
    if declared.links and not declared.links.find(link):
        return None
    values = declared_values(declared, one, link)
    documents = (document(declared, link, str(values.get("title", ""))),) if declared.page is None else ()
    return entry(declared, {**values, "link": link}, documents)
