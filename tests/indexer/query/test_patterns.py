"""Words that are not known exactly: wildcards, misspelt words, regular expressions."""

import re

import pytest

from indexer.errors import QueryError
from indexer.query import And, Fuzzy, InTitle, Node, Not, Or, Phrase, Prefix, Regex, Wildcard, Word, parse

A, B = Word("a"), Word("b")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("train*", Prefix("train")),
        ("train**", Prefix("train")),
        ("Caf\u00e9*", Prefix("cafe")),
        ("1,234*", Prefix("1234")),
        ("tr*in", Wildcard("tr*in")),
        ("*ing", Wildcard("*ing")),
        ("**ing*", Wildcard("*ing*")),
        ("wom?n", Wildcard("wom?n")),
        ("?rain", Wildcard("?rain")),
        ("w??n", Wildcard("w??n")),
        ("wom?*", Wildcard("wom?*")),
        ("\ufb01n?l", Wildcard("fin?l")),
        ("O\u2019Br?en", Wildcard("obr?en")),
        ("20?4", Wildcard("20?4")),
        ("really??!", Word("realli")),
        ("*.pdf", Word("pdf")),
        ("e-mail*", Phrase((Word("e"), Prefix("mail")))),
        ('"a tr*n wom?n"', Phrase((A, Wildcard("tr*n"), Wildcard("wom?n")))),
        ("title:wom?n", InTitle(Wildcard("wom?n"))),
        ("-tr*n", Not(Wildcard("tr*n"))),
    ],
)
def test_stars_and_question_marks_stand_for_letters(query: str, node: Node) -> None:
    assert parse(query) == node


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("trainning~1", Fuzzy("trainning", 1)),
        ("trainning~", Fuzzy("trainning", 1)),
        ("trainning~2", Fuzzy("trainning", 2)),
        ("trainning~0", Word("train")),
        ("Caf\u00e9~1,", Fuzzy("cafe", 1)),
        ('"a trainning~1"', Phrase((A, Fuzzy("trainning", 1)))),
        ("title:trainning~2", InTitle(Fuzzy("trainning", 2))),
        ("a~b", Phrase((A, B))),
        ("x/a~1", Phrase((Word("x"), A, Word("1")))),
    ],
)
def test_a_word_may_be_misspelt(query: str, node: Node) -> None:
    assert parse(query) == node


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("/wom[ae]n/", Regex("wom[ae]n")),
        ("(/a(b|c)/ OR a)", Or((Regex("a(b|c)"), A))),
        ("/Wom.n/", Regex("(?i)Wom.n")),
        ("/caf\u00e9s?/", Regex("cafes?")),
        (r"/\d{4}/", Regex(r"\d{4}")),
        (r"/\D+/", Regex(r"(?i)\D+")),
        (r"/a\/b/", Regex(r"a\/b")),
        ("-/ab/", Not(Regex("ab"))),
        ("title:/ab/", InTitle(Regex("ab"))),
        ("a /b/", And((A, Regex("b")))),
        ("/a/b", Phrase((A, B))),
        ("/a b/", And((A, B))),
    ],
)
def test_a_regular_expression_stands_between_slashes(query: str, node: Node) -> None:
    assert parse(query) == node


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("a trainning~3", "the ~3 (column 12) lets too many letters of 'trainning' differ: write trainning~2 at most"),
        ("ab~2", "the ~2 (column 3) lets too many letters of 'ab' differ: write ab~1 at most"),
        ("b~", "the ~1 (column 2) lets every letter of 'b' differ: leave it out"),
        ("ab~999999999999", "the ~999 (column 3) lets too many"),
        ("social-media~1", "the ~1 (column 13) needs one word before it, and 'social-media' is 2"),
        ("tr*n~1", "the ~1 (column 5) cannot be together with * or ? in one word"),
        ("**", "the * (column 1) needs letters beside it"),
        ("?*", "the * (column 2) needs letters beside it"),
        ("/a(b/", "the regular expression (column 1) cannot be read: missing ): a(b."),
        (r"/(?=a)b/", "the regular expression (column 1) cannot be read: invalid perl operator: (?=."),
        ("/(((a{99}){99}){99})/", "the regular expression (column 1) cannot be read"),
        (f"a /{'b' * 201}/", "the regular expression (column 3) has 201 characters; at most 200 are read"),
        ("/colou[r", "the regular expression (column 1) is not closed: put a / where it ends"),
        ("title:/a(/", "the regular expression (column 7) cannot be read"),
    ],
)
def test_a_pattern_in_an_odd_place_is_explained(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        parse(query)


def test_a_query_has_thirty_patterns_at_most_one_asked_for_twice_counted_once() -> None:
    patterns = [f"a{number}*" for number in range(30)]
    parse(" ".join([*patterns, "a0*", "title:a0*"]))
    for one in ("-wom?n", '"a b? wom?n"', "title:wom?n", "a NEAR wom?n", "(a OR (b wom?n))", "word~1", "/a+/"):
        with pytest.raises(QueryError, match=r"the query has 31 words with \*, \?, ~ or /; at most 30 are read"):
            parse(" ".join([*patterns, one]))
