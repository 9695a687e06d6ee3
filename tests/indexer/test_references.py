"""References: which are found in a text, and which spellings are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.references import reference_key, references


@pytest.mark.parametrize(
    "printed",
    [
        "FOI-2024/0113",
        "FOI2024/00113",
        "FOI 2024 0113",
        "FOI 2024/113",
        "foi-2024-0113",
        "FOI/24/00113",
        "FOI 0113-24",
        "FOI 0113/2024",
        "FOI\u20112024/0113",
        "FOI 0113\u201324",
        "FOI ref: 2024/0113",
        "FOI request no. 0113-24",
        "FOI\n2024/0113",
        "FOIA 2024/0113",
        "EIR2024/00113",
        "RFI 0113-24",
        "F0113-24",
        "F-2024-00113",
        "0113-24",
        "0113/24",
        "2024-0113",
        "2024/00113",
    ],
)
def test_all_spellings_of_a_reference_share_a_key(printed: str) -> None:
    text = f"Our reference: {printed}, and thank you for your letter."
    assert [(text[one.start : one.end], one.key) for one in references(text)] == [(printed, "2024/113")]
    assert reference_key(printed) == "2024/113"


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("IC-123456-A1B2", "IC-123456-A1B2"),
        ("ic 123456 a1b2", "IC-123456-A1B2"),
        ("01/FOI/24/036123", "2024/36123"),
        ("FOI/18/00000", "2018/0"),
        ("FOI 1034-14", "2014/1034"),
        ("1034-14", "2014/1034"),
        ("(FOI 0113-98)", "1998/113"),
        ("2024-0113.", "2024/113"),
    ],
)
def test_a_text_that_is_one_reference_has_its_key(printed: str, key: str) -> None:
    assert reference_key(printed) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2010-2014",
        "FOI 2010-2014",
        "2013-14",
        "FOI 2013-14",
        "2004/05",
        "12/03/2014",
        "2014-03-12",
        "FOI 2014-03-12",
        "12.03.2014-0113",
        "£2024-0113",
        "020 7946-0113",
        "01632 960-2014",
        "+44-2014",
        "Tel: 555-2014",
        "0113-24 70000",
        "0113 247 0000",
        "pages 12-14",
        "10:30-11:30",
        "2003/4/EC",
        "FOI 2024 12 letters",
        "MOT 0113-245 2014",
        "UFOI2024/0113",
        "FOI 0113-64",
        "F0015862",
        "a/2024/0113",
    ],
)
def test_years_dates_sums_and_telephones_are_no_references(text: str) -> None:
    assert references(text) == []


@pytest.mark.parametrize(
    "text", ["FOI", "2014", "2013-14", "two FOI 2024/0113 letters", "FOI 2024/0113 FOI 2024/0114", ""]
)
def test_what_is_not_one_reference_has_no_key(text: str) -> None:
    assert reference_key(text) is None


def test_each_reference_in_a_list_is_found() -> None:
    text = "FOI2024/00113, FOI2024/00114; 0115-24 and IC-123456-A1B2"
    assert [one.key for one in references(text)] == ["2024/113", "2024/114", "2024/115", "IC-123456-A1B2"]


@given(st.text() | st.text(alphabet="FOI2014/-0 cC\u2013£."))
def test_references_stand_apart_in_order_within_the_text(text: str) -> None:
    places = [place for one in references(text) for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize(
    "text", ["FOI 2014" * 20_000, "2014-" * 20_000, "-0113" * 20_000, "FOI ref " * 20_000, "F" + "1" * 100_000]
)
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    assert all(one.key for one in references(text))
