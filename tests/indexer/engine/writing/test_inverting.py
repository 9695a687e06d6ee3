"""What goes into a segment comes out of it again, whatever it is."""

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engine.interface import Entry
from indexer.engine.segments.layout import PLACES
from indexer.engine.writing import inverting
from tests.indexer.engine.writing.expected import expected_places, held_labels, held_places
from tests.indexer.engine.writing.making import entries, entry, written


@settings(max_examples=60)
@given(st.lists(entries(), min_size=1, max_size=6))
def test_every_word_of_every_field_stands_where_the_analysis_says(documents: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        segment = written(Path(folder) / "a.seg", documents)
        held, begins = expected_places(documents)
        for field in PLACES:
            assert held_places(segment, field) == held[field], field
            terms = sorted(held[field])
            assert bytes(segment.vocabulary(field)) == b"".join(term + b"\n" for term in terms)
            for term in terms:
                found = segment.find(field, term)
                assert found
                assert found.documents == len(held[field][term])
                assert segment.find(field, term + b"~") is None
        for field in ("text", "title"):
            lengths = [sum(len(found.get(at, ())) for found in held[field].values()) for at in range(len(documents))]
            assert list(segment.column(f"length.{field}")) == lengths
            assert segment.words[field] == sum(lengths)
        for number, entry in enumerate(documents):
            assert list(segment.record(number)[2]) == begins[number]
            assert segment.record(number)[:2] == (entry.digest, entry.stored)
        segment.close()


def folded(*labels: str) -> set[bytes]:
    return {label.strip().casefold().encode("utf-8", "replace") for label in labels} - {b""}


def exact(*labels: str) -> set[bytes]:
    return {label.encode("utf-8", "replace") for label in labels} - {b""}


def labels_of(entry: Entry) -> dict[str, set[bytes]]:
    ocr = {*entry.ocr[: len(entry.pages)], *((101,) if len(entry.ocr) < len(entry.pages) else ())}
    media_type = entry.media_type.strip()
    return {
        "digest": exact(entry.digest),
        "source": folded(*entry.sources),
        "kind": folded(*entry.kinds),
        "state": folded(*entry.states),
        "type": folded(media_type, media_type.rpartition("/")[2]) if media_type else set(),
        "outcome": folded(*entry.outcomes),
        "ocr": {f"{byte:02x}".encode() for byte in ocr},
        "body": exact(*entry.bodies),
        "year": {f"{entry.published.year:04d}".encode()} if entry.published else set(),
    }


@settings(max_examples=40)
@given(st.lists(entries(), min_size=1, max_size=6))
def test_labels_and_columns_are_those_of_the_entries(documents: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        segment = written(Path(folder) / "a.seg", documents)
        for field in labels_of(documents[0]):
            expected: dict[bytes, list[int]] = defaultdict(list)
            for number, entry in enumerate(documents):
                for label in labels_of(entry)[field]:
                    expected[label].append(number)
            assert held_labels(segment, field) == dict(expected)
            assert list(segment.labels(field)) == sorted(expected)
            if field == "digest":
                continue
            offsets, ordinals = segment.facet(field)
            names = segment.labels(field)
            for number, entry in enumerate(documents):
                found = [names[ordinal] for ordinal in ordinals[offsets[number] : offsets[number + 1]]]
                whole = folded(entry.media_type) if field == "type" else labels_of(entry)[field]
                assert found == sorted(whole), field
        assert list(segment.column("day")) == [e.published.toordinal() if e.published else 0 for e in documents]
        for number, entry in enumerate(documents):
            assert segment.blob("key", number) == f"{entry.rank}\n{entry.digest}".encode("utf-8", "replace")
            assert segment.blob("pages", number) == (entry.ocr if set(entry.ocr) - {101} else b"")
        segment.close()


def test_sums_are_in_order_with_their_pages_and_each_document_has_its_greatest(tmp_path: Path) -> None:
    documents = [
        entry("\u00a35 for it", digest="a", pages=["\u20ac7.50, \u00a35 and \u00a35", "GBP 1.2 million"]),
        entry("no sum", digest="b", pages=[""]),
        entry("", digest="c", pages=["$0"]),
    ]
    segment = written(tmp_path / "a.seg", documents)
    assert list(zip(*segment.sums(), strict=True)) == [
        (0, 3, 2, 1), (500, 1, 0, 0), (500, 1, 0, 1), (750, 2, 0, 1), (120_000_000, 1, 0, 2),
    ]  # fmt: skip
    assert list(segment.column("largest")) == [120_000_001, 0, 1]


def test_words_of_a_name_after_the_thousandth_are_left_out(tmp_path: Path) -> None:
    segment = written(tmp_path / "a.seg", [entry(authorities=["office " * 1_001 + "late", "Second Office"])])
    places = held_places(segment, "authority")
    assert places[b"office"] == {0: [*range(1_000), 1_001]}
    assert b"late" not in places


@pytest.mark.parametrize("at_once", [1, 2, 7, 50])
def test_memory_may_be_as_small_as_one_likes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    documents = [entry("one two three", digest=str(at), pages=["two or three or four", "or"]) for at in range(5)]
    written(tmp_path / "whole.seg", documents).close()
    monkeypatch.setattr(inverting, "AT_ONCE", at_once)
    written(tmp_path / "parts.seg", documents).close()
    assert (tmp_path / "parts.seg").read_bytes() == (tmp_path / "whole.seg").read_bytes()


def test_documents_of_many_words_and_many_documents_take_wider_numbers(tmp_path: Path) -> None:
    documents = [entry("rare", digest="first")]
    documents += [entry("", digest=str(at), pages=["once more " + "more " * (at % 300)]) for at in range(400)]
    documents += [entry("", digest="long", pages=["word " * 40_000, "rare once " + "end " * 300])]
    segment = written(tmp_path / "a.seg", documents)
    held, _ = expected_places(documents)
    assert held_places(segment, "text") == held["text"]
    rare, more = segment.find("text", b"rare"), segment.find("text", b"more")
    assert rare
    assert more
    assert (rare.ids.width, rare.counts.width, rare.firsts.width) == (2, 0, 4)
    assert (more.ids.width, more.counts.width, more.followers.width) == (1, 2, 1)


def test_terms_are_found_by_their_beginning_in_any_block(tmp_path: Path) -> None:
    names = [f"w{number:05d}x" for number in range(1_000)]
    segment = written(tmp_path / "a.seg", [entry(" ".join(names), pages=["zz"])])
    terms = [name.encode() for name in names]
    for start in (b"", b"w", b"w00", b"w001", b"w00127", b"w00128", b"w00999x", b"w01", b"a", b"z", b"zz", b"zzz"):
        assert list(segment.beginning("text", start)) == [term for term in [*terms, b"zz"] if term.startswith(start)]
        assert [t for t, _ in segment.terms("text", start)] == [t for t in [*terms, b"zz"] if t >= start]
    assert segment.count("text") == 1_001
