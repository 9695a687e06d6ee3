"""What the full-screen reader is made of: lines that fit, queries narrowed, a thread for the last question."""

from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from indexer.errors import QueryError
from indexer.marking.snippets import Snippet, marks
from indexer.query import And, Or, Published, parse
from indexer.search import Hit, HitPage
from search_cli.browse import choices
from search_cli.browse.choices import Choice
from search_cli.browse.drawing import both_ends, fit, fitted, marked, rule, thumb
from search_cli.browse.help import help_lines
from search_cli.browse.ink import INKS, PLAIN
from search_cli.browse.keys import GROUPS
from search_cli.browse.latest import Latest
from search_cli.browse.narrowing import field, narrowed
from search_cli.browse.rows import Columns, short, tall
from search_cli.browse.wrapping import TAB, line_of, printable, wrapped
from tests.search_cli.test_text_format import HOSTILE, card

DOCS = Path(__file__).parents[2] / "docs"
INK = INKS["dark"]
signs = st.text("ab é漢\t\n\r\u0301\u200d👩‍🔬\x1b", max_size=200)


@given(text=signs, width=st.integers(2, 30))
def test_wrapped_lines_fit_and_have_every_word_in_order(text: str, width: int) -> None:
    spans = wrapped(text, width)
    lines = [printable(text[start:end]) for start, end in spans]
    assert all(sum(cell_len(sign) for sign in line) <= max(width, TAB) for line in lines)
    left_out = [
        text[end:start] for (_, end), (start, _) in zip([(0, 0), *spans], [*spans, (len(text),) * 2], strict=True)
    ]
    assert not "".join(left_out).strip()
    assert [line_of(spans, start) for start, end in spans if start < end] == [
        number for number, (start, end) in enumerate(spans) if start < end
    ]


def test_every_printed_line_begins_a_line_and_words_stay_whole_where_there_are_blanks() -> None:
    text = "one two three\n\nfour-and-twenty\r\nfive\n\n"
    assert [text[start:end] for start, end in wrapped(text, 8)] == [
        "one two",
        "three",
        "",
        "four-and",
        "-twenty",
        "five",
    ]


def test_what_a_query_asks_for_is_marked_all_over_a_page() -> None:
    text = "The survey found asbestos. " * 40 + "No surveys since."
    found = marks(text, parse('"survey found" asbestos survey'))
    assert {text[start:end] for start, end in found} == {"survey found", "asbestos", "surveys"}
    assert all(end <= after for (_, end), (after, _) in pairwise(found))


@given(text=signs, width=st.integers(1, 40))
def test_what_is_cut_fits_with_an_ellipsis(text: str, width: int) -> None:
    shown = printable(text)
    assert cell_len(fit(shown, width)) <= width
    assert Segment.get_line_length(fitted([Segment(shown), Segment(shown)], width)) <= width


@given(width=st.integers(8, 60), left=st.text("ab ", max_size=50), right=st.text("cd", max_size=50))
def test_a_rule_is_as_wide_as_the_screen_whatever_is_said_in_it(width: int, left: str, right: str) -> None:
    for ends in (([], []), ([Segment(left)], []), ([Segment(left)], [Segment(right)])):
        assert Segment.get_line_length(rule(width, *ends, INK)) == width
    assert Segment.get_line_length(both_ends([Segment(left)], [Segment(right)], width)) == width


def test_marks_are_cut_where_a_line_begins_and_ends() -> None:
    styles = [Style(bold=True)] * 3
    parts = marked("0123456789", 2, 8, [(0, 3), (4, 5), (7, 9)], Style(), styles)
    assert [(part.text, bool(part.style and part.style.bold)) for part in parts] == [
        ("2", True), ("3", False), ("4", True), ("56", False), ("7", True)
    ]  # fmt: skip


@pytest.mark.parametrize("width", [20, 44, 80])
def test_a_hit_fits_its_columns_and_nothing_of_it_drives_the_terminal(width: int) -> None:
    known = card(HOSTILE * 3, authority=HOSTILE, document=HOSTILE, published="2014-08-26", outcome=HOSTILE)
    hit = Hit(7, 1.0, known, (HitPage(3, "", Snippet(HOSTILE * 5, ((3, 9),))),), 4, numbers=(3, 1, 2, 9))
    rows = [*tall(hit, width, INK, chosen=True, labels=("#" + "x" * 50,))]
    rows.append(short(hit, width, INK, Columns.of([hit], width), chosen=False))
    for row in rows:
        assert Segment.get_line_length(row) <= width
        assert not set("".join(part.text for part in row)) & set("\x1b\x07\u202e\x9b\x00\r\n")


