"""Which collections hold a hit, where several were searched together."""

from indexer.search import Hit
from search_cli.terminal import line

OWN = "."
"""The name of the collection of one's own."""


def held(hit: Hit) -> str:
    """Say it in words, the one it was found in first; "" of one's own alone."""
    names = ["here" if name == OWN else line(name) for name in hit.origins]
    return f"held: {', '.join(names)}" if names else ""


def reached(hit: Hit) -> str | None:
    """Return what stands before a command that is to know the document: "foi", or "foi -c leeds" of a collection.

    None if only bundles hold it: it can be shown once it is imported. Their names have a point, a collection's has not.
    """
    if is_own(hit):
        return "foi"
    return next((f"foi -c {line(name)}" for name in hit.origins if not set("./") & set(name)), None)


def is_own(hit: Hit) -> bool:
    """Tell whether commands of one's own collection know the document."""
    return not hit.origins or OWN in hit.origins
