"""Two bundles beside each other: what is new, gone or changed, and what is no difference."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from indexer.bundle.comparing import differences
from indexer.bundle.unzipping import opened
from tests.indexer.bundle.forge import BODY, DIGEST, bundle, capture, document, inside, page, publication, text

LATER = "2026-09-01T12:00:00+00:00"
OTHER = hashlib.sha256(b"other").hexdigest()
Lines = dict[str, Any]
PLAIN: Lines = {
    "publications": [publication()], "documents": [document()], "captures": [capture()], "texts": [text()],
    "pages": [page()],
}  # fmt: skip


def told(tmp_path: Path, **second: Any) -> list[tuple[str, ...]]:
    """Return how a bundle differs from the plain one if it has other lines."""
    bundle(tmp_path / "a.foi", **PLAIN)
    bundle(tmp_path / "b.foi", **{**PLAIN, **second})
    with opened(tmp_path / "a.foi") as a, opened(tmp_path / "b.foi") as b:
        there = [(one.change, one.thing, one.id, *one.fields) for one in differences(a, b)]
        back = [(one.change, one.thing, one.id, *one.fields) for one in differences(b, a)]
    opposite = {"new": "gone", "gone": "new", "changed": "changed"}
    assert sorted((opposite[change], *rest) for change, *rest in back) == sorted(there)
    return there


def test_a_bundle_does_not_differ_from_itself(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({"publications": [{**publication(), "last_seen": LATER}]}, []),
        ({"texts": [text(extractor="plain/1+import")]}, []),
        ({"publications": [publication(title="Bins, again")]}, [("changed", "publication", "title")]),
        ({"publications": [publication(seen="2026-07-01T12:00:00+00:00")]}, [("changed", "publication", "versions")]),
        (
            {"publications": [publication(native_id="2")]},
            [("new", "publication"), ("gone", "publication")],
        ),
        ({"captures": [capture(), capture(time=LATER, revisit=True)]}, [("changed", "document", "captures")]),
        ({"texts": [text(reason="page 2 is missing")]}, [("changed", "document", "reason")]),
        ({"pages": [page(text="Other words")]}, [("changed", "document", "text"), ("changed", "page")]),
        ({"pages": [page(how="ocr", confidence=0.5)]}, [("changed", "document", "text"), ("changed", "page")]),
        (
            {"texts": [text(pages=2)], "pages": [page(), page(number=2)]},
            [("changed", "document", "text"), ("new", "page")],
        ),
        ({"pages": []}, [("changed", "document", "text"), ("gone", "page")]),
        ({"files": {DIGEST: BODY}}, [("changed", "document", "original")]),
        ({"members": [inside()]}, [("new", "document")]),
        (
            {"documents": [document(), document(digest=max(OTHER, DIGEST[:-1] + "f"))]},
            [("new", "document")],
        ),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_what_differs_is_told_and_nothing_else(tmp_path: Path, second: Lines, found: list[tuple[str, ...]]) -> None:
    assert [(change, thing, *rest) for change, thing, _, *rest in told(tmp_path, **second)] == found


def test_pages_are_named_as_they_are_shown_and_those_of_a_new_document_are_counted(tmp_path: Path) -> None:
    assert told(tmp_path, pages=[page(text="Other words")])[1] == ("changed", "page", f"{DIGEST[:12]}:1")
    bundle(tmp_path / "none.foi", publications=[publication()], documents=[], captures=[], texts=[], pages=[])
    with opened(tmp_path / "none.foi") as a, opened(tmp_path / "a.foi") as b:
        (found,) = differences(a, b)
    assert (found.change, found.thing, found.pages, found.title) == ("new", "document", 1, "letter.txt")
