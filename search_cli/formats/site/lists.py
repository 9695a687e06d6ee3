"""The lists of a site: publications by authority and by year, each list in parts of a length that loads at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scraper.archive.records import Held
from search_cli.formats.site.names import list_name
from search_cli.terminal import line

NO_AUTHORITY = "No authority named"
NO_DATE = "Without a date"
EVERYTHING = "All publications"
PART = 250
"""Publications of a list on one page."""


@dataclass(frozen=True, slots=True)
class List:
    """Publications under a heading, newest first."""

    heading: str
    name: str
    members: Sequence[Held]

    @property
    def parts(self) -> int:
        """How many pages it takes."""
        return -(-len(self.members) // PART)

    def place(self, part: int = 1) -> str:
        """Return where a part of it is; the first is number 1."""
        return f"lists/{self.name}{f'-{part}' if part > 1 else ''}.html"


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists, in the order in which a reader is shown them."""

    everything: List
    authorities: Sequence[List]
    years: Sequence[List]

    def all(self) -> Iterator[List]:
        """Yield every list."""
        yield self.everything
        yield from self.authorities
        yield from self.years


def lists_of(publications: Iterable[Held]) -> Lists:
    """Sort publications into lists."""
    ordered = sorted(publications, key=_newest_first)
    authorities, years = defaultdict(list), defaultdict(list)
    for held in ordered:
        authorities[line(held.publication.authority) or NO_AUTHORITY].append(held)
        years[year_of(held) or NO_DATE].append(held)
    return Lists(
        List(EVERYTHING, "all", ordered),
        [List(name, f"by-{list_name(name)}", authorities[name]) for name in sorted(authorities, key=_by_name)],
        [List(name, f"in-{list_name(name)}", years[name]) for name in sorted(years, key=_newest_year)],
    )


def year_of(held: Held) -> str:
    """Return the year of publication, in UTC, "" if that is not known."""
    return f"{held.publication.published.year}" if held.publication.published else ""


def _newest_first(held: Held) -> tuple[float, str, str]:
    published = held.publication.published
    return (-published.timestamp() if published else float("inf")), line(held.publication.title).casefold(), held.id


def _by_name(name: str) -> tuple[bool, str]:
    return name == NO_AUTHORITY, name.casefold()


def _newest_year(name: str) -> tuple[bool, int]:
    return name == NO_DATE, 0 if name == NO_DATE else -int(name)
