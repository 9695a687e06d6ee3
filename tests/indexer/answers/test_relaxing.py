"""Relaxing: only plain words that all had to be there are let go, and as few as may be."""

import pytest

from indexer.answers.relaxing import Relaxed, relaxed
from indexer.query import And, AtLeast, Node, Word, parse


def ask(query: str, best: int, nowhere: tuple[str, ...] = ()) -> tuple[Relaxed | None, int]:
    """Relax a query of which at most `best` words stand in one document; return also how often it asked."""
    asked = []

    def matches(node: Node) -> bool:
        least = node.parts[0] if isinstance(node, And) else node
        assert isinstance(least, AtLeast)
        asked.append(least.count)
        return least.count <= best

    found = relaxed(parse(query), lambda words: [word.term not in nowhere for word in words], matches)
    return found, len(asked)


def kept(query: str, best: int) -> int:
    """Return how many words are asked for, 0 if it is not relaxed."""
    found, _ = ask(query, best)
    node = found.query if found else None
    least = node.parts[0] if isinstance(node, And) else node
    return least.count if isinstance(least, AtLeast) else 0


@pytest.mark.parametrize(("best", "wanted"), [(3, 3), (2, 2), (1, 0), (0, 0)])
def test_as_many_words_are_asked_for_as_give_something_and_never_less_than_half(best: int, wanted: int) -> None:
    assert kept("lamps poles cables fees", best) == wanted


@pytest.mark.parametrize("query", ["lamps", '"lamps poles"', "lamps OR poles", "lamps kind:news", "lamps -poles"])
def test_what_has_no_two_plain_words_is_not_relaxed(query: str) -> None:
    assert ask(query, 9) == (None, 0)


def test_the_same_word_twice_is_one() -> None:
    assert ask("train trains training", 9) == (None, 0)


def test_filters_phrases_and_what_is_not_wanted_stay() -> None:
    found, _ = ask('lamps poles cables kind:news -fees "street works" (a OR b) title:x', 2)
    assert found
    assert isinstance(found.query, And)
    words = tuple(Word(term) for term in ("lamp", "pole", "cabl"))
    others = tuple(parse(part) for part in ("kind:news", "-fees", '"street works"', "a OR b", "title:x"))
    assert found.query.parts == (AtLeast(2, words), *others)


def test_the_words_of_a_query_joined_with_filters_of_options_are_its_own() -> None:
    query = And((parse("lamps poles"), parse("kind:news")))
    found = relaxed(query, lambda words: [1] * len(words), lambda node: True)
    assert found
    assert found.query == And((AtLeast(1, (Word("lamp"), Word("pole"))), parse("kind:news")))


def test_a_hundred_words_are_asked_for_a_few_times_only() -> None:
    found, times = ask(" ".join(f"w{number}" for number in range(100)), 77)
    assert found
    assert isinstance(found.query, AtLeast)
    assert found.query.count == 77
    assert times <= 8


@pytest.mark.parametrize(
    ("query", "best", "nowhere", "note"),
    [
        ("lamps poles", 1, (), "nothing has both words; these have one of them"),
        ("lamps poles zebra", 2, ("zebra",), 'nothing has all three words ("zebra" is in no document); these have two'),
        ("a b c y z", 3, ("y", "z"), 'nothing has all five words ("y", "z" are in no document); these have three'),
        (" ".join(f"w{n}" for n in range(12)), 11, (), "nothing has all 12 words; these have 11 of them"),
    ],
)
def test_the_person_is_told(query: str, best: int, nowhere: tuple[str, ...], note: str) -> None:
    found, _ = ask(query, best, nowhere)
    assert found
    assert found.note.startswith(note)


def test_words_that_are_nowhere_are_not_asked_for() -> None:
    _, times = ask("y z lamps", 9, ("y", "z"))
    assert times == 0
