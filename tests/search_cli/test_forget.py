"""`foi forget`: what is said before and after, who is asked, and how it ends."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.errors import IndexLocked
from scraper.archive.lock import lock
from scraper.archive.records import Capture, digest_of
from scraper.archive.store import Archive
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from search_cli.main import foi as program
from tests.indexer.extract.office import zipped
from tests.search_cli.conftest import Foi

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
PAGE = DocumentLink("https://example.org/api/1", "Reply", LinkKind.PAGE)
LETTER = DocumentLink("https://assets.example/1.txt", "A letter")
RELEASE = Publication("example", "1", Kind.RELEASE, "Reply", url="https://example.org/1", documents=(PAGE, LETTER))
SAID = b"Dear Quillfeatherstone"
REASON = ("--reason", "asked for")
Asked = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "data" / "archive") as archive:
        second = replace(RELEASE, native_id="2", title="The same reply", url="https://example.org/2")
        for publication in (RELEASE, second):
            archive.publications.put(replace(publication, documents=publication.documents), NOW)
        for link, body in ((PAGE, b"<main>Reply</main>"), (LETTER, SAID)):
            archive.captures.put(Capture("example", link.url, link.url, NOW, 200), body)
    return tmp_path / "data"


@pytest.fixture
def asked(data: Path) -> Asked:
    runner = CliRunner(env={"FOI_DATA": None})
    return lambda *words: runner.invoke(program, ["--data", str(data), *words])


def test_what_goes_is_listed_wherever_it_is_and_a_tombstone_tells_of_it_later(data: Path, asked: Asked) -> None:
    name = digest_of(SAID)[:12]
    ran = asked("forget", name, "--yes", *REASON)
    assert ran.exit_code == 0
    assert ran.stdout == ""
    assert ran.stderr.splitlines()[:5] == [
        "documents that go: 1",
        f"  {name}  A letter, and 1 more times",
        "publications that stay, without them: 2",
        *(f"  {held}" for held in (_name(data, "1") + "  Reply", _name(data, "2") + "  The same reply")),
    ]
    assert ran.stderr.splitlines()[5:] == ["forgotten: 1 document, 0 publications"]
    for words in (("show", name), ("history", name), ("history", LETTER.url), ("open", name)):
        later = asked(*words)
        assert "was forgotten on" in str(later.exception)
        assert "asked for" in str(later.exception)
    assert asked("forget", name, "--yes", *REASON).stderr.startswith("forgotten before")
    assert asked("verify").exit_code == 0


def _name(data: Path, native_id: str) -> str:
    with Archive.open(data / "archive") as archive:
        held = archive.publications.find("example", native_id)
        assert held
        return held.id


def test_an_address_stands_for_what_it_gives_and_an_id_with_p_for_a_publication(data: Path, asked: Asked) -> None:
    assert "documents that go: 1" in asked("forget", LETTER.url, "--yes", *REASON).stderr
    second = asked("forget", _name(data, "2"), "--yes", *REASON)
    assert "publications that go: 2" in second.stderr, "they share their page"
    with Archive.open(data / "archive") as archive:
        assert list(archive.publications.all()) == []
        assert list(archive.captures.documents()) == []


def test_nobody_to_ask_is_no_consent(data: Path, foi: Foi) -> None:
    ran = foi("forget", digest_of(SAID)[:12], *REASON)
    assert ran.status == 2
    assert ran.stderr.splitlines()[-1].startswith("foi: nothing was forgotten: say --yes")
    assert foi("verify").status == 0
    with Archive.open(data / "archive") as archive:
        assert archive.captures.document(digest_of(SAID))


@pytest.mark.parametrize(("answer", "status", "held"), [(b"n\n", 2, True), (b"y\n", 0, False)])
def test_on_a_terminal_it_asks_and_takes_no_for_an_answer(data: Path, answer: bytes, status: int, held: bool) -> None:
    terminal, ours = os.openpty()
    command = [sys.executable, "-m", "search_cli", "--data", str(data), "forget", digest_of(SAID), *REASON]
    asking = subprocess.Popen(command, stdin=ours, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.write(terminal, answer)
    stdout, stderr = asking.communicate(timeout=60)
    os.close(terminal)
    os.close(ours)
    assert (asking.returncode, stdout) == (status, b"")
    assert b"Forget all that for good? [y/N]" in stderr
    with Archive.open(data / "archive") as archive:
        assert (archive.captures.document(digest_of(SAID)) is not None) is held


def test_nothing_is_forgotten_while_the_index_is_being_written(data: Path, asked: Asked) -> None:
    with lock(data / "index" / "lock"):
        ran = asked("forget", digest_of(SAID)[:12], "--yes", *REASON)
    assert isinstance(ran.exception, IndexLocked)
    with Archive.open(data / "archive") as archive:
        assert archive.captures.document(digest_of(SAID))


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("ffffffffffff", *REASON), 1),
        (("p000000000", *REASON), 1),
        (("https://none.example/", *REASON), 1),
        (("zz", *REASON), 2),
        ((digest_of(SAID)[:12],), 2),
        ((digest_of(SAID)[:12], "--reason", "  "), 2),
        (REASON, 2),
    ],
)
def test_what_cannot_be_done_changes_nothing_and_is_one_line(
    data: Path, foi: Foi, words: tuple[str, ...], status: int
) -> None:
    before = (data / "archive" / "catalogue.sqlite").read_bytes()
    ran = foi("forget", "--yes", *words)
    assert (ran.status, ran.stdout) == (status, "")
    assert len(ran.stderr.splitlines()) <= 2
    assert (data / "archive" / "catalogue.sqlite").read_bytes() == before


def test_what_is_in_other_files_too_is_named_and_the_status_says_so(data: Path, asked: Asked) -> None:
    holders = [zipped({"logo.txt": "the logo", f"{name}.txt": name}) for name in ("first", "second")]
    links = tuple(DocumentLink(f"https://assets.example/{number}.zip") for number in (1, 2))
    with Archive.open(data / "archive") as archive:
        archive.publications.put(replace(RELEASE, native_id="3", url="", documents=links), NOW)
        for link, body in zip(links, holders, strict=True):
            archive.captures.put(Capture("example", link.url, link.url, NOW, 200), body)
    asked("index", "--no-ocr")
    first, second = (digest_of(body)[:12] for body in holders)
    ran = asked("forget", first, "--yes", *REASON)
    assert ran.exit_code == 3
    assert f"documents that stay, and hold some of them: 1\n  {second}" in ran.stderr
    assert asked("search", "second").exit_code == 0
    assert asked("search", '"the logo"').exit_code == 1


def test_after_forgetting_the_next_changes_are_not_missed(data: Path, asked: Asked) -> None:
    asked("changes", "--since", "last")
    asked("forget", digest_of(SAID)[:12], "--yes", *REASON)
    with Archive.open(data / "archive") as archive:
        later = NOW + timedelta(days=1)
        archive.captures.put(Capture("example", PAGE.url, PAGE.url, later, 200), b"<main>Corrected</main>")
    rows = asked("changes", "--since", "last", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(row)["kind"] for row in rows] == ["edited", "edited"]
