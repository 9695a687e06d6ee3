"""Readers in child processes: whatever a file or its reader does, reading ends, and says why."""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.errors import EncryptedDocument, ExtractionError, UnsupportedFormat
from indexer.extract.base import Extraction
from indexer.extract.limits import Limits
from indexer.extract.registry import Reader
from indexer.extract.sandbox import ExtractionPool, extract
from tests import hostile

READERS = Path(__file__).parent / "readers"
SMALL = Limits(memory=600 << 20, cpu_seconds=20, wall_seconds=20, page_seconds=1)
BRIEF = Limits(wall_seconds=0.5, page_seconds=0.25)


@pytest.fixture(scope="module")
def fakes() -> Iterator[ExtractionPool]:
    """Return a pool whose children can import the readers that misbehave."""
    sys.path.insert(0, str(READERS))
    try:
        with ExtractionPool(modules=["fake_readers"]) as pool:
            yield pool
    finally:
        sys.path.remove(str(READERS))


def read(pool: ExtractionPool, path: Path, reader: str, body: bytes = b"x", limits: Limits = SMALL) -> Extraction:
    file = path / "file"
    file.write_bytes(body)
    return pool.extract(file, "text/plain", limits, reader=Reader(f"fake_readers:{reader}", "fake/1"))


def reason(pool: ExtractionPool, path: Path, reader: str, body: bytes = b"x", limits: Limits = SMALL) -> str:
    with pytest.raises(ExtractionError) as caught:
        read(pool, path, reader, body, limits)
    return str(caught.value)


def test_a_page_comes_back_as_it_was_sent(fakes: ExtractionPool, tmp_path: Path) -> None:
    extraction = read(fakes, tmp_path, "echoes", "£5 \u2028 ř".encode())
    (page,) = extraction.pages
    assert (extraction.extractor, extraction.incomplete, page.text) == ("fake/1", "", "£5 \u2028 ř")
    assert (page.label, page.how, page.confidence, page.warning) == ("rows 1-2", "ocr", 0.5, "odd")


def test_pages_read_before_a_failure_are_kept_with_the_reason(fakes: ExtractionPool, tmp_path: Path) -> None:
    extraction = read(fakes, tmp_path, "raises")
    assert [page.text for page in extraction.pages] == ["one"]
    assert extraction.incomplete.startswith("stopped at page 2: the reader failed on it (KeyError:")
    assert extraction.incomplete.isprintable()


