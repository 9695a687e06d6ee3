"""Hits on a terminal: nothing runs over its edge, nothing is lost, and nothing from outside drives it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.interface import Share
from indexer.marking.snippets import Snippet
from indexer.query import Word
from indexer.record import changed
from indexer.search import Hit, HitPage, Results
from search_cli import terminal
from search_cli.formats import screen
from tests.search_cli.test_text_format import HOSTILE, card, results
from tests.terminal import plain


@pytest.fixture(autouse=True)
def coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


def shown(answer: Results, *notices: str, sums: tuple[str, ...] = (), numbered: bool = True) -> str:
    return "".join(screen.lines(answer, notices, lambda _: sums, numbered=numbered))


def several(*pages: HitPage, matching: int = 0, rank: int = 1) -> Results:
    return Results(1, rank - 1, (Hit(rank, 1.0, card(), pages, matching or len(pages)),))


words = st.lists(st.text("abc£ é一ｗ\u0301", min_size=1, max_size=40), min_size=1, max_size=40)


@given(words=words, title=st.text(max_size=200), data=st.data(), width=st.integers(40, 120))
def test_no_line_is_wider_than_the_terminal_with_colours_or_without(
    monkeypatch: pytest.MonkeyPatch, words: list[str], title: str, data: st.DataObject, width: int
) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    monkeypatch.setattr(terminal, "width", lambda: width)
    answer = results(card(title, authority=text, document=text, reason=text), Snippet(text, ((start, len(text)),)))
    for no_color in ("", "1"):
        monkeypatch.setenv("NO_COLOR", no_color)
        printed = plain(shown(answer, text, sums=("£1", "£2")))
        assert max(map(terminal.columns, printed.split("\n"))) <= width


@given(words=st.lists(st.text("abcdefgh£,.", min_size=1, max_size=30), min_size=1, max_size=60), data=st.data())
def test_every_marked_word_is_marked(words: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, len(words) - 1))
    start = sum(len(word) + 1 for word in words[:chosen])
    printed = shown(results(card(), Snippet(" ".join(words), ((start, start + len(words[chosen])),))))
    assert "".join(re.findall(r"\x1b\[1;31m(.*?)\x1b\[0m", printed)) == words[chosen]
    assert " ".join(words) in re.sub(r"\n +", " ", plain(printed).replace("p. 1  ", ""))


@pytest.mark.parametrize("field", ["title", "authority", "outlet", "document", "reason", "url", "file_url", "outcome"])
def test_no_control_character_reaches_the_terminal_from_any_field(field: str) -> None:
    known = card(HOSTILE) if field == "title" else card(**{field: HOSTILE})
    hit = changed(results(known, Snippet(HOSTILE, ())).hits[0], tags=(HOSTILE,))
    printed = shown(Results(1, 0, (hit,)), HOSTILE, sums=(HOSTILE,))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", plain(printed))


def test_pages_stand_beside_their_snippets_in_one_column() -> None:
    pages = (HitPage(15, "", Snippet("one")), HitPage(2, "", Snippet("two")))
    assert "    p. 15  one\n    p. 2   two\n    and 3 more pages: --pages 5\n" in plain(
        shown(several(*pages, matching=5))
    )


def test_a_page_with_a_long_name_has_it_on_a_line_of_its_own() -> None:
    label = "answer, 2025-03-28, FOI Team, Department of Lanterns"
    printed = plain(shown(several(HitPage(1, label, Snippet("one")), HitPage(2, "", Snippet("two")))))
    assert f"    {label}\n      one\n    p. 2\n      two\n" in printed


def test_a_page_read_by_ocr_says_so() -> None:
    assert "p. 1, OCR, 71 % sure\n      one\n" in plain(shown(several(HitPage(1, "", Snippet("one"), "ocr", 0.71))))


def test_the_title_is_a_link_and_without_colours_the_address_is_there_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = results(card("A release", url="https://a.example/x"), Snippet("one"))
    assert "\x1b]8;;https://a.example/x\x1b\\\x1b[1mA release\x1b[0m\x1b]8;;\x1b\\" in shown(answer)
    monkeypatch.setenv("NO_COLOR", "1")
    printed = shown(answer)
    assert "\n    https://a.example/x\n" in printed
    assert "\x1b" not in printed


def test_the_greatest_sums_on_its_pages_are_told_and_how_many_more() -> None:
    assert " · £5m, £3, £2 and 2 more · " in plain(
        shown(several(HitPage(1, "", Snippet("x"))), sums=("£5m", "£3", "£2", "£1", "50p"))
    )
    largest = changed(several(HitPage(1, "", Snippet("x"))).hits[0], largest=500_00)
    printed = plain(shown(Results(1, 0, (largest,)), sums=("£5m",)))
    assert "sums up to 500" in printed
    assert "£5m" not in printed


def test_tags_and_notes_are_told() -> None:
    hit = changed(several(HitPage(1, "", Snippet("x"))).hits[0], tags=("leads", "to ask"), notes=2)
    assert "\n    tags: leads, to ask · 2 notes\n" in plain(shown(Results(1, 0, (hit,))))


def test_what_can_be_done_next_has_the_number_only_where_it_will_be_known() -> None:
    page = HitPage(1, "", Snippet("x"))
    assert shown(several(page)).endswith("\n\n\x1b[2mfoi show 1 · foi open 1 · foi cite 1\x1b[0m\n")
    assert f"foi show {'ab' * 6} " in shown(several(page), numbered=False)
    assert f"foi show {'ab' * 6} " in shown(several(page, rank=1_000)), "four digits are the beginning of an ID"


def test_the_heading_says_which_of_how_many_and_how_to_have_fewer() -> None:
    page = HitPage(1, "", Snippet("x"))
    all_shown = several(page, matching=7)
    assert plain(shown(all_shown)).startswith("1 document, 7 pages\n")
    some = changed(all_shown, total=1_204, offset=10)
    assert plain(shown(some)).startswith(f"1,204 documents; number 11 shown{'(narrow it: --facet authority)':>48}\n")
    two = changed(some, hits=some.hits * 2)
    assert plain(shown(two)).startswith("1,204 documents; 11 to 12 shown")
    assert "1,192 more: --offset 12" in shown(two)
    assert shown(changed(some, hits=())) == "1,204 documents; none of them beyond the first 10\n"


def test_what_is_to_be_known_comes_first_so_that_a_pager_shows_it() -> None:
    assert shown(several(HitPage(1, "", Snippet("x"))), "foi: nothing has both").startswith(
        "foi: nothing has both\n1 doc"
    )
    assert shown(Results(0, 0, ()), "foi: no document has it") == "foi: no document has it\n"


def test_a_score_that_is_too_long_for_a_line_is_set_in() -> None:
    shares = (Share(Word("lamp", "lamps" * 6), "text", 12, 1_204, 1.25),)
    printed = plain(shown(Results(1, 0, (changed(several(HitPage(1, "", Snippet("x"))).hits[0], why=shares),))))
    assert re.search(r"\n {6}1\.25  lamps.+\n {12}\S", printed)
