"""The page of the search: a form; what is found is put in by scripts."""

from typing import Any

from search_cli.formats.site.searching.writing import SearchFiles


def page(searching: SearchFiles) -> dict[str, Any]:
    """Return what the template is given."""
    return {"root": "", "facets": searching.facets()}
