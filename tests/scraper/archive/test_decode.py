"""Text comes in many encodings, and the pound sign has to survive all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.decode import decode

LETTER = "The council spent £1,204 on \u201clifebelts\u201d \u2013 a caf\u00e9 gave half."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_letter_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(LETTER.encode(encoding)) == LETTER


@pytest.mark.parametrize("text", ["£500", "Cost: £500 at the Café Noël", "Über die Straße", "£" * 3 + "5"])
def test_a_few_bytes_of_windows_text_are_not_taken_for_another_alphabet(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_a_pound_sign_far_into_a_file_is_still_a_pound_sign() -> None:
    assert decode(b"plain words " * 100_000 + b"\xa3500").endswith("£500")


def test_polish_stays_polish() -> None:
    text = "Zażółć gęślą jaźń: urząd miasta i gminy odpowiada na wniosek o informację publiczną. " * 5
    assert decode(text.encode("cp1250")) == text


@given(st.binary(max_size=400))
def test_bytes_of_any_sort_become_text(body: bytes) -> None:
    assert isinstance(decode(body), str)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode()) == text
