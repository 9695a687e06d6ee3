"""What stands for `like:ID` in a search: the words that document, or a page of it, is about, as its text has them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from math import log, sqrt

from indexer.analysis import Spread
from indexer.errors import QueryError
from indexer.query import And, AtLeast, Label, Like, Node, Not, Word, replaced
from indexer.stored import Texts

FOREMOST = 25
"""Words that stand for a document."""
SHARED = 4
"""A document is like another if it has one in so many of those words; with only one of the 25 nearly everything is."""

_CONSIDERED = 500
_READ = 1_000_000  # characters of a document; its beginning says what it is about, and more took seconds
_DIGEST = re.compile(r"[0-9a-f]{4,64}")

Holding = Callable[[Sequence[Word]], list[int]]
"""How many documents hold each word."""


def expanded(query: Node, texts: AbstractContextManager[Texts], holding: Holding) -> Node:
    """Return the query with words in the place of every Like; `texts` are opened for it.

    Raises QueryError if one names no document, or one of several.
    """
    with texts as store:
        return replaced(query, lambda node: _like(node, store, holding) if isinstance(node, Like) else node)


def foremost(pages: Iterable[str], holding: Holding) -> tuple[Word, ...]:
    """Return the words that stand out most in a text, first the foremost: often there, and in few other documents."""
    spread, left = Spread(), _READ
    for page in pages:
        spread.add(page[:left])
        left -= len(page)
        if left <= 0:
            break
    counts: Counter[str] = Counter()
    printed: dict[str, tuple[int, str]] = {}
    for term, word, places, _ in spread.found():
        counts[term] += len(places)
        printed[term] = max(printed.get(term, (0, "")), (len(places), word))
    terms = sorted((term for term in counts if len(term) > 1), key=lambda term: (-counts[term], term))[:_CONSIDERED]
    words = [Word(term, printed[term][1]) for term in terms]
    held = holding(words)
    most = max(held, default=0) + 1
    weights = {
        word: sqrt(counts[word.term]) * log(most / some)  # without the root "the" was foremost in long documents
        for word, some in zip(words, held, strict=True)
        if some > 1
    }
    return tuple(sorted(weights, key=lambda word: (-weights[word], word.term))[:FOREMOST])


def _like(wanted: Like, store: Texts, holding: Holding) -> Node:
    name = f"{wanted.id[:12]}:{wanted.page}" if wanted.page else wanted.id[:12]
    digest = _document(wanted.id, store)
    made = [made for made in store.made(digest) if made.pages]
    if not made:
        raise QueryError(f"like:{name} has no text to compare; `foi status` says what could not be read, and why")
    if wanted.page > made[-1].pages:
        raise QueryError(f"like:{name} is no page: the document has {made[-1].pages}")
    pages = store.pages(digest, made[-1].extractor)
    words = foremost((page.text for page in pages if wanted.page in (0, page.number)), holding)
    if not words:
        raise QueryError(f"like:{name} has no word that another document has")
    return And((AtLeast(-(-len(words) // SHARED), words), Not(Label("digest", digest))))


def _document(name: str, store: Texts) -> str:
    """Return the one digest that begins so."""
    prefix = name.strip().lower()
    found = store.beginning(prefix) if _DIGEST.fullmatch(prefix) else []
    if not found:
        raise QueryError(f"like:{name} is no document; write the ID of one, as `foi search` prints it: 12 characters")
    if len(found) > 1:
        listed = ", ".join(digest[: len(prefix) + 6] for digest in found[:5])
        raise QueryError(f"like:{name} is the beginning of several IDs ({listed}); give more of it")
    return found[0]
