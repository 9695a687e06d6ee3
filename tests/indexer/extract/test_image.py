"""Images are documents whose pages wait for OCR; none is decoded to find that out."""

import struct
import zlib

import pytest

from indexer.errors import ExtractionError
from indexer.extract.base import SCAN, Page
from indexer.extract.image import ImageExtractor
from indexer.extract.scans import WAITS
from tests.scans import drawn, image


def pages(body: bytes) -> list[Page]:
    return list(ImageExtractor().pages(body))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_an_image_is_one_page_that_waits(form: str) -> None:
    assert pages(image(drawn(), form)) == [Page(1, "", how=SCAN, warning=WAITS)]


def test_each_picture_of_a_tiff_is_a_page() -> None:
    assert [page.number for page in pages(image(drawn(), "TIFF", drawn(), drawn()))] == [1, 2, 3]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_picture_too_large_to_decode_is_refused_by_its_size_alone() -> None:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    with pytest.raises(ExtractionError, match="100,000 by 100,000 points is too large"):
        pages(bomb)


@pytest.mark.parametrize(
    "body", [b"", b"<html>404</html>", b"\x89PNG\r\n\x1a\n", b"II*\0" + bytes(20), b"GIF89a" + bytes(20)]
)
def test_what_is_no_picture_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError, match="not a readable picture"):
        pages(body)
