"""Sums in texts that nobody wrote for a reader."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.pages import Page
from indexer.facts.money.finding import money
from indexer.facts.records import Body, Money, Party, Period, Words
from indexer.facts.text import Text

_PIECES = (
    "£",
    "£1 ",
    "£1,",
    "9",
    "1 ",
    "Ltd Ltd £5 ",
    "£5 to A and ",
    "A, ",
    "£5 | ",
    "\n£5",
    "Total £5\n",
    "paid to Ltd ",
)
_MORE = (
    "Supplier | Amount\nA | 5.00\n",
    "since 2010 ",
    "£1 to £2 ",
    "x Amount: £5\n",
    "1/1/",
    "cost 1,000\n",
    "£(1)",
    "A" * 50,
    "from X of to ",
    "A (x £5), ",
    "in Q1 2014 in Q2 ",
    "1 067 300 ",
    "£1\nmillion ",
    "for two years from 1 May 2014 ",
    ", the A, was paid",
    "nil - £5 ",
    "¦Ltd £5\n",
)


def _read(text: str, gaps: tuple[int, ...] = ()) -> list[Money]:
    document = Text([Page(1, text, gaps=gaps)])
    document.__dict__["bodies"] = ()  # who is named is another's to find
    return list(money(document))


def _taken(text: str) -> float:
    started = time.process_time()
    _read(text)
    return time.process_time() - started


@pytest.mark.parametrize("piece", [*_PIECES, *_MORE])
def test_eight_times_the_text_takes_about_eight_times_as_long(piece: str) -> None:
    text = piece * (12_000 // len(piece))
    short = min(_taken(text[:1_500]) for _ in range(3))
    assert _taken(text) < 8 * 4 * max(short, 0.004)


def _evidence(fact: Money) -> list[Words | None]:
    parties = [fact.payer, *fact.suppliers]
    return [fact.words, fact.purpose, *(one and one.words for one in (*parties, fact.period))]


_LETTERS = st.sampled_from(
    [
        "£",
        "5",
        "1,234",
        ".50",
        " ",
        "\n",
        " | ",
        "Ltd",
        "to",
        "paid",
        "Ab",
        "2013",
        "-14",
        "/",
        "(",
        ")",
        "of which",
        "Total",
        "Supplier",
        "Amount",
        ":",
        "m",
        "since",
        "and",
        ",",
    ]
)


@given(st.lists(_LETTERS, max_size=60).map("".join) | st.text())
def test_the_evidence_is_in_the_text_letter_by_letter(text: str) -> None:
    gaps = tuple(at for at, letter in enumerate(text) if letter == " ")[::3]
    for fact in _read(text, gaps):
        for words in _evidence(fact):
            assert words is None or text[words.start : words.end] == words.text != ""
        assert None not in (fact.lowest, fact.highest) or fact.lowest != fact.highest


def test_a_row_of_cells_without_end_is_read_as_words() -> None:
    assert all(not fact.cell for fact in _read("5 | " * 2_000 + "£5"))


def test_parties_and_periods_are_records() -> None:
    (fact,) = _read("We paid Calder Ltd £5 in 2014.")
    assert [type(one) for one in (fact.suppliers[0], fact.period)] == [Party, Period]


def test_a_body_that_is_known_is_known_by_its_full_name() -> None:
    text = "We paid the SHG £5."
    document = Text([Page(1, text)])
    document.__dict__["bodies"] = (Body(Words(1, 12, 15, "SHG"), "Stone Hill Group", "company"),)
    (fact,) = money(document)
    assert [(party.name, party.words.text) for party in fact.suppliers] == [("Stone Hill Group", "SHG")]
