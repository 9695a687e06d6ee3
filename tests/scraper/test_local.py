"""Local files: what is added is kept once, known by its name, and labelled as the person says."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.archive.records import digest_of
from scraper.archive.store import Archive
from scraper.items import Kind
from scraper.local import SOURCE, Added, Label, add, address, files_in

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
ARTICLE = """Borough spends £1,200 on lamps

News

Borough spends £1,200 on lamps

The borough has spent £1,200 on lamps, it said in an answer.

Share this article

Latest News from
Another Council
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mail"
    (folder / "annexes").mkdir(parents=True)
    (folder / "letter.txt").write_text("Dear requester")
    (folder / "annexes" / "table.csv").write_text("a,b\n1,2\n")
    (folder / ".hidden").write_text("not this")
    return folder


def added(archive: Archive, *paths: Path, label: Label | None = None, now: datetime = NOW) -> list[Added]:
    with archive.writing():
        return list(add(archive, paths, label or Label(), now))


def test_a_file_is_known_by_its_path_from_the_folder_that_was_added(folder: Path) -> None:
    assert [name for _, name in files_in([folder])] == ["mail/letter.txt", "mail/annexes/table.csv"]


def test_no_path_of_the_machine_gets_into_the_archive(archive: Archive, folder: Path) -> None:
    added(archive, folder)
    catalogue = b"".join(path.read_bytes() for path in archive.folder.glob("catalogue.sqlite*"))
    assert str(folder.parent).encode() not in catalogue


def test_each_file_is_a_publication_of_its_own(archive: Archive, folder: Path) -> None:
    assert [one.new for one in added(archive, folder)] == [True, True]
    assert [held.publication.title for held in archive.publications.all()] == [
        "letter.txt",
        "table.csv",
    ]


def test_adding_again_is_no_change(archive: Archive, folder: Path) -> None:
    added(archive, folder)
    assert [one.new for one in added(archive, folder, now=NOW + timedelta(days=1))] == [False, False]
    assert [held.versions for held in archive.publications.all()] == [1, 1]
    assert len(archive.captures.of_document(digest_of(b"Dear requester"))) == 1


def test_a_title_makes_all_files_one_publication(archive: Archive, folder: Path) -> None:
    label = Label("FOI 0417-14", "Foreign Office", "https://example/1", NOW)
    added(archive, folder, label=label)
    (held,) = archive.publications.all()
    assert (held.publication.title, held.publication.authority) == ("FOI 0417-14", "Foreign Office")
    assert len(archive.publications.attachments(held.key)) == 2


def test_a_label_given_later_stays_when_the_file_is_added_again(archive: Archive, folder: Path) -> None:
    letter = folder / "letter.txt"
    added(archive, letter)
    added(archive, letter, label=Label(authority="Foreign Office"))
    added(archive, letter)
    held = archive.publications.find(SOURCE, digest_of(b"Dear requester"))
    assert held
    assert held.publication.authority == "Foreign Office"


def test_two_files_of_one_name_are_two_documents(archive: Archive, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text(name)
        added(archive, tmp_path / name / "letter.txt")
    assert len(list(archive.captures.documents())) == 2
    for held in archive.publications.all():
        assert [attachment.current for attachment in archive.publications.attachments(held.key)] == [True]


def test_a_saved_article_is_a_news_publication(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "saved.txt"
    path.write_text(ARTICLE)
    added(archive, path, label=Label(url="https://www.wired-gov.net/wg/news.nsf/articles/Lamps+20082021111000?open"))
    (held,) = archive.publications.all()
    assert held.publication.kind is Kind.NEWS
    assert held.publication.title == "Borough spends £1,200 on lamps"
    assert held.publication.published == datetime(2021, 8, 20, 10, 10, tzinfo=UTC)


def test_what_cannot_be_read_is_left_out_with_its_reason_and_the_rest_goes_on(archive: Archive, folder: Path) -> None:
    os.mkfifo(folder / "a-pipe")
    missing = folder / "missing.pdf"
    results = added(archive, missing, folder)
    assert [(one.path.name, bool(one.refused)) for one in results] == [
        ("missing.pdf", True),
        ("a-pipe", True),
        ("letter.txt", False),
        ("table.csv", False),
    ]


def test_a_link_out_of_the_folder_is_not_followed(archive: Archive, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert "link.txt" not in {one.path.name for one in added(archive, folder)}


@pytest.mark.parametrize("name", ["a?b#c.pdf", "ümlaut €.pdf", "line\nbreak.txt", "..", "x" * 200])
def test_any_name_makes_an_address(name: str) -> None:
    assert address(name, digest_of(b"")).endswith("?sha256=e3b0c44298fc1c14")


def test_a_name_that_is_no_utf_8_is_taken_in_all_the_same(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("menu")
    assert [one.refused for one in added(archive, tmp_path)] == [""]
    assert [held.publication.title for held in archive.publications.all()] == ["caf\ufffd.txt"]


def test_a_folder_that_holds_the_data_folder_does_not_take_it_in(archive: Archive, folder: Path) -> None:
    inside = folder / "foi-data"
    with Archive.open(inside / "archive") as within:
        assert {one.path.name for one in added(within, folder)} == {"letter.txt", "table.csv"}
