"""What is wrong with a query, where, and what to do."""

from collections.abc import Iterable

from indexer.errors import QueryError


class BadFilter(QueryError):
    """A filter's value that cannot be understood: what is wrong, and what to write instead."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(f"{what}; {advice}")
        self.what, self.advice = what, advice


def problem(what: str, column: int, advice: str) -> QueryError:
    """Say what is wrong, where, and what to do; `advice` begins with the blank or sign that joins it."""
    said = f"{what} (column {column}){advice}"
    return QueryError("".join(sign if sign.isprintable() else "\ufffd" for sign in said))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is likest, "" if none is like it."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return near[0] if near else ""
