"""The first page: what is here, a field to search it, and the lists."""

from typing import Any

from search_cli.formats.site.holdings import Holdings
from search_cli.formats.site.lists import Lists
from search_cli.formats.site.searching.writing import SearchFiles

EVERYTHING = "everything"


def page(holdings: Holdings, lists: Lists, searching: SearchFiles, pages: int, told: str) -> dict[str, Any]:
    """Return what the template is given; `told` is the choice in words."""
    return {
        "root": "",
        "choice": "" if told == EVERYTHING else told,
        "publications": len(holdings.publications),
        "documents": len(holdings.items),
        "pages": pages,
        "lists": lists,
        "several": len(lists.authorities) > 1,
        "facets": searching.facets(),
        "newest": [
            (held.publication, holdings.publication_page(held))
            for held in lists.everything.members[:5]
            if held.publication.published
        ],
    }
