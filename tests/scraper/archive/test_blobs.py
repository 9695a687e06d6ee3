"""Blobs: bytes in, the same bytes out, and nothing half-written in between."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.blobs import Blobs
from scraper.archive.records import ArchiveError, Digest


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


@given(body=st.binary(max_size=2000))
def test_what_was_put_is_read(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    blobs = Blobs(tmp_path_factory.mktemp("blobs"))
    assert blobs.read(blobs.put(body)) == body


def test_the_same_bytes_are_kept_once(blobs: Blobs) -> None:
    assert blobs.put(b"twice") == blobs.put(b"twice")
    assert len(list(blobs.all())) == 1


def test_a_changed_byte_is_noticed_when_it_is_read(blobs: Blobs) -> None:
    digest = blobs.put(b"sum: 100")
    blobs.path(digest).chmod(0o644)
    blobs.path(digest).write_bytes(b"sum: 900")
    with pytest.raises(ArchiveError, match="damaged"):
        blobs.read(digest)


def test_a_cut_blob_is_put_right_when_the_bytes_come_again(blobs: Blobs) -> None:
    digest = blobs.put(b"whole")
    blobs.path(digest).chmod(0o644)
    blobs.path(digest).write_bytes(b"wh")
    blobs.put(b"whole")
    assert blobs.read(digest) == b"whole"


def test_a_missing_blob_is_named(blobs: Blobs) -> None:
    with pytest.raises(ArchiveError, match="abcdefabcdef"):
        blobs.read(Digest("abcdef" * 11))


def test_a_full_disk_leaves_neither_a_blob_nor_a_leftover(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        blobs.put(b"no room")
    assert list(blobs.all()) == []
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_bytes_and_folder_are_synced_before_put_returns(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def watched(handle: int) -> None:
        synced.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")  # noqa: PTH112
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    blobs.put(b"durable")
    assert synced[0] == "file"
    assert "folder" in synced[1:]
