"""Sums of money: which are found in a text, and how much they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sums import MOST, Sum, sums, value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("£92,574", [("£92,574", 92574, "GBP")]),
        ("spent £92,574, which is much", [("£92,574", 92574, "GBP")]),
        ("£92,574, 2014 and £1,200,300,", [("£92,574", 92574, "GBP"), ("£1,200,300", 1200300, "GBP")]),
        ("at a cost of £ 92,574.50.", [("£ 92,574.50", 92574.5, "GBP")]),
        ("£92574", [("£92574", 92574, "GBP")]),
        ("£92\u00a0574", [("£92\u00a0574", 92574, "GBP")]),
        ("£1,00,000", [("£1,00,000", 100_000, "GBP")]),
        ("£1.5m", [("£1.5m", 1_500_000, "GBP")]),
        ("£25k", [("£25k", 25_000, "GBP")]),
        ("£25K,", [("£25K", 25_000, "GBP")]),
        ("£3 million", [("£3 million", 3_000_000, "GBP")]),
        ("a £3-million grant", [("£3-million", 3_000_000, "GBP")]),
        ("£1.2\nbillion", [("£1.2\nbillion", 1_200_000_000, "GBP")]),
        ("£5\nmembers", [("£5", 5, "GBP")]),
        ("£1 067 300", [("£1 067 300", 1_067_300, "GBP")]),
        ("£25 100 people", [("£25", 25, "GBP")]),
        ("£1.2bn", [("£1.2bn", 1_200_000_000, "GBP")]),
        ("£2 trillion", [("£2 trillion", 2 * 10**12, "GBP")]),
        ("£40 thousand", [("£40 thousand", 40_000, "GBP")]),
        ("£5m2 of floor", [("£5", 5, "GBP")]),
        ("£5 members", [("£5", 5, "GBP")]),
        ("GBP 500", [("GBP 500", 500, "GBP")]),
        ("EUR1.5m", [("EUR1.5m", 1_500_000, "EUR")]),
        ("92,574.00 pounds", [("92,574.00 pounds", 92574, "GBP")]),
        ("3 million euros", [("3 million euros", 3_000_000, "EUR")]),
        ("1,234 GBP", [("1,234 GBP", 1234, "GBP")]),
        ("GBP 500 pounds", [("GBP 500", 500, "GBP")]),
        ("€1.234,56 or €12,34", [("€1.234,56", 1234.56, "EUR"), ("€12,34", 12.34, "EUR")]),
        ("US$10 and $20.", [("$10", 10, "USD"), ("$20", 20, "USD")]),
        ("(£1,234)", [("£1,234", 1234, "GBP")]),
        ("£0", [("£0", 0, "GBP")]),
        ("£0.005", [("£0.005", 0.01, "GBP")]),
        ("£5,000-£6,000", [("£5,000", 5000, "GBP"), ("£6,000", 6000, "GBP")]),
        ("£500\u2013600", [("£500", 500, "GBP"), ("600", 600, "GBP")]),
        ("£2-4 million", [("£2", 2_000_000, "GBP"), ("4 million", 4_000_000, "GBP")]),
        ("£10m to £15m", [("£10m", 10_000_000, "GBP"), ("£15m", 15_000_000, "GBP")]),
        ("£10 to £15m", [("£10", 10_000_000, "GBP"), ("£15m", 15_000_000, "GBP")]),
        ("£500 to £1m", [("£500", 500, "GBP"), ("£1m", 1_000_000, "GBP")]),
        ("£50 to 100 people", [("£50", 50, "GBP")]),
        ("£500-2014/15", [("£500", 500, "GBP")]),
        ("EUR 4 000 for it", [("EUR 4 000", 4000, "EUR")]),
        ("GBP 12 500,50", [("GBP 12 500,50", 12500.5, "GBP")]),
        ("EUR 4 0000", [("EUR 4", 4, "EUR")]),
        ("a loss of £(300)", [("£(300", 300, "GBP")]),
        ("£3.2mil", [("£3.2mil", 3_200_000, "GBP")]),
        ("£2,699 and £2,700", [("£2,699", 2699, "GBP"), ("£2,700", 2700, "GBP")]),
    ],
)
def test_a_sum_is_found_where_it_stands(text: str, found: list[tuple[str, float, str]]) -> None:
    assert [(text[one.start : one.end], one.hundredths / 100, one.currency) for one in sums(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£",
        "£ and pence",
        "£s",
        "92,574",
        "£000s",
        "A$5",
        "pounds",
        "2014 was a year",
        "2010\u201311 pounds",
        "500 poundsworth",
    ],
)
def test_what_names_no_currency_or_no_number_is_no_sum(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    "text", ["£" + "9" * 100_000, "£9" + ",999" * 20_000, "£999999999999999 trillion", "GBP " + "9" * 19]
)
def test_digits_without_end_are_the_greatest_sum(text: str) -> None:
    assert [one.hundredths for one in sums(text)][:1] == [MOST]


@pytest.mark.parametrize(
    "text", ["£1." * 20_000, "£1-" * 20_000, "1 " * 20_000 + "pounds", "£1,1" * 20_000, "£ " * 20_000]
)
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    assert all(0 <= one.hundredths <= MOST for one in sums(text))


@given(st.text(alphabet="£€$0123456789.,-km to\u00a0\u2013") | st.text())
def test_sums_stand_apart_in_order_within_the_text(text: str) -> None:
    places = [place for one in sums(text) for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@given(st.integers(0, 10**15), st.sampled_from(["£{:,}.{:02}", "£{}.{:02}", "GBP {:,}.{:02}", "{:,}.{:02} pounds"]))
def test_a_sum_is_worth_what_is_printed(pence: int, form: str) -> None:
    printed = form.format(*divmod(pence, 100))
    assert sums(printed) == [Sum(0, len(printed), pence, "GBP")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("92574", (9_257_400, "")),
        (" 92,574.00 ", (9_257_400, "")),
        ("25k", (2_500_000, "")),
        ("£3 million", (300_000_000, "GBP")),
        ("500 euros", (50_000, "EUR")),
        ("£1-£2", None),
        ("£", None),
        ("", None),
        ("1.2.3", None),
        ("a £5", None),
    ],
)
def test_a_text_that_is_one_sum_has_its_value(text: str, meant: tuple[int, str] | None) -> None:
    assert value(text) == meant
