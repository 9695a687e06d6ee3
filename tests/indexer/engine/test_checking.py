"""The check of an index against its text sees what is missing, too much, or otherwise than the text."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from indexer.engine.checking import differences
from indexer.engine.interface import Entry
from indexer.engine.writing import write
from indexer.errors import DamagedIndex
from indexer.record import changed

LETTER = Entry(
    digest="aa01",
    title="Training of staff",
    heading="Training of staff\n\nFOI-2024/0113",
    pages=("The cost was \u00a392,574 for informa-\ntion and caf\u00e9 visits.", "", "See 0113-24 and trains."),
    authorities=("Home Office", "Foreign & Commonwealth Office"),
    sources=("example",),
    kinds=("release",),
    states=("live",),
    media_type="application/pdf",
    published=date(2014, 8, 26),
    stored="{}",
    rank="example 1",
    ocr=bytes([80, 101, 102]),
    bodies=("Home Office",),
    outcomes=("granted",),
)
TABLE = changed(LETTER, digest="bb02", title="Table", heading="Table", pages=("3 trains",) * 3, published=None)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of two segments, in one of which a document was replaced."""
    write(tmp_path, [changed(LETTER, pages=("other words",)), changed(TABLE, digest="cc03")], ())
    write(tmp_path, [LETTER, TABLE], ["cc03"])
    return tmp_path


def test_an_index_agrees_with_the_entries_it_was_made_of(index: Path) -> None:
    assert [*differences(index, [LETTER, TABLE])] == []


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"pages": (*LETTER.pages[:2], "See 0113-24 and train.")}, "words"),
        ({"pages": (*LETTER.pages[:2], "See and 0113-24 trains.")}, "text"),
        ({"pages": (*LETTER.pages[:2], "See 0114-24 and trains.")}, "reference"),
        ({"pages": (LETTER.pages[0], "", "See 0113-24 and trains. \u00a31"), "ocr": LETTER.ocr}, "sums"),
        ({"published": date(2014, 8, 27)}, "day"),
        ({"title": "Training of a staff"}, "title"),
        ({"authorities": ("Home Department",)}, "authority"),
        ({"outcomes": ("refused",)}, "outcome"),
        ({"published": date(2015, 8, 26)}, "year"),
        ({"ocr": bytes([81, 101, 102])}, "ocr"),
    ],
)
def test_a_document_that_differs_is_named_with_the_field(index: Path, other: dict[str, object], field: str) -> None:
    [told] = differences(index, [changed(LETTER, **other), TABLE])
    assert told.startswith("aa01")
    assert field in told


def test_what_is_stored_otherwise_is_told(index: Path) -> None:
    [told] = differences(index, [changed(LETTER, stored="{ }"), TABLE])
    assert "shown" in told


def test_missing_and_surplus_documents_are_told(index: Path) -> None:
    told = [*differences(index, [LETTER, changed(TABLE, digest="dd04")])]
    assert told == ["dd04 is not in the index", "bb02 is in the index and ought not to be"]


def test_a_damaged_file_is_told_as_such(index: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(index, copy, ignore=shutil.ignore_patterns("copy"))
    for segment in copy.glob("*.seg"):
        segment.write_bytes(segment.read_bytes().replace(b"train\n", b"trail\n"))
    with pytest.raises(DamagedIndex, match="not as it was written"):
        [*differences(copy, [LETTER, TABLE])]
