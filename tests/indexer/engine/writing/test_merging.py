"""Segments merged are, byte by byte, what they would be if their documents had been written at once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engine.interface import Entry
from indexer.engine.segments.listing import Listed
from indexer.engine.writing import merging, sources
from indexer.engine.writing.merging import merge
from indexer.errors import DamagedIndex
from tests.indexer.engine.writing.making import entries, entry, written

PARTS = st.lists(st.lists(st.tuples(entries(), st.booleans()), min_size=1, max_size=4), min_size=1, max_size=4)


def merged_is_whole(folder: Path, parts: list[list[tuple[Entry, bool]]]) -> None:
    segments = []
    for at, part in enumerate(parts):
        written(folder / f"{at}.seg", [one for one, _ in part]).close()
        deleted = frozenset(number for number, (_, stays) in enumerate(part) if not stays)
        segments.append(Listed(str(at), len(part), deleted))
    left = [one for part in parts for one, stays in part if stays]
    written(folder / "whole.seg", left).close()
    assert merge(folder, segments, "merged") == Listed("merged", len(left))
    assert (folder / "merged.seg").read_bytes() == (folder / "whole.seg").read_bytes()


@settings(max_examples=60)
@given(PARTS)
def test_what_is_merged_is_as_if_written_at_once(parts: list[list[tuple[Entry, bool]]]) -> None:
    with TemporaryDirectory() as folder:
        merged_is_whole(Path(folder), parts)


@pytest.mark.parametrize("at_once", [1, 10, 300])
@pytest.mark.parametrize("every", [1, 2, 7])
def test_neither_the_size_of_passes_nor_what_is_deleted_changes_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int, every: int
) -> None:
    monkeypatch.setattr(merging, "AT_ONCE", at_once)
    monkeypatch.setattr(sources, "TERMS", 200)
    texts = [f"the number {at} and {at * at} of the {'school ' * (at % 300)}" for at in range(320)]
    documents = [entry(text, digest=str(at), pages=[text, f"\u00a3{at}"]) for at, text in enumerate(texts)]
    documents[40] = entry("the", digest="40", pages=["filler " * 40_000, "the school"])
    parts = [documents[:1], documents[1:30], documents[30:300], documents[300:]]
    merged_is_whole(tmp_path, [[(one, every == 1 or int(one.digest) % every > 0) for one in part] for part in parts])


def test_a_damaged_segment_is_not_merged_and_nothing_is_left(tmp_path: Path) -> None:
    written(tmp_path / "a.seg", [entry("one two three")]).close()
    body = bytearray((tmp_path / "a.seg").read_bytes())
    body[8] ^= 1
    (tmp_path / "a.seg").write_bytes(body)
    with pytest.raises(DamagedIndex, match=r"a\.seg is damaged: text\.postings"):
        merge(tmp_path, [Listed("a", 1)], "b")
    assert [path.name for path in tmp_path.iterdir()] == ["a.seg"]
