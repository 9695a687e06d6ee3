"""Files in files: zips in mails in zips, each read once, within limits, under names that harm nothing."""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ExtractionError, IndexerError
from indexer.extract import wire
from indexer.extract.base import Extraction, Member, Page
from indexer.extract.gathering import Gathering
from indexer.extract.limits import Limits
from indexer.extract.sandbox import ExtractionPool
from scraper.archive.records import digest_of
from tests.indexer.extract.conftest import MakePdf
from tests.indexer.extract.office import docx, paragraph, zipped

ZIP, MAIL = "application/zip", "message/rfc822"


def read(pool: ExtractionPool, folder: Path, body: bytes, kind: str = ZIP, limits: Limits | None = None) -> Extraction:
    (folder / "file").write_bytes(body)
    return pool.extract(folder / "file", kind, limits or Limits())


def by_path(extraction: Extraction) -> dict[str, Member]:
    return {member.path: member for member in extraction.members}


def mail(**attached: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Reply"
    message["From"] = "clerk@example.org"
    message.set_content("Please see the attachment.")
    for name, body in attached.items():
        message.add_attachment(body, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return bytes(message)


def test_the_files_of_a_zip_are_its_text_and_its_members(pool: ExtractionPool, tmp_path: Path) -> None:
    found = read(
        pool, tmp_path, zipped({"annex/costs.csv": "item,cost\nrope,88\nbelt,5\n", "empty/": "", "a.txt": "Hello"})
    )
    assert [page.text for page in found.pages] == ["annex/costs.csv\na.txt"]
    assert [(m.path, m.media_type, m.extractor, m.size) for m in found.members] == [
        ("annex/costs.csv", "text/csv", "delimited/1", 25), ("a.txt", "text/plain", "plain/1", 5)
    ]  # fmt: skip
    assert [page.text for page in found.members[0].pages] == ["item | cost\nrope | 88\nbelt | 5"]
    assert found.members[1].digest == digest_of(b"Hello")
    assert found.incomplete == ""


def test_a_pdf_in_a_zip_in_a_mail_in_a_zip_is_read(pool: ExtractionPool, tmp_path: Path, make_pdf: MakePdf) -> None:
    pdf = make_pdf("first", "The sum is £88")
    found = by_path(read(pool, tmp_path, zipped({"in/reply.eml": mail(annex_zip=zipped({"letter.pdf": pdf}))})))
    letter = found["in/reply.eml/annex.zip/letter.pdf"]
    assert list(found) == ["in/reply.eml", "in/reply.eml/annex.zip", "in/reply.eml/annex.zip/letter.pdf"]
    assert [page.text for page in letter.pages] == ["first", "The sum is £88"]
    assert "Please see" in found["in/reply.eml"].pages[0].text


def test_any_file_within_can_be_taken_out_again(pool: ExtractionPool, tmp_path: Path, make_pdf: MakePdf) -> None:
    pdf = make_pdf("x" * 200, "y")
    outer = mail(annex_zip=zipped({"bad.zip": b"PK\x03\x04bad", "letter.pdf": pdf, "big.bin": os.urandom(1 << 20)}))
    for member in read(pool, tmp_path, outer, MAIL).members:
        assert digest_of(pool.fetch(tmp_path / "file", MAIL, member.digest)) == member.digest
    with pytest.raises(ExtractionError, match="not in the file"):
        pool.fetch(tmp_path / "file", MAIL, "ab" * 32)


@pytest.mark.parametrize("way", ["9.zip/same.bin", "", "moved/since.bin", "9.zip", "9.zip/same.bin/deeper"])
def test_it_is_taken_out_wherever_it_was_last_seen(pool: ExtractionPool, tmp_path: Path, way: str) -> None:
    files = {f"{n}.zip": zipped({"same.bin": b"no. %d" % n}) for n in range(10)}
    (tmp_path / "file").write_bytes(zipped(files))
    assert pool.fetch(tmp_path / "file", ZIP, digest_of(b"no. 9"), way) == b"no. 9"


def test_of_a_file_with_many_in_it_only_what_leads_to_the_wanted_one_is_unpacked(
    pool: ExtractionPool, tmp_path: Path
) -> None:
    bodies = [os.urandom(1000) for _ in range(20)]
    (tmp_path / "file").write_bytes(zipped({f"{n:02}/a.bin": body for n, body in enumerate(bodies)}))
    scant = Limits(unpacked_bytes=1500)
    assert pool.fetch(tmp_path / "file", ZIP, digest_of(bodies[19]), "19/a.bin", scant) == bodies[19]
    with pytest.raises(ExtractionError, match="unpacks to more"):
        pool.fetch(tmp_path / "file", ZIP, digest_of(bodies[19]), "", scant)


def test_a_child_that_sends_pages_of_what_is_known_is_not_believed() -> None:
    reading, writing = os.pipe()
    gathering = Gathering(Limits(), lambda _digest, _extractor: True)
    digest = digest_of(b"known")
    gathering.take(wire.member_message(0, "a.txt", digest, "text/plain", 5), writing)
    assert wire.is_known(reading)
    with pytest.raises(wire.Garbage, match="nobody asked for"):
        gathering.take(wire.page_message(Page(1, "planted"), 100), writing)
    os.close(reading)
    os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_disk_that_is_full_is_no_fault_of_the_file(pool: ExtractionPool, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(zipped({"a.bin": b"x" * 1000}))
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(IndexerError, match="make room") as caught:
        pool.unpack(tmp_path / "file", ZIP, digest_of(b"x" * 1000), full)
    assert not isinstance(caught.value, ExtractionError)


def locked(name: str) -> bytes:
    body = bytearray(zipped({name: "secret", "open.txt": "open"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + at] |= 1
    return bytes(body)


def test_what_cannot_be_unpacked_is_named_with_the_reason(pool: ExtractionPool, tmp_path: Path) -> None:
    found = by_path(read(pool, tmp_path, locked("secret.txt")))
    assert (found["secret.txt"].digest, found["secret.txt"].reason) == (
        "",
        "needs a password; unpack the zip and add what is in it",
    )
    assert found["open.txt"].pages[0].text == "open"


def test_a_member_that_cannot_be_read_harms_no_other(pool: ExtractionPool, tmp_path: Path) -> None:
    members = {"a.pdf": b"%PDF-1.4 torn", "b.docx": zipped({"[Content_Types].xml": "", "word/document.xml": "<w:p>"}),
               "c.wpd": b"\xffWPC" + b"\0" * 20, "d.txt": "", "e.txt": "fine"}  # fmt: skip
    found = by_path(read(pool, tmp_path, zipped(members)))
    assert "not a readable PDF" in found["a.pdf"].reason
    assert "XML is damaged" in found["b.docx"].reason
    assert "WordPerfect" in found["c.wpd"].reason
    assert (found["c.wpd"].extractor, found["c.wpd"].media_type) == ("none", "application/vnd.wordperfect")
    assert "empty" in found["d.txt"].reason
    assert (found["e.txt"].reason, found["e.txt"].pages[0].text) == ("", "fine")


def test_the_same_bytes_are_read_once_and_known_everywhere(pool: ExtractionPool, tmp_path: Path) -> None:
    inner = zipped({"x.txt": "same"})
    found = read(pool, tmp_path, zipped({"a.zip": inner, "b.zip": inner, "c.txt": "same"}))
    assert [m.path for m in found.members] == ["a.zip", "a.zip/x.txt", "b.zip", "c.txt"]
    assert [m.pages[0].text for m in found.members] == ["x.txt", "same", "x.txt", "same"]


HARMFUL = [
    "../../etc/passwd",
    "/etc/passwd", "C:\\Windows\\win.ini", "..\\..\\x", "a\0b.txt", "\x1b[2J.txt", "\u202egpj.exe", "...",
    "a" * 5000, "x/" * 2000 + "y", "CON", " ", "\n", "~/.profile", "dup.txt", "dup.txt",
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_are_only_shown_and_all_are_different(pool: ExtractionPool, tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number, name in enumerate(HARMFUL):
            archive.writestr(zipfile.ZipInfo(name), f"text {number}")
    before = sorted(tmp_path.iterdir())
    paths = [member.path for member in read(pool, tmp_path, file.getvalue()).members]
    assert len(paths) == len(set(paths)) == len(HARMFUL)
    assert all(path.isprintable() and len(path) <= 1000 for path in paths)
    assert not any(path.startswith("/") or ".." in path.split("/") for path in paths)
    assert paths[-2:] == ["dup.txt", "dup.txt (2)"]
    assert sorted(tmp_path.iterdir()) == [*before, tmp_path / "file"]


def bomb(size: int) -> bytes:
    """A zip of zeros that unpack to a thousand times their size."""
    return zipped({"zeros.bin": bytes(size)})


def test_a_bomb_is_refused_by_what_it_says_of_itself(pool: ExtractionPool, tmp_path: Path) -> None:
    (member,) = read(pool, tmp_path, bomb(40 << 20)).members
    assert "500 times its size" in member.reason
    (member,) = read(pool, tmp_path, bomb(2 << 20), limits=Limits(member_bytes=1 << 20)).members
    assert member.reason == "unpacks to more than 1 MB"


def test_a_bomb_in_layers_ends_at_the_limit_for_the_whole(pool: ExtractionPool, tmp_path: Path) -> None:
    """As 42.zip: sixteen of each in each. They differ by a byte, or all but one would be passed over."""
    body = bytes(1 << 20)
    for layer in range(4):
        body = zipped({f"{layer}-{n}.zip": body + bytes([n]) for n in range(16)})
    found = read(pool, tmp_path, body, limits=Limits(unpacked_bytes=32 << 20))
    assert "unpacks to more than 32 MB; the rest is left out" in found.incomplete
    assert len(found.members) < 5_000


def test_a_header_that_lies_about_the_size_unpacks_no_more_than_it_says(pool: ExtractionPool, tmp_path: Path) -> None:
    body = bytearray(zipped({"lie.txt": "x" * 5_000_000}))
    struct.pack_into("<I", body, body.index(b"PK\x01\x02") + 24, 10)
    (member,) = read(pool, tmp_path, bytes(body)).members
    assert member.digest == "" or member.size <= 10


def test_more_files_than_the_limit_are_left_out(pool: ExtractionPool, tmp_path: Path) -> None:
    found = read(pool, tmp_path, zipped({f"{n}.txt": f"{n}" for n in range(30)}), limits=Limits(members=20))
    assert len(found.members) == 20
    assert "holds more than 20 files; the rest is left out" in found.incomplete


def test_a_million_tiny_members_are_refused_before_they_are_listed(pool: ExtractionPool, tmp_path: Path) -> None:
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    body = b"PK\x03\x04" + entry * 1_000_000
    body += struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entry) * 1_000_000, 4, 0)
    with pytest.raises(ExtractionError, match="more than 20,000 files"):
        read(pool, tmp_path, body, limits=Limits(memory=1 << 30))


def test_nesting_ends_at_a_depth(pool: ExtractionPool, tmp_path: Path) -> None:
    body = b"the innermost"
    for layer in range(30):
        body = zipped({f"{layer}.zip" if layer else "core.txt": body})
    found = read(pool, tmp_path, body, limits=Limits(depth=5))
    assert len(found.members) == 6
    assert found.members[-1].reason == "is in more than 5 files, one in another"


def test_a_zip_that_is_met_again_further_down_is_not_opened_again(pool: ExtractionPool, tmp_path: Path) -> None:
    inner = zipped({"x.txt": "same"})
    middle = zipped({"inner.zip": inner, "deep.zip": zipped({"inner.zip": inner})})
    found = read(pool, tmp_path, middle)
    assert [m.path for m in found.members] == ["inner.zip", "inner.zip/x.txt", "deep.zip", "deep.zip/inner.zip"]


def test_a_member_that_kills_its_reader_is_given_up_and_the_rest_is_read(
    pool: ExtractionPool, tmp_path: Path, slow_pdf: Callable[..., bytes]
) -> None:
    inner = zipped({"before.txt": "before", "slow.pdf": slow_pdf(2, 3), "after.txt": "after"})
    found = read(pool, tmp_path, zipped({"first.txt": "first", "in.zip": inner, "last.txt": "last"}),
                 limits=Limits(wall_seconds=2, page_seconds=0))  # fmt: skip
    members = by_path(found)
    assert found.incomplete == ""
    assert list(members) == [
        "first.txt", "in.zip", "in.zip/before.txt", "in.zip/slow.pdf", "in.zip/after.txt", "last.txt"
    ]  # fmt: skip
    assert [page.text for page in members["in.zip/slow.pdf"].pages] == ["Words that can be read"]
    assert members["in.zip/slow.pdf"].reason == "stopped at page 2: took longer than 2 s"
    texts = [members[path].pages[0].text for path in ("first.txt", "in.zip/before.txt", "in.zip/after.txt", "last.txt")]
    assert texts == ["first", "before", "after", "last"]


def test_a_file_full_of_killers_ends(pool: ExtractionPool, tmp_path: Path, slow_pdf: Callable[..., bytes]) -> None:
    body = slow_pdf(2)
    members = {f"{n}.pdf": body + b"%" * n for n in range(12)}
    found = read(pool, tmp_path, zipped(members), limits=Limits(wall_seconds=0.5, page_seconds=0))
    assert found.incomplete.startswith("stopped in ")
    assert len(found.members) < 12


NO_ZIPS = {"empty": b"", "begun": b"PK\x03\x04", "cut": zipped({"a": "b"})[:-10], "ended": b"PK\x05\x06" + b"\0" * 18}


@pytest.mark.parametrize("body", NO_ZIPS.values(), ids=NO_ZIPS)
def test_what_is_no_zip_ends_with_a_reason(pool: ExtractionPool, tmp_path: Path, body: bytes) -> None:
    try:
        found = read(pool, tmp_path, body)
    except ExtractionError as exc:
        assert "not a readable zip" in str(exc)
    else:
        assert found.pages[0].warning == "there is no file in it"


def test_a_file_embedded_in_a_word_document_is_a_member(pool: ExtractionPool, tmp_path: Path) -> None:
    body = docx(paragraph("See the table"), **{"rows.csv": b"item,cost\nrope,88\nbelt,5\n"})
    found = read(pool, tmp_path, body, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    assert [m.path for m in found.members] == ["word/embeddings/rows.csv"]


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@given(st.lists(st.tuples(NAMES, st.binary(max_size=50)), max_size=8))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_every_file_of_a_zip_is_a_member(pool: ExtractionPool, tmp_path: Path, files: list[tuple[str, bytes]]) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in files:
            archive.writestr(zipfile.ZipInfo(name), body)
        kept = [info for info in archive.infolist() if not info.filename.endswith("/")]
    found = read(pool, tmp_path, file.getvalue())
    assert len(found.members) == len(kept)
    assert {m.size for m in found.members if m.digest} == {info.file_size for info in kept}
