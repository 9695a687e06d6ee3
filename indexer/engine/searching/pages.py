"""The pages of hits: on which of them what is wanted stands, best first."""

from collections.abc import Iterable, Mapping, Sequence

from indexer.engine.arrange import best_pages, of_these
from indexer.engine.interface import PageMatch
from indexer.engine.searching.index import Index
from indexer.engine.searching.occurrences import Occurrences
from indexer.engine.searching.parts import TITLE, regions
from indexer.query import AS_TEXT, InTitle, Leaf, Node, by_ocr

_NO_STARTS = (1 << 40,)  # all of a title is page 0


def pages(
    occurrences: "Occurrences[object, object]",
    query: Node,
    wanted: Iterable[Leaf | InTitle],
    starts: Mapping[int, Sequence[int]],
) -> dict[int, tuple[PageMatch, ...]]:
    """Return the pages of documents on which what is wanted stands, best first; `starts` says where pages begin."""
    found: dict[int, list[Mapping[int, int]]] = {number: [] for number in starts}
    for leaf in wanted:
        by_region = [
            occurrences.on_pages(leaf, region, dict.fromkeys(starts, _NO_STARTS) if region == TITLE else starts)
            for region in regions(leaf)
        ]
        for number, counts in _greater(by_region).items():
            found[number].append(counts)
    matches = {number: best_pages(counts) for number, counts in found.items()}
    asked = [range(ocr.lowest, ocr.highest + 1) for ocr in by_ocr(query)]
    if not asked:
        return matches
    index = occurrences.kernel.index
    return {
        number: of_these(matches[number], _by_ocr(index, number, asked, len(starts[number]))) for number in matches
    }


def _greater(by_region: Sequence[Mapping[int, Mapping[int, int]]]) -> Mapping[int, Mapping[int, int]]:
    """Join what was found in text and title: what stands in both the heading and the title is counted once."""
    several = [found for found in by_region if found]
    if len(several) < 2:
        return several[0] if several else {}
    text, title = several
    joined = dict(text)
    for number, counts in title.items():
        known = text.get(number)
        joined[number] = counts if known is None else {**known, 0: max(known.get(0, 0), counts[0])}
    return joined


def _by_ocr(index: Index, number: int, asked: Sequence[range], count: int) -> list[int]:
    """Return the pages of a document, of so many, that are as was asked for."""
    segment, local = index.locate(number)
    bytes_ = segment.blob("pages", local).ljust(count, bytes([AS_TEXT]))
    return [page for page, byte in enumerate(bytes_[:count], 1) if any(byte in some for some in asked)]
