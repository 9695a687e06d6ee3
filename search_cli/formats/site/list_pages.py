"""A page of a list: publications, each with when it was published, by whom, and how much there is of it."""

from collections.abc import Iterator
from typing import Any

from search_cli.formats.site.holdings import Holdings
from search_cli.formats.site.lists import PART, Lists
from search_cli.formats.site.names import title_of


def pages(holdings: Holdings, lists: Lists) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place of each page, and what its template is given."""
    for one in lists.all():
        for part in range(1, one.parts + 1):
            yield (
                one.place(part),
                {
                    "root": "../",
                    "heading": one.heading,
                    "count": len(one.members),
                    "part": part,
                    "places": [one.place(number) for number in range(1, one.parts + 1)],
                    "start": (part - 1) * PART + 1,
                    "rows": [
                        {
                            "title": title_of(held.publication.title),
                            "place": holdings.publication_page(held),
                            "publication": held.publication,
                            "documents": len(holdings.carried.get(held.key, ())),
                        }
                        for held in one.members[(part - 1) * PART : part * PART]
                    ],
                },
            )
