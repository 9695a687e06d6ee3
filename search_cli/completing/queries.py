"""What is offered within a query: the names of fields, and the values of those that have only so many."""

import re
from collections.abc import Callable, Iterator, Mapping

from indexer.query import FIELDS
from scraper.kinds import Kind, State
from search_cli.completing import values

_FIELD = re.compile(r'([a-z]+):"?[^"]*', re.IGNORECASE)
_SPACED = re.compile(r'[\s()"]')

ABOUT = {
    "amount": "a sum of money: >50000, 10000..20000",
    "authority": "who published it",
    "exemption": "a provision that is applied: s40(2)",
    "kind": "release, request, news or file",
    "lag": "working days an answer took: >20",
    "like": "documents like this one",
    "mentioned": "a provision that is named",
    "note": "words of your notes",
    "hidden": "yes, or words nobody sees",
    "ocr": "read by OCR, or waiting for it",
    "outcome": "how a request ended",
    "published": "2014, 2010..2015, last-month",
    "query": "a query that has a name",
    "reference": "the number of a request",
    "source": "where it was crawled",
    "state": "how it stands at its source now",
    "supplier": "a company that is named",
    "tag": "your tags",
    "title": "words of the title",
    "type": "pdf, html, csv, or a whole media type",
}
"""What is said about each field."""


def _names(*given: str) -> Callable[[values.Known], Iterator[tuple[str, str]]]:
    return lambda _: ((name, "") for name in given)


_VALUES: Mapping[str, Callable[[values.Known], Iterator[tuple[str, str]]]] = {
    "authority": values.authorities,
    "exemption": lambda known: values.counted(known, "exemption"),
    "kind": _names(*(kind.value for kind in Kind)),
    "like": values.numbers,
    "ocr": _names("yes", "no"),
    "outcome": values.outcomes,
    "query": values.queries,
    "source": values.held_sources,
    "state": _names(*(state.value for state in State), "superseded"),
    "supplier": lambda known: values.counted(known, "supplier"),
    "tag": values.tags,
    "type": lambda known: values.counted(known, "type"),
}


def query_offers(typed: str, known: values.Known) -> Iterator[tuple[str, str, bool]]:
    """Yield how a query may go on: the whole of it, a line about the last part, and whether that is whole."""
    before, leaf = _last(typed)
    field = _FIELD.fullmatch(leaf)
    if field:
        name = field[1].lower()
        for value, about in _VALUES.get(name, values.nothing)(known):
            yield f'{before}{name}:"{value}"' if _SPACED.search(value) else f"{before}{name}:{value}", about, True
    elif '"' not in leaf:
        yield from ((f"{before}{name}:", ABOUT.get(name, ""), False) for name in sorted(FIELDS))


def _last(query: str) -> tuple[str, str]:
    """Split a query that goes on into what is done with, and its last part: a word, a phrase begun, a field."""
    opened = query.rfind('"') if query.count('"') % 2 else len(query)
    start = max(query.rfind(blank, 0, opened) for blank in " \t\n") + 1
    bare = query[start:].lstrip("-(")
    return query.removesuffix(bare) if bare else query, bare
