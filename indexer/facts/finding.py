"""All facts of a document: each maker of facts is asked once, and says which version of it answered."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import NamedTuple, cast

from indexer.facts.records import Fact
from indexer.facts.text import Text

Find = Callable[[Text], Iterable[Fact]]


class Maker(NamedTuple):
    """A maker of facts: its name and version, and where it is found."""

    name: str
    target: str


MAKERS = (
    Maker("money/2", "indexer.facts.money.finding:money"),
    Maker("bodies/1", "indexer.facts.bodies.finding:named"),
    Maker("exemptions/2", "indexer.facts.exemptions.finding:exemptions"),
    Maker("letters/1", "indexer.facts.letters.finding:letters"),
)
"""Raise a number whenever the same text would give other facts: those made before are then made again."""

VERSION = " ".join(maker.name for maker in MAKERS)


def facts(text: Text) -> Iterator[Fact]:
    """Yield what a document says, maker by maker, each in the order of the pages."""
    for maker in MAKERS:
        yield from _find(maker)(text)


def _find(maker: Maker) -> Find:
    module, _, name = maker.target.partition(":")
    return cast(Find, getattr(import_module(module), name))
