"""The Whoosh engine: what it finds, on which pages, in which order, and what it does when it cannot."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING

import pytest

from indexer.engine.interface import Entry, Order, PageMatch
from indexer.engine.searching.expansion import MAX_EXPANSION
from indexer.engine.whoosh_engine import EXPECTED, FALLBACK, WhooshEngine, check_distribution
from indexer.errors import DamagedIndex, IndexerError

if TYPE_CHECKING:
    from .conftest import Collection

Make = Callable[..., Entry]


def test_an_index_without_documents_answers_nothing(collection: "Collection") -> None:
    collection.write()
    assert collection.search("anything").total == 0
    assert collection.search("-anything").matches == ()


def test_words_on_different_pages_find_the_document(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social", "media", "training"), entry("b", "social media"))
    assert collection.pages("social training") == {"a": [3, 1]}  # "training" is the rarer word


def test_a_phrase_may_go_over_a_page_break_and_counts_on_both_pages(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "spent on social", "", "media training"))
    assert collection.pages('"social media training"') == {"a": [1, 3]}
    assert collection.pages('"on media"') == {}


def test_no_phrase_goes_from_the_heading_into_the_first_page(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "training", title="Social media", heading="Social media"))
    assert collection.pages('"media training"') == {}
    assert collection.pages("media training") == {"a": [0, 1]}


def test_the_page_with_more_of_the_query_comes_first(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "media media media", "social media", "nothing", "social"))
    match = collection.search("social media").matches[0]
    assert match.pages == (PageMatch(2, 2, 2), PageMatch(1, 1, 3), PageMatch(4, 1, 1))


def test_the_heading_comes_only_if_it_adds_something(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social media", "other", heading="media report"))
    assert collection.pages("media") == {"a": [1]}
    assert collection.pages("social report") == {"a": [0, 1]}
    assert collection.pages("report") == {"a": [0]}


def test_a_match_by_filters_alone_has_no_pages(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social media"))
    assert collection.pages("kind:release") == {"a": []}


def test_a_word_broken_at_a_line_end_is_found_in_either_spelling(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "the informa-\ntion officer", "a non-\ncompliance notice"))
    for query in (
        "information",
        '"the information officer"',
        '"the informa tion officer"',
        "non-compliance",
        "noncompliance",
    ):
        assert collection.digests(query) == ["a"], query
    assert collection.digests('"the informa officer"') == []


def test_one_sum_of_money_is_found_however_it_is_printed(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "£92,574"), entry("b", "92574"), entry("c", "92,574.00"), entry("d", "92,574.60"))
    for query in ("£92,574", '"92574"', "92,574.00"):
        assert sorted(collection.digests(query)) == ["a", "b", "c"]
    assert collection.digests("92574.6") == ["d"]


def test_a_prefix_finds_words_by_their_unstemmed_beginning(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "generalisation"), entry("b", "generous"))
    assert collection.digests("generalisati*") == collection.digests("generali*") == ["a"]
    assert sorted(collection.digests("gener*")) == ["a", "b"]


def test_a_prefix_that_stands_for_too_many_words_says_so(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", " ".join(f"x{number:05}" for number in range(MAX_EXPANSION + 204))))
    found = collection.search("x*")
    assert found.total == 1
    assert found.notes == ("x* stands for 1,204 words; the first 1,000 were searched",)
    assert collection.search("x0000*").notes == ()


def test_an_authority_is_found_by_words_of_one_name_in_their_order(collection: "Collection", entry: Make) -> None:
    collection.write(
        entry("a", authorities=("Foreign & Commonwealth Office", "Home Office")),
        entry("b", authorities=("Office of Foreign Trade",)),
    )
    assert collection.digests('authority:"foreign office"') == ["a"]
    assert collection.digests('authority:"Foreign and Commonwealth"') == ["a"]
    assert collection.digests('authority:"commonwealth home"') == []
    assert collection.digests('authority:"office commonwealth foreign"') == []
    assert collection.digests("authority:trad*") == ["b"]
    assert collection.digests("authority:trading") == []


def test_a_document_without_a_date_matches_no_date_and_comes_last(collection: "Collection", entry: Make) -> None:
    old, new = date(2014, 8, 26), date(2016, 1, 1)
    collection.write(entry("a", "x"), entry("b", "x", published=old), entry("c", "x", published=new))
    assert collection.digests("x", Order.NEWEST) == ["c", "b", "a"]
    assert collection.digests("x", Order.OLDEST) == ["b", "c", "a"]
    assert collection.digests("x published:..2016", Order.OLDEST) == ["b", "c"]
    assert collection.digests("x published:26/08/2014") == ["b"]
    assert collection.digests("x -published:2014..", Order.OLDEST) == ["a"]


def test_a_type_is_found_whole_and_by_its_second_half(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "x", media_type="application/pdf"), entry("b", "x", media_type="text/html"))
    assert collection.digests("type:pdf") == collection.digests("type:application/pdf") == ["a"]


def test_a_word_in_the_title_weighs_more(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "asbestos in schools"), entry("b", "asbestos in schools", title="Asbestos"))
    assert collection.digests("asbestos") == ["b", "a"]


def test_a_digest_given_again_replaces_what_was_there(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "first"), entry("b", "other"), entry("a", "second"))
    assert (collection.digests("first"), collection.digests("second"), collection.digests("other")) == (
        [],
        ["a"],
        ["b"],
    )
    collection.write(entry("a", "third"))
    assert (collection.digests("second"), collection.digests("third")) == ([], ["a"])
    assert collection.search("-zebra").total == 2


def test_what_is_removed_is_not_found_and_what_was_never_there_does_not_matter(
    collection: "Collection", entry: Make
) -> None:
    collection.write(entry("a", "social"), entry("b", "social"))
    collection.write(removed=("a", "never there"))
    assert collection.digests("social") == ["b"]


def test_many_small_runs_leave_few_segments(collection: "Collection", entry: Make) -> None:
    for number in range(40):
        collection.write(entry(f"{number:02}", f"word{number}"))
    assert collection.digests("word*", Order.OLDEST) == [f"{number:02}" for number in range(40)]
    assert len(list(collection.folder.glob("*.trm"))) <= 6


def test_deleted_documents_leave_the_disk(collection: "Collection", entry: Make) -> None:
    collection.write(*(entry(f"{number:03}", f"word{number}") for number in range(100)))
    collection.write(entry("new", "word"), removed=tuple(f"{number:03}" for number in range(60)))
    assert collection.search("word*").total == 41
    assert not any(b"word59" in file.read_bytes() for file in collection.folder.glob("*.trm"))


def test_what_an_older_generation_holds_is_untouched_by_writing_to_a_hard_linked_copy(
    collection: "Collection", entry: Make, tmp_path: Path
) -> None:
    collection.write(entry("a", "social"), entry("b", "media"))
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in collection.folder.iterdir():
        os.link(file, copy / file.name)
    WhooshEngine().write(copy, [entry("a", "changed"), entry("c", "new")], ["b"])
    assert (collection.digests("social"), collection.digests("media")) == (["a"], ["b"])
    assert collection.digests("changed OR new") == []


def test_an_error_among_the_entries_leaves_the_index_as_it_was(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social"))

    def entries() -> Iterator[Entry]:
        yield entry("a", "changed")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        WhooshEngine().write(collection.folder, entries(), ())
    assert collection.digests("social") == ["a"]
    collection.write(entry("b", "after"))
    assert collection.digests("after") == ["b"]


@pytest.mark.parametrize(
    "text",
    [
        "\x00a\x00word\x00",
        "\ud800word\udfff",
        "x" * 1_000_000 + " word",
        "\u202eword\u202c",
        "مرحبا word",
        "\U0001f600 word",
        "word" + "\u0301" * 99,
    ],
    ids=["nul", "surrogates", "long", "bidi", "rtl", "emoji", "marks"],
)
def test_hostile_text_is_indexed_and_found(text: str, collection: "Collection", entry: Make) -> None:
    collection.write(
        entry("a", text, title=text, heading=text, authorities=(text,), sources=(text[:9],), kinds=(text[:9],))
    )
    match = collection.search("word authority:word").matches[0]
    assert (match.digest, match.stored) == ("a", "stored a")
    assert match.pages == (PageMatch(1, 1, 1),)


def test_a_word_of_any_length_is_found_by_its_beginning(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "y" * 100_000))
    assert collection.digests("y" * 200) == collection.digests("yyy*") == ["a"]


def test_files_that_were_cut_or_changed_are_a_damaged_index(collection: "Collection", entry: Make) -> None:
    collection.write(*(entry(f"{n}", f"social media training {n}", published=date(2014, 1, 1)) for n in range(200)))
    read = list(collection.folder.iterdir())
    assert {file.suffix for file in read} == {".seg", ".json"}
    for file in read:
        whole = file.read_bytes()
        for damaged in (whole[: len(whole) // 2], b"", b"\xa5" * len(whole)):
            file.write_bytes(damaged)
            with pytest.raises(DamagedIndex, match="foi index --rebuild"):
                collection.search('"social media" published:2014')
        file.write_bytes(whole)
    assert collection.search("social").total == 200


def test_a_folder_that_holds_no_index_is_a_damaged_index(tmp_path: Path, collection: "Collection") -> None:
    collection.folder = tmp_path
    with pytest.raises(DamagedIndex, match="rebuild"):
        collection.search("social")


def test_another_distribution_of_whoosh_is_named_with_what_to_do() -> None:
    check_distribution(EXPECTED)
    check_distribution(FALLBACK)
    with pytest.raises(IndexerError, match=r"version 5\.4\.0, and not whoosh3 3\.54\.0.*pip install whoosh3==3\.54\.0"):
        check_distribution((5, 4, 0))


def test_the_engine_loads_nothing_heavy_until_it_is_used() -> None:
    program = "import sys; from indexer.engine.whoosh_engine import WhooshEngine; WhooshEngine(); print(*sys.modules)"
    loaded = run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"whoosh.index", "whoosh.fields", "whoosh.writing", "whoosh.highlight", "scrapy", "pdfplumber"} & set(
        loaded
    )


def test_a_small_search_loads_neither_numpy_nor_re2_nor_what_writes(collection: "Collection", entry: Make) -> None:
    collection.write(entry("a", "social media"))
    program = (
        "import sys; from pathlib import Path; from indexer.query import parse;"
        "from indexer.engine.whoosh_engine import WhooshEngine\n"
        "with WhooshEngine().open(Path(sys.argv[1])) as searcher:"
        " assert searcher.search(parse('\"social media\" med*'), limit=1).total == 1\n"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", program, str(collection.folder)]
    loaded = set(run(command, capture_output=True, text=True, check=True).stdout.split())
    assert not {"numpy", "re2", "whoosh.index", "whoosh.writing", "whoosh.query", "indexer.engine.writing"} & loaded
