"""`foi diff`: exactly what is printed, piped and on a terminal, of a publication and of its files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.extract.base import Page
from indexer.versions.comparing import Compared
from indexer.versions.differences import differences
from indexer.versions.matching import Effort
from scraper.archive.records import Capture
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from search_cli import terminal
from search_cli.formats import difference
from search_cli.main import foi
from tests.terminal import plain

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
PAGE = DocumentLink("https://example.org/1", "Costs", LinkKind.PAGE)
LETTER = DocumentLink("https://assets.example/letter.txt", "Letter")
NOTE = DocumentLink("https://assets.example/note.txt", "Note")
RELEASE = Publication("example", "1", Kind.RELEASE, "Costs", url=PAGE.url, documents=(PAGE, LETTER, NOTE))
Asked = Callable[..., Result]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with three versions: a sum corrected on page 2 of a letter, then a title and a footer."""
    folder = tmp_path_factory.mktemp("diff") / "data"
    letters = (
        b"Dear Sir,\nas you asked.\fIt cost \xc2\xa34,120.\n",
        b"Dear Sir,\nas you asked.\fIt cost \xc2\xa34,210.\n",
    )
    with Archive.open(folder / "archive") as archive:
        for days, title, footer, letter in ((0, "Costs", 1, 0), (1, "Costs", 1, 1), (2, "All costs", 2, 1)):
            when = NOW + timedelta(days=days)
            archive.runs.begin("example", when)
            archive.publications.put(replace(RELEASE, title=title), when)
            page = f"<main>What it cost.</main><footer>{footer}</footer>".encode()
            for link, body in ((PAGE, page), (LETTER, letters[letter]), (NOTE, b"note")):
                archive.captures.put(Capture("example", link.url, link.url, when, 200), body)
    return folder


@pytest.fixture
def asked(data: Path) -> Asked:
    runner = CliRunner(env={"FOI_DATA": None})
    return lambda *words: runner.invoke(foi, ["--data", str(data), "diff", *words])


def test_the_words_that_changed_in_a_file_are_marked_and_their_page_is_named(asked: Asked) -> None:
    printed = asked(LETTER.url)
    assert printed.exit_code == 0
    head, now, *rest = printed.stdout.splitlines()
    assert head.startswith("--- p")
    assert ":1  2026-08-01 12:00 UTC  " in head
    assert ":2  2026-08-02 12:00 UTC  " in now
    assert head.endswith("letter.txt")
    assert rest == ["@@ page 2 @@", " Dear Sir,", " as you asked.", "-It cost £‹4,120›.", "+It cost £‹4,210›."]


def test_by_default_it_is_the_latest_change_and_a_footer_is_none(asked: Asked) -> None:
    printed = asked(RELEASE.url).stdout
    assert "-title: ‹Costs›\n+title: ‹All costs›\n" in printed
    assert "footer" not in printed
    assert "letter" not in "".join(line for line in printed.splitlines() if line[:3] in ("---", "+++"))


def test_any_two_versions_are_compared_either_way_round(asked: Asked) -> None:
    forth, back = asked(RELEASE.url, "1", "3").stdout, asked(RELEASE.url, "3", "1").stdout
    assert "+It cost £‹4,210›." in forth
    assert "-It cost £‹4,210›." in back
    assert asked(RELEASE.url, "1").stdout == forth
    name = forth.split()[1].partition(":")[0]
    assert asked(f"{name}:2").stdout == asked(name, "1", "2").stdout


@pytest.mark.parametrize(
    ("words", "status"),
    [((NOTE.url,), 1), ((RELEASE.url, "2", "2"), 1), ((RELEASE.url, "0"), 2), ((RELEASE.url, "1", "x"), 2), ((), 2)],
)
def test_where_nothing_differs_or_nothing_is_asked_it_says_so(
    asked: Asked, words: tuple[str, ...], status: int
) -> None:
    printed = asked(*words)
    assert printed.exit_code == status
    assert printed.stdout == ""
    assert len(printed.stderr.splitlines()) >= 1


def shown(before: str, after: str) -> str:
    hunks = differences([Page(1, before)], [Page(1, after, label="part\x1b[2J 1")], Effort())
    return "".join(difference.lines(Compared("a\x1b]0;x\x07\nb", hunks=tuple(hunks), note=""), "A", "B"))


def test_text_from_outside_cannot_drive_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for colours in (True, False):
        monkeypatch.setattr(terminal, "colours", lambda colours=colours: colours)
        monkeypatch.setattr("sys.stdout.isatty", lambda colours=colours: colours, raising=False)
        printed = shown("pay \x1b[31m100\x07 \u202e", "pay \x1b[31m200\x07 \u202e")
        for harmful in ("\x07", "\u202e", "\x1b]", "\x1b[2J", "\x1b[31m100"):
            assert harmful not in printed.replace("\x1b[31mpay", "")


def test_on_a_terminal_words_are_coloured_and_long_stretches_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "word " * 100
    piped = shown(f"{long}100 {long}", f"{long}200 {long}")
    assert piped.count("word") == 400
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(terminal, "colours", lambda: True)
    coloured = shown(f"{long}100 {long}", f"{long}200 {long}")
    assert coloured.count("word") < 120
    assert "\x1b[1;7;31m100" in coloured
    assert "\x1b[1;7;32m200" in coloured
    assert "‹" not in coloured


def test_on_a_terminal_rows_wrap_between_words_and_what_differs_stays_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(terminal, "width", lambda: 40)
    before, after = (
        "the lamps of the harbour cost 100 pounds in June",
        "the lamps of the harbour cost 200 pounds in June",
    )
    monkeypatch.setattr(terminal, "colours", lambda: False)
    assert "-the lamps of the harbour cost ‹100›\n  pounds in June\n+the lamps" in shown(before, after)
    monkeypatch.setattr(terminal, "colours", lambda: True)
    printed = shown(before, after)
    assert "\x1b[31m-the lamps of the harbour cost \x1b[1;7;31m100\x1b[0m" in printed
    assert max(map(terminal.columns, plain(printed).splitlines())) <= 40
