"""Known public bodies in the words of a page."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from indexer.facts.bodies.table import Entry, entries
from indexer.facts.bodies.wording import Wording, folded, split

_SMALL = frozenset(("and", "for", "the", "of", "on", "in", "upon", "with", "to", "y", "a", "o"))
_LONG = 4
"""A name of so many words needs a capital only at its beginning."""


class Spot(NamedTuple):
    """Words, from which to which, that are a name of these bodies."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    sure: bool


def spots(wording: Wording) -> Iterator[Spot]:
    """Yield the known names, the longest where several begin, none within another."""
    tokens, beginnings = wording.tokens, _beginnings()
    taken = -1
    for at, token in enumerate(tokens):
        if at > taken and token.word[0].isupper() and (node := beginnings.get(folded(token.word))):
            found = _longest(wording, at, node)
            if found:
                taken = found.last
                yield found


def _longest(wording: Wording, first: int, node: dict[str, Any]) -> Spot | None:
    tokens, at, found = wording.tokens, first, None
    while True:
        for forms, entry_list, sure in node.get("", ()):
            if _printed(wording, first, at, forms):
                found = Spot(first, at, entry_list, sure)
        if at + 1 >= len(tokens) or not wording.joined(at):
            return found
        at += 1
        following = node.get(folded(tokens[at].word))
        if following is None:
            return found
        node = following


def _printed(wording: Wording, first: int, last: int, forms: Sequence[str]) -> bool:
    """Tell whether a name's capitals are where they belong; an acronym has its own."""
    words = [token.word for token in wording.tokens[first : last + 1]]
    if len(words) == 1:
        return words[0] in forms
    return len(words) >= _LONG or all(word[0].isupper() or word.lower() in _SMALL or word == "&" for word in words)


@cache
def _beginnings() -> dict[str, Any]:
    """Return all names as a tree of words; "" holds what ends there."""
    tree: dict[str, Any] = {}
    gathered: dict[tuple[str, ...], tuple[list[str], list[Entry], bool]] = {}
    for entry in entries():
        for name, sure in (
            (entry.name, True),
            *((one, True) for one in entry.names),
            *((one, False) for one in entry.unsure),
        ):
            words = split(name)
            key = tuple(folded(word) for word in words)
            forms, several, _ = gathered.setdefault(key, ([], [], sure))
            forms += [words[0], words[0].upper()]
            several += [entry] if entry not in several else []
    for key, (forms, several, sure) in gathered.items():
        node = tree
        for word in key:
            node = node.setdefault(word, {})
        node[""] = ((tuple(forms), tuple(several), sure),)
    return tree
