"""`foi changes` and `foi history`: what is printed of hostile titles, as a feed, and since the last time."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from scraper.archive.records import Capture
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, LinkKind, Publication, State
from search_cli.main import foi

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOSTILE = "<b>&amp;</b> \x1b]0;owned\x07 \u202e]]> \uffff \x00 Über"
PAGE = DocumentLink("https://example.org/api/1", "Page", LinkKind.PAGE)
LETTER = DocumentLink("https://assets.example/letter.txt", "Letter")
RELEASE = Publication(
    "example", "1", Kind.RELEASE, "Costs", url="https://example.org/1", authority="A Council", documents=(PAGE, LETTER)
)
Asked = Callable[..., Result]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "data" / "archive") as opened:
        yield opened


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    runner = CliRunner(env={"FOI_DATA": None})
    return lambda *words: runner.invoke(foi, ["--data", str(tmp_path / "data"), *words])


def crawl(
    archive: Archive, when: datetime, publication: Publication = RELEASE, letter: bytes = b"none is held"
) -> None:
    archive.runs.begin("example", when)
    archive.publications.put(publication, when)
    for link, body in ((PAGE, b"<main>What it cost</main>"), (LETTER, letter)):
        archive.captures.put(Capture("example", link.url, link.url, when, 200), body)


def kinds(result: Result) -> list[str]:
    return [json.loads(line)["kind"] for line in result.stdout.splitlines()]


def test_since_last_lists_each_change_once_and_says_when_there_is_none(archive: Archive, asked: Asked) -> None:
    crawl(archive, NOW)
    assert kinds(asked("changes", "--since", "last", "--format", "jsonl")) == ["new"]
    again = asked("changes", "--since", "last")
    assert (again.exit_code, again.stdout, again.stderr) == (1, "", "nothing changed\n")
    crawl(archive, NOW + DAY, letter=b"some is held")
    assert kinds(asked("changes", "--since", "2026-08-02", "--format", "jsonl")) == ["replaced"]
    assert kinds(asked("changes", "--since", "last", "--format", "jsonl")) == ["replaced"], "a date moves no mark"


def test_what_was_found_earlier_elsewhere_is_new_here_since_last(archive: Archive, asked: Asked) -> None:
    crawl(archive, NOW)
    asked("changes", "--since", "last")
    archive.publications.put(replace(RELEASE, native_id="2"), NOW - 100 * DAY)
    assert kinds(asked("changes", "--since", "last", "--format", "jsonl")) == ["new"]


def test_the_mark_of_another_archive_counts_by_its_time_alone(archive: Archive, asked: Asked, tmp_path: Path) -> None:
    crawl(archive, datetime.now(UTC) - 2 * DAY)
    asked("changes", "--since", "last")
    file = tmp_path / "data" / "changes.json"
    form = json.loads(file.read_text())
    file.write_text(json.dumps({**form, "archive": "0" * 32, "entry": 0, "capture": 0}))
    assert asked("changes", "--since", "last").exit_code == 1


@pytest.mark.parametrize("harm", ["", "[]", "{", '{"entry": "x"}', "null", "[" * 100_000])
def test_a_damaged_mark_is_named_and_stays(archive: Archive, asked: Asked, tmp_path: Path, harm: str) -> None:
    crawl(archive, NOW)
    (tmp_path / "data" / "changes.json").write_text(harm)
    result = asked("changes", "--since", "last")
    assert isinstance(result.exception, SystemExit)
    assert "changes.json is damaged; delete it" in result.stderr
    assert (tmp_path / "data" / "changes.json").read_text() == harm


def test_a_feed_is_well_formed_whatever_a_title_holds_and_its_ids_stay(archive: Archive, asked: Asked) -> None:
    crawl(archive, NOW, replace(RELEASE, title=HOSTILE, url='https://example.org/"><1', authority=HOSTILE))
    crawl(archive, NOW + DAY, replace(RELEASE, state=State.WITHDRAWN, note=HOSTILE), letter=b"some is held")
    printed = asked("changes", "--since", "2026", "--format", "atom")
    assert printed.exit_code == 0
    assert printed.stdout == asked("changes", "--since", "2026", "--format", "atom").stdout
    feed = ET.fromstring(printed.stdout.encode())  # noqa: S314 - our own
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for needed in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{needed}")) == 1
            assert part.findtext(f"{ATOM}{needed}")
        UUID(part.findtext(f"{ATOM}id") or "")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "").tzinfo == UTC
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 3
    assert feed.findtext(f"{ATOM}updated") == "2026-08-02T12:00:00Z"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    links = [entry.find(f"{ATOM}link") for entry in feed.findall(f"{ATOM}entry")]
    assert [link is None for link in links] == [False, False, True], "no address that is none is handed on"
    first = feed.findall(f"{ATOM}entry")[-1].findtext(f"{ATOM}title") or ""
    assert first.startswith("<b>&amp;</b> �]0;owned�")
    assert "Über" in first


def test_a_feed_of_nothing_is_a_feed(archive: Archive, asked: Asked) -> None:
    crawl(archive, NOW)
    printed = asked("changes", "--since", "2030", "--format", "atom")
    assert printed.exit_code == 1
    feed = ET.fromstring(printed.stdout.encode())  # noqa: S314 - our own
    assert feed.findtext(f"{ATOM}updated") == "2030-01-01T00:00:00Z"


def test_hostile_titles_are_harmless_lines(archive: Archive, asked: Asked) -> None:
    crawl(archive, NOW, replace(RELEASE, title=HOSTILE + "\nsecond line", note=HOSTILE))
    for words in (("changes", "--since", "2026"), ("history", RELEASE.url)):
        printed = asked(*words)
        assert printed.exit_code == 0
        assert not set(printed.stdout) & set("\x1b\x07\u202e\x00")
    assert len(asked("changes", "--since", "2026").stdout.splitlines()) == 1
    rows = asked("changes", "--since", "2026", "--format", "jsonl").stdout
    assert json.loads(rows)["title"] == HOSTILE + "\nsecond line"


def test_a_publication_is_found_by_its_id_its_address_its_page_and_a_version_of_it(
    archive: Archive, asked: Asked
) -> None:
    crawl(archive, NOW)
    crawl(archive, NOW + DAY, letter=b"some is held")
    whole = asked("history", RELEASE.url).stdout
    held = archive.publications.find("example", "1")
    page = archive.captures.latest(PAGE.url)
    assert held
    assert page
    for given in (held.id, f"{held.id}:2", held.id[:8], PAGE.url, str(page.digest)[:12]):
        assert asked("history", given).stdout == whole
    assert "new" in whole
    assert "file replaced: letter.txt" in whole


def test_the_history_of_a_file_has_its_versions_alone_from_whichever_of_them(archive: Archive, asked: Asked) -> None:
    crawl(archive, NOW)
    crawl(archive, NOW + DAY, replace(RELEASE, title="Other"))
    crawl(archive, NOW + 2 * DAY, letter=b"some is held")
    first, second = (capture.digest for capture in archive.captures.of_url(LETTER.url) if not capture.revisit)
    rows = [json.loads(line) for line in asked("history", str(first)[:12], "--format", "jsonl").stdout.splitlines()]
    assert [(row["version"], row["kind"]) for row in rows] == [(1, "new"), (3, "replaced")]
    assert (rows[1]["before"], rows[1]["after"], rows[1]["file"]) == (first, second, "letter.txt")
    assert asked("history", str(second)).stdout == asked("history", LETTER.url).stdout


@pytest.mark.parametrize("given", ["p", "p00", "pzzzzzzz", "zz", "https://none.example/", "p0000000000000:x", ""])
def test_what_is_no_id_is_refused(archive: Archive, asked: Asked, given: str) -> None:
    crawl(archive, NOW)
    assert asked("history", given).exit_code == 1