def test_a_failure_before_the_first_page_is_an_error_with_its_reason(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert reason(fakes, tmp_path, "fails") == "not readable: torn"
    with pytest.raises(EncryptedDocument, match=r"^needs a password$"):
        read(fakes, tmp_path, "locked")


def test_a_reader_that_hangs_is_stopped_by_the_clock(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert read(fakes, tmp_path, "hangs", limits=BRIEF).incomplete == "stopped at page 2: took longer than 0.75 s"


def test_a_reader_that_spins_is_stopped_by_processor_time(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert reason(fakes, tmp_path, "spins", limits=Limits(cpu_seconds=1)) == "took more than 1 s of processor time"


def test_a_reader_that_eats_memory_is_stopped(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert read(fakes, tmp_path, "eats").incomplete == "stopped at page 2: needed more than 600 MB of memory"


def test_a_reader_that_finds_nothing_is_an_error(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert reason(fakes, tmp_path, "nothing") == "no page was found in it"


def test_a_reader_that_dies_leaves_its_pages_and_its_signal(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert read(fakes, tmp_path, "dies").incomplete == "stopped at page 2: the reader died (signal 11, SIGSEGV)"
    assert reason(fakes, tmp_path, "exits") == "the reader ended without a word"


def test_nesting_too_deep_for_python_is_said_in_words(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert reason(fakes, tmp_path, "recurses") == "its parts are nested too deeply"


@pytest.mark.parametrize("reader", ["writes", "creates", "removes", "connects", "starts", "forks"])
def test_a_reader_may_neither_write_nor_call_out(fakes: ExtractionPool, tmp_path: Path, reader: str) -> None:
    target = tmp_path / "target"
    if reader == "removes":
        target.write_text("still here")
    said = reason(fakes, tmp_path, reader, os.fsencode(target))
    assert "which no reader may" in said or "no reader may (" in said
    assert target.exists() == (reader == "removes")


def frame(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body


GARBAGE = [
    (b"\xff\xff\xff\xff", "the reader sent a frame that is too long"),
    (frame(b"{"), "the reader sent a frame that is not JSON"),
    (frame(b"[" * 50_000), "the reader sent a frame that is not JSON"),
    (frame(b"[]"), "the reader sent a frame that is no object"),
    (frame(b'{"page": 9}'), "the reader sent pages out of order"),
    (frame(b'{"page": 2, "text": 3.5}'), "the reader sent a text that is no text, or too long"),
    (frame(b'{"page": 2, "confidence": "high"}'), "the reader sent a confidence that is none"),
    (frame(b"{}"), "the reader failed"),
    (frame(b'{"failed": {"a": "\x1b[2J"}}')[:12], "took longer than 0.75 s"),
    (b"\x80\x04\x95", "took longer than 0.75 s"),
]


@pytest.mark.parametrize(("body", "said"), GARBAGE)
def test_garbage_from_a_child_harms_nothing(fakes: ExtractionPool, tmp_path: Path, body: bytes, said: str) -> None:
    extraction = read(fakes, tmp_path, "garbage", body, limits=BRIEF)
    assert [page.text for page in extraction.pages] == ["one"]
    assert extraction.incomplete == f"stopped at page 2: {said}"
    assert read(fakes, tmp_path, "echoes").pages[0].text == "x"


def test_pages_out_of_order_are_garbage(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert read(fakes, tmp_path, "misnumbers").incomplete == "stopped at page 2: the reader sent pages out of order"


def test_a_page_that_is_too_long_is_cut_and_says_so(fakes: ExtractionPool, tmp_path: Path) -> None:
    (page,) = read(fakes, tmp_path, "overflows", limits=Limits(page_characters=4000)).pages
    assert len(page.text) == 4000
    assert "4,000" in page.warning


def test_text_beyond_the_limit_for_a_file_is_not_taken(fakes: ExtractionPool, tmp_path: Path) -> None:
    extraction = read(fakes, tmp_path, "counts", limits=Limits(characters=1000))
    assert len(extraction.pages) == 20
    assert extraction.incomplete == "stopped at page 21: holds more than 1,000 characters of text"


def test_text_that_no_database_takes_is_mended(fakes: ExtractionPool, tmp_path: Path) -> None:
    text = read(fakes, tmp_path, "halves").pages[0].text
    assert text.encode("utf-8").startswith(b"ab")
    assert len(text) == 4


def test_threads_read_at_the_same_time_and_get_their_own_pages(fakes: ExtractionPool, tmp_path: Path) -> None:
    for name in "abcdefghij":
        (tmp_path / name).mkdir()
    with ThreadPoolExecutor(4) as threads:
        got = threads.map(lambda name: read(fakes, tmp_path / name, "echoes", name.encode() * 100_000), "abcdefghij")
        assert [extraction.pages[0].text for extraction in got] == [name * 100_000 for name in "abcdefghij"]


def test_two_children_can_wait_at_once(fakes: ExtractionPool, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with ThreadPoolExecutor(2) as threads:
        got = list(threads.map(lambda name: read(fakes, tmp_path / name, "hangs", limits=BRIEF), "ab"))
    first, second = (int(extraction.pages[0].text) for extraction in got)
    assert first != second
    for child in (first, second):
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_a_reader_that_cannot_be_imported_says_so(fakes: ExtractionPool, tmp_path: Path) -> None:
    assert "AttributeError" in reason(fakes, tmp_path, "no_such_reader")


def test_a_missing_file_and_a_type_nobody_reads_are_errors(pool: ExtractionPool, tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="No such file"):
        pool.extract(tmp_path / "none.txt", "text/plain")
    with pytest.raises(UnsupportedFormat):
        pool.extract(tmp_path / "none.wpd", "application/vnd.wordperfect")


def test_a_pdf_that_never_ends_keeps_its_first_page(pool: ExtractionPool, tmp_path: Path) -> None:
    (tmp_path / "endless.pdf").write_bytes(hostile.forms_within_forms())
    extraction = pool.extract(tmp_path / "endless.pdf", "application/pdf", Limits(wall_seconds=20, page_seconds=1))
    assert [page.text for page in extraction.pages] == ["Words that can be read", ""]
    assert extraction.pages[1].warning == "this page cannot be read: it draws forms more than 5,000 times"
    assert extraction.incomplete == ""


@pytest.mark.parametrize(
    ("memory", "reason"), [(500, "a stream in it unpacks to more than 64 MB"), (120, "needed more than 120 MB")]
)
def test_a_pdf_that_bursts_is_an_error(pool: ExtractionPool, tmp_path: Path, memory: int, reason: str) -> None:
    body = hostile.burst()
    (tmp_path / "burst.pdf").write_bytes(body)
    assert len(body) < 2_000_000
    with pytest.raises(ExtractionError, match=reason):
        pool.extract(tmp_path / "burst.pdf", "application/pdf", Limits(memory=memory << 20))


@pytest.mark.parametrize(
    "kind", ["application/pdf", "text/html", "text/csv", "application/vnd.govuk.content-item+json"]
)
@pytest.mark.parametrize(
    "body", [b"", b"\0" * 10_000, b"%PDF-1.4 no", b"<" * 100_000, b'"' * 100_001, b"\xff\xfe" * 99]
)
def test_a_file_of_the_wrong_type_ends(pool: ExtractionPool, tmp_path: Path, kind: str, body: bytes) -> None:
    (tmp_path / "file").write_bytes(body)
    try:
        extraction = pool.extract(tmp_path / "file", kind)
    except ExtractionError as exc:
        assert str(exc)
    else:
        assert extraction.pages


def test_a_single_file_needs_no_pool(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Lifebelts")
    assert extract(tmp_path / "letter.txt", "text/plain").pages[0].text == "Lifebelts"


def test_a_page_that_ends_its_reader_is_given_up_and_the_pages_after_it_are_read(
    pool: ExtractionPool, tmp_path: Path, slow_pdf: Callable[..., bytes]
) -> None:
    (tmp_path / "slow.pdf").write_bytes(slow_pdf(2))
    found = pool.extract(tmp_path / "slow.pdf", "application/pdf", Limits(wall_seconds=1, page_seconds=0))
    assert [page.text for page in found.pages] == ["Words that can be read", "", "Words that can be read"]
    assert found.pages[1].warning == "this page cannot be read: took longer than 1 s"
    assert found.incomplete == "page 2 was given up: took longer than 1 s"


def test_the_first_page_and_the_last_may_end_their_readers(
    pool: ExtractionPool, tmp_path: Path, slow_pdf: Callable[..., bytes]
) -> None:
    (tmp_path / "slow.pdf").write_bytes(slow_pdf(1, 3))
    found = pool.extract(tmp_path / "slow.pdf", "application/pdf", Limits(wall_seconds=1, page_seconds=0))
    assert [page.text for page in found.pages] == ["", "Words that can be read", ""]
    assert found.incomplete.count("given up") == 2


def test_a_file_of_which_every_page_ends_its_reader_is_an_error(
    pool: ExtractionPool, tmp_path: Path, slow_pdf: Callable[..., bytes]
) -> None:
    (tmp_path / "slow.pdf").write_bytes(slow_pdf(1, 2, 3))
    with pytest.raises(ExtractionError, match="took longer than 1 s"):
        pool.extract(tmp_path / "slow.pdf", "application/pdf", Limits(wall_seconds=1, page_seconds=0))
