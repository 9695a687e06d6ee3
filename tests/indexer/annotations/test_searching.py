"""Questions about tags and notes are answered as they are at that moment, exactly, beside any other question."""

import random
from collections import Counter
from pathlib import Path

import pytest

from indexer.annotations import Annotations
from indexer.annotations.searching import annotated
from indexer.engine.interface import Entry, Order
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.places import Places
from indexer.query import Among, InTitle, Leaf, Node, Noted, Tagged, Word, all_of, parse, replaced
from indexer.record import changed
from indexer.search import Searching
from indexer.stored import StoredPages
from tests.brute import Brute
from tests.indexer.engine.conftest import PLAIN
from tests.random_queries import dice_for, some_documents, some_leaf, some_node, some_rounds, some_text

TAGS = ("lead", "leads", "done", "to-do", "\u043c\u0438\u0440")
LAYOUT = (22, 8, 3, 1)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def entry(digest: str, *pages: str) -> Entry:
    return changed(PLAIN, digest=digest, pages=pages, stored=digest)


class Asked:
    """An index of a few letters, asked with what is tagged and noted now."""

    def __init__(self, folder: Path, places: Places) -> None:
        self.folder = folder
        self.places = places
        self.notes: tuple[str, ...] = ()
        letters = ("a", "lantern oil"), ("b", "lantern wicks"), ("c", "wicks"), ("d", "lantern")
        WhooshEngine().write(folder, [entry(name * 64, text) for name, text in letters], ())

    def __call__(self, query: str, often: bool = True) -> str:
        with WhooshEngine().open(self.folder, often=often) as searcher, annotated(searcher, self.places) as mine:
            found = mine.search(parse(query))
            assert sorted(mine.digests(parse(query))) == sorted(match.digest for match in found.matches)
        self.notes = found.notes
        return "".join(sorted(match.digest[0] for match in found.matches))


@pytest.fixture
def ask(tmp_path: Path, places: Places) -> Asked:
    return Asked(tmp_path / "index", places)


@pytest.mark.parametrize("often", [False, True])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tag:leads", "ab"),
        ("tag:LEADS lantern", "ab"),
        ('wicks tag:"leads"', "b"),
        ("lantern -tag:leads", "d"),
        ("-tag:leads", "cd"),
        ("tag:*", "abc"),
        ("-tag:*", "d"),
        ("tag:lead*", "abc"),
        ("tag:leads OR note:annexes", "abd"),
        ("tag:leads tag:done", "a"),
        ("note:*", "ad"),
        ("note:annex", "d"),
        ('note:"ask for the annex"', "d"),
        ('note:"ask the annex"', ""),
        ('note:"annex ask"~3', "d"),
        ("note:/ann.*/ lantern", "ad"),
        ("note:ann*", "ad"),
        ("note:anex~1", "d"),
        ("-note:annex lantern", "ab"),
        ("tag:done note:smith", "a"),
        ("note:lantern", ""),
        ("annex", ""),
    ],
)
def test_tags_and_notes_are_asked_for_beside_words(
    query: str, found: str, ask: Asked, places: Places, often: bool
) -> None:
    with Annotations.open(places) as mine:
        mine.tag(["a" * 64, "b" * 64, "e" * 64], ["leads"])
        mine.tag(["a" * 64], ["done"])
        mine.tag(["c" * 64], ["leader"])
        mine.note("d" * 64, 1, "Ask for the annex")
        mine.note("a" * 64, None, "ask Smith")
        mine.note("a" * 64, None, "annals are another word")
        mine.note("f" * 64, None, "the annex of what is not held")
    assert ask(query, often) == found


def test_what_is_tagged_is_found_at_once_and_what_is_not_any_more_is_not(ask: Asked, places: Places) -> None:
    with WhooshEngine().open(ask.folder, often=True) as searcher:
        for tags, found in ((["x"], 1), ([], 1)):
            with Annotations.open(places) as mine:
                mine.tag(["a" * 64], tags)
            with annotated(searcher, places) as mine_too:
                assert mine_too.search(parse("lantern tag:x")).total == found
        with Annotations.open(places) as mine:
            mine.tag(["a" * 64], [], ["x"])
        with annotated(searcher, places) as mine_too:
            assert mine_too.search(parse("lantern tag:x")).total == 0


def test_a_tag_that_nothing_has_is_told_with_one_that_is_near(ask: Asked, places: Places) -> None:
    assert ask("tag:leads") == ""
    assert ask.notes == ("nothing is tagged yet; begin with `foi tag +NAME ID`",)
    assert ask("tag:* OR tag:leads") == ""
    assert ask.notes == ("nothing is tagged yet; begin with `foi tag +NAME ID`",)
    with Annotations.open(places) as mine:
        mine.tag(["a" * 64], ["leads"])
    assert ask("lantern tag:leeds") == ""
    assert ask.notes == ("nothing has the tag leeds; did you mean tag:leads?",)
    assert ask("lantern tag:x*") == ""
    assert ask.notes == ("no tag begins with x; `foi tag` lists all",)
    assert ask("lantern tag:x") == ""
    assert ask.notes == ("nothing has the tag x; `foi tag` lists all",)
    assert ask("lantern -tag:leeds") == "abd", "what is not wanted may be nowhere"
    assert ask("tag:leads") == "a"
    assert not ask.notes


def test_asking_makes_no_file_and_writing_may_begin_again_after_it(ask: Asked, places: Places) -> None:
    assert ask("lantern -tag:*") == "abd"
    assert not places.own.exists()


