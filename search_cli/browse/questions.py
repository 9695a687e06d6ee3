"""What a person asks while reading, and the answer: errors are part of it, as a line."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from indexer.annotations.searching import FACET
from indexer.engine.interface import FACETS, Order
from indexer.errors import IndexerError
from indexer.places import Places
from indexer.query import Label, Node, Not, parse
from indexer.search import Results, Searching, in_force
from scraper.archive.records import ArchiveError
from search_cli.browse.standing import Standing

CHUNK = 50
"""So many hits are made at a time: a list of 10,000 is never whole in memory unless somebody walks through it."""

EVERYTHING = Not(Label("digest", ""))
"""What is asked while nothing is typed."""

ORDERS = (Order.RELEVANCE, Order.NEWEST, Order.OLDEST, Order.LARGEST)
_OPEN_WORD = re.compile(r"(?:^|[\s(])[-+]?(?:[a-z]+:)?[^\W_]{2,}$")
"""A word that may go on: what is typed ends in it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: hits from `offset` on; `facets` if they are to be counted; `typing` if more may follow.

    `serial` tells questions apart: those with one number differ in `offset` and `facets` only.
    """

    serial: int
    text: str
    order: Order = Order.RELEVANCE
    offset: int = 0
    facets: bool = False
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """`results`, or the `trouble` there was. `text` is the query that was answered: while typing, a * may end it."""

    question: Question
    results: Results | None
    text: str
    trouble: str = ""
    generation: str = ""


def answered(question: Question, standing: Standing, places: Places, saved: Mapping[str, str], today: date) -> Answer:
    """Answer a question. Raises nothing that a person can do something about: that is the answer's trouble."""
    generation = in_force(places)
    try:
        node = node_of(question.text, saved, today)
        results = standing.ask(lambda searching: _asked(searching, question, question.text, node))
        longer = _longer(question, results)
        if longer:
            node = node_of(longer, saved, today)
            better = standing.ask(lambda searching: _asked(searching, question, longer, node))
            if better.total and not better.relaxed:
                return Answer(question, better, longer, "", generation)
    except (IndexerError, ArchiveError, OSError, sqlite3.Error) as error:
        return Answer(question, None, question.text, str(error), generation)
    return Answer(question, results, question.text, "", generation)


def node_of(text: str, saved: Mapping[str, str], today: date) -> Node:
    """Read what was typed; nothing is everything. Raises QueryError."""
    return parse(text, saved=saved, today=today) if text.strip() else EVERYTHING


def _asked(searching: Searching, question: Question, text: str, node: Node) -> Results:
    order = question.order
    if order is Order.RELEVANCE and not text.strip():
        order = Order.NEWEST
    facets = (*FACETS, FACET) if question.facets else ()
    return searching.search(node, order=order, limit=CHUNK, offset=question.offset, pages=1, facets=facets, asked=text)


def _longer(question: Question, results: Results) -> str:
    """Return the query with its last word open, if it is still being typed and nothing has it as it is; else ""."""
    unfinished = question.typing and (not results.total or results.relaxed)
    return f"{question.text}*" if unfinished and _OPEN_WORD.search(question.text) else ""
