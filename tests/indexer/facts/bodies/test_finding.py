"""Bodies and companies are found in texts by their names, and by the words around them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.pages import Page
from indexer.facts.bodies.finding import bodies, named
from indexer.facts.text import About, Text

FOREIGN_OFFICE = "Foreign and Commonwealth Office"


def page(text: str, number: int = 1) -> Page:
    """Return a page of a text in which ¦ stands for a wide gap."""
    gaps = tuple(at for at, sign in enumerate(text) if sign == "¦")
    return Page(number, text.replace("¦", " "), gaps=gaps)


def found(*texts: str, published: date | None = None) -> list[tuple[str, str, str]]:
    """Return the words, name and kind of each mention."""
    pages = [page(text, number) for number, text in enumerate(texts, 1)]
    return [(" ".join(body.words.text.split()), body.name, body.kind) for body in bodies(pages, published)]


def companies(*texts: str) -> list[str]:
    return [name for _, name, kind in found(*texts) if kind == "company"]


def authorities(*texts: str) -> list[str]:
    return [name for _, name, kind in found(*texts) if kind == "authority"]


def test_all_names_of_a_body_are_its_full_one() -> None:
    assert found("The Foreign & Commonwealth\nOffice (FCO) wrote. The FCO's letter came from the Foreign Office.") == [
        ("Foreign & Commonwealth Office", FOREIGN_OFFICE, "authority"),
        ("FCO", FOREIGN_OFFICE, "authority"),
        ("FCO", FOREIGN_OFFICE, "authority"),
        ("Foreign Office", FOREIGN_OFFICE, "authority"),
    ]


@pytest.mark.parametrize(
    ("year", "name"),
    [(2014, FOREIGN_OFFICE), (2023, "Foreign, Commonwealth and Development Office")],
)
def test_a_name_that_two_had_is_of_the_one_there_was_when_it_was_published(year: int, name: str) -> None:
    assert found("The Foreign Office spent more.", published=date(year, 5, 1)) == [
        ("Foreign Office", name, "authority")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We have a home office upstairs.",
        "The fco rose.",
        "The Council holds none of it; the Department will answer.",
        "EA and RPA values are below.",
        "An agency, a police force and a trust.",
        "Managing Authority: none. Name of Authority: see above.",
        "Limited information is held. Access is Limited. Private Limited Company.",
        "Section 40 Personal Information. Annex A: List of Meetings. Monday to Friday.",
        "Training was delivered by officers in Leeds, Bradford and York.",
        "Awards were made to Sarah Jones, Mr Carver and J Smith.",
        "It was provided by the Pharmacy and the Special Counsel.",
        "The report was submitted by 21st December.",
        "We were paid. Hence the delay.",
    ],
)
def test_nobody_is_named_where_only_words_look_so(text: str) -> None:
    assert found(text) == []


def test_an_acronym_that_others_share_counts_where_the_body_is_named_in_full() -> None:
    assert authorities("The EA replied.") == []
    assert authorities("The Environment Agency (EA) replied. The EA paid.") == ["Environment Agency"] * 3


@pytest.mark.parametrize(
    "name",
    [
        "Mildenhall Parish Council",
        "Whitlow Bay NHS Foundation Trust",
        "Hull and Marsh Hospitals NHS Trust",
        "St Wilfrid's Primary School",
        "University of Wetwang",
        "Ministry of Silly Tides",
        "Borsetshire County Council",
        "Borsetshire Constabulary",
        "HMP Wexcombe",
    ],
)
def test_a_body_that_no_table_has_is_told_by_what_it_is(name: str) -> None:
    assert authorities(f"In May the {name} was asked.") == [name]


def test_a_body_is_not_joined_with_one_before_it() -> None:
    text = "We wrote to NHS England and Whitlow Bay NHS Trust and Marsh End NHS Trust."
    assert authorities(text) == ["NHS England", "Whitlow Bay NHS Trust", "Marsh End NHS Trust"]


@pytest.mark.parametrize(
    "name",
    [
        "Lark & Fenwick Ltd",
        "Sable Street Communications PLC",
        "East Ferrandiz SL",
        "Orbweave GmbH",
        "Orbweave (UK) Limited",
        "J Penrose (Builders) Ltd",
        "Deepwell Software, Inc",
        "R. J. Whitcombe & Sons",
        "Ferris and Webb LLP",
        "The Canvas Collective CIC",
        "Stellan Crisp Associates",
        "Imagia Medical GmbH & Co. KG",
    ],
)
def test_a_company_is_told_by_its_form(name: str) -> None:
    assert companies(f"Last year {name} was there.") == [name.removeprefix("The ")]


def test_a_list_of_those_who_delivered_is_one_of_companies() -> None:
    text = (
        "Training has been delivered by digital agencies, including Birchgrove, QuillMarsh and East Ferrandiz SL, "
        "as well as the The Open Parish Society (Opsoc).\n\nOpsoc did most."
    )
    assert companies(text) == ["Birchgrove", "QuillMarsh", "East Ferrandiz SL", *["Open Parish Society"] * 3]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The contract was awarded to Quillbrook.", ["Quillbrook"]),
        ("Suppliers: Penhallow; Stiles Group plc; Oak Lane", ["Penhallow", "Stiles Group plc", "Oak Lane"]),
        ("We paid Mossbank £12,000 for it.", ["Mossbank"]),
        ("Brae Kitchens was paid £40 a head.", ["Brae Kitchens"]),
        ("We spent £40,000 with Orrin Highways and £3,000 with Pell.", ["Orrin Highways", "Pell"]),
        ("Firms such as Blue Heron and Infinitum were asked.", ["Blue Heron", "Infinitum"]),
        (
            "The suppliers were:\n- Ashdown Signs\n- Northmoor\n- Vale Print",
            ["Ashdown Signs", "Northmoor", "Vale Print"],
        ),
        ("It was built by Fernleaf for the Home Office.", ["Fernleaf"]),
        ("Catering is provided by Sodexo at three sites and by Brae Kitchens at two.", ["Sodexo", "Brae Kitchens"]),
        ("Two quotes: Harker Dean Ltd £4,000 and Stone Vane £5,100.", ["Harker Dean Ltd", "Stone Vane"]),
    ],
)
def test_words_around_a_name_tell_that_it_is_of_who_is_paid(text: str, names: list[str]) -> None:
    assert companies(text) == names


def test_a_company_named_in_full_is_known_by_its_short_name_on_later_pages() -> None:
    first = "We asked Vantage Hollow Ltd. Vantage Hollow objects."
    assert found(first, "Vantage Hollow's prices; Vantage Hollow Farm")[1:] == [
        ("Vantage Hollow", "Vantage Hollow Ltd", "company"),
        ("Vantage Hollow", "Vantage Hollow Ltd", "company"),
    ]


@pytest.mark.parametrize("bar", [" | ", "¦"])
def test_names_below_a_head_for_companies_are_companies(bar: str) -> None:
    rows = [
        ("Supplier", "Description", "Net"),
        ("Harrow Vale Catering", "Lunches", "310.50"),
        ("B & T Haulage", "Transport", "61.00"),
        ("Leeds City Council", "Room hire", "95.00"),
        ("Sarah Jones", "Interpreter", "80.00"),
        ("Redacted - personal data", "Fees", "10.00"),
        ("Total", "", "556.50"),
    ]
    text = "\n".join(bar.join(row) for row in rows)
    assert found(text) == [
        ("Harrow Vale Catering", "Harrow Vale Catering", "company"),
        ("B & T Haulage", "B & T Haulage", "company"),
        ("Leeds City Council", "Leeds City Council", "authority"),
    ]


def test_a_column_with_companies_has_more_of_them() -> None:
    assert companies("Tree Care Ltd¦Trees¦£1,020\nZenith Locks¦Repairs¦£640") == ["Tree Care Ltd", "Zenith Locks"]


def test_a_table_goes_on_over_the_end_of_a_page() -> None:
    assert companies("Payee¦Net\nTree Care¦£5", "Zenith Locks¦£6\nOak Print¦£7") == [
        "Tree Care",
        "Zenith Locks",
        "Oak Print",
    ]


def test_a_sheet_of_many_rows_has_its_names_in_every_row_and_as_facts_once_a_page() -> None:
    row = "12 | Harker Dean Ltd | Home Office | 4.00 | x"
    pages = [Page(number, "\n".join([row] * 50)) for number in (1, 2)]
    assert len(Text(pages).bodies) == 200
    facts = [(body.words.page, body.name) for body in named(Text(pages))]
    assert facts == [(at, name) for at in (1, 2) for name in ("Harker Dean Ltd", "Home Office")]


def test_names_do_not_go_over_cells_gaps_or_the_ends_of_short_lines() -> None:
    assert companies("Sent to Oak¦Print Ltd") == ["Print Ltd"]
    assert companies("Year | Oak Ltd | 5") == ["Oak Ltd"]
    assert companies("Year\nOak Ltd") == ["Oak Ltd"]
    assert companies("The vans are leased from Longmead Fleet\nSolutions Ltd.") == ["Longmead Fleet Solutions Ltd"]


def test_when_it_was_published_is_known_from_what_is_known_of_the_document() -> None:
    text = Text([Page(1, "The Foreign Office")], About(published=date(2010, 1, 1)))
    assert [body.name for body in named(text)] == [FOREIGN_OFFICE]


HOSTILE = [
    "Ltd ",
    "A ",
    "A Ltd and ",
    "Oak Ltd, ",
    "paid to ",
    "by A, ",
    "Leeds City ",
    "Foreign and Commonwealth ",
    "Department for ",
    "& ",
    "A & ",
    "(A) ",
    "Mr A, ",
    "NHS Trust and ",
    "A | ",
    "A | B | C | Ltd\n",
    "Supplier | Net\n",
    "A-",
    "A's ",
    "£1 to A ",
    "9 ",
    "\n",
    "İ",
    "Suppliers: A; ",
    "A.",
]


@pytest.mark.parametrize("piece", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_nasty_repeats_takes_time_by_its_length_only(piece: str) -> None:
    """Counted in calls: twice the text may not take much more than twice as many."""
    short, long = (_calls(piece * (length // len(piece))) for length in (3_000, 6_000))
    assert long < 3 * short + 2_000


def _calls(text: str) -> int:
    import sys

    count = 0

    def profiled(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(profiled)
    try:
        for _ in bodies([Page(1, text)]):
            pass
    finally:
        sys.setprofile(before)
    return count


PIECES = [
    "Ltd",
    "Leeds City Council",
    "the",
    "and",
    " | ",
    "\n",
    ", ",
    "£5",
    "Oak",
    "(",
    ")",
    "’s",
    "FCO",
    "MP",
    "Cllr",
    "ß",
    "\x00",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40), st.booleans())
def test_whatever_stands_on_a_page_words_are_what_stands_there(pieces: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    gaps = tuple(at for at, sign in enumerate(text) if sign == " " and at % 3 == 0)
    last = -1
    for body in bodies([Page(7, text, gaps=gaps)]):
        words = body.words
        assert (words.page, words.text) == (7, text[words.start : words.end])
        assert words.text
        assert body.name
        assert words.start >= last
        last = words.end


@pytest.mark.corpus
def test_names_in_the_corpus_are_of_the_kinds_there_are_and_stand_there(shared: Path) -> None:
    seen = 0
    for text in _texts(shared):
        for body in bodies([Page(1, text)]):
            seen += 1
            assert body.words.text == text[body.words.start : body.words.end]
            assert body.kind in {"authority", "company", "person"}
    assert seen > 20


def _texts(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield path.read_text("utf-8", "replace")
