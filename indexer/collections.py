"""Collections: data folders within a data folder, each for what somebody else handed on, each with its own index."""

import re
from pathlib import Path

from indexer.errors import CollectionError
from indexer.places import Places

FOLDER = "collections"
LONGEST = 60
_NAME = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST - 1}}}")
_BETWEEN = re.compile(r"[^a-z0-9_]+")


def folder(root: Places) -> Path:
    """Return where the collections of a data folder are, whether there are any or not."""
    return root.data / FOLDER


def root_of(places: Places) -> Places:
    """Return the data folder that a collection is in; any other is its own."""
    inside = places.data.parent.name == FOLDER and _NAME.fullmatch(places.data.name)
    return Places(places.data.parent.parent) if inside else places


def place(root: Places, name: str) -> Places:
    """Return where a collection of that name is, or would be. Raises CollectionError if none can be called so.

    No name has a point in it: a bundle has, and "." is the data folder itself.
    """
    if not _NAME.fullmatch(name):
        shown = repr(name if len(name) <= LONGEST else f"{name[:LONGEST]}...")
        raise CollectionError(
            f"no collection can be called {shown}: small letters, digits, - and _ may stand in a name, "
            f"{LONGEST} at most, and it begins with a letter or a digit"
        )
    return Places(folder(root) / name)


def names(root: Places) -> list[str]:
    """Return the names of the collections there are, in the order of the alphabet."""
    there = folder(root)
    if not there.is_dir():
        return []
    return sorted(one.name for one in there.iterdir() if _NAME.fullmatch(one.name) and (one / "archive").is_dir())


def existing(root: Places, name: str) -> Places:
    """Return where a collection is. Raises CollectionError if there is none of that name."""
    places, there = place(root, name), names(root)
    if name not in there:
        from difflib import get_close_matches

        near = get_close_matches(name, there, n=1)
        others = f"did you mean {near[0]}?" if near else f"there are {', '.join(there)}" if there else "there is none"
        raise CollectionError(f"{root.data} has no collection {name}; {others}")
    return places


def family(places: Places) -> list[Places]:
    """Return all data folders that belong together: the one that has collections, and these."""
    root = root_of(places)
    return [root, *(place(root, name) for name in names(root))]


def name_from(text: str) -> str:
    """Return the name of a collection that is nearest to a text, "" if there is none: "Foreign Office.v2" has one."""
    return _BETWEEN.sub("-", text.lower())[: LONGEST + 1].strip("-_")[:LONGEST].rstrip("-_")
