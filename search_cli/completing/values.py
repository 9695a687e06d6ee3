"""Values that are known: of the data folder, of foi.toml, and of foi itself. Each is read only if it is asked for."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer.places import Places
from search_cli import config

MOST = 200
"""Authorities that are offered, those with most documents first: nobody looks through thousands."""


class Known:
    """A data folder, and its foi.toml. `given` is the one the command line names, with a collection in it."""

    def __init__(self, given: Path | None, collection: str = "") -> None:
        self._given = given
        self._collection = collection

    @property
    def places(self) -> Places:
        """The data folder: the one that is given, else FOI_DATA, else the usual one, which takes 9 ms to find."""
        named = self._given or os.environ.get("FOI_DATA")
        root = Places(Path(named) if named else config.default_data())
        collection = self._collection or os.environ.get("FOI_COLLECTION")
        if not collection:
            return root
        from indexer.collections import place, root_of

        return place(root_of(root), collection)

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """What foi.toml says. Raises click.UsageError if it is not as it must be."""
        from search_cli.main import COMMANDS

        return config.load(self.places.data, COMMANDS)


def nothing(known: Known) -> Iterator[tuple[str, str]]:  # noqa: ARG001 - as all of them
    """Yield nothing: a value anybody may choose freely."""
    yield from ()


def sources(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the sources that can be crawled, without loading those of other packages."""
    from scraper.sources import SOURCES

    yield from ((source.name, source.about) for source in SOURCES)
    yield from declared(known)


def declared(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the sources that are declared in foi.toml, and those that come declared."""
    from scraper.platforms.configured.registry import configured

    for name, one in configured(known.tables.get(config.SOURCES, {})).items():
        yield name, one.about or ("a preset" if one.preset else "of foi.toml")


def held_sources(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the sources that documents of the index came from."""
    yield from counted(known, "source")


def authorities(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the authorities that documents of the index are of."""
    yield from counted(known, "authority")


def outcomes(known: Known) -> Iterator[tuple[str, str]]:
    """Yield how requests in the index ended."""
    yield from counted(known, "outcome")


def counted(known: Known, facet: str) -> Iterator[tuple[str, str]]:
    """Yield the values that documents of the index have, with how many do, most first."""
    from indexer.query import Label, Or
    from indexer.search import opened
    from scraper.kinds import Kind
    from search_cli.terminal import many

    everything = Or(tuple(Label("kind", kind.value) for kind in Kind))
    with opened(known.places, often=False) as searching:
        facets = searching.search(everything, limit=0, facets=(facet,), exact=True).facets
    yield from ((value, many(count, "document")) for value, count in facets[facet][:MOST])


def tags(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the tags there are."""
    from indexer.annotations import Annotations
    from search_cli.terminal import many

    annotations = Annotations.open(known.places, create=False)
    try:
        yield from ((tag, many(count, "document")) for tag, count in annotations.counts())
    finally:
        annotations.close()


def collections(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the collections there are, with the bundle each came from last."""
    from indexer.collections import names, place, root_of
    from indexer.origins import origins

    root = root_of(known.places)
    for name in names(root):
        came = origins(place(root, name))
        yield name, came[-1].bundle if came else ""


def watches(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the watches."""
    yield from ((name, watch["query"]) for name, watch in known.tables.get(config.WATCHES, {}).items())


def queries(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the queries that have a name."""
    yield from config.saved(known.tables).items()


def topics(known: Known) -> Iterator[tuple[str, str]]:  # noqa: ARG001 - as all of them
    """Yield the pages of `foi help`, and the commands, each of which is one too."""
    from search_cli.commands.help import TOPICS
    from search_cli.main import COMMANDS

    yield from TOPICS.items()
    yield from COMMANDS.items()


def numbers(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the numbers of the last search of this shell, with the titles of what they stand for."""
    from indexer.text import TextStore
    from scraper.archive.records import Digest
    from search_cli import last
    from search_cli.documents import card_of, open_archive

    found = last.numbers(known.places)
    if not found:
        return
    with open_archive(known.places) as archive, TextStore(known.places.text) as store:
        cards = ((number, card_of(archive, store, Digest(digest))) for number, digest in found.items())
        yield from ((str(number), f"{card.file}: {card.title}") for number, card in cards)
