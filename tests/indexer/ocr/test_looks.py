"""How often a page is looked at, and which reading is taken: on an engine that says what the test wants."""

from collections.abc import Callable

import pytest

from indexer.errors import ExtractionError
from indexer.ocr.looks import DIRECTION, FINE, Look, Reading, read, words

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def row(word: str, confidence: float, *, paragraph: int = 1, line: int = 1, height: int = 20) -> str:
    return f"5\t1\t1\t{paragraph}\t{line}\t1\t0\t0\t50\t{height}\t{confidence}\t{word}\n"


def table(*rows: str) -> str:
    return HEAD + "".join(rows)


class Engine:
    """Answers each look, and remembers the looks."""

    def __init__(self, answer: Callable[[Look], str]) -> None:
        self.looks: list[Look] = []
        self._answer = answer

    def __call__(self, look: Look) -> str:
        self.looks.append(look)
        return self._answer(look)


def test_lines_are_lines_and_paragraphs_stand_apart() -> None:
    rows = (row("two", 90), row("words", 90), row("next", 90, line=2), row("apart", 90, paragraph=2))
    assert words(table(*rows)).text == "two words\nnext\n\napart"


def test_confidence_is_that_of_the_words_by_their_length() -> None:
    assert words(table(row("a", 0), row("bcd", 80))) == Reading("a bcd", 0.6, 20, 3)


@pytest.mark.parametrize("confidence", ["nan", "-1", "1e9", "many"])
def test_a_confidence_that_is_none_counts_as_none(confidence: str) -> None:
    assert words(table(row("word", 90).replace("90", confidence))).confidence == 0.0


def test_rows_that_are_no_words_are_passed_over() -> None:
    assert words(table("4\t1\n", "5\t1\tx\n", row(" ", 95), "\n", row("word", 95))).text == "word"


@pytest.mark.parametrize("said", ["", "Segmentation fault\n", "level up\n"])
def test_what_is_no_table_is_an_error(said: str) -> None:
    with pytest.raises(ExtractionError, match="no table of words"):
        words(said)


def test_a_page_that_reads_well_is_looked_at_once() -> None:
    engine = Engine(lambda _: table(row("word", 91)))
    assert read(engine) == Reading("word", 0.91, 20, 4)
    assert engine.looks == [Look()]


def test_small_print_is_looked_at_again_more_finely() -> None:
    fine = Engine(lambda look: table(*[row("fine", 80, height=10)] * (2 if look.dpi == FINE else 1)))
    assert read(fine).text == "fine fine"
    assert fine.looks == [Look(), Look(FINE)]


def test_a_page_on_its_side_is_turned_upright() -> None:
    def answer(look: Look) -> str:
        if look.parting == DIRECTION:
            return "Page number: 0\nOrientation in degrees: 270\nRotate: 90\nOrientation confidence: 9.1\n"
        return table(row("upright", 93)) if look.turn == 90 else table(row("}{", 25), row("junk", 31))

    engine = Engine(answer)
    assert read(engine) == Reading("upright", 0.93, 20, 7)
    assert engine.looks == [Look(), Look(parting=DIRECTION), Look(turn=90)]


def test_a_turn_that_reads_worse_is_not_taken() -> None:
    def answer(look: Look) -> str:
        if look.parting == DIRECTION:
            return "Rotate: 180\n"
        return table(row("chart", 55), row("axis", 20)) if not look.turn else table(row("p", 30))

    engine = Engine(answer)
    assert read(engine).text == "chart axis"
    assert all(not look.turn for look in engine.looks[3:])


def test_a_page_on_which_nothing_is_found_is_looked_at_more_finely_and_not_turned() -> None:
    engine = Engine(lambda look: table(row("found", 70)) if look.dpi == FINE else table())
    assert read(engine).text == "found"
    assert engine.looks == [Look(), Look(FINE)]


def test_a_page_whose_direction_cannot_be_told_is_not_turned() -> None:
    def answer(look: Look) -> str:
        if look.parting == DIRECTION:
            raise ExtractionError("Too few characters. Skipping this page")
        return table(row("faint", 40))

    engine = Engine(answer)
    assert read(engine).text == "faint"
    assert engine.looks == [Look(), Look(parting=DIRECTION), Look(FINE)]


def test_an_empty_page_has_no_words_and_no_confidence() -> None:
    assert read(lambda _: table()) == Reading()
