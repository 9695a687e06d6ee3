"""Faults of Whoosh that this product would meet: each is shown first where Whoosh has it, then that we have it not.

Some are in the release we depend on. Those that only its older relatives have (2.7.4, 2.7.5) are put back into it, in
words of our own, so that the test would notice if it were our engine that had them.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import whoosh.highlight
from whoosh import collectors, fields, query
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.engine.interface import Entry, Found, Order
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.marking.snippets import snippet
from indexer.query import Amount, And, Label, Not, Or, Phrase, Prefix, Published, Word
from tests.indexer.engine.whoosh_alone import digests, stock, stock_hits

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves files open

Make = Callable[..., Entry]
ALPHA, BETA = Word("alpha", "alpha"), Word("beta", "beta")


def tiers_that_wrap(bits: int, step: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Cut a range into tiers as Whoosh 2.7 does: an end taken below 0 comes out above all numbers."""
    shift = 0
    while True:
        unit, low = 1 << (shift + step), (1 << shift) - 1
        mask = unit - 1 - low
        begins, ends = start & mask == 0, end & mask == mask
        inner = (start if begins else start + unit) & ~mask
        outer = (end if ends else end - unit) & ~mask & ((2 << bits) - 1)
        if shift + step >= bits or inner > outer:
            yield start, end | low, shift
            return
        if not begins:
            yield start, start | mask | low, shift
        if not ends:
            yield end & ~mask, end | low, shift
        start, end, shift = inner, outer, shift + step


