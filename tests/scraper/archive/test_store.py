"""The archive as a whole: one writer, many readers, fixity, and what becomes of a killed writer."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.archive.records import ArchiveError, ArchiveLocked, Capture, Failure, Run
from scraper.archive.runs import Watermark
from scraper.archive.store import Archive
from scraper.archive.verify import verify

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


def filled(archive: Archive) -> Capture:
    return archive.captures.put(Capture("s", "https://example/1", "", NOW, 200), b"a letter")


def test_a_second_writer_is_told_who_holds_the_lock(archive: Archive) -> None:
    with archive.writing(), Archive.open(archive.folder) as other, pytest.raises(ArchiveLocked, match=str(os.getpid())):
        other.writing().__enter__()


def test_the_lock_is_free_again_after_the_writer_is_done(archive: Archive) -> None:
    for _ in range(2):
        with archive.writing():
            pass


def test_an_absent_archive_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="foi add"):
        Archive.open(tmp_path / "archive", create=False)
    assert not (tmp_path / "archive").exists()


def test_a_reader_beside_a_writer_sees_only_whole_transactions(archive: Archive) -> None:
    filled(archive)
    with Archive.open(archive.folder) as reader, archive.transaction():
        archive.captures.put(Capture("s", "https://example/2", "", NOW, 200), b"another")
        assert len(list(reader.captures.documents())) == 1
    with Archive.open(archive.folder) as reader:
        assert len(list(reader.captures.documents())) == 2


def test_a_transaction_that_fails_leaves_nothing(archive: Archive) -> None:
    def fail() -> None:
        with archive.transaction():
            filled(archive)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert archive.captures.of_url("https://example/1") == []


def test_an_archive_of_a_later_version_is_refused_not_changed(archive: Archive) -> None:
    with sqlite3.connect(archive.folder / "catalogue.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(ArchiveError, match="later version"):
        Archive.open(archive.folder)


def test_a_catalogue_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"not a database at all, not even close" * 50)
    with pytest.raises(ArchiveError, match=r"catalogue\.sqlite"):
        Archive.open(tmp_path)


def test_a_sound_archive_has_no_damage(archive: Archive) -> None:
    filled(archive)
    assert list(verify(archive)) == []


@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_every_kind_of_harm_to_a_blob_is_found(archive: Archive, harm: str) -> None:
    digest = filled(archive).digest
    assert digest
    path = archive.blobs.path(digest)
    path.chmod(0o644)
    if harm == "flip":
        path.write_bytes(b"A letter")
    elif harm == "cut":
        path.write_bytes(b"a let")
    else:
        path.unlink()
    damage = list(verify(archive))
    assert len(damage) == 1
    assert digest[:12] in damage[0].what


def test_failures_stay_open_until_they_are_solved(archive: Archive) -> None:
    failure = Failure("s", "fetch", "https://example/9", "the server hung up", NOW)
    archive.runs.fail(failure)
    archive.runs.fail(failure)
    assert archive.runs.failures() == [failure]
    assert archive.runs.failures("another") == []
    archive.runs.solved("s", failure.url)
    assert archive.runs.failures() == []


def test_the_last_run_of_each_source_is_known(archive: Archive) -> None:
    first = archive.runs.begin("s", NOW)
    archive.runs.end(first, Run("s", NOW, NOW, "done", publications=3))
    archive.runs.begin("s", NOW)
    assert [run.outcome for run in archive.runs.last()] == ["running"]


def test_watermarks_belong_to_a_selection(archive: Archive) -> None:
    archive.runs.advance("s", "fco", Watermark(NOW))
    assert archive.runs.watermark("s", "fco") == Watermark(NOW)
    assert archive.runs.watermark("s", "mod") is None


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from scraper.archive.records import Capture
from scraper.archive.store import Archive
with Archive.open(Path(sys.argv[1])) as archive, archive.writing():
    for number in range(100_000):
        archive.captures.put(Capture("s", f"u{number}", "", datetime.now(UTC), 200), b"body %d" % number)
        print(number, flush=True)
"""


@pytest.mark.parametrize("moment", [0.01, 0.05, 0.11, 0.23])
def test_what_a_killed_writer_was_told_is_kept_is_kept(tmp_path: Path, moment: float) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        told = int(writer.stdout.readline())
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
        lines = writer.stdout.read().split()
        told = int(lines[-2]) if len(lines) > 1 else told
    with Archive.open(tmp_path) as archive, archive.writing():
        for number in range(told + 1):
            capture = archive.captures.latest(f"u{number}")
            assert capture
            assert capture.digest
            assert archive.blobs.read(capture.digest) == b"body %d" % number
        assert list(verify(archive)) == []
