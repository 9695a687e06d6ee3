"""The ranking is not worse than it was: what is measured here is at its floor or above, and no floor sinks unseen."""

import subprocess
from pathlib import Path

import pytest

from benchmarks.relevance import floors
from benchmarks.relevance.collection import NAMES
from benchmarks.relevance.figures import ndcg, of_releases, page_at_1

FLOORS, LOWERED = floors.read(floors.FILE.read_text("utf-8"))
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.corpus
@pytest.mark.parametrize("name", NAMES)
def test_the_ranking_of_a_collection_is_not_below_its_floor(name: str, shared: Path, tmp_path: Path) -> None:
    assert ndcg(shared, name, tmp_path / "index") >= FLOORS["ndcg"][name]


def test_known_pages_of_releases_are_the_first_pages_of_the_first_hits(tmp_path: Path) -> None:
    items, wrong = of_releases(tmp_path / "index")
    assert len(items) > 150
    assert not floors.below({"releases": page_at_1(items, wrong)}, {"releases": FLOORS["releases"]}), wrong


def test_no_floor_is_below_what_was_asked_for() -> None:
    assert floors.below(FLOORS, floors.AIMS) == []


def test_no_floor_is_below_what_it_was_in_any_commit_without_a_reason() -> None:
    place = floors.FILE.relative_to(ROOT).as_posix()
    asked = subprocess.run(
        ["git", "log", "--format=%H", "--", place], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if asked.returncode:
        pytest.skip("this is no git checkout: what the floors were is not known")
    for commit in asked.stdout.split():
        shown = subprocess.run(
            ["git", "show", f"{commit}:{place}"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        before, _ = floors.read(shown.stdout)
        sunk = [line for line in floors.below(FLOORS, before) if len(LOWERED.get(line.split()[0], "")) < 20]
        assert sunk == [], f"lower than in commit {commit[:12]}, and [lowered] gives no reason"


def test_measuring_raises_floors_and_never_lowers_one() -> None:
    before = {"ndcg": {"cranfield": 0.4, "cisi": 0.37}}
    measured = {"ndcg": {"cranfield": 0.3999, "cisi": 0.37399}, "releases": {"sum": 1.0}}
    assert floors.raised(before, measured) == {"ndcg": {"cranfield": 0.4, "cisi": 0.373}, "releases": {"sum": 1.0}}


def test_floors_are_read_as_they_were_written() -> None:
    figures, lowered = {"ndcg": {"vaswani-npl": 0.433}, "releases": {"by eye": 1.0}}, {"ndcg.cisi": "it was too high"}
    assert floors.read(floors.written(figures, lowered)) == (figures, lowered)


def test_a_figure_that_is_missing_is_below_its_floor() -> None:
    assert floors.below({}, {"ndcg": {"cisi": 0.375}}) == ["ndcg.cisi is 0.0000, below 0.375"]
