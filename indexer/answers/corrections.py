"""Did you mean: for words that no document holds, words of the index that are nearly the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.analysis import normal, tokens
from indexer.edits import within
from indexer.query import Word

_MOST = 3
_SHORTEST = 3  # a word of two signs is at one edit from every other
_LONG = 6
"""Of a shorter word, only what is at one edit: at two, "zzzq" was taken for "azzl"."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that no document holds, as it was asked for, and what it may be a misspelling of, the likeliest first."""

    word: str
    likely: tuple[str, ...]
    term: str = ""


def corrections(nowhere: Sequence[Word], near: Callable[[str], list[str]], asked: str = "") -> tuple[Correction, ...]:
    """Return the corrections of words that no document holds, of those that have any.

    `near` finds the words of the index that are nearly the same; `asked` is the query as it was typed.
    """
    printed_as = {token.term: asked[token.start : token.end] for token in tokens(asked)}
    found = []
    for word in nowhere:
        printed = printed_as.get(word.term) or word.text or word.term
        form = normal(printed)
        if len(form) < _SHORTEST or form.isdigit():
            continue
        edits = 1 if len(form) < _LONG else 2
        likely = tuple(other for other in near(form) if other != form and within(form, other, edits))[:_MOST]
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