@pytest.mark.parametrize(
    ("asked", "facet", "value", "becomes"),
    [
        ("", "kind", "news", "kind:news"),
        ("audit", "authority", "Home Office", 'audit authority:"Home Office"'),
        ("audit OR survey", "year", "2014", "(audit OR survey) published:2014"),
        ("audit kind:news", "kind", "news", "audit kind:news"),
        ('"kind:news"', "kind", "news", '"kind:news" kind:news'),
        ("audit", "outcome", "part-granted", "audit outcome:part-granted"),
        ("audit", "type", "application/pdf", 'audit type:"application/pdf"'),
        ("audit", "source", 'two "words"', 'audit source:"two words"'),
    ],
)
def test_a_query_is_narrowed_by_what_can_be_read_in_it(asked: str, facet: str, value: str, becomes: str) -> None:
    assert narrowed(asked, facet, value) == becomes
    parse(becomes)


def test_what_narrows_a_choice_is_beside_all_of_it() -> None:
    node = parse(narrowed("audit OR survey", "year", "2014"))
    assert isinstance(node, And)
    assert [type(part) for part in node.parts] == [Or, Published]
    assert narrowed("audit", "kind", "news", out=True) == "audit -kind:news"


@settings(max_examples=40)
@given(value=st.text(max_size=30))
def test_any_value_of_a_facet_is_a_field_or_an_error_that_says_why(value: str) -> None:
    try:
        parse(f"audit {field('source', value)}")
    except QueryError as error:
        assert str(error)


def test_of_many_values_some_are_shown_and_all_are_found_by_a_part_of_their_name() -> None:
    many = [Choice("source", f"council {number}", 100 - number) for number in range(30)]
    assert choices.rows(many, "")[-1] == "  and 22 more: type a part of the name"
    assert [row.value for row in choices.rows(many, "L 29") if isinstance(row, Choice)] == ["council 29"]
    assert choices.rows(many, "nowhere") == []
    assert choices.rows(many, " new ", free="a new tag") == [Choice("a new tag", "new", new=True)]
    assert [row for row in choices.rows(many, "council 3", free="a new tag") if isinstance(row, Choice)] == [many[3]]


@given(height=st.integers(1, 60), total=st.integers(0, 5000), data=st.data())
def test_the_part_in_sight_is_marked_somewhere_at_the_edge_unless_all_is_in_sight(
    height: int, total: int, data: st.DataObject
) -> None:
    top = data.draw(st.integers(0, max(0, total - height)))
    rows = [row for row in range(height) if thumb(row, height, total, top)]
    assert bool(rows) == (total > height)
    assert rows == [*range(rows[0], rows[-1] + 1)] if rows else True


def test_of_what_was_asked_meanwhile_only_the_last_is_done_and_what_was_opened_is_closed() -> None:
    begun, go, done = Event(), Event(), Event()
    did: list[int] = []

    def work(what: int) -> None:
        did.append(what)
        begun.set()
        assert go.wait(20)

    thread = Latest("test", work, done.set)
    thread.ask(1)
    assert begun.wait(20)
    for number in (2, 3, 4):
        thread.ask(number)
    begun.clear()
    go.set()
    assert begun.wait(20)
    thread.end()
    assert did == [1, 4]
    assert done.is_set()


def test_every_key_is_told_in_the_help_and_in_the_docs_and_does_one_thing() -> None:
    told = "\n".join("".join(part.text for part in line) for line in help_lines(80, PLAIN))
    page = (DOCS / "browse.md").read_text(encoding="utf-8")
    keys = [key for group in GROUPS.values() for key in group]
    for key in keys:
        assert " ".join(key.what.split()[:2]) in told
        assert all(sign in page for sign in key.shown.split()), key.shown
    every = [one for key in keys for one in key.keys.split(",")]
    assert len(every) == len(set(every))
