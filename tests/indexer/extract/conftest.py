"""What the tests of extraction share: PDFs made on the spot, good and hostile, and a pool of readers."""

import csv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fpdf import FPDF

from indexer.errors import ExtractionError
from indexer.extract.base import Extraction
from indexer.extract.limits import Limits
from indexer.extract.sandbox import ExtractionPool
from scraper.archive.media_type import media_type
from tests import hostile

MakePdf = Callable[..., bytes]
Read = dict[str, Extraction | ExtractionError]
PATIENT = Limits(wall_seconds=300)
"""So that a busy machine changes no result."""


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Return a function that makes a PDF of the pages given; "" makes an empty page."""

    def make(*pages: str, password: str = "") -> bytes:
        pdf = FPDF()
        pdf.set_font("Helvetica", size=12)
        if password:
            pdf.set_encryption(owner_password=password, user_password=password)
        for page in pages:
            pdf.add_page()
            if page:
                pdf.multi_cell(0, text=page)
        return bytes(pdf.output())

    return make


@pytest.fixture(scope="session")
def slow_pdf() -> Callable[..., bytes]:
    """Return a function that makes a PDF of three pages, the given of which draw 240 MB of nothing, for minutes."""

    def make(*slow: int) -> bytes:
        pages = [hostile.page(8 if number in slow else 7, b"/XObject<</X 9 0 R>>") for number in (1, 2, 3)]
        kids = b"<</Type/Pages/Kids[4 0 R 5 0 R 6 0 R]/Count 3>>"
        drawn = [hostile.stream(hostile.WORDS), hostile.stream(b"/X Do " * 5), nothing]
        return hostile.raw_pdf([hostile.CATALOGUE, kids, hostile.FONT, *pages, *drawn])

    nothing = hostile.stream(b"q Q " * (12 << 20), hostile.FORM)
    return make


@pytest.fixture(scope="session")
def page_pdf() -> Callable[..., bytes]:
    """Return a function that makes a PDF of one page: its content, Helvetica as /F, and forms as /X0, /X1 ..."""

    def make(content: bytes, *forms: bytes, page: bytes = b"") -> bytes:
        names = b"".join(b"/X%d %d 0 R" % (at, 6 + at) for at in range(len(forms)))
        resources = b"/XObject<<%s>>" % names
        own = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%s/Font<</F 3 0 R>>>>" % resources
        drawn = [hostile.stream(form, own) for form in forms]
        first = hostile.page(5, resources)[:-2] + page + b">>"
        return hostile.raw_pdf(
            [
                hostile.CATALOGUE,
                b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
                hostile.FONT,
                first,
                hostile.stream(content),
                *drawn,
            ]
        )

    return make


@pytest.fixture(scope="session")
def pool() -> Iterator[ExtractionPool]:
    """Return a pool of readers with all extractors imported."""
    with ExtractionPool() as opened:
        yield opened


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table of the corpus."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def corpus_read(shared: Path, pool: ExtractionPool) -> Read:
    """Return what became of each file of the corpus, by its path in it."""

    def read(name: str) -> Extraction | ExtractionError:
        path = shared / "corpus" / name
        try:
            return pool.extract(path, media_type(path.read_bytes(), path.name), PATIENT)
        except ExtractionError as exc:
            return exc

    names = [row["path"] for row in rows(shared / "corpus-manifest.csv")]
    with ThreadPoolExecutor(2) as threads:
        return dict(zip(names, threads.map(read, names), strict=True))
