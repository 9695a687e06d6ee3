"""Sums of money and references in a query."""

import re

import pytest

from indexer.errors import QueryError
from indexer.query import Amount, And, InTitle, Node, Not, Or, Phrase, Reference, Word, parse


@pytest.mark.parametrize(
    ("text", "lowest", "highest", "currency"),
    [
        ("92574", 9_257_400, 9_257_400, ""),
        ("92,574.00", 9_257_400, 9_257_400, ""),
        ("=92,574", 9_257_400, 9_257_400, ""),
        ("£92,574.50", 9_257_450, 9_257_450, "GBP"),
        (">50000", 5_000_001, None, ""),
        (">=50k", 5_000_000, None, ""),
        ("<£1m", None, 99_999_999, "GBP"),
        ("<=€1m", None, 100_000_000, "EUR"),
        ("£>50k", 5_000_001, None, "GBP"),
        (">£50k", 5_000_001, None, "GBP"),
        ("25k..1m", 2_500_000, 100_000_000, ""),
        ("£25k..1m", 2_500_000, 100_000_000, "GBP"),
        ("25k..£1m", 2_500_000, 100_000_000, "GBP"),
        ("50000..", 5_000_000, None, ""),
        ("..1m", None, 100_000_000, ""),
        ("1\u20262", 100, 200, ""),
        ("gbp500", 50_000, 50_000, "GBP"),
        ("$5bn", 500_000_000_000, 500_000_000_000, "USD"),
        ('"£3 million"', 300_000_000, 300_000_000, "GBP"),
        ('"> £50,000"', 5_000_001, None, "GBP"),
        ('"3 million pounds"', 300_000_000, 300_000_000, "GBP"),
        ("0", 0, 0, ""),
        (f">{'9' * 400}", 2**63 - 1, None, ""),
    ],
)
def test_an_amount_has_these_bounds(text: str, lowest: int | None, highest: int | None, currency: str) -> None:
    assert parse(f"amount:{text}") == Amount(lowest, highest, currency)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lots", "'lots' is no sum of money (column 8); write amount:>50000"),
        (">", "'>' is no sum of money (column 8)"),
        ("£", "'£' is no sum of money"),
        ("..", "no sum in '..' (column 8)"),
        ("1m..25k", "the range '1m..25k' ends before it begins (column 8); put the smaller sum first"),
        ("£1..€2", "the range '£1..€2' is in two currencies (column 8)"),
        ("<0", "no sum is '<0' (column 8)"),
        (">1e5", "'1e5' is no sum of money"),
        ("-5", "'-5' is no sum of money"),
        ("1..2..3", "'2..3' is no sum of money"),
    ],
)
def test_what_is_no_amount_is_explained(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        parse(f"amount:{text}")


FOI, YEAR, NUMBER = Word("foi"), Word("2024"), Word("0113")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("FOI-2024/0113", Or((Phrase((FOI, YEAR, NUMBER)), Reference("2024/113")))),
        ("FOI2024/00113?", Or((Phrase((Word("foi2024"), Word("00113"))), Reference("2024/113")))),
        ("0113-24", Or((Phrase((NUMBER, Word("24"))), Reference("2024/113")))),
        ("0113\u201324", Or((Phrase((NUMBER, Word("24"))), Reference("2024/113")))),
        ('"FOI 2024 0113"', Or((Phrase((FOI, YEAR, NUMBER)), Reference("2024/113")))),
        ("FOI 2024 0113", Or((And((FOI, YEAR, NUMBER)), Reference("2024/113")))),
        (
            "a FOI 0113-24 b",
            And((Word("a"), Or((And((FOI, Phrase((NUMBER, Word("24"))))), Reference("2024/113"))), Word("b"))),
        ),
        ("FOI 2024 0113 OR a", Or((Or((And((FOI, YEAR, NUMBER)), Reference("2024/113"))), Word("a")))),
        ("IC-123456-a1b2", Or((Phrase((Word("ic"), Word("123456"), Word("a1b2"))), Reference("IC-123456-A1B2")))),
        ("-0113-24", Not(Or((Phrase((NUMBER, Word("24"))), Reference("2024/113"))))),
        ("-FOI 2024 0113", And((Not(FOI), YEAR, NUMBER))),
        ('FOI "2024" 0113', And((FOI, YEAR, NUMBER))),
        ("title:FOI-2024/0113", InTitle(Phrase((FOI, YEAR, NUMBER)))),
        ("2010-2014", Phrase((Word("2010"), Word("2014")))),
        ("26/08/2014", Phrase((Word("26"), Word("08"), Word("2014")))),
        ("reference:FOI-2024/0113", Reference("2024/113")),
        ("reference:2024/113", Reference("2024/113")),
        ("reference:2025/7", Reference("2025/7")),
        ('reference:"FOI 2024 0113"', Reference("2024/113")),
        ("reference:ic-123456-a1b2", Reference("IC-123456-A1B2")),
        ("reference:F0015862", Word("f0015862")),
    ],
)
def test_a_reference_is_found_in_any_spelling(query: str, node: Node) -> None:
    assert parse(query) == node
