"""What is asked of GOV.UK's Search API: the selection a person made, and its addresses."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from scraper.crawling.asked import first_day, most
from scraper.items import Publication, State
from scraper.platforms.govuk.site import HOME, Site
from scraper.reading import clean, one_line

COUNT = 500
"""Results asked for at once; the API gives at most 1,500 and refuses to give more."""

OVERLAP = 5
"""Results asked for twice: the list moves up when something is withdrawn between two of its pages."""

FIELDS = ("title", "link", "public_timestamp", "organisations")
ALL = "all"
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,200}")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which publications are wanted: of these organisations (none named: of all), from a day on, how many."""

    organisations: tuple[str, ...] = ()
    since: datetime | None = None
    limit: int | None = None

    @classmethod
    def parse(
        cls, organisations: str = "", since: str = "", limit: str = "", usual: tuple[str, ...] = ()
    ) -> "Selection":
        """Read a selection as it is typed. Raises ValueError that says what cannot be read."""
        slugs = tuple(sorted({slug.strip() for slug in organisations.split(",") if slug.strip()})) or usual
        if ALL in slugs:
            slugs = ()
        for slug in slugs:
            if not SLUG.fullmatch(slug):
                raise ValueError(
                    f"{slug!r} is no organisation: give the end of its address, as in"
                    f" {HOME}/government/organisations/foreign-commonwealth-development-office"
                )
        return cls(slugs, first_day(since), most(limit))

    def key(self, site: Site) -> str:
        """Name the selection, for its watermark; one of a test site is not one of GOV.UK."""
        names = ",".join(sorted(self.organisations)) or ALL
        return names if site.base_url == HOME else f"{site.base_url} {names}"


def search_url(site: Site, wanted: tuple[str, str], selection: Selection, start: int) -> str:
    """Return the address of a part of the list, newest first. `wanted` is a filter and its value."""
    limit = selection.limit
    asked = [
        (f"filter_{wanted[0]}", wanted[1]),
        *(("filter_organisations", slug) for slug in selection.organisations),
        ("order", "-public_timestamp"),
        ("count", str(COUNT if limit is None else min(limit + OVERLAP, COUNT))),
        ("start", str(start)),
        ("fields", ",".join(FIELDS)),  # without it the defaults, which are fewer and change
    ]
    return f"{site.base_url}/api/search.json?{urlencode(asked)}"


def message_of(body: bytes) -> str:
    """Return what the API says is wrong with a request, else the beginning of its answer."""
    try:
        said = json.loads(body)
        text = said["error"] if isinstance(said["error"], str) else json.dumps(said["error"])
    except (ValueError, KeyError, TypeError, RecursionError):
        text = body[:600].decode("utf-8", "replace")
    return one_line(clean(text))[:300]


def vanished(
    held: Iterable[Publication], listed: set[str], site: Site, bound: datetime | None, bodies: frozenset[str]
) -> list[str]:
    """Return the paths of publications that were live and should have been listed, and were not.

    The search leaves out what was withdrawn, redirected or deleted; only the content item says which.
    `bodies` are the organisations the list was asked for, by title and by slug; none: of all.
    """
    paths = []
    for publication in held:
        path = site.path_of(publication.url)
        time = publication.updated or publication.published
        if publication.state is not State.LIVE or path is None or path in listed:
            continue
        if bound is not None and (time is None or time < bound):
            continue
        names = publication.authority.split("; ")
        if not bodies or bodies & {*names, *map(slug_of, names)}:
            paths.append(path)
    return paths


def slug_of(title: str) -> str:
    """Return an organisation's slug as GOV.UK makes it from its title; one that was renamed kept the old."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub("['\u2019]", "", title.lower())).strip("-")
