"""Any text is a query or a QueryError, quickly: ten thousand made to be neither."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.query import And, AtLeast, Near, Node, Not, Or, Phrase, leaves, parse
from indexer.query.parser import MAX_LENGTH

TODAY = date(2026, 11, 22)
SAVED = {
    "one": "asbestos OR query:two",
    "two": '"a b"~5 amount:>5',
    "self": "a query:self",
    "bad": '"',
    "": "a",
    "wide": "query:one " * 15,
}
BITS = (
    *(
        '"',
        "(",
        ")",
        " ",
        "  ",
        "-",
        "--",
        "~",
        "~1",
        "~2",
        "~99999999999",
        "*",
        "**",
        "?",
        "??",
        "/",
        "//",
        "\\",
        ":",
        "..",
        "…",
        ".",
    ),
    *("AND", "OR", "NOT", "NEAR", "NEAR/5", "NEAR/0", "NEAR/99999999999", "ADJ", "ADJ/2", "ADJ/", "NEAR/\u0665"),
    *(
        "title:",
        "authority:",
        "source:",
        "kind:",
        "state:",
        "type:",
        "outcome:",
        "published:",
        "amount:",
        "reference:",
        "ocr:",
    ),
    *(
        "like:",
        "query:",
        "query:one",
        "query:wide",
        "query:self",
        "query:bad",
        "nofield:",
        "QUERY:two",
        "like:8b3baaf1:3",
    ),
    *(
        "asbestos",
        "caf\u00e9",
        "\ufb01nal",
        "a",
        "\u00df",
        "\u0130",
        "\u0345",
        "\u00ad",
        "\u200b",
        "\ud800",
        "\x00",
        "\x1b[31m",
        "\u202e",
    ),
    *(
        "\u201ca b\u201d",
        "\u2014",
        "\u2212x",
        "\ua500",
        "\ua501",
        "\u00b2",
        "\u0660",
        "\U0001f4a9",
        "\u3042",
        "'s",
        "o'brien",
    ),
    *(
        "/a+/",
        "/(a|b)*c/",
        "/[/",
        "/(((((((((a{9}){9}){9}){9}){9}))))/",
        "/a{0,1000}{0,1000}/",
        "/\\/",
        "/caf\u00e9/",
        "/(?i)A/",
    ),
    *(
        "2014",
        "2014-08",
        "26/08/2014",
        "31/02/2014",
        "yesterday",
        "past-99999-years",
        "past-30-days",
        "last-month",
        "9999",
        "0000",
    ),
    *(
        ">",
        "<",
        ">=",
        "<=",
        "=",
        "£",
        "€",
        "£>50k",
        "25k",
        "1m",
        "9" * 400,
        "1e999",
        "92,574.00",
        "-5",
        "bn",
        "GBP",
        "0",
    ),
    *("FOI", "FOI-2024/0113", "0113-24", "IC-123456-A1B2", "2024", "F" * 100, "1-" * 50),
)


def seen(text: str) -> Node | None:
    """Parse a text; None if it is a QueryError that a terminal can show."""
    try:
        return parse(text, saved=SAVED, today=TODAY)
    except QueryError as error:
        assert str(error).isprintable(), error
        return None


def nodes(node: Node) -> int:
    """Count the records of a tree."""
    match node:
        case And() | Or() | AtLeast() | Phrase() | Near():
            return 1 + sum(map(nodes, node.parts))
        case Not():
            return 1 + nodes(node.part)
    return 1


def test_ten_thousand_hostile_queries_are_understood_or_explained() -> None:
    chance = random.Random(20261122)  # noqa: S311 - for a test
    understood = 0
    for _ in range(10_000):
        text = "".join(chance.choice(BITS) + chance.choice(("", " ")) for _ in range(chance.randint(1, 15)))
        node = seen(text)
        if node is not None:
            understood += 1
            assert list(leaves(node)) is not None
            assert nodes(node) < 100 * len(text) + 10_000, text
    assert 1_000 < understood < 9_000


def test_long_runs_of_one_sign_are_understood_or_explained() -> None:
    for bit in BITS:
        for joint in ("", " OR ", "a"):
            seen(((bit + joint) * MAX_LENGTH)[:MAX_LENGTH])


@given(st.text() | st.lists(st.sampled_from(BITS), max_size=12).map("".join))
def test_a_query_in_brackets_is_the_same_query(text: str) -> None:
    node = seen(text)
    if node is not None:
        assert seen(f"({text})") == node
