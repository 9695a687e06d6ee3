"""What the search of a site looks into: every word once, under its pages, however much there is."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import tokens
from search_cli.formats.site.folder import Folder
from search_cli.formats.site.searching import postings
from search_cli.formats.site.searching.postings import Postings, base36, order
from search_cli.formats.site.searching.scripts import LARGEST, Parts
from tests.search_cli.site.conftest import Build, Made

TEXTS = [
    "lamps and wicks",
    "Lamps, lamp's: wicks",
    "naïve \U0001d4ae lamps \ufb01nal constructor",
    "informa-\ntion and",
]


def given_by(script: Path) -> Any:
    text = script.read_text()
    return json.loads(text[text.index(",") + 1 : text.rindex(");")])


def read(merged: list[tuple[str, str]]) -> dict[str, dict[int, list[int]]]:
    """Read places as the script does."""
    found: dict[str, dict[int, list[int]]] = {}
    for word, places in merged:
        assert word not in found
        found[word] = {}
        for place in places.split(" "):
            page, *steps = (int(number, 36) for number in place.split(","))
            found[word][page] = [sum(steps[: count + 1]) for count in range(len(steps))]
    return found


@pytest.mark.parametrize("run", [1, 6, 1_000])
def test_words_come_with_their_places_in_memory_as_from_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: int
) -> None:
    monkeypatch.setattr(postings, "RUN", run)
    noted = Postings(tmp_path)
    for page, text in enumerate(TEXTS):
        noted.add(page * 40, text)
    wanted: dict[str, dict[int, list[int]]] = {}
    for page, text in enumerate(TEXTS):
        for token in tokens(text):
            wanted.setdefault(token.word, {}).setdefault(page * 40, []).append(token.position)
    merged = list(noted.merged())
    assert read(merged) == wanted
    assert [word for word, _ in merged] == sorted(wanted, key=order)
    assert bool(list(tmp_path.iterdir())) is (run < 1_000)


@given(st.integers(min_value=0, max_value=1 << 60))
def test_numbers_are_written_as_javascript_reads_them(number: int) -> None:
    assert int(base36(number), 36) == number


def test_scripts_are_cut_before_they_are_too_large_and_say_where_they_begin(tmp_path: Path) -> None:
    parts = Parts(Folder(tmp_path), "texts", lambda entry: entry[0])
    entries = [[number, "x" * (LARGEST // 3)] for number in range(7)] + [[7, "y" * 3 * LARGEST], [8, ""]]
    parts.add_all(entries)
    scripts = [given_by(tmp_path / f"search/texts-{number}.js") for number in range(len(parts.firsts))]
    assert [script[0][0] for script in scripts] == parts.firsts == [0, 2, 4, 6, 7, 8]
    assert [entry for script in scripts for entry in script] == entries


def test_the_scripts_hold_every_word_and_the_others_of_its_family(site: Made) -> None:
    start = given_by(site.folder / "search/start.js")
    words = {entry[0]: entry for entry in given_by(site.folder / "search/words-0.js")}
    assert start["words"] == [min(words, key=order)]
    assert words["surveyed"][2].split() == ["survey", "surveying"]
    assert {"12500", "compliance", "lanterns"} <= words.keys()
    assert "copyrighted" not in words
    assert len(start["lengths"]) == len(start["starts"]) == 6


def test_what_a_search_can_be_narrowed_to_is_named_once(site: Made) -> None:
    facets = given_by(site.folder / "search/start.js")["facets"]
    assert facets["kind"][0] == ["FOI release", "FOI request", "News"]
    assert facets["year"][0] == ["2025", "2024"]
    assert {"Lamp Office", "Wick Board"} < {*facets["authority"][0]}


def test_nothing_of_the_making_is_left_in_a_site(build: Build) -> None:
    made = build()
    assert sorted(file.name for file in made.folder.iterdir()) == [
        "documents", "foi-site.json", "index.html", "lists", "publications", "search", "search.html", "static"
    ]  # fmt: skip
    assert [file.name for file in made.folder.parent.iterdir()] == ["site"]
