"""What is asked instead, when nothing has all the words of a query: for most of them."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from indexer.query import And, AtLeast, Node, Word, all_of

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A query for most of the words, and what to tell the person."""

    query: Node
    note: str


def relaxed(
    query: Node,
    holding: Callable[[Sequence[Word]], list[int]],
    matches: Callable[[Node], bool],
    corrected: Container[str] = (),
) -> Relaxed | None:
    """Return a query for as many of the words as give something, at least half; None if that gives nothing too.

    Only plain words that must all be there are let go; filters, phrases, and what is not wanted stay. The note names
    words that are in no document, but for the terms in `corrected`, of which the person is told by other means.
    """
    parts = list(_required(query))
    words = list(dict.fromkeys(part for part in parts if isinstance(part, Word)))
    others = [part for part in parts if not isinstance(part, Word)]
    if len(words) < 2:
        return None
    nowhere = [word for word, some in zip(words, holding(words), strict=True) if not some]

    def most(count: int) -> Node:
        return all_of(AtLeast(count, tuple(words)), *others)

    least, highest = (len(words) + 1) // 2, min(len(words) - 1, len(words) - len(nowhere))
    if least > highest or not matches(most(least)):
        return None
    while least < highest:  # what finds something for three words does for two
        middle = (least + highest + 1) // 2
        least, highest = (middle, highest) if matches(most(middle)) else (least, middle - 1)
    untold = [word for word in nowhere if word.term not in corrected]
    return Relaxed(most(least), _note(len(words), least, untold))


def _required(query: Node) -> Iterator[Node]:
    if isinstance(query, And):
        for part in query.parts:
            yield from _required(part)
    else:
        yield query


def _note(count: int, kept: int, nowhere: Sequence[Word]) -> str:
    every = "both words" if count == 2 else f"all {_number(count)} words"
    names = ", ".join(f'"{word.text or word.term}"' for word in nowhere)
    why = f" ({names} {'is' if len(nowhere) == 1 else 'are'} in no document)" if nowhere else ""
    return f"nothing has {every}{why}; these have {_number(kept)} of them"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"
