"""What `foi status` says of failures: alike ones together, and no wider than the terminal."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scraper.archive.records import Run
from search_cli import terminal
from search_cli.commands.status import gist
from search_cli.formats import crawls


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("not a readable PDF; try again (PSSyntaxError: [/'Water', (32)])", "not a readable PDF; try again"),
        ("stopped at page 12: took longer than 30 s", "stopped: took longer than 30 s"),
        ("stopped in a, at page 3.zip, at page 7: needed more than 2048 MB", "stopped: needed more than 2048 MB"),
        ("Outlook's attachments (application/ms-tnef) are not read yet",) * 2,
        ("needs a password; save a copy without one and add that",) * 2,
    ],
)  # fmt: skip
def test_failures_that_are_alike_are_counted_together(reason: str, said: str) -> None:
    assert gist(reason) == said


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal.sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(
    "text",
    [
        "  c59b07cf3429  replies/word-perfect.wpd: WordPerfect documents are not read yet, and so on and on",
        "data         /home/somebody/a/rather/long/path/to where/the/data is",
        "  (not got)     replies/annex.zip/encrypted.txt: needs a password; unpack the zip and add it",
        "      3  needs a password; save a copy without one and add that, as soon as you can",
    ],
)
def test_a_long_line_goes_on_under_where_its_last_column_begins(text: str) -> None:
    first, *more = terminal.folded(text).splitlines()
    assert more
    assert all(len(line) <= 60 for line in (first, *more))
    begins = text.rindex("  ", 0, 20) + 2
    assert all(line[:begins].isspace() and not line[begins].isspace() for line in more)
    assert " ".join([first, *(line.strip() for line in more)]) == text, "nothing of it is lost"


@pytest.mark.usefixtures("narrow")
def test_an_address_is_never_broken() -> None:
    address = "https://www.example.org/" + "a" * 80
    assert address in terminal.folded(f"  local  {address}").splitlines()[-1]


def test_piped_it_stays_one_line() -> None:
    assert terminal.folded("word " * 90) == "word " * 90


def crawl(outcome: str, **more: object) -> crawls.Crawl:
    run = Run("fernhill", datetime(2026, 8, 1, 12, tzinfo=UTC), None, "running" if outcome == "killed" else outcome)
    return crawls.Crawl(replace(run, publications=1_204, documents=9, note="its list \x1b[2Jchanged"), outcome, **more)  # type: ignore[arg-type]


@pytest.mark.usefixtures("narrow")
def test_a_crawl_is_a_row_on_a_terminal_with_what_is_to_be_done_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    rows = crawls.as_table([crawl("done", due="now, every 6h"), crawl("killed", waiting=3)])
    assert list(rows) == [
        "  source    started (UTC)     ended     new  files  unchanged  failed",
        "  fernhill  2026-08-01 12:00  done    1,204      9          0       0",
        "    its list \ufffd[2Jchanged",
        "    next: now, every 6h",
        "  fernhill  2026-08-01 12:00  killed",
        "    its list \ufffd[2Jchanged",
        "    still to ask for: 3; `foi crawl fernhill` goes on from there",
    ]


def test_piped_a_crawl_is_told_in_lines_with_when_the_next_is_due() -> None:
    assert list(crawls.as_lines([crawl("done", due="now, every 6h")])) == [
        "  fernhill, 2026-08-01 12:00 UTC: done. its list \ufffd[2Jchanged",
        "    1,204 publications new or changed, 9 documents, 0 unchanged, 0 failed",
        "    next: now, every 6h",
    ]
