"""Searching while others write, and what is asked of the index on a person's behalf."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer import generations
from indexer.build import build
from indexer.engine.interface import Searcher
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import DamagedIndex
from indexer.places import Places
from indexer.query import parse
from indexer.search import search
from scraper.archive.store import Archive
from scraper.local import Label, add

NOW = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return a data folder with three letters in the index."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in (("a", "lamps\flamps upon lamps"), ("b", "lamps"), ("c", "benches")):
        (folder / f"{name}.txt").write_text(text)
    places = Places(tmp_path / "data")
    with Archive.open(places.archive) as archive, archive.writing():
        assert all(added.new for added in add(archive, [folder], Label(), NOW))
    build(places)
    return places


def files(places: Places, query: str, **options: int) -> list[str]:
    return [hit.card.title for hit in search(places, parse(query), **options).hits]


def test_every_hit_has_its_pages_and_the_rest_are_counted(places: Places) -> None:
    (hit, _) = search(places, parse("lamps"), pages=1).hits
    assert (hit.card.title, [page.number for page in hit.pages], hit.matching) == ("a.txt", [2], 2)


def test_pages_of_results_follow_each_other_without_gap_or_overlap(places: Places) -> None:
    whole = files(places, "kind:file")
    assert len(whole) == 3
    assert [files(places, "kind:file", limit=1, offset=number)[0] for number in range(3)] == whole


class Swept(WhooshEngine):
    """An engine whose folder is swept away under its first search, as by two writers in a row."""

    def __init__(self, places: Places, *, again: bool) -> None:
        super().__init__()
        self.places, self.again, self.asked = places, again, 0

    def open(self, folder: Path, *, often: bool = False) -> AbstractContextManager[Searcher]:
        self.asked += 1
        if self.asked == 1:
            if self.again:
                build(self.places, rebuild=True)
            raise DamagedIndex(str(folder))
        return super().open(folder, often=often)


def test_a_generation_swept_away_while_it_is_read_is_no_error(places: Places) -> None:
    assert search(places, parse("benches"), engine=Swept(places, again=True)).total == 1


def test_a_generation_in_force_that_cannot_be_read_is_one(places: Places) -> None:
    with pytest.raises(DamagedIndex):
        search(places, parse("benches"), engine=Swept(places, again=False))


def test_an_index_of_another_version_is_not_read_and_the_next_index_replaces_it(places: Places) -> None:
    class Newer(WhooshEngine):
        version = "whoosh/999"

    with pytest.raises(DamagedIndex, match="foi index"):
        search(places, parse("lamps"), engine=Newer())
    assert build(places, engine=Newer()).added == 3
    assert generations.current(places.index).engine == "whoosh/999"


def test_what_was_read_by_an_older_extractor_is_read_again(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.extract import registry

    newer = registry.Reader(registry.PLAIN.target, "plain/999")
    monkeypatch.setitem(registry.READERS, "text/plain", newer)
    built = build(places)
    assert (built.reading.read, built.added) == (3, 3)
    assert files(places, "benches") == ["c.txt"]
    assert build(places).reading.read == 0
