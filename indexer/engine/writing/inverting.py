"""Turns what was gathered into a segment: words by document become documents by word."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.engine.positions import GAP
from indexer.engine.segments.layout import FACETS, RECORD_HEAD, SUMS
from indexer.engine.writing.arrays import I64, U32, passes, starts
from indexer.engine.writing.file import SegmentFile
from indexer.engine.writing.forms import BROKEN, NOTHING, Tables
from indexer.engine.writing.gathered import Gathered, Labelled, Placed
from indexer.engine.writing.lists import grouped, packed

AT_ONCE = 1 << 17
"""Places that are put in order at once: 10 MB of memory, and few enough to stay near the processor."""


class Run(NamedTuple):
    """Where the words of a field stand, all documents in one run of positions.

    `begins` is where, in the run, each heading, page or title begins; `bases`, where each document does, with the
    end of the last; `documents` has the number of the document for each position.
    """

    words: U32
    places: U32
    begins: I64
    bases: I64
    documents: U32
    lengths: U32


def write_segment(path: Path, gathered: Gathered) -> None:
    """Write everything gathered into one new file. Its words are given up on the way, for the memory they take."""
    tables = gathered.forms.tables()
    pages = np.array(gathered.pages, np.int64)
    with SegmentFile(path) as file:
        text = _run(gathered.text, gathered.text_ends, pages + 1, tables, GAP)
        gathered.text = array("I")
        title = _run(gathered.title, gathered.title_ends, np.ones_like(pages), tables, 0)
        ranks = _Ranks(gathered.forms.words.texts, tables.terms, (text.words, title.words))
        _write_words(file, "text", text, ranks, ranks.of_term)
        _write_words(file, "words", text, ranks, ranks.of_word)
        lengths, begins = {"text": text.lengths}, _page_starts(text, pages)
        del text
        _write_words(file, "title", title, ranks, ranks.of_term)
        _write_words(file, "title_words", title, ranks, ranks.of_word)
        lengths["title"] = title.lengths
        _write_placed(file, "authority", gathered.authority, np.array(gathered.authority.places, np.uint32))
        _write_placed(file, "supplier", gathered.supplier, np.array(gathered.supplier.places, np.uint32))
        _write_placed(file, "reference", gathered.reference, _reference_places(gathered.reference, begins, pages))
        for field, labels in gathered.labels.items():
            _write_labels(file, field, labels, gathered.types if field == "type" else labels, gathered.documents)
        for field, numbers in lengths.items():
            file.put(f"column.length.{field}", numbers)
        file.put("column.day", np.array(gathered.days, np.uint32))
        file.put("column.largest", np.array(gathered.largest, np.uint64))
        file.blobs("key", gathered.keys)
        file.blobs("pages", gathered.ocr)
        file.blobs("record", _records(gathered, begins, pages))
        columns = list(zip(*sorted(gathered.sums), strict=True)) or [()] * len(SUMS)
        for (name, format_), column in zip(SUMS.items(), columns, strict=True):
            file.put(f"sums.{name}", np.array(column, f"<{format_}"))
        file.finish(gathered.documents, {field: int(numbers.sum()) for field, numbers in lengths.items()})


class _Ranks:
    """The terms and normal forms of one segment, in the order of the alphabet, counted from 1."""

    def __init__(self, texts: Sequence[str], terms: U32, fields: Iterable[U32]) -> None:
        there = np.zeros(len(texts), np.bool_)
        for words in fields:
            there[words] = True
        there[terms[there]] = True
        there[NOTHING] = False
        numbers = sorted(np.flatnonzero(there).tolist(), key=texts.__getitem__)
        self.texts = [texts[number] for number in numbers]
        ranks = np.zeros(len(texts), np.uint32)
        ranks[numbers] = np.arange(1, len(numbers) + 1)
        unstemmed = terms == np.arange(len(texts))
        self.of_term = ranks[np.where(there & (terms < len(texts)), terms, NOTHING)]
        """The rank of each word's term."""
        self.of_word = np.where(unstemmed, np.uint32(0), ranks)
        """The rank of each word, 0 if it is its own term."""


def _run(pieces: "array[int]", ends: "array[int]", parts: I64, tables: Tables, gap: int) -> Run:
    """Number the places of all words; after the first part of each document, so many positions are left free."""
    words, bounds = tables.words_of(np.frombuffer(pieces, np.uint32), np.array(ends, np.int64))
    cut = np.flatnonzero(words >= BROKEN)
    positions = bounds + np.searchsorted(cut, bounds)  # a broken word takes two
    numbers = np.arange(len(parts), dtype=np.uint32)
    first = starts(parts)  # of the parts of each document
    gaps = np.repeat(numbers, parts) + np.uint32(1)  # that stand before each part
    gaps[first[:-1]] -= 1
    begins = positions[:-1] + gap * gaps.astype(np.int64)
    bases = positions[first] + gap * np.arange(len(first))
    lengths = np.diff(bounds[first]) + 2 * np.diff(np.searchsorted(cut, bounds[first]))
    places = np.repeat((begins - bounds[:-1]).astype(np.uint32), np.diff(bounds))
    places += np.arange(len(words), dtype=np.uint32)
    if len(cut):
        places += _before(cut, bounds)
    places <<= 1
    words, places = _unbroken(words, places, cut, tables.broken)
    return Run(words, places, begins, bases, np.repeat(numbers, np.diff(bases)), lengths.astype(np.uint32))


