"""Archives from people one need not trust: nothing is written, memory stays bounded, and what is wrong is said."""

import os
import re
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from indexer.bundle.checking import problems
from indexer.bundle.diagnosing import findings
from indexer.bundle.limits import Limits
from indexer.bundle.unzipping import opened
from indexer.errors import BundleError
from tests.indexer.bundle.forge import BODY, DIGEST, Member, bagged, bundle, payload, sealed
from tests.indexer.bundle.hostile import HOSTILE

MEMORY = 160 << 20
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_watched: list[str] | None = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched is None:
        return
    changes = event in (
        "os.mkdir",
        "os.rename",
        "os.link",
        "os.symlink",
        "os.remove",
        "os.truncate",
        "subprocess.Popen",
    )
    if changes or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES):
        _watched.append(f"{event} {arguments[0]}")


sys.addaudithook(_audit)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Give a list of everything that is written, made, renamed or started meanwhile."""
    global _watched  # a hook stays for good
    _watched = []
    try:
        yield _watched
    finally:
        _watched = None


def said(path: Path, limits: Limits | None = None, *, read_data: bool = False) -> list[str]:
    """Return what is said of a bundle that is checked."""
    try:
        with opened(path, limits) as it:
            return list(problems(it, read_data=read_data))
    except BundleError as error:
        return [str(error)]


def test_the_forge_writes_bundles_that_nothing_is_wrong_with(tmp_path: Path) -> None:
    members = bagged(payload(files={DIGEST: BODY}))
    assert said(bundle(tmp_path / "a.foi", files={DIGEST: BODY}), read_data=True) == []
    assert said(sealed(tmp_path / "b.foi", members, zip64=True)) == [], "between two and four gigabytes it has two ends"
    large = [Member(one.name, one.body, one.deflated, large=True) for one in members]
    assert said(sealed(tmp_path / "c.foi", large)) == []
    assert said(sealed(tmp_path / "d.foi", bagged([*payload(), Member("data/later.jsonl", b"?")]))) == []


def test_what_watches_sees_what_is_written(tmp_path: Path) -> None:
    with watched() as written:
        (tmp_path / "x").write_bytes(b"x")
        (tmp_path / "y").mkdir()
    assert len(written) == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_a_clear_message_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    make, expected = HOSTILE[name]
    path = make(tmp_path / "hostile.foi")
    tracemalloc.start()
    try:
        with watched() as written:
            first, *_ = [*said(path), "nothing"]
            left = list(findings(path, Limits()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert re.search(expected, first)
    assert all(text.isprintable() and len(text) < 600 for text in [first, *left])
    assert written == []
    assert [one.name for one in tmp_path.iterdir()] == ["hostile.foi"]
    assert peak < MEMORY


def test_there_are_many_of_them() -> None:
    assert len(HOSTILE) >= 100
