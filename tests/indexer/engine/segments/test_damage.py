"""Damage is found: whatever byte is not as it was written, either nobody reads it, or who reads it is told."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from indexer.engine.segments import Postings, listing, opened
from indexer.engine.segments.layout import BLOBS, COLUMNS, FACETS, LABELS, PLACES
from indexer.engine.segments.listing import Listed
from indexer.engine.writing import write
from indexer.errors import DamagedIndex
from tests.indexer.engine.writing.making import entry

TEXTS = ("The school in \u00a395 informa-\ntion", "FOI 2024/0113", "")


def everything(folder: Path) -> object:
    """Read all there is, by each of the ways there are."""
    with opened(folder) as segments:
        return [
            (
                segment.name, segment.live, segment.deleted, dict(segment.words), [
                    (field, bytes(segment.vocabulary(field)), segment.beginning(field, b""), [
                        (term, plain(found), plain(segment.find(field, term))) for term, found in segment.terms(field)
                    ])
                    for field in (*PLACES, *LABELS)
                ],
                [list(numbers) for field in FACETS for numbers in segment.facet(field)],
                [list(segment.column(name)) for name in COLUMNS],
                [segment.blob(name, number) for name in BLOBS for number in range(segment.documents)],
                [list(numbers) for numbers in segment.sums()],
            )
            for segment in segments
        ]  # fmt: skip


def plain(found: Postings | None) -> object:
    return found and (found[:2], [(bytes(packed.buffer), packed.width, packed.count) for packed in found[2:]])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, [entry(text, digest=str(at), pages=[text]) for at, text in enumerate(TEXTS)], [])
    write(tmp_path, [], ["1"])
    return tmp_path


def test_any_byte_of_a_segment_that_is_another_is_noticed_or_harmless(folder: Path) -> None:
    path = next(folder.glob("*.seg"))
    good, body, noticed = everything(folder), path.read_bytes(), 0
    for at in range(len(body)):
        path.write_bytes(body[:at] + bytes([body[at] ^ 1 << at % 8]) + body[at + 1 :])
        try:
            assert everything(folder) == good, f"byte {at}"
        except DamagedIndex as error:
            assert str(path) in str(error)
            noticed += 1
    assert noticed > 0.9 * len(body)  # the rest is what fills sections up


def test_a_segment_that_is_cut_short_or_longer_is_noticed(folder: Path) -> None:
    path = next(folder.glob("*.seg"))
    body = path.read_bytes()
    for other in [*(body[:size] for size in range(0, len(body), 7)), body + b"\0", body + body, body[8:]]:
        path.write_bytes(other)
        with pytest.raises(DamagedIndex, match="run `foi index --rebuild`"):
            everything(folder)
    path.unlink()
    with pytest.raises(DamagedIndex, match=r"001\.seg is damaged"):
        everything(folder)


def test_a_segment_in_the_place_of_another_is_noticed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    write(other, [entry("another")], [])
    next(other.glob("*.seg")).replace(next(folder.glob("*.seg")))
    with pytest.raises(DamagedIndex, match="the number of its documents"):
        everything(folder)


def test_any_byte_of_the_list_of_segments_that_is_another_is_noticed(folder: Path) -> None:
    path = folder / listing.LISTING
    body = path.read_bytes()
    others = [body[:at] + bytes([body[at] ^ 1 << at % 8]) + body[at + 1 :] for at in range(len(body))]
    others += [body[:size] for size in range(len(body))]
    others += [body + b" ", b"[]", b"null", b'{"segments": [null]}', b'{"segments": [{}]}', b"\xff"]
    for other in others:
        path.write_bytes(other)
        with pytest.raises(DamagedIndex, match=r"segments\.json is not as it was written"):
            everything(folder)
    path.unlink()
    with pytest.raises(DamagedIndex, match=r"segments\.json is not as it was written"):
        everything(folder)


@pytest.mark.parametrize("name", ["../up", "", "A", "a/b", "a\n"])
def test_a_list_that_names_other_files_is_no_list(tmp_path: Path, name: str) -> None:
    listing.write(tmp_path, [Listed(name, 1)])
    with pytest.raises(DamagedIndex):
        listing.read(tmp_path)


def test_which_documents_are_deleted_comes_back(tmp_path: Path) -> None:
    segments = [Listed("a", 9), Listed("b", 100, frozenset({0, 7, 8, 99})), Listed("c", 70_000, frozenset({69_999}))]
    listing.write(tmp_path, segments)
    assert listing.read(tmp_path) == segments
    assert [segment.live for segment in segments] == [9, 96, 69_999]


def test_a_damaged_index_is_not_added_to(folder: Path) -> None:
    path = next(folder.glob("*.seg"))
    body = bytearray(path.read_bytes())
    body[-3] ^= 1
    path.write_bytes(body)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(DamagedIndex):
        write(folder, [entry("more", digest="more")], [])
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_segments_may_be_read_by_those_who_opened_them_when_a_later_run_has_removed_them(folder: Path) -> None:
    with ExitStack() as stack:
        (before,) = stack.enter_context(opened(folder))
        write(folder, [entry("more", digest=str(at)) for at in range(9)], [])
        assert not before.file.path.exists()
        found = before.find("text", b"school")
        assert found
        assert found.documents == 1
    assert found.ids.buffer[0] == 0  # what was read outlives the segment
