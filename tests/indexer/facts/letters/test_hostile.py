"""Letters made to be slow, and any text at all."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.pages import Page
from indexer.facts.letters.finding import letters
from indexer.facts.text import Text

LETTER = (
    "Our ref: FOI2014/0812\nDate: 30 September 2014\n\nDear Sir\n"
    "Your request of 3 September 2014 is refused: section 40(2).\n"
)
NASTY = (
    "1",
    "section 40(",
    "your request of 3 September 2014 ",
    "£",
    " ",
    "\n",
    "\u201c",
    '"',
    "ref: ",
    "ref:|",
    "Date: \n",
    "On On On wrote",
    "From: x\n",
    "data is not held ",
    "3 September 2014 | ",
    "rn",
    "refused to confirm or ",
    ">",
    "a-",
)


def spent(body: Callable[[int], str], size: int) -> float:
    text = Text([Page(1, f"{LETTER}{body(size)}")])
    started = time.process_time()
    list(letters(text))
    return time.process_time() - started


@pytest.mark.parametrize("piece", NASTY)
def test_four_times_as_much_of_the_same_takes_a_few_times_as_long(piece: str) -> None:
    def body(size: int) -> str:
        return piece * (size // len(piece))

    spent(body, 1000)
    assert spent(body, 1_000_000) < 12 * spent(body, 250_000) + 0.5


@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_text_gives_facts_that_stand_where_they_say(texts: list[str]) -> None:
    pages = [Page(number, f"{LETTER}{text}") for number, text in enumerate(texts, 1)]
    for fact in letters(Text(pages)):
        page = pages[fact.words.page - 1]
        assert fact.words.text == page.text[fact.words.start : fact.words.end] != ""


@given(st.lists(st.text('Daterquswn :|\n3/9 2014()£"\u201c', max_size=200), max_size=3), st.booleans())
def test_noise_made_of_what_letters_are_made_of_fails_nowhere(texts: list[str], threaded: bool) -> None:
    label = "answer, 2014-10-01" if threaded else ""
    list(letters(Text([Page(number, text, label) for number, text in enumerate(texts, 1)])))
