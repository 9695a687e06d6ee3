"""Groups out of pairs, and names that stay."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.duplicates.joining import MOST_TRIED, Joined, judged, named

DIGESTS = [f"{number:02x}" * 32 for number in range(32)]


def test_what_is_alike_to_one_of_a_group_is_of_the_group() -> None:
    joined = Joined(5)
    judged(joined, [(0, [1, 3]), (1, [2])], lambda one, other: other != 3)
    assert joined.several() == [[0, 1, 2]]


def test_those_that_are_together_are_not_compared() -> None:
    joined = Joined(3)
    joined.join(0, 1)
    joined.join(1, 2)
    assert judged(joined, [(0, [1, 2]), (1, [2])], lambda one, other: False) == 0


def test_a_document_that_is_like_none_of_many_is_taken_to_be_like_none() -> None:
    others = list(range(1, 100))
    assert judged(Joined(100), [(0, others)], lambda one, other: False) == MOST_TRIED


def test_a_group_keeps_its_name_as_it_grows_and_loses_its_first() -> None:
    first = named([DIGESTS[1:3]], {})
    grown = named([DIGESTS[:4]], first)
    assert set(grown.values()) == set(first.values()) == {DIGESTS[1][:12]}
    assert set(named([[DIGESTS[0], DIGESTS[3]]], grown).values()) == {DIGESTS[1][:12]}


def test_of_two_groups_that_become_one_the_larger_gives_the_name() -> None:
    before = {**dict.fromkeys(DIGESTS[:2], "small"), **dict.fromkeys(DIGESTS[2:5], "large")}
    assert set(named([DIGESTS[:5]], before).values()) == {"large"}


def test_of_a_group_that_falls_apart_the_larger_part_keeps_the_name() -> None:
    before = dict.fromkeys(DIGESTS[:5], "name")
    now = named([DIGESTS[:2], DIGESTS[2:5]], before)
    assert {now[digest] for digest in DIGESTS[2:5]} == {"name"}
    assert now[DIGESTS[0]] == now[DIGESTS[1]] == DIGESTS[0][:12]


@given(st.lists(st.integers(0, 5), min_size=32, max_size=32), st.lists(st.integers(0, 5), min_size=32, max_size=32))
def test_every_group_has_one_name_and_no_two_have_the_same(first: list[int], then: list[int]) -> None:
    names: dict[str, str] = {}
    for labels in (first, then):
        groups = [[d for d, its in zip(DIGESTS, labels, strict=True) if its == label] for label in range(6)]
        groups = [some for some in groups if len(some) > 1]
        names = named(groups, names)
        assert [{names[digest] for digest in some} for some in groups] == [{names[some[0]]} for some in groups]
        assert len(set(names.values())) == len(groups)
