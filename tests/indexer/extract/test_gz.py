"""Files packed by gzip: the one in it is a member, and a bomb is refused before it goes off."""

import gzip
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from indexer.extract.base import Extraction
from indexer.extract.gz import name_in
from indexer.extract.limits import Limits
from indexer.extract.sandbox import ExtractionPool
from scraper.archive.media_type import media_type
from scraper.archive.records import digest_of
from tests.indexer.extract.office import zipped

KIND = "application/gzip"


def packed(body: bytes, name: str = "") -> bytes:
    buffer = BytesIO()
    with gzip.GzipFile(filename=name, mode="wb", fileobj=buffer, mtime=0) as file:
        file.write(body)
    return buffer.getvalue()


def read(pool: ExtractionPool, folder: Path, body: bytes) -> Extraction:
    assert media_type(body, "a.gz") == KIND
    (folder / "file").write_bytes(body)
    return pool.extract(folder / "file", KIND, Limits(wall_seconds=30))


def test_the_file_in_it_is_a_member_under_the_name_it_says(pool: ExtractionPool, tmp_path: Path) -> None:
    found = read(pool, tmp_path, packed(b"item,cost\nrope,88\nbelt,5\n", "costs.csv"))
    assert [page.text for page in found.pages] == ["costs.csv"]
    (member,) = found.members
    assert (member.path, member.media_type) == ("costs.csv", "text/csv")
    assert member.pages[0].text == "item | cost\nrope | 88\nbelt | 5"
    assert pool.fetch(tmp_path / "file", KIND, member.digest) == b"item,cost\nrope,88\nbelt,5\n"


def test_without_a_name_it_is_unnamed_and_read_all_the_same(pool: ExtractionPool, tmp_path: Path) -> None:
    found = read(pool, tmp_path, packed(zipped({"a.txt": "rope"})))
    assert [member.path for member in found.members] == ["unnamed", "unnamed/a.txt"]
    assert found.pages[0].warning


def test_parts_one_after_another_are_one_file(pool: ExtractionPool, tmp_path: Path) -> None:
    (member,) = read(pool, tmp_path, packed(b"rope ", "a.txt") + packed(b"belt", "b.txt")).members
    assert member.digest == digest_of(b"rope belt")


def test_a_name_stands_behind_what_else_the_header_has() -> None:
    head = b"\x1f\x8b\x08\x0c\0\0\0\0\0\xff"
    assert name_in(head + b"\x03\0abcname.txt\0rest") == "name.txt"
    assert name_in(head) == ""
    assert name_in(head[:6]) == ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (packed(b"rope" * 1000, "a.txt")[:-12], "cannot be unpacked; try to get it again"),
        (packed(b"rope" * 1000, "a.txt")[:-8] + b"\0" * 8, "cannot be unpacked; try to get it again"),
        (packed(b"", "a.txt")[:16] + zlib.compress(b"no deflate")[1:], "cannot be unpacked; try to get it again"),
        (packed(bytes(60 << 20), "a.txt"), "unpacks to more than 500 times its size"),
    ],
    ids=["cut short", "of another sum", "no deflate", "a bomb"],
)
def test_what_cannot_be_unpacked_is_named_with_the_reason(
    pool: ExtractionPool, tmp_path: Path, body: bytes, said: str
) -> None:
    (member,) = read(pool, tmp_path, body).members
    assert (member.path, member.digest) == ("a.txt", "")
    assert said in member.reason
