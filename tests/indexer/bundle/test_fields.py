"""Whatever stands in whichever field of a bundle: it is a finding, or it can be taken in."""

import copy
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer.bundle.checking import problems
from indexer.bundle.loading import load
from indexer.bundle.unzipping import opened
from indexer.places import Places
from tests.indexer.bundle.forge import TIME, Form, bundle, capture, document, inside, page, publication, text

TRIES = max(100, int(os.environ.get("FOI_HARMS", "0")) // 10)
SEED = int(os.environ.get("FOI_SEED", "20260801"))

EVENT = {"time": TIME, "what": "sent", "status": "s", "message": "m"}
LINES: dict[str, Form] = {
    "publications": publication(
        url="https://a.example/", authority="A", outlet="O", summary="S", published=TIME, updated=TIME, state="live",
        references=["FOI 1"], note="n", original_url="https://b.example/", outcome="granted", events=[EVENT],
    ),
    "documents": document(),
    "captures": capture(),
    "members": inside(),
    "texts": text(),
    "pages": page(label="i", how="ocr", confidence=0.5, warning="w", text="a b c", gaps=[1, 3]),
}  # fmt: skip
ODD: list[Any] = [
    "", "\ud800", "\0", "x" * 3000, "\u202e", "\x1b[2J", "f" * 64, "../../x", "text/plain", "release", "pdf/1", "none",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-08-01T24:00:00Z", "2026-08-01T12:00:00.123456789Z",
    None, True, False, 0, -1, 2**53 - 1, 2**63, 2**64, 1.5, -0.0, [], {}, [[]], [{}], [None], [["a"]], [[1, 2]],
]  # fmt: skip


def ways(form: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in a form."""
    inner = form.items() if isinstance(form, dict) else enumerate(form) if isinstance(form, list) else ()
    for name, value in inner:
        yield (*at, name)
        yield from ways(value, (*at, name))


def test_a_field_that_is_anything_is_a_finding_or_is_taken_in(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  # chance that repeats itself
    every = [(member, way) for member, form in LINES.items() for way in ways(form)]
    taken = 0
    for _ in range(TRIES):
        member, (*above, last) = chance.choice(every)
        lines = copy.deepcopy(LINES)
        place: Any = lines[member]
        for name in above:
            place = place[name]
        place[last] = chance.choice(ODD)
        path = bundle(tmp_path / "b.foi", **{name: [form] for name, form in lines.items()})
        with opened(path) as it:
            if not list(problems(it)):
                load(Places(tmp_path / "data"), it)
                taken += 1
    assert 0 < taken < TRIES
