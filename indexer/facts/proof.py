"""Whether facts rest on what they say they rest on: every word of their evidence stands there, letter by letter."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indexer.facts.records import Fact, Words


def evidence(fact: Fact) -> Iterator[Words]:
    """Yield the words a fact rests on, and those that each of its parts rests on."""
    return _words(fact)


def stands(facts: Iterable[Fact], pages: Mapping[int, str]) -> bool:
    """Tell whether all evidence of facts is on these pages, by their numbers."""
    return all(_stands(words, pages.get(words.page)) for fact in facts for words in evidence(fact))


def _stands(words: Words, text: str | None) -> bool:
    return text is not None and 0 <= words.start < words.end and text[words.start : words.end] == words.text


def _words(value: Any) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _words(one)
    elif hasattr(value, "__match_args__"):
        for name in value.__match_args__:
            yield from _words(getattr(value, name))
