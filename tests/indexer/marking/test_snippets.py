"""Snippets: short, of the best place, and with every mark a real match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import tokens
from indexer.marking.snippets import ELLIPSIS, Snippet, snippet
from indexer.query import Phrase, Prefix, Word, leaves, parse

QUERIES = (
    "train",
    "train*",
    '"social media training"',
    '"media tr*" report',
    "92,574 -train",
    "a",
    "information OR tion",
    "x*",
)
WORDS = st.sampled_from(
    (
        "train",
        "Training",
        "social",
        "media",
        "report",
        "£92,574.00",
        "a",
        "informa-\ntion",
        "café",
        "x" * 50,
        "x" * 400,
        "\ud800",
    )
)
TEXTS = st.lists(
    st.tuples(WORDS, st.sampled_from((" ", "\n", "   \t ", ", ", "", "\u00ad", " " * 300))), max_size=60
).map(lambda parts: "".join(word + blank for word, blank in parts))


def marked(shown: Snippet) -> list[str]:
    return [shown.text[start:end] for start, end in shown.marks]


def test_a_snippet_shows_the_place_with_most_of_the_query() -> None:
    text = "social " * 50 + "filler " * 50 + "the social media report " + "filler " * 50
    shown = snippet(text, parse("social media report"), 60)
    assert marked(shown) == ["social", "media", "report"]
    assert shown.text.startswith(ELLIPSIS)
    assert shown.text.endswith("filler" + ELLIPSIS)


@pytest.mark.parametrize("width", range(10, 120, 7))
def test_a_snippet_is_cut_between_words(width: int) -> None:
    text = "alpha beta gamma delta " * 30 + "train " + "alpha beta gamma delta " * 30
    words = snippet(text, parse("train"), width).text.strip(ELLIPSIS).split()
    assert set(words) <= {"alpha", "beta", "gamma", "delta", "train"}
    assert "train" in words


def test_white_space_is_folded_and_marks_move_along() -> None:
    shown = snippet("  Spent\n\n on \t social\u00a0 media\n", parse('"social media"'))
    assert shown == Snippet("Spent on social media", ((9, 21),))


def test_a_phrase_is_marked_only_where_it_stands_whole() -> None:
    shown = snippet("media training, social training, social media training", parse('"social media training"'))
    assert marked(shown) == ["social media training"]


def test_a_phrase_that_a_page_break_cuts_is_marked_in_part() -> None:
    query = parse('"on social media training"')
    assert marked(snippet("We spent money on social", query)) == ["on social"]
    assert marked(snippet("media training was cheap", query)) == ["media training"]
    assert marked(snippet("social media", query)) == ["social media"]
    for text in ("no social media here", "no social media", "social media here"):
        assert marked(snippet(text, query)) == []


def test_what_is_not_wanted_is_not_marked() -> None:
    assert marked(snippet("social media", parse("social -media kind:news title:media"))) == ["social"]


def test_a_heading_marks_what_is_wanted_in_the_title() -> None:
    assert marked(snippet("Social media", parse("title:media"), heading=True)) == ["media"]


def test_a_page_without_a_match_shows_its_beginning() -> None:
    assert snippet("One two three", parse("kind:news")) == Snippet("One two three")
    assert snippet("One two three", parse("kind:news"), 9) == Snippet("One two" + ELLIPSIS)


@pytest.mark.parametrize(
    ("text", "query", "part"),
    [
        ("y" * 500, "yyy*", "y" * 20),
        ("y" * 500 + " train", "train", "train"),
        ("y" * 500 + "-train", "train", "train"),
        ("train" * 100, "train*", "train" * 4),
    ],
)
def test_a_match_in_a_very_long_word_or_after_it_is_shown(text: str, query: str, part: str) -> None:
    assert marked(snippet(text, parse(query), 20)) == [part]


def test_a_match_after_a_hundred_thousand_words_is_found() -> None:
    assert marked(snippet("other words " * 50_000 + "train", parse("train"), 40)) == ["train"]


def test_a_phrase_after_thousands_of_its_single_words_is_found() -> None:
    assert marked(snippet("of " * 9_000 + "freedom of information", parse('"freedom of information"'))) == [
        "freedom of information"
    ]


@given(TEXTS, st.sampled_from(QUERIES), st.integers(1, 200))
def test_a_snippet_is_never_longer_than_its_width_and_two_ellipses(text: str, query: str, width: int) -> None:
    shown = snippet(text, parse(query), width)
    inner = shown.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
    assert len(inner) <= width
    assert " ".join(inner.split()) == inner or inner.strip() == "" or width < 3
    assert inner in " ".join(text.split())


@given(TEXTS, st.sampled_from(QUERIES), st.integers(1, 200))
def test_marks_are_in_order_apart_and_inside(text: str, query: str, width: int) -> None:
    shown = snippet(text, parse(query), width)
    borders = [border for mark in shown.marks for border in mark]
    assert borders == sorted(borders)
    assert all(start < end <= len(shown.text) for start, end in shown.marks)
    assert not any(ELLIPSIS in part for part in marked(shown))


@given(TEXTS, st.sampled_from([query for query in QUERIES if '"' not in query]))
def test_every_mark_of_words_is_a_match_and_there_is_one_if_the_page_has_one(text: str, query: str) -> None:
    wanted = list(leaves(parse(query)))

    def hit(part: str) -> bool:
        found = list(tokens(part))
        return any(
            token.term == leaf.term if isinstance(leaf, Word) else token.word.startswith(leaf.start)
            for token in found
            for leaf in wanted
            if isinstance(leaf, Word | Prefix)
        )

    shown = snippet(text, parse(query), 160)
    assert bool(shown.marks) == hit(text)
    assert all(hit(part) or "- " in part for part in marked(shown))  # "informa- tion" is folded


@given(TEXTS)
def test_every_mark_of_a_phrase_on_a_page_that_has_it_is_the_phrase(text: str) -> None:
    query = parse('"social media"')
    assert isinstance(query, Phrase)
    shown = snippet("Report: social media, " + text + " end", query)
    assert shown.marks
    for part in marked(shown):
        assert [token.term for token in tokens(part)] == ["social", "media"]
