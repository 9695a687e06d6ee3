"""Collections: data folders within a data folder, by names that lead nowhere else."""

from pathlib import Path

import pytest

from indexer import collections
from indexer.errors import CollectionError
from indexer.origins import Origin, add, origins
from indexer.places import Places
from scraper.archive.store import Archive


def begun(data: Path, *names: str) -> Places:
    """Return a data folder with empty collections in it."""
    root = Places(data)
    for name in names:
        Archive.open(collections.place(root, name).archive).close()
    return root


@pytest.mark.parametrize("name", ["a", "foreign-office", "2024_replies", "x" * 60])
def test_a_collection_is_a_folder_of_its_name_in_the_data_folder(tmp_path: Path, name: str) -> None:
    assert collections.place(Places(tmp_path), name) == Places(tmp_path / "collections" / name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "/etc", "a.foi", "A", "-a", "_a", " a", "a\n", "a\0b", "é", "x" * 61, "a" * 10_000],
    ids=lambda name: repr(name)[:20],
)
def test_no_collection_is_called_what_leads_elsewhere_or_could_be_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(CollectionError, match="no collection can be called") as raised:
        collections.place(Places(tmp_path), name)
    assert len(str(raised.value)) < 300


def test_only_what_has_an_archive_is_a_collection(tmp_path: Path) -> None:
    root = begun(tmp_path, "one", "two")
    (tmp_path / "collections" / "three.part" / "archive").mkdir(parents=True)
    (tmp_path / "collections" / "four").mkdir()
    (tmp_path / "collections" / "lock").touch()
    assert collections.names(root) == ["one", "two"]
    assert collections.names(Places(tmp_path / "none")) == []


def test_a_collection_that_is_not_there_is_told_with_the_one_that_is_near(tmp_path: Path) -> None:
    root = begun(tmp_path, "foreign-office")
    with pytest.raises(CollectionError, match="did you mean foreign-office"):
        collections.existing(root, "foreing-office")
    assert collections.existing(root, "foreign-office").data == tmp_path / "collections" / "foreign-office"


def test_a_collection_knows_the_data_folder_it_is_in_and_what_else_is_there(tmp_path: Path) -> None:
    root = begun(tmp_path, "one", "two")
    one, two = (collections.place(root, name) for name in ("one", "two"))
    assert collections.root_of(one) == collections.root_of(root) == root
    assert collections.family(two) == collections.family(root) == [root, one, two]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("foreign-office", "foreign-office"),
        ("Foreign Office (2024).v2", "foreign-office-2024-v2"),
        ("../../etc", "etc"),
        ("__x__", "x"),
        ("日本", ""),
        ("-" * 100, ""),
        ("a" * 200, "a" * 60),
    ],
)
def test_a_name_is_made_of_the_name_of_a_file(tmp_path: Path, text: str, name: str) -> None:
    assert collections.name_from(text) == name
    if name:
        collections.place(Places(tmp_path), name)


def test_a_bundle_taken_in_twice_is_one_origin_and_the_latest(tmp_path: Path) -> None:
    places = Places(tmp_path)
    add(places, Origin("a.foi", "1" * 64, "everything", "2026-08-01T12:00:00+00:00", documents=3))
    add(places, Origin("b.foi", "2" * 64, "asbestos", "2026-08-02T12:00:00+00:00", "ann@example.org"))
    add(places, Origin("again.foi", "1" * 64, "everything", "2026-08-03T12:00:00+00:00", documents=1))
    assert [(one.bundle, one.documents) for one in origins(places)] == [("b.foi", 0), ("again.foi", 4)]


@pytest.mark.parametrize(
    "text", ["", "{}\n", "null\n", "[1]\n", '{"bundle": 1', "\x00\n", '{"bundle": "a"}\n', "[" * 10_000]
)
def test_a_record_of_origins_that_is_damaged_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "origins.jsonl").write_text(text)
    assert origins(Places(tmp_path)) == []
