"""What stands in a text by itself: the same as an engine says of its pages, for every leaf, page breaks or not."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import tokens
from indexer.edits import within
from indexer.marking.cuts import cut_off
from indexer.marking.fitting import Fitting, fits, fits_pattern
from indexer.marking.nearness import together
from indexer.marking.occurrences import found_in, parts_of
from indexer.marking.snippets import snippet
from indexer.query import (
    Amount,
    Fuzzy,
    InTitle,
    Leaf,
    Near,
    Phrase,
    Prefix,
    Reference,
    Regex,
    Wildcard,
    Word,
    leaves,
)
from indexer.record import changed
from tests.brute import Brute
from tests.random_queries import dice_for, some_leaf, some_node, some_rounds
from tests.standing import Reading, read

FORMS = st.text("abc", max_size=8)
BIG = 120_000
A, B, C = Word("a"), Word("b"), Word("c")


def marked(text: str, *wanted: Leaf) -> list[str]:
    return [text[start:end] for start, end, _ in found_in(text, wanted)]


def inside(text: str, wanted: Leaf) -> list[str]:
    """Return what is marked far from the beginning and end of a page, where nothing may be cut off."""
    return marked(f"{'xx ' * 70}{text}{' xx' * 70}", wanted)


def distance(one: str, two: str) -> int:
    """Return Levenshtein's distance, by the book."""
    if not one or not two:
        return len(one) + len(two)
    put = distance(one[1:], two[1:]) + (one[0] != two[0])
    return min(put, distance(one[1:], two) + 1, distance(one, two[1:]) + 1)


@given(st.text("ab", max_size=5), st.text("ab", max_size=5), st.integers(0, 3))
def test_edits_are_counted_exactly(one: str, two: str, most: int) -> None:
    assert within(one, two, most) == (distance(one, two) <= most)


@given(FORMS, st.text("abc*?", min_size=1, max_size=8))
def test_a_pattern_fits_what_the_same_regular_expression_fits(form: str, pattern: str) -> None:
    expression = pattern.replace("*", ".*").replace("?", ".")
    assert fits_pattern(form, pattern) == (re.fullmatch(expression, form) is not None)


def test_patterns_made_to_take_for_ever_do_not() -> None:
    assert not fits_pattern("a" * 80, "*a" * 40 + "b")
    assert not fits(Regex("(a|a)*(a|aa)+(a*)*b"))("a" * 80)


@pytest.mark.parametrize(
    ("leaf", "found"),
    [
        (Prefix("train"), ["Training", "trains"]),
        (Wildcard("*ning"), ["Training", "planning"]),
        (Wildcard("tra?n*"), ["Training", "trains"]),
        (Fuzzy("plannin"), ["planning"]),
        (Fuzzy("caffe"), ["Café"]),
        (Regex("(tra|pla).+ing"), ["Training", "planning"]),
        (Regex("train"), ["Training", "trains"]),  # by the stem
        (Phrase((Regex("in|of"), Wildcard("t*"))), ["in trains"]),
    ],
)
def test_what_stands_for_many_words_is_marked_by_either_form(leaf: Leaf, found: list[str]) -> None:
    assert marked("Training in trains, planning of a Café", leaf) == found


def test_words_near_each_other_are_marked_and_others_of_them_are_not() -> None:
    near = Near((Word("fee"), Word("report")), 3)
    assert inside("a fee; and here the report on a fee was; report", near) == ["report", "fee", "report"]
    assert inside("fee then nothing at all report", near) == []


def test_words_near_each_other_in_order_are_marked_in_that_order_only() -> None:
    assert inside("b a x x x a b", Near((A, B), 2, ordered=True)) == ["a", "b"]


def test_each_of_the_words_near_each_other_has_a_position_of_its_own() -> None:
    assert inside("a b", Near((A, A), 5)) == []
    assert inside("a b a", Near((A, A), 5)) == ["a", "a"]
    assert inside("a b", Near((A, Wildcard("?"), Wildcard("?")), 9)) == []
    assert inside("c a b", Near((Wildcard("?"), Regex("[ab]"), A), 9)) == ["c", "a", "b"]


def test_a_word_that_is_broken_stands_near_its_second_part_but_not_its_first() -> None:
    text = "informa-\ntion"
    assert inside(text, Near((Word("inform"), Word("tion")), 1)) == [text, "tion"]
    assert inside(text, Near((Word("inform"), Word("informa")), 1)) == []


def test_references_and_sums_are_marked_in_any_spelling() -> None:
    text = "Our reference: FOI-2024/0113. The lamps cost £92,574.00, the poles £500."
    assert marked(text, Reference("2024/113")) == ["FOI-2024/0113"]
    assert marked(text, Amount(9_257_400, 9_257_400)) == ["£92,574.00"]
    assert marked(text, Amount(None, 50_000, "GBP")) == ["£500"]
    assert marked(text, Amount(None, None, "EUR"), Reference("2024/114")) == []


