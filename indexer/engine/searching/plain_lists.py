"""Lists of postings read one by one, with nothing but what Python brings."""

from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, compress, islice, repeat

from indexer.engine.searching.index import Listed
from indexer.engine.searching.sums import Paying
from indexer.engine.segments import Packed


def pairs_of(some: Paying) -> Iterator[tuple[int, int]]:
    """Yield each document and page with a sum of money within bounds, as often as it has one."""
    numbers = map(some.base.__add__, some.documents)
    pairs = zip(numbers, some.pages, strict=True)
    return pairs if some.fits is None else compress(pairs, some.fits)


def _numbers(packed: Packed) -> Iterable[int]:
    return packed.numbers() if packed.width else repeat(1, packed.count)


def documents_of(listed: Listed) -> Iterator[tuple[int, int]]:
    """Yield the documents that hold a term, each with how often."""
    base, postings = listed
    ids = accumulate(_numbers(postings.ids), initial=base)
    return zip(islice(ids, 1, None), _numbers(postings.counts), strict=False)


def standing(listed: Listed, within: Collection[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the documents, of some, that hold a term, each with its places."""
    postings = listed.postings
    followers = postings.followers.numbers() if postings.followers.width else ()
    at = 0
    for (number, count), first in zip(documents_of(listed), _numbers(postings.firsts), strict=True):
        after = at + count - 1
        if number in within:
            steps = followers[at:after] if followers else repeat(1, count - 1)
            yield number, list(accumulate(steps, initial=first))
        at = after
