"""Saved queries: query:NAME is what foi.toml has under that name."""

import re

import pytest

from indexer.errors import QueryError
from indexer.query import And, Node, Not, Or, Word, parse

A, B, C = Word("a"), Word("b"), Word("c")
SAVED = {
    "either": "a OR b",
    "more": "query:either c",
    "big houses": "c",
    "itself": "a query:itself",
    "ring": "query:gnir",
    "gnir": "(query:ring)",
    "broken": "a OR",
    "empty": " ",
    "many": "query:either " * 21,
    "deep": "(" * 38 + "query:either" + ")" * 38,
}


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("query:either", Or((A, B))),
        ("query:either c", And((Or((A, B)), C))),
        ("-query:either", Not(Or((A, B)))),
        ("query:more OR a", Or((And((Or((A, B)), C)), A))),
        ("query:either query:either", And((Or((A, B)), Or((A, B))))),
        ('query:"big houses"', C),
        ("QUERY:either", Or((A, B))),
        ("query:deep", Or((A, B))),
    ],
)
def test_a_saved_query_stands_in_brackets_where_it_is_named(query: str, node: Node) -> None:
    assert parse(query, saved=SAVED) == node


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("a query:eithr", "no saved query 'eithr' (column 3); did you mean 'either'?"),
        ("query:zzz", "no saved query 'zzz' (column 1); there are big houses, broken, deep,"),
        ('query:""', "no saved query '' (column 1)"),
        ("query:", "query: (column 1) needs its value straight after it"),
        ("query:(a)", "query: (column 1) needs its value"),
        (
            "query:itself",
            "in the saved query 'itself': the saved query 'itself' (column 3) asks for itself (itself, itself)",
        ),
        ("query:ring", "asks for itself (ring, gnir, ring): take it out of one of them, in foi.toml"),
        ("query:broken", "in the saved query 'broken': OR (column 3) needs something on both sides"),
        ("query:empty", "in the saved query 'empty': nothing to search for"),
        ("query:many", "in the saved query 'many': query:either (column 248) is one of more than 20 saved queries"),
        ("(query:deep)", "in the saved query 'deep': query:either (column 39) is nested more than 40 deep"),
        ("query:either NEAR c", "query:either (column 1) stands beside NEAR, which takes words"),
    ],
)
def test_a_saved_query_that_cannot_be_asked_is_explained(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        parse(query, saved=SAVED)


def test_where_none_are_saved_it_is_said_how() -> None:
    with pytest.raises(QueryError, match=r"no saved query 'x' \(column 1\); there are none. Write it into foi.toml"):
        parse("query:x")


def test_saved_queries_of_saved_queries_do_not_grow_without_end() -> None:
    saved = {"q0": "a b"} | {f"q{n}": f"query:q{n - 1} " * 10 for n in range(1, 20)}
    with pytest.raises(QueryError, match="one of more than 20 saved queries"):
        parse("query:q19", saved=saved)
