"""Vectors in a generation: made only for what is new, dropped with what is gone, and never believed if damaged."""

import json
import os
import pickle
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from indexer.engine.interface import Entry
from indexer.errors import DamagedIndex
from indexer.semantic import writing
from indexer.semantic.embedding import Embedder, Rows
from indexer.semantic.nearest import Nearest
from indexer.semantic.vectors import DOCUMENT, PARTS, Vectors, read
from indexer.semantic.writing import Writing, taken_over
from tests.indexer.semantic.small import letter


def wrote(folder: Path, embedder: Embedder, entries: Iterable[Entry], removed: Iterable[str] = ()) -> Vectors:
    made = Writing(folder, embedder)
    assert list(made.passing(entries)) == list(entries)
    made.finish(set(removed))
    vectors = read(folder)
    assert vectors
    return vectors


def next_folder(folder: Path, after: Path) -> Path:
    """Return a folder with hard links to the files of another, as the next generation is begun."""
    after.mkdir()
    for file in folder.iterdir():
        os.link(file, after / file.name)
    return after


def live(vectors: Vectors) -> set[str]:
    there = [digest for part in vectors.parts for digest in part.live()]
    assert len(there) == len(set(there))
    return set(there)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_document_has_a_row_a_page_and_one_without_pages_has_one_of_its_heading(
    tmp_path: Path, embedder: Embedder
) -> None:
    entries = [letter("a", "taser", "stun", "library"), letter("b", title="a library"), letter("c", "school")]
    (part,) = wrote(tmp_path / "one", embedder, entries).parts
    assert [part.span(number).stop - part.span(number).start for number in range(3)] == [3, 1, 1]
    nearest = Nearest(Vectors(embedder.name, (part,)), embedder)
    assert [digest for digest, likeness in nearest.order(nearest.question(["library"])) if likeness > 0.9] == ["a", "b"]
    assert nearest.page(nearest.question(["library"]), "a") == 3


def test_a_page_is_read_with_the_title_and_the_first_with_the_whole_heading(embedder: Embedder) -> None:
    entry = Entry(**{**{name: getattr(letter("a", "taser", "stun"), name) for name in Entry.__slots__},
                     "title": "school", "heading": "school\n\nroad"})  # fmt: skip
    first, second = embedder.rows(entry).astype(np.float32)
    school, road = embedder.vector("school"), embedder.vector("road")
    assert first @ school > 60 < second @ school
    assert first @ road > 60 > 1 > second @ road


