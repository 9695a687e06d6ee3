"""Facts are proved by the pages: every word of their evidence stands there."""

import pytest

from indexer.facts.proof import evidence, stands
from indexer.facts.records import Money, Party, Words

PAGES = {1: "Whiteoaks was paid £500.", 3: "later"}
MONEY = Money(
    Words(1, 19, 23, "£500"), 50000, 50000, "GBP", suppliers=(Party("Whiteoaks", Words(1, 0, 9, "Whiteoaks")),)
)


def test_all_words_of_a_fact_and_of_its_parts_are_evidence() -> None:
    assert [words.text for words in evidence(MONEY)] == ["£500", "Whiteoaks"]
    assert stands([MONEY], PAGES)


@pytest.mark.parametrize(
    "words",
    [
        Words(1, 19, 23, "£600"),
        Words(1, 18, 22, "£500"),
        Words(2, 19, 23, "£500"),
        Words(1, -5, -1, "£500"),
        Words(1, 5, 5, ""),
        Words(1, 0, 99, "Whiteoaks"),
    ],
)
def test_one_word_that_stands_elsewhere_is_no_evidence(words: Words) -> None:
    assert not stands([MONEY, Money(words, 1, 1, "GBP")], PAGES)
    assert not stands([Money(MONEY.words, 1, 1, "GBP", suppliers=(Party("x", words),))], PAGES)
