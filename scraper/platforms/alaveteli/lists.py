"""What is asked of a site's lists: the selection a person made, cut into slices of at most twenty pages.

A list shows 500 results and then ends, and sites differ in its order: by the last event, or by the day of the
request. So nothing is concluded from the order. A list that is full is read again in two halves of its time,
down to days, and a day that is full still by how its requests stand. A list with dates gives the requests to
which anything happened between them, on old sites and on new ones.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import quote, urlencode

from parsel import Selector

from scraper.crawling.asked import first_day, most
from scraper.items import Publication, State
from scraper.platforms.alaveteli.site import Site
from scraper.reading import PageChanged

PAGES = 20
"""Pages of a list; those after give 404."""

BEGINNING = date(2008, 1, 1)
"""No Alaveteli site is older."""

NEVER = date(2007, 1, 1)
"""A day on which nothing happened."""

VIEWS = ("successful", "unsuccessful", "awaiting", "internal_review", "other")
ALL = "all"
_BODY = re.compile(r"[^\s/?#,]{1,200}")
_PAGE = re.compile(r"[?&]page=(\d{1,6})\b")
_DAY = timedelta(days=1)
_RESULTS = ".results_section, .results_block, .foi_results"
_EMPTY = ".results_section, .results_block, .foi_results, #filter_requests_form, .authority__header, .body-header"
"""What stands around a list; the last two are of a body's page, and not proven."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which requests are wanted: to these bodies (none named: to all), from a day on, how many."""

    bodies: tuple[str, ...] = ()
    since: datetime | None = None
    limit: int | None = None

    @classmethod
    def parse(
        cls, organisations: str = "", since: str = "", limit: str = "", usual: tuple[str, ...] = ()
    ) -> "Selection":
        """Read a selection as it is typed. Raises ValueError that says what cannot be read."""
        bodies = tuple(sorted({name.strip() for name in organisations.split(",") if name.strip()})) or usual
        if ALL in bodies:
            bodies = ()
        for body in bodies:
            if not _BODY.fullmatch(body):
                raise ValueError(f"{body!r} is no public body: give the end of its address, after /body/")
        return cls(bodies, first_day(since), most(limit))

    def key(self, site: Site) -> str:
        """Name the selection, for its watermark."""
        return f"{site.base_url} {','.join(self.bodies) or ALL}"


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a list: of one body ("": of all), of one view ("": of all), between two days."""

    body: str = ""
    view: str = ""
    after: date | None = None
    before: date | None = None

    @classmethod
    def parse(cls, text: str) -> "Slice":
        """Read what str() wrote."""
        body, view, after, before = text.split("|")
        return cls(
            body,
            view,
            date.fromisoformat(after) if after else None,
            date.fromisoformat(before) if before else None,
        )

    def __str__(self) -> str:
        """Write it as a text that travels with a request."""
        days = (one.isoformat() if one else "" for one in (self.after, self.before))
        return "|".join((self.body, self.view, *days))

    def url(self, site: Site, page: int) -> str:
        """Return the address of a page of it, counted from 1."""
        path = f"/body/{quote(self.body, safe='')}" if self.body else "/list"
        bounds = (("request_date_after", self.after), ("request_date_before", self.before))
        asked = [(name, f"{when:%d/%m/%Y}") for name, when in bounds if when]
        asked += [("page", str(page))] if page > 1 else []
        query = f"?{urlencode(asked, safe='/')}" if asked else ""
        return f"{site.base_url}{path}{f'/{self.view}' if self.view else ''}{query}"

    def halves(self, today: date) -> "tuple[Slice, Slice] | None":
        """Return the later and the earlier half, None if it is too short to cut.

        Both have the day between them: whether a bound counts in differs from site to site.
        """
        first, last = self.after or BEGINNING, self.before or today + _DAY
        if last - first <= 2 * _DAY:
            return None
        middle = first + (last - first) // 2
        return replace(self, after=middle, before=last), replace(self, after=first, before=middle)

    def views(self) -> "tuple[Slice, ...]":
        """Return the same by how requests stand, none if it is that already."""
        return () if self.view else tuple(replace(self, view=view) for view in VIEWS)


@dataclass(frozen=True, slots=True)
class ListPage:
    """The requests on one page of a list, and the number of the last page there is a link to."""

    slugs: tuple[str, ...]
    last: int


def read_list(body: bytes, site: Site, url: str) -> ListPage:
    """Read a page of a list. Raises PageChanged if it is none, or shows requests without addresses."""
    page = Selector(text=body.decode("utf-8", "replace"), type="html")
    rows = page.css("div.request_listing")
    slugs = [site.slug_of(row.css(".head a::attr(href)").get("")) for row in rows]
    if None in slugs:
        raise PageChanged(f"a request (div.request_listing .head a) has no address in {url}")
    pages = page.css(".pagination")
    if not rows and any(site.slug_of(href) for href in page.css(_RESULTS).css("a::attr(href)").getall()):
        raise PageChanged(f"it shows requests, and none as before (div.request_listing), in {url}")
    if not rows and not pages and not page.css(_EMPTY):
        raise PageChanged(f"no requests (div.request_listing), and nothing that says there are none, in {url}")
    numbers = [int(match[1]) for href in pages.css("a::attr(href)").getall() if (match := _PAGE.search(href))]
    return ListPage(tuple(dict.fromkeys(slug for slug in slugs if slug)), max(numbers, default=1))


def vanished(
    held: Iterable[Publication], listed: set[str], site: Site, bound: datetime | None, *, every: bool
) -> list[str]:
    """Return the requests that were shown openly and should have been listed, and were not.

    A list leaves out what was hidden or deleted; only the request itself says which. Unless `every` body was
    asked for, those of the bodies whose requests are listed.
    """
    slugs = [(site.slug_of(publication.url), publication) for publication in held]
    bodies = {publication.authority for slug, publication in slugs if slug in listed}
    return [
        slug
        for slug, publication in slugs
        if slug
        and slug not in listed
        and publication.state is State.LIVE
        and (every or publication.authority in bodies)
        and (bound is None or any(event.time >= bound for event in publication.events))
    ]