def test_a_second_run_makes_vectors_of_new_entries_only_and_leaves_the_files_before_as_they_are(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote(tmp_path / "one", embedder, [letter(name, "taser") for name in "abxy"])
    before = contents(tmp_path / "one")
    made: list[str] = []
    rows = Embedder.rows

    def counted(self: Embedder, entry: Entry) -> Rows:
        made.append(entry.digest)
        return rows(self, entry)

    monkeypatch.setattr(Embedder, "rows", counted)
    after = wrote(next_folder(tmp_path / "one", tmp_path / "two"), embedder, [letter("c", "road")], removed=["a"])
    assert made == ["c"]
    assert live(after) == {"b", "c", "x", "y"}
    assert contents(tmp_path / "one") == before
    assert (tmp_path / "two" / "000001.rows.npy").stat().st_nlink == 2


def test_what_is_indexed_anew_has_its_new_vectors_only(tmp_path: Path, embedder: Embedder) -> None:
    wrote(tmp_path / "one", embedder, [letter("a", "taser"), letter("b", "school"), letter("c", "road")])
    after = wrote(next_folder(tmp_path / "one", tmp_path / "two"), embedder, [letter("a", "library")])
    assert live(after) == {"a", "b", "c"}
    nearest = Nearest(after, embedder)
    order = dict(nearest.order(nearest.question(["library"])))
    assert order["a"] > 0.99
    assert max(order["b"], order["c"]) < 0.1


def test_many_small_parts_become_one_and_rows_are_not_changed_by_it(tmp_path: Path, embedder: Embedder) -> None:
    names = "abcdefghijkl"
    folder = tmp_path / "0"
    wrote(folder, embedder, [letter("z", "taser", "school")])
    for number, name in enumerate(names):
        folder = next_folder(folder, tmp_path / f"{number + 1}")
        vectors = wrote(folder, embedder, [letter(name, "taser", "road")])
        assert live(vectors) == {"z", *names[: number + 1]}
        assert len(vectors.parts) <= writing.MOST_SMALL + 1
    rows = {digest: part.rows[part.span(n)].tolist() for part in vectors.parts for digest, n in part.live().items()}
    assert rows == {
        "z": embedder.rows(letter("z", "taser", "school")).tolist(),
        **{name: embedder.rows(letter(name, "taser", "road")).tolist() for name in names},
    }
    assert {file.name[:6] for file in folder.glob("*.npy")} == {part.name for part in vectors.parts}


def test_a_part_most_of_which_is_gone_is_written_anew(tmp_path: Path, embedder: Embedder) -> None:
    wrote(tmp_path / "one", embedder, [letter(name, "taser") for name in "abcd"])
    (part,) = wrote(next_folder(tmp_path / "one", tmp_path / "two"), embedder, [], removed=["a", "b"]).parts
    assert (len(part.rows), part.gone) == (2, frozenset())


def test_a_large_part_is_written_before_the_last_entry_has_come(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LARGE", 4)
    vectors = wrote(tmp_path / "one", embedder, [letter(name, "taser", "road") for name in "abcde"])
    assert [len(part.rows) for part in vectors.parts] == [4, 4, 2]
    assert live(vectors) == set("abcde")


def test_vectors_of_another_model_are_all_made_anew(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote(tmp_path / "one", embedder, [letter("a", "taser")])
    monkeypatch.setattr(embedder, "name", "another")
    folder = next_folder(tmp_path / "one", tmp_path / "two")
    assert taken_over(folder, embedder) == ()
    assert live(wrote(folder, embedder, [letter("b", "taser")])) == {"b"}
    assert sorted(contents(folder)) == ["000002.documents.npy", "000002.rows.npy", PARTS]


def test_an_index_of_nothing_has_vectors_of_nothing(tmp_path: Path, embedder: Embedder) -> None:
    vectors = wrote(tmp_path / "none", embedder, [])
    nearest = Nearest(vectors, embedder)
    assert list(nearest.order(nearest.question(["taser"]))) == []


def array(file: Path, numbers: object) -> None:
    np.save(file, numbers, allow_pickle=True)


DAMAGE = {
    "rows cut short": lambda f: (f / "000001.rows.npy").write_bytes((f / "000001.rows.npy").read_bytes()[:-5]),
    "rows empty": lambda f: (f / "000001.rows.npy").write_bytes(b""),
    "rows missing": lambda f: (f / "000001.rows.npy").unlink(),
    "rows of other numbers": lambda f: array(f / "000001.rows.npy", np.zeros((3, 8))),
    "rows pickled": lambda f: array(f / "000001.rows.npy", np.array([{"a": 1}], object)),
    "rows a pickle": lambda f: (f / "000001.rows.npy").write_bytes(pickle.dumps([1])),
    "fewer rows": lambda f: array(f / "000001.rows.npy", np.zeros((1, 8), np.int8)),
    "documents of another kind": lambda f: array(f / "000001.documents.npy", np.zeros(2, np.int8)),
    "documents out of order": lambda f: array(f / "000001.documents.npy", np.array([(b"a", 0), (b"b", 0)], DOCUMENT)),
    "documents from the second on": lambda f: array(f / "000001.documents.npy", np.array([(b"a", 1)], DOCUMENT)),
    "no documents": lambda f: array(f / "000001.documents.npy", np.zeros(0, DOCUMENT)),
    "no list": lambda f: (f / PARTS).write_text("{"),
    "another list": lambda f: (f / PARTS).write_text("[]"),
    "a list in another's folder": lambda f: listed(f, name="../../x"),
    "gone that never was": lambda f: listed(f, gone=[7]),
    "gone that is no number": lambda f: listed(f, gone=["x"]),
}


def listed(folder: Path, **changes: object) -> None:
    form = json.loads((folder / PARTS).read_text())
    form["parts"][0].update(changes)
    (folder / PARTS).write_text(json.dumps(form))


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_told_when_it_is_read_and_the_next_index_makes_them_anew(
    tmp_path: Path, embedder: Embedder, damage: object
) -> None:
    folder = tmp_path / "one"
    wrote(folder, embedder, [letter("a", "taser"), letter("b", "school", "road")])
    damage(folder)  # type: ignore[operator]
    with pytest.raises(DamagedIndex, match="foi index"):
        read(folder)
    assert live(wrote(folder, embedder, [letter("a", "taser")])) == {"a"}


def test_vectors_of_another_format_are_as_none_at_all(tmp_path: Path, embedder: Embedder) -> None:
    wrote(tmp_path / "one", embedder, [letter("a", "taser")])
    form = json.loads((tmp_path / "one" / PARTS).read_text())
    (tmp_path / "one" / PARTS).write_text(json.dumps({**form, "format": 2}))
    assert read(tmp_path / "one") is None
