"""The answer to a shell that asks what may stand at the cursor: a word on what comes, then an offer in each line.

It is asked by an environment variable, and not by a command, so that nothing of the question is taken for an option.
"""

import os
import sys
from collections.abc import Iterator, Sequence

from search_cli.completing import bash
from search_cli.completing.cursor import cursor
from search_cli.completing.offers import Offer, kind_of, offers

ASKED = "_FOI_COMPLETE"
LINE, BREAKS = "_FOI_LINE", "_FOI_BREAKS"


def complete() -> None:
    """Print the answer. Whatever is wrong, a shell in which somebody types must not hear of it."""
    try:
        said = "\n".join(_of_bash() if os.environ[ASKED] == "bash" else _of_words(sys.argv[1:]))
        sys.stdout.buffer.write(f"{said}\n".encode("utf-8", "surrogateescape"))
        sys.stdout.flush()
    except Exception:
        if os.environ.get("FOI_DEBUG"):
            raise


def _of_bash() -> Iterator[str]:
    """Answer bash, which breaks words at colons and wants what it gets to be quoted."""
    line = bash.read(os.environ.get(LINE, ""), os.environ.get(BREAKS, ""))
    kind, found = answered(line.words[1:], line.typed)
    yield kind
    yield from bash.replies((offer.word for offer in found), line)


def _of_words(words: Sequence[str]) -> Iterator[str]:
    """Answer a shell that quotes by itself, and shows what is said about each offer."""
    typed = _unquoted(words[-1]) if words else ""
    kind, found = answered(words[:-1], typed)
    yield kind
    fish = os.environ[ASKED] == "fish"
    for offer in dict.fromkeys(found):
        word = _as_typed(offer.word, typed) if fish and '"' in offer.word else offer.word
        yield f"{word}\t{offer.about}"


def answered(words: Sequence[str], typed: str) -> tuple[str, list[Offer]]:
    """Return "files", "folders", "begun" if nothing is to stand behind any of the offers, or "words"; and these."""
    from search_cli.main import foi

    at = cursor(foi, words, typed)
    if at is None:
        return "words", []
    if kind := kind_of(at):
        return kind, []
    found = list(offers(at))
    return "words" if any(offer.whole for offer in found) else "begun", found


def _unquoted(word: str) -> str:
    """A word without the quote that begins it and is open: fish gives it as it was typed."""
    quoted = word[:1] in ("'", '"') and word.count(word[0]) % 2
    return word[1:] if quoted else word


def _as_typed(word: str, typed: str) -> str:
    """A word with the letters that were typed, small or large; fish takes no other if there is a quote among them."""
    left = list(reversed(typed))
    return "".join(left.pop() if left and char.casefold() == left[-1].casefold() else char for char in word)
