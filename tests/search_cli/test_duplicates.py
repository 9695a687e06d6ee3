"""Documents that say the same, from the command line: folded, expanded, named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.facts.duplicate_cases import Maker
from benchmarks.facts.duplicate_words import DEV
from tests.search_cli.conftest import Ran
from tests.search_cli.test_tag import here
from tests.terminal import plain

Foi = Callable[..., Ran]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder: one answer of four bodies, and three letters of another template with other figures."""
    folder = tmp_path_factory.mktemp("answers")
    (folder / "in").mkdir()
    maker = Maker(DEV, 1)
    for number, body in enumerate(DEV.bodies[:4]):
        (folder / "in" / f"dogs{number}.txt").write_text(maker.letter(DEV.same[1], body, maker.facts()))
    for number in range(3):
        (folder / "in" / f"agency{number}.txt").write_text(maker.letter(DEV.slots[0], DEV.bodies[0], maker.facts()))
    assert here(folder / "data", "add", folder / "in").status == 0
    assert here(folder / "data", "index", "--no-ocr").status == 0
    return folder / "data"


@pytest.fixture
def foi(answers: Path) -> Foi:
    return lambda *words: here(answers, *words)


def found(foi: Foi, *words: str) -> list[dict[str, object]]:
    words = words if "--expand" in words else (*words, "--fold")
    return [json.loads(line) for line in foi("search", *words, "--format", "jsonl").stdout.splitlines()]


def test_those_that_say_the_same_are_one_hit_with_a_count(foi: Foi) -> None:
    ran = foi("search", "kennels")
    assert ran.stdout.startswith("4 documents, 3 folded (--expand)\n")
    assert ran.stdout.count("and 3 more like it: ") == 1
    (hit,) = found(foi, "kennels")
    assert len({hit["id"], *hit["alike"]}) == 4  # type: ignore[misc]


def test_a_template_with_other_figures_is_not_folded(foi: Foi) -> None:
    assert foi("search", "agency social workers").stdout.startswith("3 documents\n")


def test_expanded_every_document_is_a_hit(foi: Foi) -> None:
    hits = found(foi, "kennels", "--expand")
    assert (len(hits), [hit["alike"] for hit in hits]) == (4, [[]] * 4)
    assert foi("search", "kennels", "--expand").stdout.startswith("4 documents\n")


def test_what_programs_read_has_every_document_unless_it_is_asked_otherwise(foi: Foi) -> None:
    for form in ("jsonl", "csv", "tsv"):
        rows = foi("search", "kennels", "--format", form, "--fields", "id").stdout.splitlines()
        assert len(rows) == 4 + (form != "jsonl")
    assert json.loads(foi("search", "kennels", "--format", "json").stdout)["folded"] == 0


def test_counts_ids_and_facets_are_of_all_documents(foi: Foi) -> None:
    assert foi("search", "kennels", "--count").stdout == "4\n"
    assert len(foi("search", "kennels", "--ids").stdout.split()) == 4
    answer = json.loads(foi("search", "kennels", "--facet", "kind", "--format", "json", "--fold").stdout)
    assert (answer["total"], answer["folded"], len(answer["hits"])) == (4, 3, 1)
    assert answer["facets"]["kind"] == [{"value": "file", "count": 4}]


def test_page_by_page_nothing_is_shown_twice_and_the_end_is_known(foi: Foi) -> None:
    pages = [found(foi, "kind:file", "--limit", "2", "--offset", str(offset)) for offset in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 2, 0]
    shown = [digest for page in pages for hit in page for digest in (hit["id"], *hit["alike"])]  # type: ignore[misc]
    assert len(shown) == len(set(shown)) == 7
    last = foi("search", "kind:file", "--limit", "2", "--offset", "2").stdout
    assert last.startswith("7 documents, 3 folded (--expand)\n")


def test_show_names_the_others(foi: Foi) -> None:
    (hit,) = found(foi, "kennels")
    shown = foi("show", str(hit["id"])).stdout
    assert sorted(line.split()[2] for line in shown.splitlines() if line.startswith("Says alike")) == sorted(
        hit["alike"]
    )  # type: ignore[call-overload]
    (other, *_) = found(foi, "agency social workers")
    assert "Says alike" not in foi("show", str(other["id"])).stdout


def test_what_is_forgotten_is_folded_no_more(tmp_path: Path) -> None:
    maker = Maker(DEV, 2)
    (tmp_path / "in").mkdir()
    for number, body in enumerate(DEV.bodies[:2]):
        (tmp_path / "in" / f"dogs{number}.txt").write_text(maker.letter(DEV.same[1], body, maker.facts()))
    data = tmp_path / "data"
    here(data, "add", tmp_path / "in")
    here(data, "index", "--no-ocr")
    one, other = here(data, "search", "kennels", "--ids").stdout.split()
    assert here(data, "forget", one, "--reason", "asked", "--yes").status == 0
    (hit,) = [json.loads(line) for line in here(data, "search", "kennels", "--format", "jsonl").stdout.splitlines()]
    assert (hit["id"], hit["alike"]) == (other, [])


def test_on_a_terminal_a_hit_says_how_many_it_stands_for(answers: Path) -> None:
    from indexer.places import Places
    from indexer.query import parse
    from indexer.search import search
    from search_cli.formats import screen

    shown = plain("".join(screen.lines(search(Places(answers), parse("kennels"), fold=True))))
    assert "4 documents, 1 page, 3 folded\n" in shown
    assert "and 3 more like it: " in shown
    assert "more: --offset" not in shown
