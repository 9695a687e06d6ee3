"""References are found as printed, in the many ways authorities number."""

import pytest

from scraper.references import MOST, references


@pytest.mark.parametrize(("text", "found"), [
    ("FOI 0123-14: training costs", ("FOI 0123-14",)),
    ("Internal communications (FOI2025/00031S)", ("FOI2025/00031S",)),
    ("foi202500031s-internal", ()),
    ("FOI202500031S: internal communications", ("FOI202500031S",)),
    ("Reference FOI/202600509731, your letter", ("FOI/202600509731",)),
    ("Your request F-2010-00325 of 3 May", ("F-2010-00325",)),
    ("Our ref: IC-358804-N4G8.", ("IC-358804-N4G8",)),
    ("ATISN 16301 - flood defences", ("ATISN 16301",)),
    ("Ref: 0417-14 and Ref. 0418-14", ("0417-14", "0418-14")),
    ("Reference number: CR123/2014\nDear", ("CR123/2014",)),
    ("FOI 417", ("FOI 417",)),
    ("FOI 0123-14, again FOI 0123-14", ("FOI 0123-14",)),
    ("FOI release: 2014 statistics", ()),
    ("FOI 2014 statistics", ()),
    ("reference: see below", ()),
    ("prefoi 0123-14", ()),
])  # fmt: skip
def test_a_reference_is_found_as_it_is_printed(text: str, found: tuple[str, ...]) -> None:
    assert references(text) == found


def test_a_list_of_references_is_cut_and_each_named_once() -> None:
    text = " ".join(f"FOI {number:04}-14" for number in range(100))
    assert len(references(text, text)) == MOST


def test_hostile_text_is_looked_through_at_once() -> None:
    for text in ("FOI " * 200_000, "ref: " + "a" * 1_000_000, "F-" * 500_000, "0-/" * 300_000):
        assert references(text) == ()
