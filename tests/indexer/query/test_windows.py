"""Words close to each other: "a b"~5, NEAR and ADJ."""

import re

import pytest

from indexer.errors import QueryError
from indexer.query import And, Fuzzy, InTitle, Near, Node, Not, Or, Phrase, Prefix, Regex, Word, parse

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ('"a b"~5', Near((A, B), 6)),
        ('"a b c"~0005', Near((A, B, C), 7)),
        ('"a b"~0', Phrase((A, B))),
        ('"tr* a-b"~1', Near((Prefix("tr"), A, B), 3)),
        ('title:"a b"~5', InTitle(Near((A, B), 6))),
        ('-"a b"~5', Not(Near((A, B), 6))),
        ("a NEAR/5 b", Near((A, B), 5)),
        ("a NEAR b", Near((A, B), 10)),
        ("a ADJ/5 b", Near((A, B), 5, ordered=True)),
        ("a ADJ b", Near((A, B), 10, ordered=True)),
        ('"a" NEAR/5(b)', Near((A, B), 5)),
        ("a NEAR/5 b NEAR/5 c", Near((A, B, C), 5)),
        ("a NEAR/1 a", Near((A, A), 1)),
        ("/a+/ ADJ/2 bcd~", Near((Regex("a+"), Fuzzy("bcd")), 2, ordered=True)),
        ("(a OR b*) NEAR/5 c", Or((Near((A, C), 5), Near((Prefix("b"), C), 5)))),
        (
            "(a OR (b OR c)) ADJ/5 (a OR b)",
            Or(tuple(Near((one, two), 5, ordered=True) for one in (A, B, C) for two in (A, B))),
        ),
        ("((a)) NEAR/5 c", Near((A, C), 5)),
        ("c -a NEAR/5 b", And((C, Not(Near((A, B), 5))))),
        ("a NEAR/5 b OR a c", Or((Near((A, B), 5), And((A, C))))),
        ("a near/5 b", And((A, Phrase((Word("near"), Word("5"))), B))),
    ],
)
def test_words_stand_in_one_window(query: str, node: Node) -> None:
    assert parse(query) == node


TAKES = ", which takes words, as train* too, and groups of them joined by OR"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('"a b"~', 'the ~ (column 6) after the quotes needs a number: "a b"~5'),
        ('"a b"~x', 'the ~x (column 6) after the quotes needs a number: "a b"~5'),
        ('"a b"~-1', "the ~-1 (column 6) after the quotes needs a number"),
        ('"a b"~9999', "the ~9999 (column 6) is too far: at most 1,000 words may stand between"),
        ('"a"~5', "the ~5 (column 4) after the quotes needs two words within them. For a word that may be misspelt"),
        ('""~5', "the quotes (column 1) hold no word"),
        ("NEAR b", "NEAR (column 1) needs something on both sides. To search for the word itself"),
        ("a NEAR/5", "NEAR/5 (column 3) needs something on both sides"),
        ("(a NEAR/5) b", "NEAR/5 (column 4) needs something on both sides"),
        ("a NEAR/5 OR b", "NEAR/5 (column 3) needs something on both sides"),
        ("a NEAR/5 -b", "NEAR/5 (column 3) takes words, and no NOT beside it"),
        ("a NEAR/0 b", "NEAR/ (column 3) says how many words apart as NEAR/5, from 1 to 1,000"),
        ("a ADJ/x b", "ADJ/ (column 3) says how many words apart as ADJ/5"),
        ("a NEAR/1001 b", "NEAR/ (column 3) says how many words apart"),
        ("a NEAR/\u0665 b", "NEAR/ (column 3) says how many words apart"),
        (" NEAR/50 ".join("abcdefghijklmnopqrstu"), "NEAR/50 (column 3) stands between 21 words; at most 20"),
        (f'"{" ".join("abcdefghijklmnopqrstu")}"~5', "the ~5 (column 44) is of 21 words; at most 20"),
        ("a NEAR/5 b NEAR/3 c", "NEAR/3 (column 12) follows NEAR/5: in one row of words write the same"),
        ("a NEAR/5 b ADJ/5 c", "ADJ/5 (column 12) follows NEAR/5"),
        ("a NEAR/1 b NEAR/1 c", "NEAR/1 (column 3) cannot hold 3 words: write NEAR/2 at least"),
        ('"a b" NEAR/5 c', f'"a b" (column 1) stands beside NEAR/5{TAKES}; for several words write each with NEAR/5'),
        ("c NEAR/5 a-b", f"a-b (column 10) stands beside NEAR/5{TAKES}"),
        ("(a b) NEAR/5 c", f"this group (column 1) stands beside NEAR/5{TAKES}; for a group write (train* OR"),
        ("(a OR -b) ADJ/5 c", f"this group (column 1) stands beside ADJ/5{TAKES}"),
        (
            "title:a NEAR/5 b",
            f"title:a (column 1) stands beside NEAR/5{TAKES}; for words close to each other in the title",
        ),
        ("kind:news NEAR/5 b", f"kind:news (column 1) stands beside NEAR/5{TAKES}"),
        (" NEAR ".join([f"({' OR '.join('abcdefghij')})"] * 3), "NEAR (column 50) has more than 100 choices of words"),
    ],
)
def test_what_cannot_stand_in_a_window_is_explained(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        parse(query)
