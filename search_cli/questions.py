"""What a command that searches is asked: the words of a query, and the options that narrow it."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from indexer.record import record
from search_cli import config
from search_cli.choosing import OneOf
from search_cli.context import Session

if TYPE_CHECKING:
    from indexer.query import Node

_LIKE = re.compile(r'"[^"]*"|(?<![^\s(-])like:([1-9][0-9]{0,2})(?=[:\s)]|$)')
"""A phrase, which stays as it is, or `like:` with the number of a hit of the last search."""


@record()
class Filters:
    """What the options say, as typed; None for those that were not given."""

    authority: str | None = None
    source: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    outcome: str | None = None


OPTIONS = (
    click.option("--authority", help="Only what this body published; a word of its name will do."),
    click.option("--source", help="Only what came from this source."),
    click.option("--kind", type=OneOf(["release", "request", "news", "file"]), help="Only this kind."),
    click.option("--since", metavar="DATE", help="Only what was published then or later: 2014, 2014-08, 26/08/2014."),
    click.option("--until", metavar="DATE", help="Only what was published then or earlier."),
    click.option("--outcome", help="Only requests that ended so: granted, part-granted, refused, not held, waiting."),
)
_NAMES = ("authority", "source", "kind", "since", "until", "outcome")


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that narrow what is searched, as one parameter, `filters`."""

    @wraps(command)
    def with_filters(*given: Any, **named: Any) -> Any:
        return command(*given, filters=Filters(*(named.pop(name) for name in _NAMES)), **named)

    for option in reversed(OPTIONS):
        with_filters = option(with_filters)
    return with_filters


def asked(session: Session, words: Sequence[str], filters: Filters) -> "list[Node]":
    """Return what must hold, all of it: of the words, in the query language, and of each option. Raises QueryError."""
    from indexer import query as language

    today = datetime.now(UTC).astimezone().date()  # where the person is, not where the sources are
    text = with_ids(session, " ".join(words))
    nodes: list[Node] = [language.parse(text, saved=config.saved(session.tables), today=today)] if words else []
    nodes += [language.authority(filters.authority)] if filters.authority else []
    nodes += [language.label("source", filters.source)] if filters.source else []
    nodes += [language.label("kind", filters.kind)] if filters.kind else []
    nodes += [language.since(filters.since, today)] if filters.since else []
    nodes += [language.until(filters.until, today)] if filters.until else []
    nodes += [language.label("outcome", filters.outcome)] if filters.outcome else []
    return nodes


def with_ids(session: Session, text: str) -> str:
    """Return a query with IDs in the place of the numbers of the last search: like:1 is like:0e85149bedff."""

    def digest(match: re.Match[str]) -> str:
        if not match[1]:
            return match[0]
        from search_cli import last

        return f"like:{last.digest_of(session.places, match[1])}"

    return _LIKE.sub(digest, text) if "like:" in text else text
