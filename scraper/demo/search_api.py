"""The Search API: what is asked, checked as strictly as GOV.UK does, and the entries that answer it.

Spoken: q, start, count, order, fields, c, debug, and filter_, filter_any_, filter_all_ and reject_ of the
names in FILTERS. Everything else is refused with status 422, aggregates too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from scraper.demo.model import Entry
from scraper.demo.parts import schema_of
from scraper.demo.results import DEFAULT_FIELDS, FIELDS, result, values
from scraper.items import State

MAX_COUNT = 1500
MAX_START = 900_000
MAX_WORDS = 512
MODES = ("filter_any_", "filter_all_", "filter_", "reject_")
FILTERS = frozenset({"content_store_document_type", "content_purpose_supergroup", "organisations"})
DATES: dict[str, Callable[[Entry], datetime]] = {
    "public_timestamp": lambda entry: entry.public,
    "first_published_at": lambda entry: entry.published,
}
SORTABLE: dict[str, Callable[[Entry], Any]] = {
    "public_timestamp": lambda entry: entry.public,
    "title": lambda entry: entry.title,
}
SINGLE = frozenset({"q", "start", "count", "order", "c", "debug"})


class Refused(Exception):
    """A query the API does not accept. The text says which part of it, as the API's own errors do."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition; `mode` is its prefix in the query, `chosen` the values it names."""

    mode: str
    name: str
    chosen: tuple[str, ...]

    def allows(self, entry: Entry) -> bool:
        if self.name in DATES:
            return _within(self.chosen[0], DATES[self.name](entry))
        held = set(values(entry, self.name)) or {"_MISSING"}
        if self.mode == "filter_all_":
            return held.issuperset(self.chosen)
        return held.isdisjoint(self.chosen) is (self.mode == "reject_")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that was understood."""

    words: tuple[str, ...]
    start: int
    count: int
    order: str
    fields: tuple[str, ...]
    filters: tuple[Filter, ...]
    withdrawn: bool


def answer(entries: Iterable[Entry], query: str) -> dict[str, Any]:
    """Return the payload for a query string. Raises Refused if any part of it is not acceptable.

    Withdrawn entries are left out, and so are the pages that are part of another.
    """
    asked = read(parse_qsl(query, keep_blank_values=True))
    states = {State.LIVE, State.WITHDRAWN} if asked.withdrawn else {State.LIVE}
    found = [
        entry
        for entry in entries
        if entry.state in states
        and schema_of(entry) != "html_publication"
        and all(word in f"{entry.title} {entry.description}".lower() for word in asked.words)
        and all(one.allows(entry) for one in asked.filters)
    ]
    if asked.order:
        found.sort(key=SORTABLE[asked.order.lstrip("-")], reverse=asked.order.startswith("-"))
    return {
        "results": [result(one, asked.fields) for one in found[asked.start : asked.start + asked.count]],
        "total": len(found),
        "start": asked.start,
        "aggregates": {},
        "suggested_queries": [],
        "suggested_autocomplete": [],
        "es_cluster": "A",
    }


def read(pairs: Sequence[tuple[str, str]]) -> Asked:
    """Understand the parameters of a query, or raise Refused."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name.removesuffix("[]"), []).append(value)
    for name in SINGLE & given.keys():
        if len(given[name]) > 1:
            raise Refused(f'Too many values ({len(given[name])}) for parameter "{name}"')
    words = given.pop("q", [""])[0]
    if len(words) > MAX_WORDS:
        raise Refused(f'Parameter "q" is longer than {MAX_WORDS} characters')
    given.pop("c", None)
    order = given.pop("order", [""])[0]
    if order and order.removeprefix("-") not in SORTABLE:
        raise Refused(f'"{order.removeprefix("-")}" is not a valid sort field')
    return Asked(
        words=tuple(words.lower().split()),
        start=_number(given.pop("start", ["0"])[0], "start", MAX_START),
        count=_number(given.pop("count", ["10"])[0], "count", MAX_COUNT),
        order=order,
        fields=_fields(given.pop("fields", [])),
        withdrawn=given.pop("debug", [""])[0] == "include_withdrawn",
        filters=tuple(_filter(name, chosen) for name, chosen in given.items()),
    )


def _number(text: str, name: str, most: int) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Refused(f'Invalid value "{text}" for parameter "{name}": expected a number from 0 to {most}')
    if int(text) > most:
        raise Refused(f'Value {text} for parameter "{name}" is over the maximum of {most}')
    return int(text)


def _fields(given: Iterable[str]) -> tuple[str, ...]:
    asked = tuple(name for text in given for name in text.split(",") if name)
    unknown = [name for name in asked if name not in FIELDS]
    if unknown:
        raise Refused(f"Some requested fields are not valid return fields: {unknown}")
    return asked or DEFAULT_FIELDS


def _filter(parameter: str, chosen: Sequence[str]) -> Filter:
    mode = next((prefix for prefix in MODES if parameter.startswith(prefix)), "")
    name = parameter.removeprefix(mode)
    if not mode or name not in FILTERS | DATES.keys():
        raise Refused(f"Unexpected parameters: {parameter}")
    if name in DATES:
        if len(chosen) > 1:
            raise Refused(f'Too many values ({len(chosen)}) for parameter "{parameter}"')
        _within(chosen[0], datetime.now(UTC))  # for its refusals: a bad date is refused though nothing matches
    return Filter(mode, name, tuple(chosen))


def _within(bounds: str, moment: datetime) -> bool:
    """Judge "from:DAY,to:DAY", both inclusive and both optional; a day without a time is the whole day."""
    for bound in bounds.split(","):
        side, _, text = bound.partition(":")
        try:
            limit = datetime.fromisoformat(text)
        except ValueError as exc:
            raise Refused(f'Invalid value "{bounds}" for a date filter') from exc
        limit = limit if limit.tzinfo else limit.replace(tzinfo=UTC)
        if side == "from" and moment < limit:
            return False
        if side == "to":
            end = limit + timedelta(days=1) if len(text) == len("2024-01-31") else limit + timedelta(seconds=1)
            if moment >= end:
                return False
        elif side != "from":
            raise Refused(f'Invalid value "{bounds}" for a date filter')
    return True
