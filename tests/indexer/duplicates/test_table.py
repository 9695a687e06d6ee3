"""The groups beside the facts: what comes, changes and goes is all that is looked at."""

import hashlib
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.facts.duplicate_cases import Case, Maker
from benchmarks.facts.duplicate_words import DEV, HELD
from indexer.cards import Card
from indexer.duplicates import comparing, held, table
from indexer.extract.pages import Page
from indexer.facts.store import FactStore
from indexer.progress import Silent
from indexer.text import TextStore
from indexer.wanted import Wanted


class Held:
    """Texts and their groups."""

    def __init__(self, folder: Path) -> None:
        self.store = TextStore(folder / "text.sqlite")
        self.facts = FactStore(folder / "facts.sqlite")
        self.path = folder / "facts.sqlite"

    def put(self, text: str, authority: str = "", version: str = "1") -> Wanted:
        """Keep a text, and return what is wanted of it."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.store.take(digest, "made/1", "", [Page(1, text)])
        card = Card(digest, "", authority, "", "file", "made", "live", *[""] * 7, "made/1", 1, "")
        return Wanted(card, (), version)

    def update(self, *some: Wanted) -> set[frozenset[str]]:
        """Bring the groups up to date with these alone, and return them."""
        table.update(self.facts, self.store, {item.card.digest: item for item in some}, Silent())
        names = held.names(self.path, [item.card.digest for item in some])
        return {frozenset(members) for members in held.members(self.path, set(names.values())).values()}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Held]:
    """Return a place for texts."""
    made = Held(tmp_path)
    yield made
    made.facts.close()
    made.store.close()


def cases(seed: int) -> list[Case]:
    """Return made documents, no two of them with the same text; the groups of the two sets have other names."""
    every = {
        case.text: case._replace(group=f"{name} {case.group}")
        for name, bank in (("dev", DEV), ("held", HELD))
        for case in Maker(bank, seed).cases(1)
    }
    return list(every.values())


def pairs(groups: set[frozenset[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for some in groups for pair in combinations(some, 2)}


def test_of_made_documents_nearly_all_pairs_are_found_and_hardly_any_false_ones(kept: Held) -> None:
    """Sentences of one half of them were not seen when the rules were made."""
    every = cases(5)
    wanted = [kept.put(case.text, case.authority) for case in every]
    found = pairs(kept.update(*wanted))
    by_group: dict[str, set[str]] = {}
    for case, item in zip(every, wanted, strict=True):
        by_group.setdefault(case.group, set()).add(item.card.digest)
    there = pairs({frozenset(some) for some in by_group.values()})
    assert 2 * len(found & there) / (len(found) + len(there)) >= 0.95


def test_document_by_document_the_groups_become_what_they_are_at_once(kept: Held, tmp_path: Path) -> None:
    every = cases(6)[:60]
    wanted = [kept.put(case.text, case.authority) for case in every]
    random.Random(1).shuffle(wanted)  # noqa: S311 - always the same
    for number in range(0, len(wanted), 7):
        little_by_little = kept.update(*wanted[: number + 7])
    (tmp_path / "other").mkdir()
    other = Held(tmp_path / "other")
    with other.store, other.facts:
        at_once = other.update(*[other.put(case.text, case.authority) for case in every])
    assert little_by_little == at_once
    assert at_once


def test_only_what_is_new_is_compared(kept: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    every = cases(7)[:30]
    wanted = [kept.put(case.text, case.authority) for case in every]
    before = kept.update(*wanted)
    monkeypatch.setattr(table, "_take", None)
    monkeypatch.setattr(table, "_compare", None)
    assert kept.update(*wanted) == before


def test_a_group_is_looked_at_anew_when_one_of_it_goes(kept: Held) -> None:
    text = Maker(DEV, 1).letter(DEV.same[0], DEV.bodies[0], Maker(DEV, 1).facts())
    items = [kept.put(f"{text}\n{end}") for end in ("", "Sent by post.", "Sent by mail.")]
    digests = frozenset(item.card.digest for item in items)
    assert kept.update(*items) == {digests}
    (name,) = set(held.names(kept.path, digests).values())
    assert kept.update(*items[1:]) == {digests - {items[0].card.digest}}
    assert set(held.names(kept.path, digests).values()) == {name}
    assert kept.update(items[1]) == set()
    assert held.any_at_all(kept.path) is False


def test_a_text_that_is_another_now_leaves_its_group(kept: Held) -> None:
    text = Maker(DEV, 1).letter(DEV.same[0], DEV.bodies[0], Maker(DEV, 1).facts())
    one, other = kept.put(text), kept.put(f"{text}\nSent by post.")
    assert len(kept.update(one, other)) == 1
    kept.store.take(other.card.digest, "made/1", "", [Page(1, DEV.same[1])])
    assert kept.update(one, Wanted(other.card, (), "2")) == set()


def test_what_was_cut_off_is_taken_up_again(kept: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Maker(DEV, 1).letter(DEV.same[0], DEV.bodies[0], Maker(DEV, 1).facts())
    items = [kept.put(f"{text}\n{end}") for end in ("", "Sent by post.")]
    with monkeypatch.context() as patched:
        patched.setattr(comparing, "judged", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            kept.update(*items)
    assert len(kept.update(*items)) == 1


def test_prints_of_another_version_are_taken_again(kept: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Maker(DEV, 1).letter(DEV.same[0], DEV.bodies[0], Maker(DEV, 1).facts())
    items = [kept.put(f"{text}\n{end}") for end in ("", "Sent by post.")]
    before = kept.update(*items)
    monkeypatch.setattr(table, "VERSION", "prints/0")
    assert kept.update(*items) == before
    assert kept.facts.connection.execute("SELECT DISTINCT version FROM prints").fetchall() == [("prints/0",)]


def test_of_what_is_forgotten_no_print_is_left(kept: Held) -> None:
    text = Maker(DEV, 1).letter(DEV.same[0], DEV.bodies[0], Maker(DEV, 1).facts())
    items = [kept.put(f"{text}\n{end}") for end in ("", "Sent by post.")]
    kept.update(*items)
    table.drop(kept.facts, [items[0].card.digest])
    kept.facts.erase([items[0].card.digest])
    assert items[0].card.digest.encode() not in b"".join(path.read_bytes() for path in kept.path.parent.glob("facts*"))


def test_where_nobody_looked_for_groups_there_are_none(tmp_path: Path) -> None:
    assert held.names(tmp_path / "facts.sqlite", ["0" * 64]) == {}
    with FactStore(tmp_path / "facts.sqlite"):
        assert held.others(tmp_path / "facts.sqlite", "0" * 64) == []
