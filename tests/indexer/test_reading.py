"""Which files are read, in which order, and that the same bytes are read once wherever they are."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.errors import ExtractionError
from indexer.extract.base import Extraction, Page
from indexer.extract.limits import Limits
from indexer.extract.sandbox import ExtractionPool
from indexer.originals import originals
from indexer.reading import ReadingCounts, read_all, waiting
from indexer.text import TextStore
from scraper.archive.records import Digest, Document, digest_of
from scraper.archive.store import Archive
from scraper.local import Label, add
from tests.indexer.extract.office import docx, paragraph, zipped

LETTER = b"lifebelts and ropes " * 200


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TextStore]:
    with TextStore(tmp_path / "text" / "text.sqlite") as opened:
        yield opened


def put(archive: Archive, folder: Path, **files: bytes) -> None:
    """Add files under these names; "_" stands for "."."""
    folder.mkdir(exist_ok=True)
    paths = []
    for name, body in files.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_bytes(body)
    with archive.writing():
        list(add(archive, paths, Label(), datetime.now(UTC)))


def read(archive: Archive, store: TextStore, limits: Limits | None = None, workers: int = 1) -> ReadingCounts:
    documents = waiting(archive, store.made(), store.members.all())
    return read_all(archive, store, documents, workers=workers, limits=limits or Limits())


def spied(archive: Archive, store: TextStore) -> list[int]:
    """Read what waits, and return the sizes of the files of which a child was asked for, in that order."""
    sizes = []

    def one(path: Path, media_type: str, limits: Limits) -> Extraction:
        sizes.append(path.stat().st_size)
        with ExtractionPool() as pool:
            return pool.extract(path, media_type, limits)

    documents = waiting(archive, store.made(), store.members.all())
    read_all(archive, store, documents, workers=1, limits=Limits(), read=one)
    return sizes


def test_small_files_are_read_first(archive: Archive, store: TextStore, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", a_txt=b"a" * 300, b_txt=b"b" * 20, c_txt=b"c" * 100)
    assert spied(archive, store) == [20, 100, 300]


def test_a_file_read_in_a_zip_is_not_read_by_itself(archive: Archive, store: TextStore, tmp_path: Path) -> None:
    packed = zipped({"in/letter.txt": LETTER})
    put(archive, tmp_path / "in", annex_zip=packed, letter_txt=LETTER)
    assert len(packed) < len(LETTER), "so that it is read first"
    assert spied(archive, store) == [len(packed)]
    (page,) = store.pages(digest_of(LETTER), "plain/1")
    assert page.text.startswith("lifebelts")
    assert waiting(archive, store.made(), store.members.all()) == []


def test_a_file_read_by_itself_is_not_read_in_a_zip(archive: Archive, store: TextStore, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", letter_txt=LETTER)
    assert read(archive, store).pages == 1
    put(archive, tmp_path / "in", annex_zip=zipped({"letter.txt": LETTER, "new.txt": b"bollards"}))
    assert read(archive, store).pages == 2, "the list of the zip, and what is new in it"
    assert [inside.path for inside in store.members.with_digest(digest_of(LETTER))] == ["letter.txt"]


def test_a_child_asked_to_read_what_is_known_does_not(tmp_path: Path, endless: bytes) -> None:
    (tmp_path / "file").write_bytes(zipped({"endless.pdf": endless, "a.txt": b"rope"}))
    asked = []

    def is_known(digest: str, extractor: str) -> bool:
        asked.append((digest, extractor))
        return digest == digest_of(endless)

    with ExtractionPool() as pool:
        found = pool.extract(tmp_path / "file", "application/zip", Limits(wall_seconds=20), is_known=is_known)
    assert asked == [(digest_of(endless), "pdf/3"), (digest_of(b"rope"), "plain/1")]
    assert [(m.known, m.reason, len(m.pages)) for m in found.members] == [(True, "", 0), (False, "", 1)]


@pytest.fixture
def endless() -> bytes:
    """Return what seems to be a PDF: nobody is to find out that it is none."""
    return b"%PDF-1.7\n" + b"0" * 5000


def test_the_same_bytes_under_a_name_of_another_type_are_read_as_that(
    archive: Archive, store: TextStore, tmp_path: Path
) -> None:
    table = b"item,cost\nrope,88\nbelt,5\n"
    put(archive, tmp_path / "in", a_csv=table)
    read(archive, store)
    put(archive, tmp_path / "in", b_zip=zipped({"a.txt": table}))
    read(archive, store)
    assert {made.extractor for made in store.made(digest_of(table))} == {"delimited/1", "plain/1"}


def test_of_a_container_within_another_all_places_are_known_though_it_was_read_before(
    archive: Archive, store: TextStore, tmp_path: Path
) -> None:
    inner = zipped({"deep.txt": LETTER})
    put(archive, tmp_path / "in", inner_zip=inner)
    read(archive, store)
    put(archive, tmp_path / "in", outer_zip=zipped({"inner.zip": inner}))
    read(archive, store)
    paths = {inside.path for inside in store.members.with_digest(digest_of(LETTER))}
    assert paths == {"deep.txt", "inner.zip/deep.txt"}


def test_a_document_with_nothing_embedded_in_it_is_read_once_though_it_might_have(
    archive: Archive, store: TextStore, tmp_path: Path
) -> None:
    note = docx(paragraph("A note on bollards"))
    put(archive, tmp_path / "in", a_docx=note)
    assert read(archive, store).pages == 1
    put(archive, tmp_path / "in", b_zip=zipped({"a.docx": note}))
    assert read(archive, store).pages == 1, "the list of the zip"


def test_a_limit_on_memory_is_one_on_the_text_that_comes_back() -> None:
    assert Limits.within(256 << 20, 30) == Limits(memory=256 << 20, wall_seconds=30, characters=32 << 20)
    assert Limits.within(64 << 30, 30).characters == Limits().characters


def test_what_is_here_by_itself_and_in_another_is_opened_as_it_is(
    archive: Archive, store: TextStore, tmp_path: Path
) -> None:
    put(archive, tmp_path / "in", letter_txt=LETTER, annex_zip=zipped({"letter.txt": LETTER, "new.txt": b"rope"}))
    read(archive, store)
    files = originals(archive, store)
    assert files[digest_of(LETTER)].inside == ""
    assert files[digest_of(b"rope")].inside == "new.txt"
    assert files[digest_of(b"rope")].held.media_type == "application/zip"


def test_text_that_came_without_its_file_has_no_original(archive: Archive, store: TextStore) -> None:
    gone = Digest("ab" * 32)
    with archive.writing(), archive.transaction():
        archive.captures.register(Document(gone, "application/pdf", 9, held=False))
    store.put(gone, Extraction("pdf/2+import", (Page(1, "", how="scan"),)))
    assert originals(archive, store) == {}


def test_a_reader_that_fails_is_counted_once(archive: Archive, store: TextStore, tmp_path: Path) -> None:
    put(archive, tmp_path / "in", a_txt=b"rope", b_txt=b"belt")

    def fails(path: Path, media_type: str, limits: Limits) -> Extraction:
        raise ExtractionError("torn")

    documents = waiting(archive, store.made())
    told: list[tuple[int, int]] = []
    counts = read_all(
        archive, store, documents, workers=2, limits=Limits(), read=fails, told=lambda *work: told.append(work)
    )
    assert counts == ReadingCounts(read=0, failed=2, pages=0)
    assert told == [(4, 0), (4, 0)]
