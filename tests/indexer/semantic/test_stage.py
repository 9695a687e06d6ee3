"""`foi index` and `foi search` with vectors, from files to hits."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer import generations
from indexer.build import build, reindex
from indexer.places import Places
from indexer.semantic.embedding import Embedder
from indexer.semantic.stage import FOLDER
from scraper.archive.store import Archive
from scraper.local import Label, add
from search_cli.main import foi, told

NOW = datetime(2026, 8, 1, tzinfo=UTC)
LETTERS = {"a": "a taser for each officer", "b": "stun and weapon", "c": "a library of books"}


def put(places: Places, letters: dict[str, str]) -> None:
    folder = places.data.parent / "letters"
    folder.mkdir(exist_ok=True)
    for name, text in letters.items():
        (folder / f"{name}.txt").write_text(text)
    with Archive.open(places.archive) as archive, archive.writing():
        list(add(archive, [folder], Label(), NOW))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with three letters, indexed without vectors."""
    places = Places(tmp_path_factory.mktemp("original") / "data")
    put(places, LETTERS)
    build(places)
    return places.data


@pytest.fixture
def places(original: Path, tmp_path: Path, package: Path) -> Places:
    """Return a copy of it of one's own."""
    shutil.copytree(original, tmp_path / "data")
    return Places(tmp_path / "data")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the titles of what vectors are made for, as they are made."""
    titles: list[str] = []
    rows = Embedder.rows
    monkeypatch.setattr(Embedder, "rows", lambda self, entry: (titles.append(entry.title), rows(self, entry))[1])
    return titles


def has_vectors(places: Places) -> bool:
    return any(name.startswith(FOLDER) for name in generations.current(places.index).files)


def run(places: Places, *words: str) -> Result:
    return CliRunner().invoke(foi, ["--data", str(places.data), *words], standalone_mode=False)


def complained(result: Result) -> str:
    """Return what the person is told of an error that ends with status 2."""
    assert result.exception
    text, status = told(result.exception)
    assert status == 2
    return text


def test_vectors_are_made_when_they_are_asked_for_and_of_new_documents_after_that(
    places: Places, made: list[str]
) -> None:
    assert not has_vectors(places)
    engine = {name: file for name, file in generations.current(places.index).files.items() if "engine" in name}
    built = build(places, semantic=True)
    assert (sorted(made), built.added) == (["a.txt", "b.txt", "c.txt"], 0)
    assert engine.items() <= generations.current(places.index).files.items()
    assert not [*generations.current(places.index).problems()]
    made.clear()
    before = generations.current(places.index).folder
    build(places)
    assert generations.current(places.index).folder == before
    put(places, {"d": "a pothole"})
    assert build(places).added == 1
    assert made == ["d.txt"]
    assert has_vectors(places)


def test_they_are_left_out_when_they_are_not_wanted_any_more(places: Places, made: list[str]) -> None:
    build(places, semantic=True)
    build(places, semantic=False)
    assert not has_vectors(places)
    build(places)
    assert not has_vectors(places)


def test_an_index_made_anew_has_all_its_vectors_made_anew(places: Places, made: list[str]) -> None:
    build(places, semantic=True)
    made.clear()
    reindex(places)
    assert sorted(made) == ["a.txt", "b.txt", "c.txt"]
    assert has_vectors(places)


def test_where_the_extra_is_gone_they_stay_as_long_as_nothing_changes(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(places, semantic=True)
    monkeypatch.setattr("indexer.semantic.stage.find_spec", lambda _: None)
    build(places)
    assert has_vectors(places)
    put(places, {"d": "a pothole"})
    assert build(places).added == 1
    assert not has_vectors(places)


def test_a_search_by_meaning_finds_what_has_other_words_and_says_why(places: Places) -> None:
    assert run(places, "index", "--semantic").exit_code == 0
    plain = run(places, "search", "--format", "jsonl", "taser")
    assert [json.loads(line)["title"] for line in plain.stdout.splitlines()] == ["a.txt"]
    found = run(places, "search", "--semantic", "--why", "--format", "jsonl", "taser")
    first, second = map(json.loads, found.stdout.splitlines())
    assert (first["title"], first["ranks"]["lexical"], second["title"]) == ("a.txt", 1, "b.txt")
    assert (second["ranks"]["lexical"], second["why"]) == (None, [])
    assert "one of these does not have all the words, and is near in meaning" in found.stderr
    shown = run(places, "search", "--semantic", "--why", "taser").stdout
    assert "of two ranks: 1 by words, 1 by meaning (likeness" in shown
    assert "of two ranks: not ranked by words, 2 by meaning (likeness" in shown


def test_words_near_each_other_come_first_in_the_ranking_by_words_and_what_is_added_stays(places: Places) -> None:
    put(places, {"d": f"taser {'and so on ' * 20} officer", "e": "taser officer", "f": "school"})
    build(places, semantic=True)
    plain = run(places, "search", "--why", "--format", "jsonl", "taser officer").stdout.splitlines()
    both = run(places, "search", "--semantic", "--why", "--format", "jsonl", "taser officer").stdout.splitlines()
    by_words = [json.loads(line)["title"] for line in plain]
    hits = [json.loads(line) for line in both]
    assert by_words[-1] == "d.txt"
    assert {hit["title"]: hit["ranks"]["lexical"] for hit in hits} == {
        **{title: rank for rank, title in enumerate(by_words, start=1)},
        "b.txt": None,
    }
    assert [json.loads(line)["why"] for line in plain] == [
        hit["why"] for title in by_words for hit in hits if hit["title"] == title
    ]


def test_foi_toml_can_ask_for_both(places: Places) -> None:
    (places.data / "foi.toml").write_text("[index]\nsemantic = true\n\n[search]\nsemantic = true\n")
    assert run(places, "index").exit_code == 0
    assert run(places, "search", "--format", "csv", "taser").stdout.count("\n") == 3
    assert run(places, "search", "--words-only", "--format", "csv", "taser").stdout.count("\n") == 2


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("search", "--semantic", "taser"), "the index was made without vectors; run `foi index --semantic`"),
        (
            ("search", "--semantic", "--sort", "newest", "taser"),
            "--semantic ranks by relevance; leave out --sort; see `foi search --help`",
        ),
    ],
)
def test_what_cannot_be_ranked_by_meaning_is_told_with_what_to_do(
    places: Places, words: tuple[str, ...], complaint: str
) -> None:
    result = run(places, *words)
    assert result.stdout == ""
    assert complained(result) == complaint


@pytest.mark.parametrize("words", [("search", "--semantic", "taser"), ("index", "--semantic")])
def test_without_the_extra_one_line_says_what_to_install_and_nothing_is_done(
    places: Places, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = generations.current(places.index).folder
    monkeypatch.setattr("indexer.semantic.model.find_spec", lambda _: None)
    result = run(places, *words)
    assert complained(result) == "ranking by meaning needs a model; run pip install 'foi-index[semantic]'"
    assert generations.current(places.index).folder == before


def test_vectors_of_another_model_are_not_compared_with(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    build(places, semantic=True)
    monkeypatch.setattr("indexer.semantic.embedding.RECIPE", 999)
    result = run(places, "search", "--semantic", "taser")
    assert complained(result) == "the index has the vectors of another model; run `foi index --semantic`"
    build(places)
    assert run(places, "search", "--semantic", "taser").exit_code == 0
