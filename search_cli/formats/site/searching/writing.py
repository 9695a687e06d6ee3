"""Writing what the search of a site looks into, one document after the other."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from indexer.cards import Card, heading
from indexer.chosen import Item
from indexer.extract.base import Page
from scraper.items import Kind
from search_cli.formats.site.folder import Folder
from search_cli.formats.site.holdings import Holdings
from search_cli.formats.site.names import KINDS, document_name, title_of
from search_cli.formats.site.searching.postings import Postings, order
from search_cli.formats.site.searching.scripts import Parts, put_script
from search_cli.terminal import clean, line


class SearchFiles:
    """The files of the search. Pages of all documents are numbered through; each document's page 0 is its heading."""

    def __init__(self, folder: Folder, holdings: Holdings) -> None:
        self._folder, self._holdings = folder, holdings
        self._scratch = tempfile.TemporaryDirectory(dir=folder.path)
        self._postings = Postings(Path(self._scratch.name))
        self._texts = Parts(folder, "texts", lambda entry: entry[0])
        self._cards = Parts(folder, "cards", lambda entry: entry[0])
        self._next = 0
        self._starts: list[int] = []
        self._lengths: list[int] = []
        self._facets: dict[str, list[str]] = {"authority": [], "kind": [], "year": []}

    def add(self, item: Item, parts: Sequence[Sequence[Page]]) -> None:
        """Take in a document, and what of its text may be handed on, in the parts it is shown in."""
        number, start = len(self._starts), self._next
        self._starts.append(start)
        words = self._postings.add(start, heading(item.card))
        for page in chain.from_iterable(parts):
            words += self._postings.add(start + page.number, page.text)
            if text := clean(page.text).strip():
                self._texts.add([start + page.number, text])
        self._lengths.append(words)
        self._next = start + 1 + max((page.number for part in parts for page in part), default=0)
        self._cards.add([number, *_card(self._holdings, item.card), [part[0].number for part in parts if part]])
        for name, value in _values(item.card).items():
            self._facets[name].append(value)

    def facets(self) -> dict[str, list[str]]:
        """Return what a search can be narrowed to: the values of each facet, in order."""
        values = {name: {*given} - {""} for name, given in self._facets.items()}
        kinds = [kind for kind in KINDS.values() if kind in values["kind"]]
        years = sorted(values["year"], reverse=True)
        return {
            "authority": sorted(values["authority"], key=lambda name: (name.casefold(), name)),
            "kind": kinds,
            "year": years,
        }

    def finish(self) -> None:
        """Write what can only be written at the end: the words, and where everything is."""
        self._texts.flush()
        self._cards.flush()
        words = Parts(self._folder, "words", lambda entry: entry[0])
        words.add_all(self._words())
        facets = self.facets()
        put_script(
            self._folder,
            "start",
            {
                "starts": _steps(self._starts),
                "lengths": self._lengths,
                "words": words.firsts,
                "texts": _steps(self._texts.firsts),
                "cards": _steps(self._cards.firsts),
                "facets": {name: [values, _numbers(values, self._facets[name])] for name, values in facets.items()},
            },
        )

    def _words(self) -> Iterator[list[str]]:
        """Yield each word with its places, and the others of its family where it has any."""
        family = {word: words for words in self._postings.families.values() if len(words) > 1 for word in words}
        for word, places in self._postings.merged():
            others = " ".join(sorted((other for other in family.get(word, ()) if other != word), key=order))
            yield [word, places, others] if others else [word, places]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.finish()
        finally:
            self._scratch.cleanup()


def _card(holdings: Holdings, card: Card) -> list[Any]:
    """Return what is shown of a document that is found."""
    name, title = document_name(card), title_of(card.title)
    return [
        holdings.document_page(card.digest),
        title,
        name if title not in name else "",
        line(card.publisher),
        card.published,
        KINDS[Kind(card.kind)],
        card.pages,
    ]


def _values(card: Card) -> dict[str, str]:
    return {"authority": line(card.authority), "kind": KINDS[Kind(card.kind)], "year": card.published[:4]}


def _numbers(values: Sequence[str], given: Sequence[str]) -> list[int]:
    """Return where each is among the values, -1 for what is not named."""
    places = {value: number for number, value in enumerate(values)}
    return [places.get(value, -1) for value in given]


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return how far each number is from the one before, which is shorter."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