def test_a_range_without_a_lower_bound_holds_no_number_above_the_upper(
    ask: Callable[..., Found], entry: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stock(
        tmp_path / "w3", ({"id": n, "n": n} for n in range(50)), id=fields.STORED, n=fields.NUMERIC(int, signed=False)
    )
    monkeypatch.setattr("whoosh.util.numeric.split_ranges", tiers_that_wrap)
    assert stock_hits(made, query.NumericRange("n", None, 3)) == list(range(50))

    entries = [entry(f"{n:02}", f"£0.{n:02}", published=date(2014, 1, 1 + n % 28)) for n in range(50)]
    ask(Amount(None, None), entries)
    for top in (0, 3, 15, 16, 29, 48):
        assert digests(ask(Amount(None, top))) == [f"{n:02}" for n in range(top + 1)]
        assert digests(ask(Amount(top, None))) == [f"{n:02}" for n in range(top, 50)]
        assert digests(ask(Amount(top, top))) == [f"{top:02}"]
    assert digests(ask(Published(None, date(2014, 1, 2)))) == ["00", "01", "28", "29"]


def test_a_document_with_several_numbers_in_a_range_is_one_match_whatever_else_is_asked(
    ask: Callable[..., Found], entry: Make, tmp_path: Path
) -> None:
    made = stock(
        tmp_path / "w3", [{"id": 0, "t": "alpha", "n": [16, 17]}], id=fields.STORED, t=fields.ID, n=fields.NUMERIC
    )
    assert stock_hits(made, query.NumericRange("n", 16, 31)) == [0, 0]
    with pytest.raises(AssertionError):
        stock_hits(made, query.And([query.Term("t", "alpha"), query.NumericRange("n", 16, 31)]))

    ask(ALPHA, [entry("a", "alpha £0.16 and £0.17", "£0.17, £0.16"), entry("b", "£0.18")])
    within = Amount(16, 31)
    assert ask(within).total == 2
    for asked in (And((ALPHA, within)), And((within, ALPHA)), And((within, Amount(17, 17)))):
        found = ask(asked)
        assert (found.total, digests(found)) == (1, ["a"])
    assert [match.digest for match in ask(And((within, Not(ALPHA)))).matches] == ["b"]


def test_the_largest_of_several_numbers_is_what_is_sorted_by(
    ask: Callable[..., Found], entry: Make, tmp_path: Path
) -> None:
    made = stock(
        tmp_path / "w3",
        [{"id": 0, "n": [5, 900]}, {"id": 1, "n": [50]}],
        id=fields.STORED,
        n=fields.NUMERIC(sortable=True),
    )
    assert stock_hits(made, query.Every(), sortedby="n", reverse=True) == [1, 0]  # only the first is kept

    found = ask(
        Not(BETA),
        [entry("a", "£5 £900"), entry("b", "£50", "€1m"), entry("c", "x"), entry("d", "£9")],
        order=Order.LARGEST,
    )
    assert [match.digest for match in found.matches] == ["b", "a", "d", "c"]


def test_a_sum_is_what_is_printed_to_the_penny_and_of_any_size(
    ask: Callable[..., Found], entry: Make, tmp_path: Path
) -> None:
    made = stock(tmp_path / "w3", [{"id": 0, "n": 0.29 * 100}], id=fields.STORED, n=fields.NUMERIC(float))
    assert stock_hits(made, query.NumericRange("n", 29, 29)) == []
    with pytest.raises(ValueError, match="out of range"):
        stock(tmp_path / "w3", [{"n": 9_257_400_000}], n=fields.NUMERIC)

    ask(ALPHA, [entry("a", "£0.29"), entry("b", "£92,574,000.00"), entry("c", "£3bn")])
    assert digests(ask(Amount(29, 29))) == ["a"]
    assert digests(ask(Amount(9_257_400_000, 9_257_400_000))) == ["b"]
    assert digests(ask(Amount(2**32, None))) == ["b", "c"]


def test_a_filter_holds_whatever_else_limits_a_search(
    ask: Callable[..., Found], entry: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stock(
        tmp_path / "w3",
        ({"id": n, "t": "alpha", "k": "ab"[n % 2]} for n in range(20)),
        id=fields.STORED,
        t=fields.ID,
        k=fields.ID,
    )
    with made.searcher() as searcher:
        # as in 2.7: what limits the time goes past the filter, to the matches of the collector within
        monkeypatch.setattr(collectors.FilterCollector, "matches", lambda self: self.child.matches())
        within = searcher.collector(limit=None, filter=query.Term("k", "a"))
        collector = collectors.TimeLimitCollector(within, timelimit=60)
        searcher.search_with_collector(query.Term("t", "alpha"), collector)
        assert len(collector.results()) == 20

    words = " ".join(f"x{n:04}" for n in range(1_500))
    ask(
        ALPHA,
        [entry(f"{n:02}", f"alpha {words if n < 4 else 'x0'}", kinds=(("release", "news")[n % 2],)) for n in range(20)],
    )
    even = [f"{n:02}" for n in range(0, 20, 2)]
    found = ask(And((Prefix("x"), Label("kind", "release"))))
    assert (digests(found), found.total, len(found.notes)) == (even, 10, 1)
    for limit in (1, 3, 10):
        found = ask(And((Or((ALPHA, Prefix("x"))), Label("kind", "release"))), limit=limit)
        assert (found.total, set(digests(found)) <= set(even)) == (10, True)


class ForgetfulFragmenter(whoosh.highlight.PinpointFragmenter):  # type: ignore[misc]  # Whoosh has no types
    """As in 2.7: it keeps the one token that an analyser gives out again and again."""

    def fragment_tokens(self, text: str, tokens: Iterable[Any]) -> Any:
        return self.fragment_matches(text, [token for token in tokens if token.matched])


def test_a_snippet_marks_the_words_that_were_asked_for(tmp_path: Path) -> None:
    text = "the quick brown fox jumped over the lazy dog"
    made = stock(tmp_path / "w3", [{"t": text}], t=fields.TEXT(stored=True))
    with made.searcher() as searcher:
        found = searcher.search(query.And([query.Term("t", "quick"), query.Term("t", "brown")]))
        found.fragmenter = ForgetfulFragmenter()
        assert "dog</b>" in found[0].highlights("t")

    shown = snippet(text, And((Word("quick"), Word("brown"))))
    assert [shown.text[start:end] for start, end in shown.marks] == ["quick", "brown"]


def test_a_phrase_is_marked_as_a_whole_whatever_its_case() -> None:
    text = "A Java Developer, and a java house. A developer of java"
    words = text.split()  # what 2.7 compares a phrase with, instead of the words as they were analysed
    assert not [at for at in range(len(words)) if words[at : at + 2] == ["java", "developer"]]

    shown = snippet(text, Phrase((Word("java"), Word("develop"))))
    assert [shown.text[start:end] for start, end in shown.marks] == ["Java Developer"]


def test_deleted_documents_do_not_weigh_in_the_ranking(ask: Callable[..., Found], entry: Make, tmp_path: Path) -> None:
    made = stock(
        tmp_path / "w3",
        ({"k": f"{n}", "t": "alpha" if n else "alpha beta"} for n in range(10)),
        k=fields.ID,
        t=fields.TEXT,
    )
    with made.searcher() as searcher:
        before = searcher.idf("t", "beta")
    writer = made.writer()
    for number in range(1, 8):
        writer.delete_by_term("k", f"{number}")
    writer.commit(merge=False)
    with made.searcher() as searcher:
        assert searcher.idf("t", "beta") == before
        assert searcher.doc_count() == 3

    kept = [entry("a", "alpha beta", title="beta"), entry("b", "alpha alpha beta"), entry("c", "beta and more of it")]
    gone = [entry(f"{n}", "alpha beta of another length altogether " * n, title="alpha beta") for n in range(5)]
    asked = Or((ALPHA, BETA))
    ask(asked, [*gone, *kept])
    left = ask(asked, (), removed=[e.digest for e in gone])
    fresh = tmp_path / "fresh"
    WhooshEngine().write(fresh, kept, ())
    with WhooshEngine().open(fresh) as searcher:
        alone = searcher.search(asked)
    assert [match.digest for match in left.matches] == [match.digest for match in alone.matches]
    for one, two in zip(left.matches, alone.matches, strict=True):
        assert math.isclose(one.score, two.score, rel_tol=1e-9)


def test_the_shorter_of_two_documents_ranks_higher_however_long_both_are(
    ask: Callable[..., Found], entry: Make
) -> None:
    assert byte_to_length(length_to_byte(400)) == byte_to_length(length_to_byte(401))

    found = ask(ALPHA, [entry("a", "alpha" + " beta" * 400), entry("b", "alpha" + " beta" * 399)])
    assert [match.digest for match in found.matches] == ["b", "a"]
    assert found.matches[0].score > found.matches[1].score
