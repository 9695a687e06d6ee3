"""The first look at two texts: what it tells apart needs no second, and what may be the same gets one."""

import pytest

from indexer.duplicates import judging
from indexer.duplicates.judging import Side, alike
from indexer.duplicates.prints import side
from indexer.extract.pages import OCR, Page
from indexer.versions import matching

LINES = 60


def text(line: str, count: int = LINES) -> Side:
    """Return a text of so many lines; {n} is the line's number."""
    return side([Page(1, "\n".join(line.format(n=number) for number in range(count)))])


@pytest.fixture
def aligned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how long the texts were that were set against each other."""
    lengths: list[int] = []

    def counted(one: list[str], other: list[str], effort: matching.Effort) -> list[matching.Block]:
        lengths.append(len(one) + len(other))
        return matching.matching(one, other, effort)

    monkeypatch.setattr(judging, "matching", counted)
    return lengths


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Letter 5 line {n} about lamps and their posts", "Letter 17 line {n} about lamps and their posts"),
        ("Line {n} of what we paid to Kestrel for lamps", "Line {n} of what we paid to Osprey for lamps"),
        ("Line {n} of the report on lamps in March 2014 here", "Line {n} of the report on lamps in April 2014 here"),
        ("Line {n} tells of benches and what they cost", "Line {n} tells of kennels and what they cost"),
    ],
)
def test_a_template_filled_otherwise_in_every_line_is_told_apart_at_first_sight(
    one: str, other: str, aligned: list[int]
) -> None:
    assert not alike(text(one), text(other))
    assert not aligned


def test_what_may_be_the_same_is_set_against_each_other(aligned: list[int]) -> None:
    line = "Line {n} tells of benches, of posts and what they cost"
    assert alike(text(line), text(line, LINES - 2))
    assert len(aligned) == 1


def test_figures_that_are_rounded_or_misread_are_not_filled_otherwise(aligned: list[int]) -> None:
    def table(layout: str, how: str = "text-layer") -> Side:
        lines = (layout.format(name=name, sum=at * 37) for at, name in enumerate(NAMES, 3))
        return side([Page(1, "\n".join(lines), how=how)])

    exact = table("Depot of {name} mended its lamps and benches | {sum}.46")
    assert alike(exact, table("Depot of {name} mended its lamps and benches | {sum}"))
    assert alike(exact, table("Depqt of {name} mended its lamps and benches | {sum}.46", OCR))
    assert len(aligned) == 2


NAMES = [
    f"{one}{other}" for one in ("ash", "birch", "elm", "oak", "rowan") for other in ("field", "gate", "lea", "wick")
]


@pytest.mark.parametrize("word", ["lamp", "7", "\udc80", "Kestrel ltd"])
def test_one_word_over_and_over_is_no_more_than_itself(word: str) -> None:
    many, more = side([Page(1, f"{word} " * 400)]), side([Page(1, f"{word} " * 401)])
    assert alike(many, more) == alike(more, many)


def test_texts_of_nothing_are_not_the_same() -> None:
    assert not alike(side([Page(1, "")]), side([Page(1, "")]))
