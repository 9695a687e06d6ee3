"""What all spellings of a name share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.facts.bodies.naming import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lark & Fenwick Ltd", "LARK AND FENWICK LIMITED"),
        ("Lark & Fenwick Ltd.", "Lark and Fenwick"),
        ("The Open Parish Society", "Open Parish Society"),
        ("R. J. Whitcombe & Sons", "RJ Whitcombe and Sons"),
        ("Whitcombe & Co", "Whitcombe and Company Ltd"),
        ("Mayhew’s Chairs plc", "Mayhews Chairs"),
        ("Orbweave GmbH", "ORBWEAVE"),
        ("Whinfell Ltd t/a Whinfell Garage", "Whinfell"),
        ("Whinfell Ltd trading as Whinfell Garage", "Whinfell Limited"),
        ("Café Lumière", "Cafe Lumiere"),
        ("Stone-Vane", "Stone Vane"),
        ("Halden Public Limited Company", "Halden plc"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lark Ltd", "Larks Ltd"),
        ("Orbweave (UK) Limited", "Orbweave Limited"),
        ("Limited Editions", "Editions"),
        ("North Vale Council", "South Vale Council"),
        ("Channel 4", "Channel 5"),
    ],
)
def test_names_of_two_have_two_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["Limited", "The Ltd", "The The", "& Co"])
def test_a_name_of_nothing_but_a_form_keeps_a_word(name: str) -> None:
    assert name_key(name)


@given(st.text(max_size=80))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_the_key_of_a_name_without_end_is_short() -> None:
    assert len(name_key("Ltd " * 100_000)) < 1_000
    assert len(name_key("ﷺ" * 100_000)) < 10_000
