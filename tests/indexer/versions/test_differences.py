"""Differences: the words that changed, on which page; and no text that takes for ever."""

import random
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.base import Page
from indexer.versions.differences import Hunk, differences
from indexer.versions.matching import SMALL, Effort, matching

LETTER = "Dear Sir\n\nThe council held 4 reports.\nThe total was £48,215.60 in all.\n\nYours faithfully"


def pages(*texts: str) -> list[Page]:
    return [Page(number, text) for number, text in enumerate(texts, 1)]


def compared(before: list[Page], after: list[Page]) -> list[Hunk]:
    return differences(before, after, Effort())


def shown(hunks: list[Hunk]) -> list[str]:
    return [
        row.sign + "".join(f"[{text}]" if differs else text for text, differs in row.parts)
        for hunk in hunks
        for row in hunk.rows
    ]


def test_a_sum_that_changed_is_marked_whole_in_its_line_with_lines_around_it() -> None:
    hunks = compared(pages(LETTER), pages(LETTER.replace("48,215", "98,215")))
    assert shown(hunks) == [
        " Dear Sir",
        " The council held 4 reports.",
        "-The total was £[48,215.60] in all.",
        "+The total was £[98,215.60] in all.",
        " Yours faithfully",
    ]


def test_line_breaks_blank_lines_and_page_breaks_are_no_difference() -> None:
    words = LETTER.split()
    assert compared(pages(LETTER), pages("\n\n".join(words))) == []
    assert compared(pages(LETTER), pages(" ".join(words[:7]), " ".join(words[7:]))) == []


def test_words_that_came_are_marked_with_the_blanks_between_them() -> None:
    rows = shown(compared(pages("We hold reports."), pages("We do not hold any such reports.")))
    assert rows == ["-We hold reports.", "+We [do not] hold [any such] reports."]


def test_a_hunk_names_the_page_it_begins_on_in_each_version() -> None:
    before = pages("one alpha", "two beta", "three gamma")
    after = pages("a new front page", "one alpha", "two beta", "three delta")
    first, second = compared(before, after)
    assert first.before is None
    assert first.after == after[0]
    assert (second.before, second.after) == (before[2], after[3])


def test_changes_far_apart_are_hunks_of_their_own_and_those_near_are_one() -> None:
    lines = [f"line {number} says word{number}" for number in range(30)]
    far, near = list(lines), list(lines)
    far[3] = far[20] = "other"
    near[3] = near[6] = "other"
    assert len(compared(pages("\n".join(lines)), pages("\n".join(far)))) == 2
    assert len(compared(pages("\n".join(lines)), pages("\n".join(near)))) == 1


@pytest.mark.parametrize(("before", "after"), [([], pages("x")), (pages("x"), []), (pages("x"), pages(""))])
def test_a_text_that_came_or_went_is_one_hunk(before: list[Page], after: list[Page]) -> None:
    assert len(compared(before, after)) == 1


def test_two_empty_texts_are_alike() -> None:
    assert compared([], pages("", " \n ")) == []


words = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "£1", "2.5", ",", ".", "x"]), max_size=40)


@given(before=words, after=words)
def test_what_is_not_marked_is_what_both_have(before: list[str], after: list[str]) -> None:
    hunks = compared(pages(" ".join(before)), pages(" ".join(after)))
    kept = {
        sign: "".join(
            text
            for hunk in hunks
            for row in hunk.rows
            if row.sign == sign
            for text, differs in row.parts
            if not differs
        ).split()
        for sign in "-+"
    }
    assert "".join(kept["-"]) == "".join(kept["+"])
    assert bool(hunks) == (before != after)


@given(a=st.lists(st.sampled_from("abcdef"), max_size=30), b=st.lists(st.sampled_from("abcdef"), max_size=30))
def test_matching_blocks_are_alike_and_in_order(a: list[str], b: list[str]) -> None:
    last = (0, 0)
    for i, j, size in matching(a, b, Effort()):
        assert size > 0
        assert a[i : i + size] == b[j : j + size]
        assert (i, j) >= last
        last = (i + size, j + size)


def test_on_ordinary_texts_it_matches_nearly_what_difflib_would() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    a = [f"w{chance.randrange(400)}" for _ in range(300)]
    b = [word for word in a if chance.random() > 0.1]
    b[50:50] = ["new"] * 5
    ours = sum(size for _, _, size in matching(a, b, Effort()))
    theirs = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    assert ours >= 0.95 * theirs


@pytest.mark.parametrize("kind", ["alike", "periods", "noise", "one-line", "shifted"])
def test_no_pair_of_texts_takes_more_than_the_effort_allowed(kind: str) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    size = 20_000
    before, after = {
        "alike": (["same"] * size, ["same"] * (size - 1) + ["end"] + ["same"] * 7),
        "periods": (["a", "b"] * (size // 2), ["a", "a", "b", "b"] * (size // 4)),
        "noise": ([chance.choice("abcd") for _ in range(size)], [chance.choice("abcd") for _ in range(size)]),
        "one-line": ([" ".join(["a", "b"] * size)], [" ".join(["a", "a", "b", "b"] * (size // 2))]),
        "shifted": ([f"row {n}" for n in range(size)], [f"row {n + 1}" for n in range(size)]),
    }[kind]
    effort = Effort()
    assert differences(pages("\n".join(before)), pages("\n".join(after)), effort)
    assert effort.pairs > -SMALL, "difflib alone would take hours"
