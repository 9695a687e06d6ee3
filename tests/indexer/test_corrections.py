"""Did you mean: words no document holds, and the query put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from indexer.corrections import corrected, corrections
from indexer.query import Word, parse


@dataclass
class Vocabulary:
    """What of a searcher corrections ask."""

    held: frozenset[str] = frozenset({"train", "social", "media", "polici"})
    likely: dict[str, list[str]] = field(
        default_factory=lambda: {"trianing": ["training", "trains"], "polcy": ["policy"]}
    )

    def holding(self, words: Sequence[Word]) -> list[int]:
        return [int(word.term in self.held) for word in words]

    def near(self, word: str) -> list[str]:
        return self.likely.get(word, [])


def put_right(query: str) -> str:
    return corrected(query, corrections(parse(query), Vocabulary(), query))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("social trianing", "social training"),
        ("Trianing", "training"),
        ('media "social trianing" OR polcy', 'media "social training" OR policy'),
        ("title:trianing -polcy", "title:training -polcy"),
        ("trianing's (social)", "training (social)"),
        ("social media", ""),
        ("zzzzz", ""),
    ],
)
def test_the_query_is_put_right_as_it_was_typed(query: str, better: str) -> None:
    assert put_right(query) == better


def test_a_word_is_named_as_it_was_typed_with_the_likeliest_first() -> None:
    (found,) = corrections(parse("TRIANING"), Vocabulary(), "TRIANING")  # type: ignore[arg-type]
    assert (found.word, found.likely) == ("TRIANING", ("training", "trains"))


def test_without_the_text_of_the_query_there_are_corrections_still() -> None:
    (found,) = corrections(parse("polcy"), Vocabulary())  # type: ignore[arg-type]
    assert (found.word, found.likely) == ("polcy", ("policy",))


def test_the_name_of_a_field_is_no_word_of_the_query() -> None:
    vocabulary = Vocabulary(likely={"kind": ["king"]})
    query = "kind:news kind"
    assert corrected(query, corrections(parse(query), vocabulary, query)) == "kind:news king"  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["48215", "a", "zz", "kind:news", "-trianing", "trian*"])
def test_numbers_short_words_filters_and_what_is_not_wanted_are_never_put_right(query: str) -> None:
    vocabulary = Vocabulary(likely={key: ["other"] for key in ("48215", "a", "zz", "news", "trianing", "trian")})
    assert corrections(parse(query), vocabulary, query) == ()  # type: ignore[arg-type]
