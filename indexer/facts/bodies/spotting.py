"""Known public bodies, and companies known by name, in the words of a page."""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from indexer.facts.bodies.gazetteer import called, fittest
from indexer.facts.bodies.suppliers import suppliers
from indexer.facts.bodies.table import Entry
from indexer.facts.bodies.wording import AUTHORITY, COMPANY, Mention, Wording, folded, split

_SMALL = frozenset(("and", "for", "the", "of", "on", "in", "upon", "with", "to", "y", "a", "o", "na", "nan", "h"))
_LONG = 4
"""A name of so many words needs a capital only at its beginning."""


class Names(NamedTuple):
    """What ends at a word of the tree: a name of these bodies, or of a company, printed so if it is one word.

    If it is not `sure` it is theirs only where they are named otherwise too.
    """

    forms: list[str]
    entries: list[Entry]
    sure: bool
    company: str = ""


class Spotted:
    """Known names, page after page: which of several bodies of one name is meant, the document tells."""

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._named: set[str] = set()

    def on(self, wording: Wording) -> Iterator[Mention]:
        """Yield the known names of a page, the longest where several begin, none within another."""
        found = list(_spots(wording))
        self._named |= {names.entries[0].id for _, _, names in found if names.sure and len(names.entries) == 1}
        for first, last, names in found:
            if names.company:
                if not _goes_on(wording, last):
                    yield wording.mention(first, last, COMPANY, names.company)
                continue
            if wording.tokens[last].word == "Police" and _goes_on(wording, last, frozenset(("Department",))):
                continue  # the Metropolitan Police Department is not in London
            meant = [entry for entry in names.entries if entry.id in self._named]
            if meant or names.sure:
                yield wording.mention(first, last, AUTHORITY, fittest(meant or names.entries, self._published).name)


def _spots(wording: Wording) -> Iterator[tuple[int, int, Names]]:
    beginnings, tokens, taken = _beginnings(), wording.tokens, -1
    for at in wording.capitals:
        node = beginnings.get(tokens[at].word)
        if node and at > taken:
            last, names = _longest(wording, at, node)
            if names:
                taken = last
                yield at, last, names


def _longest(wording: Wording, first: int, node: dict[str, Any]) -> tuple[int, Names | None]:
    tokens, at = wording.tokens, first
    found: tuple[int, Names | None] = (first, None)
    while True:
        names: Names | None = node.get("")
        if names and _printed(wording, first, at, names.forms):
            found = at, names
        if at + 1 >= len(tokens):
            return found
        node = node.get(folded(tokens[at + 1].word), {})
        if not node or not wording.joined(at, commas=True, brackets=True, owned=True, lines=True):
            return found
        at += 1


def _printed(wording: Wording, first: int, last: int, forms: Sequence[str]) -> bool:
    """Tell whether a name's capitals are where they belong; an acronym has its own."""
    tokens = wording.tokens[first : last + 1]
    if len(tokens) == 1:
        return tokens[0].word in forms
    return len(tokens) >= _LONG or all(
        word[0].isupper() or word.lower() in _SMALL or word == "&" or wording.text[start - 1] == "-"
        for start, _, word in tokens
    )


def _goes_on(wording: Wording, last: int, by: Container[str] = ()) -> bool:
    """Tell whether a name goes on, by one of these words or any: "Microsoft Excel" is no company."""
    following = wording.tokens[last + 1].word if last + 1 < len(wording.tokens) else ""
    return following[:1].isupper() and (not by or following in by) and wording.joined(last)


@cache
def _beginnings() -> dict[str, Any]:
    """Return the tree's branches by their first words, as these are printed: in capitals, or with one."""
    tree = _tree()
    printed: dict[str, Any] = {}
    for name in (*(name for name, _ in suppliers()), *(name for name, _, _ in called())):
        word = split(name)[0]
        printed.update(dict.fromkeys((word, word.upper(), word.capitalize()), tree[folded(word)]))
    return {**printed, "Dept": tree["department"]}


@cache
def _tree() -> dict[str, Any]:
    """Return all names as a tree of words; "" holds what ends there."""
    gathered: dict[tuple[str, ...], Names] = {}
    for name, company in suppliers():
        words = split(name)
        gathered[tuple(map(folded, words))] = Names([words[0], words[0].upper()], [], sure=True, company=company)
    for name, entry, sure in called():
        words = split(name)
        names = gathered.setdefault(tuple(map(folded, words)), Names([], [], sure))
        names.forms.extend((words[0], words[0].upper()))
        if entry not in names.entries:
            names.entries.append(entry)
    tree: dict[str, Any] = {}
    for key, names in gathered.items():
        node = tree
        for word in key:
            node = node.setdefault(word, {})
        node[""] = names
    return tree
