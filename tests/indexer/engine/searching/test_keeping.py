"""What is kept from one question to the next."""

from indexer.engine.searching.keeping import Kept


def test_what_was_kept_longest_goes_when_there_is_no_more_room() -> None:
    kept: Kept[str, str] = Kept(10)
    for name in ("a", "b", "c"):
        assert kept.keep(name, name.upper(), 4) == name.upper()
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (None, "B", "C")


def test_what_is_kept_again_takes_its_room_once() -> None:
    kept: Kept[str, str] = Kept(10)
    for _ in range(9):
        kept.keep("a", "A", 5)
    kept.keep("b", "B", 5)
    assert (kept.get("a"), kept.get("b")) == ("A", "B")


def test_one_that_is_larger_than_the_room_is_kept_alone() -> None:
    kept: Kept[str, str] = Kept(10)
    kept.keep("a", "A", 5)
    kept.keep("b", "B", 50)
    assert (kept.get("a"), kept.get("b")) == (None, "B")