@pytest.mark.parametrize("seed", range(4))
def test_every_question_is_answered_as_by_reading_all_notes_and_all_documents(seed: int, tmp_path: Path) -> None:
    dice = dice_for(f"annotations {seed}")
    places, folder = Places(tmp_path), tmp_path / "index"
    brute, engine = Brute(), WhooshEngine()
    rounds = some_rounds(dice, LAYOUT)
    for added, removed in rounds:
        brute.write(folder, added, removed)
        engine.write(folder, added, removed)
    every = sorted({entry.digest for added, _ in rounds for entry in added})
    tags = {tag: frozenset(dice.sample(every, dice.randrange(len(every)))) for tag in TAGS}
    notes = [(dice.choice(every), some_text(dice, 8) + "x") for _ in range(20)]
    with Annotations.open(places) as mine:
        for tag, digests in tags.items():
            mine.tag(digests, [tag])
        for digest, text in notes:
            mine.note(digest, None, text)
    with brute.open(folder) as plain, engine.open(folder) as once, engine.open(folder, often=True) as often:
        leaves = [some_leaf(dice, plain.readings) for _ in range(60)]
        of_notes = [leaf for leaf in leaves if not isinstance(leaf, InTitle)]
        pool: list[Node] = [*leaves, *(_about(dice, of_notes) for _ in range(60))]
        several = 0
        for _ in range(150):
            tree = some_node(dice, pool)
            meant = replaced(tree, lambda node: _meant(node, tags, notes))
            expected = plain.search(meant, limit=1000)
            found = {match.digest for match in expected.matches}
            counts = Counter(tag for tag, digests in tags.items() for _ in digests & found)
            several += 0 < expected.total < len(plain.readings)
            for searcher in (once, often):
                with annotated(searcher, places) as mine_too:
                    answer = mine_too.search(tree, limit=1000, order=Order.OLDEST, facets=["tag", "kind"])
                    assert {match.digest for match in answer.matches} == found, tree
                    assert answer.total == expected.total
                    assert dict(answer.facets["tag"]) == dict(counts)
                    assert list(answer.facets) == ["tag", "kind"]
                    assert [count for _, count in answer.facets["tag"]] == sorted(counts.values(), reverse=True)
    assert several > 60


def _about(dice: random.Random, leaves: list[Leaf]) -> Node:
    match dice.randrange(4):
        case 0:
            return Noted(dice.choice((None, dice.choice(leaves))))
        case 1:
            return Tagged(dice.choice(("", "l", "lead", "nothing", "t")), open_ended=True)
    return Tagged(dice.choice((*TAGS, "nothing")))


def _meant(node: Node, tags: dict[str, frozenset[str]], notes: list[tuple[str, str]]) -> Node:
    """Return the documents a tag or a note means, found by reading every one of them."""
    match node:
        case Tagged(tag, open_ended):
            several = [
                digests for name, digests in tags.items() if name == tag or (open_ended and name.startswith(tag))
            ]
            return Among(frozenset().union(*several))
        case Noted(leaf):
            return Among(frozenset(digest for digest, text in notes if leaf is None or _says(text, leaf)))
    return node


def _says(text: str, leaf: Leaf) -> bool:
    only = Brute()
    only.write(Path("note"), [entry("0" * 64, text)], ())
    with only.open(Path("note")) as searcher:
        return bool(searcher.search(leaf).total)


@pytest.mark.parametrize("record", [0, 10**6])
@pytest.mark.parametrize("find", [0, 10**6])
def test_documents_by_digest_are_the_same_however_they_are_looked_for(
    record: int, find: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.engine.searching.index._RECORD", record)
    monkeypatch.setattr("indexer.engine.searching.index._FIND", find)
    monkeypatch.setattr("indexer.engine.searching.matching._MANY", find)
    dice = dice_for("however")
    brute, engine = Brute(), WhooshEngine()
    rounds = some_rounds(dice, (300, 20, 3))
    for added, removed in rounds:
        brute.write(tmp_path, added, removed)
        engine.write(tmp_path, added, removed)
    with brute.open(tmp_path) as plain, engine.open(tmp_path) as once, engine.open(tmp_path, often=True) as often:
        for _ in range(20):
            query = all_of(some_documents(dice, rounds), Word("train"))
            for asked in (query, query.parts[0]):  # type: ignore[union-attr]
                expected = sorted(plain.digests(asked))
                assert [sorted(searcher.digests(asked)) for searcher in (once, often)] == [expected, expected]


def test_what_was_replaced_keeps_its_tags_and_is_found_by_them_where_its_state_is_asked_for(
    tmp_path: Path, places: Places
) -> None:
    replaced_one = changed(entry("b" * 64, "oars"), states=("superseded",))
    WhooshEngine().write(tmp_path / "index", [entry("a" * 64, "oars and thwarts"), replaced_one], ())
    with Annotations.open(places) as mine:
        mine.tag(["b" * 64], ["leads"])
    with WhooshEngine().open(tmp_path / "index") as searcher, StoredPages(tmp_path / "text.sqlite") as store:
        searching = Searching(searcher, store, places=places)
        assert searching.digests(parse("oars")) == ["a" * 64]
        assert searching.digests(parse("tag:leads")) == []
        assert searching.digests(parse("tag:leads state:superseded")) == ["b" * 64]
        assert searching.search(parse("tag:leads"), limit=0).total == 0
