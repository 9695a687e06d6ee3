"""Did you mean: for words that no document holds, words of the index that are nearly the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis import normal, tokens
from indexer.engine.interface import Searcher
from indexer.query import InTitle, Near, Node, Phrase, Word, leaves

_MOST = 5
_SHORTEST = 3  # a word of two signs is at two edits from every other


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that no document holds, as it was asked for, and what it may be a misspelling of, the likeliest first."""

    word: str
    likely: tuple[str, ...]
    term: str = ""


def corrections(query: Node, searcher: Searcher, asked: str = "") -> tuple[Correction, ...]:
    """Return the corrections of what is wanted; `asked` is the query as it was typed."""
    wanted = list(dict.fromkeys(word for leaf in leaves(query) for word in _words(leaf)))
    spelled = _spelled(asked)
    found = []
    for word, holding in zip(wanted, searcher.holding(wanted) if wanted else (), strict=True):
        printed = spelled.get(word.term) or word.text or word.term
        form = normal(printed)
        if holding or len(form) < _SHORTEST or form.isdigit():
            continue
        likely = tuple(near for near in searcher.near(form)[:_MOST] if near != form)
        if likely:
            found.append(Correction(printed, likely, word.term))
    return tuple(found)


def corrected(asked: str, found: Sequence[Correction]) -> str:
    """Return the query as it was typed, the likeliest words in the place of those that no document holds; "" if none.

    What names a field is no word of the query.
    """
    likely = {correction.term: correction.likely[0] for correction in found}
    parts, done = [], 0
    for token in tokens(asked):
        if token.term in likely and token.width == 1 and not asked.startswith(":", token.end):
            parts += [asked[done : token.start], likely[token.term]]
            done = token.end
    return "".join([*parts, asked[done:]]) if parts else ""


def _words(leaf: object) -> Iterator[Word]:
    match leaf:
        case Word():
            yield leaf
        case Phrase(parts) | Near(parts):
            yield from (part for part in parts if isinstance(part, Word))
        case InTitle(inner):
            yield from _words(inner)


def _spelled(asked: str) -> dict[str, str]:
    """Return how each term is written in a query."""
    return {token.term: asked[token.start : token.end] for token in tokens(asked)}
