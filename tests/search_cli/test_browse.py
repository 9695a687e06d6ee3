"""The full-screen reader, by its keys: what is asked, what is read, what is seen."""

import asyncio
import contextlib
import random
import shutil
import sys
from collections.abc import Callable, Coroutine
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import Any

import pexpect
import pytest

from indexer.build import build
from indexer.places import Places
from scraper.archive.store import Archive
from search_cli.browse.keys import GROUPS
from search_cli.browse.work import Answered
from tests.search_cli.browsing import browsing
from tests.search_cli.conftest import run
from tests.terminal import plain

HOSTILE = "[bold red]minutes[red] \x1b[2J\u202egnp.txt"
WORDS = ("audit", "budget", "council", "depot", "estate", "fleet", "garden", "harbour", "inquiry", "jetty")

Walk = Callable[..., Coroutine[Any, Any, None]]


def walked(walk: Walk) -> Callable[..., None]:
    """Run a test that waits for things."""

    @wraps(walk)
    def test(*given: Any, **named: Any) -> None:
        asyncio.run(walk(*given, **named))

    return test


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of files written here; tests leave all but its tags and notes as it is."""
    folder = tmp_path_factory.mktemp("browse")
    files = folder / "in"
    files.mkdir()
    chance = random.Random(7)  # noqa: S311 - words, the same each time
    prose = [" ".join(chance.choices(WORDS, k=60)) for _ in range(4)]
    (files / "larkspur school.txt").write_text(
        f"Asbestos survey of Larkspur school. {prose[0]}\f{prose[1]}\fThe asbestos was removed; asbestos remains.\f"
        f"{prose[2]}"
    )
    (files / "fernhill.txt").write_text(f"Asbestos register of Fernhill depot, asbestos asbestos. {prose[3]}")
    (files / HOSTILE).write_text(
        "Minutes [link=https://evil.example]here[/link] \x1b]0;owned\x07 of the toadflax group"
    )
    lines = (" ".join(chance.choices(WORDS, k=12)) for _ in range(2_400))
    (files / "long.txt").write_text("foxglove first\n" + "\n".join(lines) + "\nfoxglove last\n")
    for number in range(60):
        (files / f"item {number:03}.txt").write_text(f"Lifebelt {number}, inspected")
    for words in (("add", files), ("index",)):
        assert run(folder / "data", *words).status == 0
    return folder / "data"


@walked
async def test_what_is_given_is_asked_and_its_best_page_is_shown_from_the_first_match(data: Path) -> None:
    async with browsing(data, "asbestos") as it:
        assert it.part("count").strip() == "2 documents · best first"
        assert "larkspur school.txt" in it.part("results")
        assert it.part("results").splitlines()[0].startswith("▌ 1  fernhill.txt")
        assert "p. 1 of 1 · match 1 of 3" in it.part("head")
        assert it.part("page").startswith("  Asbestos register of Fernhill depot")


@walked
async def test_answers_come_while_one_types_and_a_word_that_is_not_finished_may_go_on(data: Path) -> None:
    async with browsing(data) as it:
        assert it.part("count").strip() == "64 documents · newest first"
        await it.type("asbes")
        assert it.part("count").strip() == "2 documents · best first"
        assert "so far: asbes*" in it.part("notice")
        await it.type("tos")
        assert it.part("notice").strip("─ ") == ""
        await it.press("enter")
        assert it.reader.focused is it.reader.results


@walked
async def test_a_word_that_is_finished_and_stands_nowhere_brings_a_suggestion_that_y_takes(data: Path) -> None:
    async with browsing(data) as it:
        await it.type("asbestoss")
        await it.press("down")
        assert 'no document has "asbestoss"; did you mean asbestos?' in it.part("notice")
        await it.press("y")
        assert it.reader.field.value == "asbestos"
        assert it.part("count").strip() == "2 documents · best first"


@walked
async def test_a_query_that_cannot_be_read_is_said_to_be_none_and_what_was_found_stays(data: Path) -> None:
    async with browsing(data, "asbestos") as it:
        await it.press("slash")
        await it.type(' "larkspur')
        assert "the quotes (column 10) are not closed" in it.part("notice")
        assert "fernhill.txt" in it.part("results")
        await it.type('"')
        assert it.part("count").strip() == "1 document · best first"


@walked
async def test_matches_are_gone_through_page_by_page_and_back(data: Path) -> None:
    async with browsing(data, "asbestos larkspur") as it:
        walk = []
        for key in "nnnNNN":
            walk.append((it.reader.place[2], it.reader.page.at))
            await it.press(key)
        assert walk == [(1, 0), (1, 1), (3, 0), (3, 1), (3, 0), (1, 1)]
        await it.press("right_square_bracket", "n", "n")
        assert "that was the last match in this document" in it.part("notice")


@walked
async def test_pages_are_turned_read_on_through_and_gone_to_by_number(data: Path) -> None:
    async with browsing(data, "larkspur") as it:
        await it.press("right")
        assert "p. 2 of 4" in it.part("head")
        await it.press("space", "space", "space")
        assert "that was the last page" in it.part("notice")
        await it.press("3")
        await it.press("enter")
        assert "The asbestos was removed" in it.part("page")
        await it.press("colon")
        await it.press("9", "enter")
        assert "there is no page 9: it has 4 pages" in it.part("notice")
        await it.press("left", "left", "left")
        assert "SHA-256" in it.part("page")
        assert "about the document" in it.part("head")


@walked
async def test_a_long_list_is_fetched_as_it_is_walked_through(data: Path) -> None:
    async with browsing(data, "lifebelt") as it:
        await it.press("end")
        await it.until(lambda: it.reader.hit is not None)
        assert it.reader.results.chosen == 59
        assert it.part("results").splitlines()[-1].startswith("▌60  item ")
        await it.press("pageup", "down", "K")
        assert it.reader.results.chosen == 59 - it.reader.results.seen()
        await it.press("g")
        assert it.reader.results.chosen == 0


@walked
async def test_an_answer_is_narrowed_by_a_facet_and_widened_again(data: Path) -> None:
    async with browsing(data, "asbestos OR lifebelt") as it:
        await it.press("t")
        await it.write("leads", over="tags of this document")
        await it.until(lambda: "#leads" in it.part("results"))
        await it.press("f")
        await it.write("nowhere", over="narrow to")
        assert it.reader.field.value == "asbestos OR lifebelt"
        await it.press("f")
        await it.write("lead", over="narrow to")
        assert it.reader.field.value == "(asbestos OR lifebelt) tag:leads"
        assert it.part("count").strip() == "1 document · best first"
        await it.press("u")
        assert it.part("count").strip() == "62 documents · best first"
        await it.press("f")
        await it.until(lambda: "narrow to" in it.seen)
        await it.pilot.press("enter", "enter", "escape", "escape")
        assert it.app.screen_stack[1:] == [it.reader]  # the second Enter left the reader too, once


@walked
async def test_what_is_left_out_of_an_answer_is_a_minus_in_the_query(data: Path) -> None:
    async with browsing(data, "asbestos") as it:
        await it.press("t")
        await it.write("done", over="tags of this document")
        await it.until(lambda: "#done" in it.part("results"))
        await it.press("f")
        await it.until(lambda: "narrow to" in it.seen)
        await it.press(*"don", "minus")
        await it.until(lambda: it.reader.field.value == "asbestos -tag:done")
        await it.quiet()
        assert it.part("count").strip() == "1 document · best first"


@walked
async def test_a_tag_is_put_on_seen_and_taken_off_again(data: Path) -> None:
    async with browsing(data, "larkspur") as it:
        await it.press("t")
        await it.write("to read", over="tags of this document")
        await it.until(lambda: "#to-read" in it.part("results"))
        await it.press("t")
        await it.write("no(bracket", over="tags of this document")
        await it.until(lambda: "no tag can be" in it.reader.said)
        await it.press("t")
        await it.write("school", over="tags of this document")
        await it.until(lambda: "#school" in it.part("results"))
        assert "tagged school" in it.part("notice")
        await it.press("t")
        await it.write("sch", over="✓ school")
        await it.until(lambda: "#school" not in it.part("results"))


@walked
async def test_a_note_is_kept_with_its_page_changed_and_emptied(data: Path) -> None:
    async with browsing(data, "toadflax") as it:
        await it.press("a")
        await it.until(lambda: "a note on page 1" in it.seen)
        await it.press(*"call", "ctrl+c")
        assert "not kept yet" in it.seen
        await it.press("ctrl+s")
        await it.until(lambda: "✎ call" in it.part("head"))
        await it.press("a")
        await it.write("", over="notes on page 1")
        await it.until(lambda: "a note on page 1" in it.seen)
        await it.press("x", "ctrl+s")
        await it.until(lambda: "✎ callx" in it.part("head"))
        await it.press("a")
        await it.write("", over="notes on page 1")
        await it.until(lambda: "a note on page 1" in it.seen)
        await it.press(*["backspace"] * 5, "ctrl+s")
        await it.until(lambda: "✎" not in it.part("head"))


@walked
async def test_a_citation_is_shown_by_style_copied_and_taken_along(data: Path) -> None:
    async with browsing(data, "larkspur") as it:
        await it.press("c")
        await it.until(lambda: "foi1;pub=" in it.seen)
        await it.press("escape")
        assert it.app.screen is it.reader
        await it.press("c")
        await it.until(lambda: "foi1;pub=" in it.seen)
        await it.press("right", "enter")
        assert "`foi1;" in it.app.clipboard
        await it.press("q")
    assert it.app.return_value == [it.app.clipboard]


@pytest.mark.skipif(sys.platform == "darwin", reason="looks at what xdg-open is given")
@walked
async def test_the_original_is_opened_in_a_program_of_its_own_and_a_failure_is_a_line(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/opened\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    async with browsing(data, "larkspur") as it:
        await it.press("o")
        await it.until(lambda: it.reader.said == "opened")
        await it.until((tmp_path / "opened").exists)
        assert "larkspur-school.txt" in (tmp_path / "opened").read_text()
        opener.unlink()
        await it.press("o")
        await it.until(lambda: "no program was found to open it with" in it.reader.said)


@walked
async def test_a_citation_is_a_text_and_not_one_for_a_terminal(demo: Path) -> None:
    async with browsing(demo, "training", (200, 50)) as it:
        await it.press("c")
        await it.until(lambda: "foi1;pub=" in it.seen)
        assert "\ufffd" not in it.seen
        await it.press("enter")
        assert "https://" in it.app.clipboard or "http://" in it.app.clipboard
        assert "\x1b" not in it.app.clipboard
        assert it.app.clipboard.count("\n") <= 4  # a sentence, addresses, the anchor: none is broken


@walked
async def test_text_from_outside_is_text_and_nothing_else(data: Path) -> None:
    for size in ((80, 24), (120, 40)):
        async with browsing(data, "toadflax", size) as it:
            assert "[bold red]minutes[red]" in it.part("results")
            assert "[link=https://evil.example]here[/link]" in it.part("page")
            await it.press("f", "left")
            for signs in (it.seen, it.part("page")):
                assert not set(signs) & set("\x1b\x07\u202e")


@walked
async def test_a_long_page_is_marked_at_both_ends_and_relaid_when_the_terminal_is_resized(data: Path) -> None:
    async with browsing(data, "foxglove") as it:
        assert it.part("page").startswith("  foxglove first")
        await it.press("N")
        await it.press("n", "n")
        assert "match 2 of 2" in it.part("head")
        assert "foxglove last" in it.part("page")
        top = it.part("page").split()[0]
        before = len(it.reader.page.sheet.lines) if it.reader.page.sheet else 0
        await it.pilot.resize_terminal(50, 20)
        await it.until(lambda: it.reader.page.sheet is not None and len(it.reader.page.sheet.lines) > before)
        assert top in it.part("page").splitlines()[0]
        assert it.reader.page.at == 1


@walked
async def test_documents_stand_beside_the_page_where_there_is_room_and_over_it_where_there_is_not(data: Path) -> None:
    async with browsing(data, "asbestos") as it:
        assert it.reader.results.region.bottom < it.reader.page.region.y
        await it.pilot.resize_terminal(120, 40)
        await it.until(lambda: it.reader.results.region.right <= it.reader.page.region.x)
        assert "Asbestos register of Fernhill" in it.part("results")
        await it.press("z")
        assert it.reader.page.region.x == 0
        await it.press("escape")
        assert it.reader.focused is it.reader.results


@walked
async def test_every_key_is_on_the_help_screen_which_any_way_back_leaves(data: Path) -> None:
    async with browsing(data, "asbestos") as it:
        await it.press("question_mark")
        assert "keys of foi browse" in it.seen
        assert "next document; in the page: a line down" in it.seen
        await it.press("escape")
        assert "keys of foi browse" not in it.seen
        assert it.reader.focused is it.reader.results
        await it.press("slash", "f1", "q")
        assert it.reader.field.value == "asbestos"


@walked
async def test_earlier_queries_come_back_into_the_field(data: Path) -> None:
    async with browsing(data, "asbestos") as it:
        await it.press("slash", "ctrl+u")
        await it.type("lifebelt")
        await it.press("enter", "slash", "up")
        assert it.reader.field.value == "asbestos"
        await it.press("down")
        assert it.part("count").strip() == "2 documents · best first"


@walked
async def test_documents_like_one_are_asked_for_and_a_list_is_sorted(data: Path) -> None:
    async with browsing(data, "asbestos") as it:
        await it.press("L")
        assert it.reader.field.value.startswith("like:")
        await it.press("s")
        assert "newest first" in it.part("count")


@walked
async def test_an_index_made_anew_meanwhile_is_asked_again_and_what_was_read_stays(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    async with browsing(copy, "asbestos") as it:
        await it.press("j", "right")
        read = it.reader.place
        (tmp_path / "new.txt").write_text("asbestos asbestos asbestos asbestos")
        for words in (("add", tmp_path / "new.txt"), ("index",)):
            assert run(copy, *words).status == 0
        await it.until(lambda: "3 documents" in it.part("count"))
        assert "the index is a newer one now" in it.part("notice")
        assert it.reader.hit is not None
        assert (it.reader.hit.card.digest, it.reader.place[2]) == (read[0], read[2])
        assert it.part("head").count("p. 4 of 4") == 1


@walked
async def test_without_an_index_a_line_says_what_to_do_and_what_is_made_meanwhile_is_found(tmp_path: Path) -> None:
    async with browsing(tmp_path / "data", "asbestos") as it:
        assert "there is no index in" in it.part("notice")
        assert "run `foi index`" in it.part("notice").replace("\n", "")
        await it.press("n", "right", "t", "c", "G", "enter", "tab", "f", "L", "space")
        assert "there is no index in" in it.part("notice")


@walked
async def test_an_index_without_documents_says_how_there_will_be_some(tmp_path: Path) -> None:
    places = Places(tmp_path / "data")
    Archive.open(places.archive).close()
    build(places)
    async with browsing(places.data) as it:
        assert it.part("count").strip() == "nothing found"
        assert "the index is empty: `foi crawl` or `foi add`, then `foi index`" in it.part("notice")


@pytest.mark.parametrize("theme", ["terminal", "light"])
@walked
async def test_marks_are_seen_without_colours(data: Path, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browsing(data, "asbestos", theme=theme) as it:
        styles = [(part.text, part.style) for strip in it.reader._compositor.render_strips()[2:] for part in strip]
        colours = {colour for _, style in styles if style for colour in (style.color, style.bgcolor) if colour}
        assert all(colour.is_default for colour in colours)  # as it was once, all was black on black
        marks = [style for text, style in styles if text.lower() == "asbestos"]
        assert {bool(style and style.reverse) for style in marks} == {True, False}
        assert all(style and (style.underline or style.reverse) for style in marks)


@pytest.mark.parametrize("theme", ["terminal", "dark", "light"])
@walked
async def test_a_match_stands_out_from_its_text_in_every_theme(data: Path, theme: str) -> None:
    async with browsing(data, "asbestos", theme=theme) as it:
        (line,) = [strip for strip in it.reader._compositor.render_strips() if "register of Fernhill" in strip.text]
        grounds = {segment.style.bgcolor for segment in line if segment.style and segment.text.strip()}
        assert len(grounds) == 3  # of the text, of matches, of the match that is looked at


@walked
async def test_an_answer_to_what_was_asked_before_is_not_shown(data: Path) -> None:
    async with browsing(data, "asbestos") as it:
        late = it.reader.answer
        await it.press("slash", "ctrl+u")
        await it.type("lifebelt")
        it.reader.post_message(Answered(late))
        await it.quiet()
        assert it.part("count").strip() == "60 documents · best first"


@walked
async def test_what_breaks_while_a_page_is_read_is_a_line_and_reading_goes_on(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    async with browsing(copy, "asbestos") as it:
        (copy / "own").mkdir(exist_ok=True)
        (copy / "own" / "annotations.sqlite").write_bytes(b"no database at all" * 100)
        await it.press("j")
        assert "annotations.sqlite" in it.part("notice").replace("\n ", "")
        assert "p. 3 of 4" in it.part("head")
        (copy / "own" / "annotations.sqlite").unlink()
        await it.press("k")
        assert "Fernhill" in it.part("page")


@walked
async def test_no_row_of_keys_and_sizes_brings_it_down(data: Path) -> None:
    chance = random.Random(11)  # noqa: S311 - keys, the same each time
    keys = [key.keys.split(",")[0] for group in GROUPS.values() for key in group if key.action not in ("quit", "open")]
    keys += ["escape"] * 6 + ["enter", "minus", "x", "ctrl+s", "quotation_mark", "delete", "up", "down"]
    async with browsing(data, "asbestos OR lifebelt") as it:
        for _ in range(80):
            if chance.random() < 0.05:
                await it.pilot.resize_terminal(*chance.choice([(80, 24), (120, 40), (30, 8), (10, 3)]))
            await it.pilot.press(chance.choice(keys))
            assert it.app.fault is None
            assert it.app.screen_stack[1] is it.reader


def test_on_a_terminal_the_screen_is_drawn_left_and_what_was_taken_along_printed(data: Path) -> None:
    keys = ("n", "J", "c", "\r", "q")
    printed, status = typed(data, "browse", "--theme", "light", "asbestos", keys=keys)
    assert status == 0
    screen, _, after = printed.rpartition("\x1b[?1049l")
    assert "was removed" in plain(screen)
    assert "foi1;pub=" in after
    assert "\x1b" not in after.partition("foi1;")[2]


def test_interrupted_it_leaves_the_terminal_as_it_was(data: Path) -> None:
    printed, status = typed(data, "browse", "asbestos", keys=("\x03",))
    assert status == 130
    assert printed.count("\x1b[?1049h") == printed.count("\x1b[?1049l") == 1
    assert "Traceback" not in printed


def typed(data: Path, *words: str, keys: tuple[str, ...]) -> tuple[str, int]:
    """Run foi on a terminal, and press a key each time nothing more is drawn."""
    command = [sys.executable, "-m", "search_cli", "--data", str(data), *words]
    child = pexpect.spawn(command[0], command[1:], dimensions=(24, 80), timeout=60, encoding="utf-8")
    printed = StringIO()
    child.logfile_read = printed
    try:
        child.expect("documents? · ")
        for key in keys:
            drained(child)
            child.send(key)
        child.expect(pexpect.EOF)
        child.wait()
    finally:
        child.close(force=True)
    return printed.getvalue(), child.exitstatus or 0


def drained(child: "pexpect.spawn[str]") -> None:
    """Read until nothing was drawn for a moment."""
    with contextlib.suppress(pexpect.TIMEOUT):
        while True:
            child.expect(r".+", timeout=0.3)
