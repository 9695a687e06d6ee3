"""The text format: marks land on the words, whatever the width, and nothing from outside drives the terminal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cards import Card
from indexer.search import Hit, HitPage, Results
from indexer.snippets import Snippet
from search_cli import terminal
from search_cli.formats import jsonl, table, text
from search_cli.formats.table import cell

HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202egnp.exe\x9b31m\x00\r\n=HYPERLINK()"


def card(title: str = "A release", **other: str) -> Card:
    fields: dict[str, str] = dict.fromkeys(
        ("authority", "outlet", "published", "url", "document", "file", "file_url", "summary", "reason"), ""
    )
    kind = {"kind": "release", "source": "govuk-foi", "state": "live", "media_type": "text/plain"}
    return Card(digest="ab" * 32, title=title, extractor="plain/1", pages=1, **{**fields, **kind, **other})


def results(known: Card, snippet: Snippet) -> Results:
    return Results(1, 0, (Hit(1, 1.0, known, (HitPage(1, "", snippet),), 1),))


def plain(answer: Results) -> str:
    return "".join(text.lines(answer))


words = st.lists(st.text("abcdefgh£,.", min_size=1, max_size=30), min_size=1, max_size=60)


@given(words=words, data=st.data(), width=st.integers(40, 120))
def test_every_marked_word_is_marked_at_any_width(
    monkeypatch: pytest.MonkeyPatch, words: list[str], data: st.DataObject, width: int
) -> None:
    monkeypatch.setattr(terminal, "width", lambda: width)
    chosen = data.draw(st.integers(0, len(words) - 1))
    start = sum(len(word) + 1 for word in words[:chosen])
    marks = ((start, start + len(words[chosen])),)
    printed = plain(results(card(), Snippet(" ".join(words), marks)))
    marked = "".join(re.findall(r"‹([^›]*)›", printed))
    assert marked == words[chosen]


def test_neighbouring_marks_are_one() -> None:
    assert "‹social media›" in plain(results(card(), Snippet("on social media training", ((3, 9), (10, 15)))))


@pytest.mark.parametrize("field", ["title", "authority", "outlet", "document", "reason", "url", "file_url"])
def test_no_control_character_reaches_the_terminal_from_any_field(field: str) -> None:
    known = card(HOSTILE) if field == "title" else card(**{field: HOSTILE})
    printed = plain(results(known, Snippet(HOSTILE, ())))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)


@given(outside=st.text())
def test_clean_text_never_holds_what_drives_a_terminal(outside: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", terminal.clean(outside))
    assert len(terminal.clean(outside)) <= len(outside)


@given(outside=st.text())
def test_no_cell_is_a_formula(outside: str) -> None:
    assert not cell(outside).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_and_json_lines_are_one_row_a_hit_whatever_the_title() -> None:
    answer = results(card(HOSTILE), Snippet(HOSTILE, ()))
    assert len(list(table.lines(answer))) == 2
    (line,) = jsonl.lines(answer)
    assert line.count("\n") == 1
    assert line.isascii()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/\x1b[2J", "https://[", "//x", "http:///x"]
)
def test_only_harmless_addresses_of_the_web_become_links(url: str) -> None:
    assert terminal.web_address(url) == ""


def test_colours_are_off_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert terminal.colours()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal.colours()