def test_a_phrase_of_any_length_is_marked_where_a_page_break_cuts_it() -> None:
    words = tuple(f"w{number}" for number in range(300))
    phrase = Phrase(tuple(Word(word) for word in words))
    assert marked("before " + " ".join(words[:150]), phrase) == [" ".join(words[:150])]
    assert marked(" ".join(words[150:]) + " after", phrase) == [" ".join(words[150:])]
    assert marked(" ".join(words[100:200]), phrase) == [" ".join(words[100:200])]
    assert marked("x " + " ".join(words[100:200]), phrase) == []


@pytest.mark.parametrize("leaf", [Phrase((A, B)), Near((A, B), 4)])
def test_what_a_break_cuts_is_found_at_the_end_of_a_page_of_any_size(leaf: Leaf) -> None:
    text = "c " * BIG
    assert marked(text + "a", leaf) == ["a"]
    assert marked("b " + text, leaf) == ["b"]
    assert marked(text + "a" + " c" * 9, leaf) == []


def test_of_words_near_each_other_what_is_too_far_from_a_break_is_not_marked() -> None:
    near = Near((A, B), 3)
    assert marked("c c a c c", near) == ["a"]
    assert marked("c c c a c c c", near) == []
    assert marked("c c c a c c", near) == ["a"]  # the next word would be at three from it


@given(st.lists(st.sampled_from("abc"), max_size=9), st.integers(1, 5), st.booleans(), st.data())
def test_words_are_together_where_some_choice_of_their_positions_is(
    words: list[str], most: int, ordered: bool, data: st.DataObject
) -> None:
    parts = data.draw(st.lists(st.sampled_from((A, B, C, Regex("[ab]"), Wildcard("*"))), min_size=2, max_size=4))
    entry = tokens(" ".join(words))
    fitting = Fitting(parts)
    rows = [[t for t in tokens(" ".join(words)) if part in fitting.of(t)] for part in parts]
    chosen = list(together(rows, most, ordered=ordered))
    every = choices([[t.position for t in row] for row in rows], most, ordered=ordered)
    assert bool(chosen) == bool(every), list(entry)
    assert {frozenset(t.position for t in some) for some in chosen} <= {frozenset(some) for some in every}


def choices(rows: list[list[int]], most: int, *, ordered: bool) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for row in rows:
        found = [(*some, at) for some in found for at in row if at not in some]
    found = [some for some in found if max(some) - min(some) <= most]
    return [some for some in found if not ordered or list(some) == sorted(some)]


def pages(reading: Reading) -> dict[int, str]:
    return dict(enumerate((reading.entry.heading, *reading.entry.pages)))


@pytest.mark.parametrize("seed", range(4))
def test_every_page_an_engine_lists_for_its_words_has_a_mark(seed: int) -> None:
    dice = dice_for(f"marks {seed}")
    readings = [read(entry) for added, _ in some_rounds(dice, (25,)) for entry in added]
    readings = [with_title_above(reading) for reading in readings]
    engine, folder = Brute(), Path("nowhere")
    engine.write(folder, [reading.entry for reading in readings], [])
    by_digest = {reading.entry.digest: reading for reading in readings}
    pool = [some_leaf(dice, readings) for _ in range(150)]
    listed = 0
    with engine.open(folder) as searcher:
        for _ in range(250):
            query = dice.choice((dice.choice(pool), some_node(dice, pool)))
            for match in searcher.search(query, limit=100).matches:
                texts = pages(by_digest[match.digest])
                for page in match.pages:
                    if page.words:
                        listed += 1
                        shown = snippet(texts[page.number], query, heading=page.number == 0)
                        assert shown.marks, (query, page, texts)
                        assert_marks_are_words_of_it(texts[page.number], query, heading=page.number == 0)
    assert listed > 500


def with_title_above(reading: Reading) -> Reading:
    """Put the title first into the heading, as entries have it."""
    entry = reading.entry
    return read(changed(entry, heading=f"{entry.title}\n\n{entry.heading}"))


def assert_marks_are_words_of_it(text: str, query: object, *, heading: bool) -> None:
    """Check that no mark is of a word that fits nothing of the query."""
    every = list(dict.fromkeys(leaf.leaf if isinstance(leaf, InTitle) else leaf for leaf in leaves(query)))  # type: ignore[arg-type]
    parts = [part for leaf in every for part in parts_of(leaf)]
    fitting = Fitting(parts)
    good = {(t.start, t.end) for t in tokens(text) if fitting.of(t)}
    starts, ends = {start for start, _ in good}, {end for _, end in good}
    for start, end, which in found_in(text, every):
        if not isinstance(every[which], Reference | Amount):
            assert start in starts, (query, text[start:end])
            assert end in ends, (query, text[start:end])


def test_nothing_is_cut_off_an_empty_page() -> None:
    for leaf in (Phrase((A, B)), Near((A, B), 3)):
        assert list(cut_off("", leaf, Fitting(parts_of(leaf)))) == []
