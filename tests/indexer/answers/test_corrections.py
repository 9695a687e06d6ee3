"""Did you mean: words no document holds, and the query put right."""

import pytest

from indexer.analysis import terms, tokens
from indexer.answers.corrections import Correction, corrected, corrections
from indexer.query import Word

LIKELY = {
    "trianing": ["training", "trading"],
    "polcy": ["policy"],
    "kind": ["king"],
    "zz": ["z"],
    "48215": ["48216"],
    "zzzq": ["azzl"],
}


def near(word: str) -> list[str]:
    return LIKELY.get(word, [])


def found(query: str, asked: str | None = None) -> tuple[Correction, ...]:
    nowhere = terms("trianing polcy kind zz 48215 zzzzz zzzq")
    words = [Word(token.term, token.word) for token in tokens(query) if token.term in nowhere]
    return corrections(words, near, query if asked is None else asked)


def put_right(query: str) -> str:
    return corrected(query, found(query))


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("social trianing", "social training"),
        ("Trianing", "training"),
        ('media "social trianing" OR polcy', 'media "social training" OR policy'),
        ("title:trianing -policy", "title:training -policy"),
        ("trianing's (social)", "training (social)"),
        ("social media", ""),
        ("zzzzz", ""),
    ],
)
def test_the_query_is_put_right_as_it_was_typed(query: str, better: str) -> None:
    assert put_right(query) == better


def test_a_word_is_named_as_it_was_typed_with_the_likeliest_first() -> None:
    assert [(each.word, each.likely) for each in found("TRIANING")] == [("TRIANING", ("training", "trading"))]


def test_without_the_text_of_the_query_there_are_corrections_still() -> None:
    assert [(each.word, each.likely) for each in found("polcy", asked="")] == [("polcy", ("policy",))]


def test_the_name_of_a_field_is_no_word_of_the_query() -> None:
    assert put_right("kind:news kind") == "kind:news king"


@pytest.mark.parametrize("query", ["48215", "zz", "zzzzz", "zzzq"])
def test_numbers_short_words_and_what_is_too_unlike_are_never_put_right(query: str) -> None:
    assert found(query) == ()
