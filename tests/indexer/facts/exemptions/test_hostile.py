"""Any text is read, in time that grows with its length, and every word that is given stands in it."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.exemptions.sentences import starts
from tests.indexer.facts.exemptions.asking import found

PIECES = [
    "section 40(2)",
    "s.",
    "S40",
    " and ",
    "(2)",
    "(ii)",
    "FOIA",
    " of the Act",
    "\n",
    " ",
    "withheld under ",
    ",",
    "-",
]
PIECES += [
    "not ",
    "exempt",
    "Regulation 12(4)(e)",
    " Freedom of Information Act 2000",
    "\u00a7",
    "\U0001f600",
    "\x00",
    "|",
    "> ",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=9)), max_size=30).map("".join))
def test_all_evidence_stands_in_the_text(text: str) -> None:
    for one in found(text):
        for words in (one.words, *([one.why] if one.why else [])):
            assert 0 <= words.start < words.end
            assert text[words.start : words.end] == words.text


@given(st.text(alphabet="ab. \n|:;S40-\u2022", max_size=300))
def test_sentences_start_in_order_and_within_the_text(text: str) -> None:
    begins = starts(text)
    assert begins[0] == 0
    assert all(one < other for one, other in pairwise(begins))
    assert begins[-1] == 0 or begins[-1] < len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "section 40(",
        "section 40(2) ",
        "(40(2)",
        "exempt: 31-1 ",
        "Section | \n40(2) | ",
        "s40(2)(a)(b)(c)",
        "sections 1, 2, 3, ",
        "not ",
        "withheld under ",
        "Act of the ",
        "The Act, ",
        "consider but not ",
        "(((",
        "12",
        "          ",
        "Freedom of Information ",
        "exempt section 40 FOIA of the Act but ",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def taken(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        began = time.process_time()
        found(f"Section 40(2) FOIA. {text}")
        return time.process_time() - began

    taken(1000)
    short, long = taken(20_000), taken(80_000)
    assert long < 12 * max(short, 0.02)