def _before(cut: I64, bounds: I64) -> U32:
    """Return, for each word, how many broken ones stand before it in its part."""
    so_far = np.zeros(int(bounds[-1]) + 1, np.uint32)
    so_far[cut + 1] = 1
    np.cumsum(so_far, out=so_far)
    return so_far[:-1] - np.repeat(so_far[bounds[:-1]], np.diff(bounds))


def _unbroken(words: U32, places: U32, cut: I64, broken: U32) -> tuple[U32, U32]:
    """Put the parts and the whole of what is broken in its place."""
    if not len(cut):
        return words, places
    rows, at = broken[words[cut] - np.uint32(BROKEN)], places[cut]
    return (
        np.concatenate((np.delete(words, cut), rows[:, 0], rows[:, 1], rows[:, 2])),
        np.concatenate((np.delete(places, cut), at, at + np.uint32(1), at + np.uint32(2))),
    )


def _write_words(file: SegmentFile, field: str, run: Run, ranks: _Ranks, of_word: U32) -> None:
    """Write one field of words, a range of the alphabet at a time: so the memory it takes is bounded."""
    writer = file.field(field)
    by_word = of_word[run.words]
    counts = np.bincount(by_word, minlength=len(ranks.texts) + 1)
    counts[NOTHING] = 0  # it has no place in the alphabet
    ranges = list(passes(counts, AT_ONCE))
    turns = np.zeros(len(counts), np.uint8 if len(ranges) < 256 else np.uint32)  # of each word, from 1; 0 is none
    for turn, (first, last) in enumerate(ranges, 1):
        turns[first:last] = turn
    turns[NOTHING] = 0
    turn_of = turns[by_word]
    for turn, (first, last) in enumerate(ranges, 1):
        chosen = np.flatnonzero(turn_of == turn)
        keys = by_word[chosen].astype(np.uint64)
        keys <<= np.uint64(32)
        keys |= run.places[chosen]
        keys.sort()
        terms = (keys >> np.uint64(32)).astype(np.uint32)
        places = keys.astype(np.uint32)
        documents = run.documents[places >> 1]
        places -= 2 * run.bases[documents].astype(np.uint32)
        there = np.flatnonzero(counts[first:last]) + first
        names = [ranks.texts[number - 1].encode() for number in there.tolist()]
        writer.add(names, packed(grouped(terms, documents, places)))
    writer.end()


def _write_placed(file: SegmentFile, field: str, placed: Placed, places: U32) -> None:
    texts = list(placed.strings)
    order = sorted(range(len(texts)), key=texts.__getitem__)
    ranks = np.empty(len(texts), np.uint32)
    ranks[order] = np.arange(len(texts))
    terms, documents = ranks[np.array(placed.values, np.int64)], np.array(placed.documents, np.uint32)
    sorted_ = np.lexsort((places, documents, terms))
    writer = file.field(field)
    names = [texts[number].encode("utf-8", "replace") for number in order]
    writer.add(names, packed(grouped(terms[sorted_], documents[sorted_], places[sorted_])))
    writer.end()


def _write_labels(file: SegmentFile, field: str, labels: Labelled, counted: Labelled, documents: int) -> None:
    """Write a label field; what is counted of it is kept by document as well."""
    names = sorted(labels.strings)
    ordinals = {name: ordinal for ordinal, name in enumerate(names)}
    terms, owners = _ordinals(labels, ordinals)
    by_term = np.lexsort((owners, terms))
    writer = file.field(field)
    writer.add(names, packed(grouped(terms[by_term], owners[by_term], None)))
    writer.end()
    if field in FACETS:
        terms, owners = _ordinals(counted, ordinals)
        by_owner = np.lexsort((terms, owners))
        file.put(f"{field}.offsets", starts(np.bincount(owners, minlength=documents)).astype(np.uint32))
        file.put(f"{field}.ordinals", terms[by_owner])


def _ordinals(labels: Labelled, ordinals: dict[bytes, int]) -> tuple[U32, U32]:
    by_value = np.array([ordinals[name] for name in labels.strings], np.uint32)
    return by_value[np.array(labels.values, np.int64)], np.array(labels.documents, np.uint32)


def _page_starts(run: Run, pages: I64) -> U32:
    """Return the places at which pages begin, of all documents one after another."""
    begins = np.delete(run.begins, starts(pages + 1)[:-1])  # without the headings
    return (2 * (begins - np.repeat(run.bases[:-1], pages))).astype(np.uint32)


def _reference_places(placed: Placed, begins: U32, pages: I64) -> U32:
    """Return the place at which each reference's page begins; 0 is the heading."""
    first = starts(pages)[np.array(placed.documents, np.int64)]
    numbers = np.array(placed.places, np.int64)
    padded = np.concatenate((np.zeros(1, np.uint32), begins))
    return np.where(numbers, padded[np.where(numbers, first + numbers, 0)], 0).astype(np.uint32)


def _records(gathered: Gathered, begins: U32, pages: I64) -> Iterator[bytes]:
    bounds = starts(pages).tolist()
    for number, (digest, stored) in enumerate(gathered.stored):
        places = begins[bounds[number] : bounds[number + 1]].tobytes()
        yield RECORD_HEAD.pack(len(digest), len(stored)) + digest + stored + places
