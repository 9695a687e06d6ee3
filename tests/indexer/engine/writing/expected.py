"""What a segment must hold, worked out the slow way: word by word, with the analysis that queries use."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from indexer.analysis import tokens
from indexer.engine.interface import Entry
from indexer.engine.positions import PER_NAME, place
from indexer.engine.segments import Packed, Segment
from indexer.query.filters import SILENT
from indexer.references import references

GAP = 50

Held = dict[str, dict[bytes, dict[int, list[int]]]]
"""Places by field, term and document."""


def expected_places(entries: Sequence[Entry]) -> tuple[Held, list[list[int]]]:
    """Return what all fields of places hold, and where the pages of each document begin."""
    held: Held = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    begins = []
    for number, entry in enumerate(entries):
        position = _words(held, ("text", "words"), number, entry.heading, 0) + GAP
        begins.append(list[int]())
        found = {key: [0] for key in _keys(entry.heading)}
        for page in entry.pages:
            begins[-1].append(place(position, 1))
            for key in _keys(page):
                found.setdefault(key, []).append(place(position, 1))
            position = _words(held, ("text", "words"), number, page, position)
        for key, places in found.items():
            held["reference"][key.encode()][number] = places
        _words(held, ("title", "title_words"), number, entry.title, 0)
        for at, name in enumerate(entry.authorities):
            words = [token.word for token in tokens(" ".join(name.split())) if token.width == 1][:PER_NAME]
            for index, word in enumerate(word for word in words if word not in SILENT):
                held["authority"][word.encode()][number].append(at * PER_NAME + index)
    for terms in held.values():
        for documents in terms.values():
            for places in documents.values():
                places.sort()
    return held, begins


def _words(held: Held, fields: tuple[str, str], number: int, text: str, position: int) -> int:
    stems, words = fields
    after = position
    for token in tokens(text):
        at = place(position + token.position, token.width)
        held[stems][token.term.encode()][number].append(at)
        if token.word != token.term:
            held[words][token.word.encode()][number].append(at)
        after = position + token.position + token.width
    return after


def _keys(text: str) -> list[str]:
    return list(dict.fromkeys(reference.key for reference in references(text)))


def numbers(packed: Packed) -> list[int]:
    """Unpack integers, one by one."""
    if not packed.width:
        return [1] * packed.count
    width, data = packed.width, bytes(packed.buffer)
    return [int.from_bytes(data[width * at : width * (at + 1)], "little") for at in range(packed.count)]


def held_places(segment: Segment, field: str) -> dict[bytes, dict[int, list[int]]]:
    """Return all that a field of a segment holds."""
    held = {}
    for term, found in segment.terms(field):
        documents = list(accumulate(numbers(found.ids)))
        counts, firsts, followers = numbers(found.counts), numbers(found.firsts), iter(numbers(found.followers))
        held[term] = {
            document: list(accumulate([first, *(next(followers) for _ in range(count - 1))]))
            for document, count, first in zip(documents, counts, firsts, strict=True)
        }
        assert next(followers, None) is None
        assert (found.documents, found.occurrences) == (len(documents), sum(counts))
    return held


def held_labels(segment: Segment, field: str) -> dict[bytes, list[int]]:
    """Return the documents of all values of a label field."""
    return {term: list(accumulate(numbers(found.ids))) for term, found in segment.terms(field)}
