"""Several indexes opened as one answer as one index of all their documents does, wherever these are."""

import os
import random
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from math import isclose
from pathlib import Path

import pytest

from indexer.engine.interface import FACETS, Entry, Found, Order, Searcher, Share
from indexer.engine.whoosh_engine import Holders, WhooshEngine
from indexer.query import Among, Node, Word
from indexer.record import changed
from tests.random_queries import dice_for, some_entry, some_leaf, some_node
from tests.standing import read

SPLITS = range(int(os.environ.get("FOI_SPLITS", "2")))
QUERIES = 100
ENGINE = WhooshEngine()


@dataclass(frozen=True)
class Split:
    """Documents in several indexes, opened as one, and in one index, for one question and for many."""

    dice: random.Random
    entries: Sequence[Entry]
    where: Sequence[Sequence[Entry]]
    merged: Sequence[Searcher]
    together: Sequence[Searcher]
    holders: Holders


@pytest.fixture(scope="module", params=SPLITS)
def split(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> object:
    """Write each document into one index or several, some of these in rounds of which later ones replace and remove."""
    dice = dice_for(f"split {request.param}")
    folder = tmp_path_factory.mktemp("split")
    entries: list[Entry] = []
    for _ in range(60):
        entries.append(some_entry(dice, f"{dice.getrandbits(256):064x}", entries))
    where = [
        [entry for entry in entries if dice.randrange(3) == 0 or position == number % 5]
        for position in range(5)
        for number in [dice.randrange(5)]
    ]
    where = [*where, [entry for entry in entries if not any(entry in some for some in where)], []]
    for position, some in enumerate(where):
        _write(dice, folder / f"{position}", some)
    ENGINE.write(folder / "merged", list(dict.fromkeys(entry for some in where for entry in some)), ())
    folders = [folder / f"{position}" for position in range(len(where))]
    with ExitStack() as stack:
        together = [stack.enter_context(ENGINE.open_together(folders, often=often)) for often in (False, True)]
        merged = [stack.enter_context(ENGINE.open(folder / "merged", often=often)) for often in (False, True)]
        yield Split(dice, entries, where, merged, [searcher for searcher, _ in together], together[0][1])


def _write(dice: random.Random, folder: Path, entries: Sequence[Entry]) -> None:
    """Write entries in rounds; the first has others in it too, which the second replaces or removes."""
    old = [some_entry(dice, entry.digest) for entry in entries if not dice.randrange(4)]
    gone = [some_entry(dice, f"{dice.getrandbits(256):064x}") for _ in range(dice.randrange(4))]
    many = [some_entry(dice, f"{dice.getrandbits(256):064x}") for _ in range(50)] if dice.randrange(2) else []
    ENGINE.write(folder, [*old, *gone, *many], ())
    ENGINE.write(folder, entries, [entry.digest for entry in (*gone, *many)])


def _queries(split: Split) -> list[Node]:
    readings = [read(entry) for entry in split.entries]
    pool: list[Node] = [some_leaf(split.dice, readings) for _ in range(40)]
    pool.append(Among(frozenset(entry.digest for entry in split.entries[::3])))
    return [some_node(split.dice, pool) for _ in range(QUERIES)]


def _rounded(found: Found) -> object:
    matches = [(match.digest, match.pages, match.stored, match.largest) for match in found.matches]
    return found.total, matches, found.notes, found.facets


def test_any_query_finds_the_same_in_the_same_order(split: Split) -> None:
    asked = 0
    for query in _queries(split):
        for order in (Order.RELEVANCE, split.dice.choice([*Order])):
            how = {"order": order, "limit": split.dice.choice((1000, 7)), "offset": split.dice.choice((0, 0, 3))}
            for merged, together in zip(split.merged, split.together, strict=True):
                first, second = (one.search(query, facets=FACETS, **how) for one in (merged, together))
                assert _rounded(first) == _rounded(second)
                scores = zip(first.matches, second.matches, strict=True)
                assert all(isclose(one.score, two.score, abs_tol=1e-9) for one, two in scores)
                asked += first.total > 0
    assert asked > QUERIES  # most find something


def test_scores_are_made_of_the_same(split: Split) -> None:
    def told(shares: Sequence[Share]) -> object:
        return [(share.leaf, share.where, share.count, share.holding, round(share.score, 9)) for share in shares]

    for query in _queries(split)[:40]:
        for merged, together in zip(split.merged, split.together, strict=True):
            for match in merged.search(query, limit=3).matches:
                assert told(merged.why(query, match.digest)) == told(together.why(query, match.digest))
            assert sorted(merged.digests(query)) == sorted(together.digests(query))


def test_words_are_counted_and_corrected_alike(split: Split) -> None:
    words = ("trian", "reprot", "hapy", "informtion", "train", "a", "zzz", "92574", "mediaa", "soical")
    for merged, together in zip(split.merged, split.together, strict=True):
        assert [merged.near(word) for word in words] == [together.near(word) for word in words]
        asked = [Word(word) for word in ("train", "report", "a", "absent", "media")]
        assert merged.holding(asked) == together.holding(asked)
    assert any(split.together[0].near(word) for word in words)


def test_it_is_known_which_indexes_hold_a_document(split: Split) -> None:
    for entry in split.entries:
        assert split.holders(entry.digest) == [at for at, some in enumerate(split.where) if entry in some]
    assert any(len(split.holders(entry.digest)) > 1 for entry in split.entries)
    assert split.holders("f" * 64) == []


def test_of_two_that_differ_the_first_index_has_the_say(tmp_path: Path) -> None:
    dice = dice_for("two that differ")
    first = changed(some_entry(dice, "a" * 64), pages=("the older of the trams",), stored="one")
    second = changed(first, pages=("the newer of the trains",), stored="two")
    for name, entry in (("one", first), ("two", second)):
        ENGINE.write(tmp_path / name, [entry], ())
    with ENGINE.open_together([tmp_path / "one", tmp_path / "two"]) as (searcher, _):
        assert [match.stored for match in searcher.search(Word("tram")).matches] == ["one"]
        assert searcher.search(Word("train")).total == 0
    with ENGINE.open_together([tmp_path / "two", tmp_path / "one"]) as (searcher, _):
        assert [match.stored for match in searcher.search(Word("train")).matches] == ["two"]


def test_what_is_left_out_is_found_in_none(tmp_path: Path) -> None:
    dice = dice_for("left out")
    entries = [changed(some_entry(dice, sign * 64), pages=("a train",)) for sign in "abc"]
    for name in ("one", "two"):
        ENGINE.write(tmp_path / name, entries, ())
    with ENGINE.open_together([tmp_path / "one", tmp_path / "two"], left_out=["a" * 64]) as (searcher, _):
        assert searcher.search(Word("train")).total == 2
        assert searcher.holding([Word("train")]) == [2]


def test_the_likelier_word_is_the_one_in_more_documents_of_all(tmp_path: Path) -> None:
    dice = dice_for("likelier")

    def some(word: str, *digests: str) -> list[Entry]:
        return [changed(some_entry(dice, sign * 64), title="", heading="", pages=(word,)) for sign in digests]

    twice = some("trim", "a", "b", "c")  # held by both, and so in three, not six
    for name, entries in (("one", some("tram", "d", "e")), ("two", some("tram", "f", "9"))):
        ENGINE.write(tmp_path / name, [*twice, *entries], ())
    with ENGINE.open_together([tmp_path / "one", tmp_path / "two"]) as (searcher, _):
        assert searcher.near("trxm") == ["tram", "trim"]
