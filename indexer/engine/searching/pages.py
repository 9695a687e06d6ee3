"""The pages of hits: on which of them what is wanted stands, best first."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from indexer.engine.arrange import best_pages, of_these
from indexer.engine.interface import PageMatch
from indexer.engine.searching.index import Index
from indexer.engine.searching.occurrences import Occurrences, Standing
from indexer.engine.searching.parts import TEXT, TITLE, regions
from indexer.query import AS_TEXT, InTitle, Leaf, Node, by_ocr

_NOWHERE: Standing = ({}, ())


def pages(
    occurrences: Occurrences[Any, Any],
    query: Node,
    wanted: Collection[Leaf | InTitle],
    starts: Mapping[int, Sequence[int]],
) -> Mapping[int, tuple[PageMatch, ...]]:
    """Return the pages of documents on which what is wanted stands, best first; `starts` says where pages begin."""
    kernel = occurrences.kernel
    if not starts or not wanted:
        matches: Mapping[int, tuple[PageMatch, ...]] = dict.fromkeys(starts, ())
    else:
        matches = kernel.pages(occurrences, wanted, starts)
    asked = [range(ocr.lowest, ocr.highest + 1) for ocr in by_ocr(query)]
    if not asked:
        return matches
    index = kernel.index
    return {number: of_these(matches[number], _by_ocr(index, number, asked, len(starts[number]))) for number in matches}


def by_document(
    occurrences: Occurrences[Any, Any], wanted: Collection[Leaf | InTitle], starts: Mapping[int, Sequence[int]]
) -> dict[int, tuple[PageMatch, ...]]:
    """Return the pages of documents on which what is wanted stands, best first, one document after another."""
    in_text, in_title = _standing(occurrences, wanted, TEXT, starts), _standing(occurrences, wanted, TITLE, starts)
    if len(wanted) == 1 and not in_title[0]:
        return {number: best_pages([in_text[0].get(number, _NOWHERE)[0]]) for number in starts}
    rarities = [occurrences.rarity(leaf, TEXT) for leaf in wanted] if len(wanted) > 1 else []
    matches = {}
    for number, begins in starts.items():
        standing = [found.get(number, _NOWHERE) for found in in_text]
        counts = [
            _greater(of_text[0], found[number][0]) if number in found else of_text[0]
            for of_text, found in zip(standing, in_title, strict=True)
        ]
        matches[number] = best_pages(counts, rarities, [places for _, places in standing], begins)
    return matches


def _standing(
    occurrences: Occurrences[Any, Any],
    wanted: Collection[Leaf | InTitle],
    region: str,
    starts: Mapping[int, Sequence[int]],
) -> list[Mapping[int, Standing]]:
    """Return for each leaf where it stands in a region."""
    if region == TITLE:
        starts = dict.fromkeys(starts, ())  # all of a title is page 0
    return [occurrences.on_pages(leaf, region, starts) if region in regions(leaf) else {} for leaf in wanted]


def _greater(text: Mapping[int, int], title: Mapping[int, int]) -> Mapping[int, int]:
    """Join what was found in text and title: what stands in both the heading and the title is counted once."""
    return {**text, 0: max(text.get(0, 0), title[0])}


def _by_ocr(index: Index, number: int, asked: Sequence[range], count: int) -> list[int]:
    """Return the pages of a document, of so many, that are as was asked for."""
    segment, local = index.locate(number)
    bytes_ = segment.blob("pages", local).ljust(count, bytes([AS_TEXT]))
    return [page for page, byte in enumerate(bytes_[:count], 1) if any(byte in some for some in asked)]
