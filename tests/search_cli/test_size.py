"""Sizes are read as people write them."""

import click
import pytest

from search_cli.size import Size


@pytest.mark.parametrize(("text", "size"), [("1500000", 1_500_000), ("500k", 500_000), ("20M", 20_000_000),
                                            ("2GB", 2_000_000_000), (" 7B ", 7), (3, 3)])  # fmt: skip
def test_a_size_is_a_number_of_bytes(text: object, size: int) -> None:
    assert Size().convert(text, None, None) == size


@pytest.mark.parametrize("text", ["", "0", "-1", "much", "1.5G", "5 M", "1e9", "٣", "9" * 20, None, 0])
def test_what_is_no_size_is_said_to_be_none(text: object) -> None:
    with pytest.raises(click.BadParameter, match="is not a size: write it as 500M or 2G"):
        Size().convert(text, None, None)
