"""Whether two texts say the same, case by case."""

import pytest

from indexer.duplicates.judging import Side, alike
from indexer.duplicates.numbers import near
from indexer.duplicates.prints import side
from indexer.extract.pages import OCR, Page

ANSWER = (
    "You asked how lamps are kept in order on roads that {body} looks after. Each lamp is visited once a quarter by a "
    "crew of two, who clean the glass, try the switch and write down what they find. Where a lamp is dark the crew "
    "puts in a new bulb at once; where the post is loose, it is reported to the depot and made safe within a day. In "
    "all {count} lamps were mended, at a cost of £{sum}, by our contractor {firm} and nobody else. A register of all "
    "posts is open to anybody who calls at the depot, and a copy can be had for the price of the paper."
)
FACTS = {"body": "Ambleford City Council", "count": "1,204", "sum": "92,574", "firm": "Larkspur Lighting"}


def letter(authority: str = "", *, how: str = "text-layer", before: str = "", **facts: str) -> Side:
    page = Page(1, before + ANSWER.format(**{**FACTS, **facts}), how=how)
    return side([page], authority)


def test_a_letter_says_what_its_copy_with_another_head_says() -> None:
    head = "Ambleford City Council\n12 May 2019\nOur ref: AM/2019/431\n\nDear Sir\n"
    assert alike(letter(), letter(before=head))


def test_one_answer_of_two_bodies_is_the_same() -> None:
    assert alike(letter("Ambleford City Council"), letter("Thornaby Police", body="Thornaby Police"))


@pytest.mark.parametrize(
    "other", [{"sum": "61,340"}, {"count": "87"}, {"firm": "Kestrel Works"}, {"sum": "61,340", "count": "87"}]
)
def test_a_template_with_another_figure_or_supplier_says_something_else(other: dict[str, str]) -> None:
    assert not alike(letter(), letter(**other))


def test_of_one_request_the_letter_with_another_figure_is_the_same_put_right() -> None:
    reference = "Request FOI-2019-0431\n"
    assert alike(letter(before=reference), letter(before=reference, sum="92,754"))
    assert not alike(letter(before=reference), letter(before="Request FOI-2019-0977\n", sum="92,754"))
    assert not alike(letter("Ambleford", before=reference), letter("Thornaby", before=reference, sum="92,754"))


def test_ocr_may_misread_letters_but_few_figures() -> None:
    text = ANSWER.format(**FACTS)
    for right, wrong in (
        ("lamp", "larnp"),
        ("quarter", "quarfer"),
        ("glass", "g1ass"),
        ("depot", "dcpot"),
        (" of ", "of "),
    ):
        text = text.replace(right, wrong)
    assert alike(letter(), side([Page(1, text, how=OCR)]))
    assert alike(letter(), side([Page(1, text.replace("92,574", "92,57A"), how=OCR)]))
    assert not alike(letter(), side([Page(1, text.replace("92,574", "61,340"), how=OCR)]))


def test_a_news_report_that_quotes_a_sentence_is_no_copy() -> None:
    quoted = ANSWER.format(**FACTS).split(". ")[1]
    report = f"Lamps went dark again last night, neighbours say. {quoted}. " + (
        "Nobody at the town hall would say how long the street must wait, and the mayor was at sea, where he has been "
        "for a month with a crew of his own. A petition lies in the bakery."
    )
    assert not alike(letter(), side([Page(1, report)]))


def test_a_bundle_is_no_copy_of_the_letter_in_it() -> None:
    others = [
        ANSWER.format(**{**FACTS, "sum": f"{number},340", "firm": f"Works of {number}"}) for number in range(11, 15)
    ]
    assert not alike(
        letter(), side([Page(number, text) for number, text in enumerate([ANSWER.format(**FACTS), *others], 1)])
    )


def test_reports_of_consecutive_months_are_not_the_same() -> None:
    rows = ("Calls answered", "Homes inspected", "Lamps mended", "Repairs completed", "Tonnes of waste", "Visits made")

    def report(month: str, start: int) -> Side:
        lines = "\n".join(f"{row} | {start + 13 * at} | {start * 3 + at}" for at, row in enumerate(rows))
        return side(
            [Page(1, f"Report of the service for {month} 2021\nMeasure | Target | Actual\n{lines}\nMembers note it.")]
        )

    assert alike(report("March", 31), report("March", 31))
    assert not alike(report("March", 31), report("April", 47))
    assert not alike(report("March", 31), report("April", 31))


def test_two_words_in_common_prove_nothing() -> None:
    assert not alike(side([Page(1, "see attached letter")]), side([Page(1, "see attached letter")]))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1234.56", "1235", True),
        ("0.085", "0.09", True),
        ("12", "13", False),
        ("0.1", "0.5", False),
        ("s40", "40", False),
    ],
)
def test_a_rounded_number_is_near_the_one_it_was(one: str, other: str, same: bool) -> None:
    assert near(one, other) is near(other, one) is same
