"""Folding a ranking: each group once, nothing twice, and every document accounted for."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.duplicates import held
from indexer.duplicates.held import Folding
from indexer.engine.interface import Found, Match, Searcher
from indexer.facts.store import FactStore
from indexer.query import Among, And, Node, Word
from indexer.search import Listing

QUERY = Word("lamps", "lamps")


class Ranked:
    """A searcher whose matches stand in a fixed order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.asked = 0

    def rank(self, searcher: Searcher, query: Node, listing: Listing) -> Found:
        self.asked += 1
        shown = self.names[listing.offset : listing.offset + listing.limit]
        return Found(
            len(self.names), tuple(Match(name, 1.0, (), "") for name in shown), facets={"year": (("2019", 1),)}
        )

    def digests(self, query: Node) -> list[str]:
        assert isinstance(query, And)
        wanted = next(part for part in query.parts if isinstance(part, Among))
        return sorted(wanted.digests.intersection(self.names))


def folded(ranked: Ranked, path: Path, limit: int, offset: int = 0) -> Found:
    return Folding(ranked.rank, [path])(ranked, QUERY, Listing(limit=limit, offset=offset))  # type: ignore[arg-type]


def groups(path: Path, names: dict[str, str]) -> Path:
    with FactStore(path) as facts, facts.transaction():
        facts.connection.execute("CREATE TABLE alike (digest TEXT PRIMARY KEY, name TEXT NOT NULL)")
        facts.connection.executemany("INSERT INTO alike VALUES (?, ?)", names.items())
    return path


def test_the_best_of_a_group_is_shown_with_those_that_match(tmp_path: Path) -> None:
    path = groups(tmp_path / "facts.sqlite", dict.fromkeys(("b", "d", "y"), "one") | dict.fromkeys(("e", "z"), "two"))
    found = folded(Ranked("abcde"), path, 10)
    assert [match.digest for match in found.matches] == ["a", "b", "c", "e"]
    assert (found.total, found.folded, found.alike) == (5, 1, {"b": ("d",)})


def test_what_stands_far_below_is_counted_too(tmp_path: Path) -> None:
    path = groups(tmp_path / "facts.sqlite", dict.fromkeys(("a", "z"), "one"))
    ranked = Ranked("abcdefghijklmnopqrstuvwxyz")
    found = folded(ranked, path, 3)
    assert ([match.digest for match in found.matches], found.alike, found.folded) == (list("abc"), {"a": ("z",)}, 1)
    assert ranked.asked == 1


def test_where_nothing_shown_has_its_like_the_index_is_asked_once(tmp_path: Path) -> None:
    path = groups(tmp_path / "facts.sqlite", {"y": "one", "z": "one"})
    ranked = Ranked("abcyz")
    assert folded(ranked, path, 3).folded == 0
    assert ranked.asked == 1


def test_facets_are_of_all_documents(tmp_path: Path) -> None:
    path = groups(tmp_path / "facts.sqlite", dict.fromkeys("abc", "one"))
    assert folded(Ranked("abcd"), path, 2).facets == {"year": (("2019", 1),)}


@settings(max_examples=25)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=24), st.integers(1, 5))
def test_page_by_page_each_group_is_shown_once_and_all_are_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, labels: list[int], limit: int
) -> None:
    names = [chr(ord("a") + place) for place in range(len(labels))]
    of = {name: f"g{label}" for name, label in zip(names, labels, strict=True) if label}
    path = groups(tmp_path_factory.mktemp("facts") / "facts.sqlite", of)
    ranked = Ranked(names)
    whole = folded(ranked, path, 100)
    pages = [folded(ranked, path, limit, offset) for offset in range(0, len(names) + limit, limit)]
    shown = [match.digest for page in pages for match in page.matches]
    assert shown == [match.digest for match in whole.matches]
    first = {}
    for name in names:
        first.setdefault(of.get(name, name), name)
    assert shown == list(first.values())
    alike = {digest: some for page in pages for digest, some in page.alike.items()}
    assert alike == whole.alike
    assert sorted([*shown, *(digest for some in alike.values() for digest in some)]) == names
    assert [page.folded for page in pages] == [
        sum(len(alike.get(name, ())) for name in shown[: offset + limit])
        for offset in range(0, len(names) + limit, limit)
    ]


def test_many_documents_are_asked_about_at_once(tmp_path: Path) -> None:
    path = groups(tmp_path / "facts.sqlite", {f"{number}": "one" for number in range(2500)})
    assert len(held.names(path, [f"{number}" for number in range(3000)])) == 2500
