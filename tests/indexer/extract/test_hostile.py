"""The seven kinds of hostile PDF among sound files: all end within their limits, and the sound ones are read."""

from pathlib import Path

import pytest

from indexer.errors import ExtractionError
from indexer.extract.limits import Limits
from indexer.extract.sandbox import ExtractionPool
from tests.hostile import SEVEN

LIMITS = Limits(memory=1 << 30, wall_seconds=30, page_seconds=0.1)
BY_BUDGET = "none of its 1 pages can be read: this page cannot be read: a stream in it unpacks to more than 64 MB"
ENDS = {
    "forms within forms": "2 pages; this page cannot be read: it draws forms more than 5,000 times",
    "20 million letters": BY_BUDGET,
    "2 GB of spaces": BY_BUDGET,
    "5 million brackets": "1 pages; no text layer",
    "256 MB, packed twice": BY_BUDGET,
    "300,000 pages": "1 pages; ",
    "a loop of pages": "1 pages; ",
}


@pytest.mark.parametrize("kind", SEVEN)
def test_a_hostile_pdf_ends_within_its_limits_and_the_file_after_it_is_read(
    pool: ExtractionPool, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "hostile.pdf").write_bytes(SEVEN[kind]())
    try:
        found = pool.extract(tmp_path / "hostile.pdf", "application/pdf", LIMITS)
        end = f"{len(found.pages)} pages; {found.pages[-1].warning}"
    except ExtractionError as exc:
        end = str(exc)
    assert end == ENDS[kind]
    (tmp_path / "sound.txt").write_text("sound")
    assert pool.extract(tmp_path / "sound.txt", "text/plain", LIMITS).pages[0].text == "sound"
