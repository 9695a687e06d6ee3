"""The text format: marks land on the words, whatever the width, and nothing from outside drives the terminal."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.answers.corrections import Correction
from indexer.cards import Card
from indexer.engine.interface import Share
from indexer.marking.snippets import Snippet
from indexer.query import InTitle, Phrase, Word
from indexer.record import changed
from indexer.search import Hit, HitPage, Results
from search_cli import terminal
from search_cli.answering import notices
from search_cli.formats import jsonl, table, text, whole
from search_cli.formats.records import cell

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


def other(title: str, **more: str) -> dict[str, str]:
    fields = dict.fromkeys(("authority", "source", "published", "url"), "")
    return {"title": title, **fields, **more}


def test_a_hit_names_every_place_it_was_published_in_in_every_format() -> None:
    also = (other("Costs again", authority="Office of Pins"), other("A story", source="wire"))
    answer = results(changed(card("Costs"), also=also), Snippet("one"))
    printed = plain(answer)
    assert "also: Costs again · Office of Pins" in printed
    assert "also: A story · wire" in printed
    (line,) = jsonl.lines(answer)
    (object_,) = whole.lines(answer)
    for form in (json.loads(line), json.loads(object_)["hits"][0]):
        assert form["also"] == list(also)


def test_what_a_score_is_made_of_is_told_most_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "width", lambda: 100)
    shares = (
        Share(Word("lamp", "Lamps"), "text", 12, 1_204, 1.25),
        Share(InTitle(Phrase((Word("street"), Word("lamp", "lamps")))), "title", 1, 1, 3.5),
    )
    hit = changed(results(card(), Snippet("one")).hits[0], score=4.75, why=shares)
    printed = plain(Results(1, 0, (hit,)))
    assert (
        "    score 4.75\n"
        '      3.50  title:"street lamps"  once in the title; no other document has it there\n'
        "      1.25  Lamps                 12 times in the text; 1,204 documents have it there\n"
    ) in printed


def test_facets_stand_under_the_hits_the_first_ten_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "width", lambda: 100)
    years = tuple((str(year), 2_030 - year) for year in range(2000, 2020))
    answer = changed(results(card(), Snippet("one")), facets={"year": years, "kind": (("release", 1_204),), "type": ()})
    printed = plain(answer)
    assert printed.endswith("kind  release 1,204\ntype  (none)\n")
    assert "2009 21 · and 10 more\n" in printed
    assert "2010" not in printed
    (_, *counted) = map(json.loads, jsonl.lines(answer))
    assert [form["facet"] for form in counted] == ["year", "kind", "type"]
    assert [(each["value"], each["count"]) for each in counted[0]["values"]] == list(years)


@given(values=st.lists(st.text(min_size=1), min_size=1, max_size=5), width=st.integers(40, 120))
def test_no_value_of_a_facet_drives_the_terminal(
    monkeypatch: pytest.MonkeyPatch, values: list[str], width: int
) -> None:
    monkeypatch.setattr(terminal, "width", lambda: width)
    facets = {"authority": tuple((value, 1) for value in (*values, HOSTILE))}
    printed = plain(changed(results(card(), Snippet("one")), facets=facets))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)
    assert max(map(terminal.columns, printed.splitlines()[-5:])) <= 2 * width  # wide letters are cut by number


def test_notices_say_what_was_asked_instead_and_how_to_ask_better() -> None:
    found = (Correction("trianing", ("training", "trading")), Correction("lmaps", ("lamps",)))
    answer = changed(
        results(card(), Snippet("one")), notes=("nothing has all",), corrections=found, corrected="training lamps"
    )
    assert list(notices(answer)) == [
        "nothing has all",
        'no document has "trianing"; did you mean training or trading?',
        'no document has "lmaps"; did you mean lamps?',
        "the query then is: training lamps",
    ]
    one = changed(answer, notes=(), corrections=found[1:], corrected="lamps")
    assert list(notices(one)) == ['no document has "lmaps"; did you mean lamps?']
