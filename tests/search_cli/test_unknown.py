"""Where nothing is found because of a name that no document has, the name that is near is told."""

from functools import partial
from pathlib import Path

import pytest

from indexer.answers.unknown import unknown
from indexer.places import Places
from indexer.query import parse
from indexer.search import opened


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("larkspur source:govuk-fio", ["no document has the source 'govuk-fio'; did you mean govuk-foi?"]),
        ("source:zzz", ["no document has the source 'zzz'; there is only govuk-foi"]),
        ("outcome:refusd", ["no document has the outcome 'refusd'; did you mean refused?"]),
        ("authority:transprot", ["no authority is called 'transprot'; did you mean transport?"]),
        ('authority:"transport office"', ["no authority is called 'transport office'"]),
        ("authority:qqq", ["no authority is called 'qqq'"]),
        (
            "(zebra OR source:a) outcome:b source:a",
            [
                "no document has the source 'a'; there is only govuk-foi",
                "no document has the outcome 'b'; there are granted, not held, part-granted, refused",
            ],
        ),
        ("zebra -source:zzz", []),
        ("zebra source:govuk-foi authority:transport", []),
        ("zebra", []),
    ],
)  # fmt: skip
def test_a_name_that_no_document_has_is_told_with_one_that_is_near(demo: Path, query: str, said: list[str]) -> None:
    assert unknown(partial(opened, Places(demo)), parse(query)) == said
