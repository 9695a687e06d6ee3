"""Lines that fit, by the columns their letters take; nothing but blanks is lost between them."""

from hypothesis import given
from hypothesis import strategies as st

from search_cli.terminal import columns
from search_cli.wrapping import hung, joined, shortened, spans, wrapped

texts = st.text("ab é一ｗ\u0301\t", max_size=200)


@given(text=texts, width=st.integers(2, 60))
def test_lines_fit_and_have_every_letter(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "").replace("\t", "") == "".join(text.split())


@given(text=texts, width=st.integers(2, 60))
def test_spans_go_forwards_and_begin_and_end_with_a_letter(text: str, width: int) -> None:
    last = 0
    for start, end in spans(text, width):
        assert last <= start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        last = end


def test_a_word_is_only_cut_if_no_line_holds_it() -> None:
    assert wrapped("a librarian in a library", 9) == ["a", "librarian", "in a", "library"]
    assert wrapped("a librarian", 5) == ["a", "libra", "rian"]
    assert wrapped("一二三 四", 4) == ["一二", "三", "四"]


@given(parts=st.lists(st.text("ab 一", min_size=1).filter(str.strip), min_size=1, max_size=8), width=st.integers(8, 60))
def test_parts_stay_whole_where_they_can_and_no_line_begins_with_a_dot(parts: list[str], width: int) -> None:
    lines = list(joined(parts, width))
    assert all(columns(line) <= width and not line.startswith(" ·") for line in lines)
    assert "".join("".join(lines).replace("·", "").split()) == "".join("".join(parts).split())


def test_parts_go_on_in_the_next_line() -> None:
    assert list(joined(["one", "two", "three"], 12)) == ["one · two ·", "three"]
    assert list(joined(["one", "two"], 80)) == ["one · two"]


@given(text=st.text("ab一\u0301", max_size=80), width=st.integers(8, 60))
def test_a_text_is_shortened_in_its_middle(text: str, width: int) -> None:
    short = shortened(text, width)
    assert columns(short) <= width
    assert short == text or (short.count("…") == 1 and text.endswith(short.split("…")[1]))


def test_a_set_in_text_keeps_the_blanks_it_begins_with() -> None:
    assert hung("  1.25  lamp and more", 80, 4) == ["  1.25  lamp and more"]
    assert hung("  1.25  lamp and more", 14, 4) == ["  1.25  lamp", "    and more"]
