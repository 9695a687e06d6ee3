"""Lines that fit: cut by the columns they take, so that wide letters do not run over the edge."""

import re
from collections.abc import Iterator, Sequence

from search_cli.terminal import columns

_WORD = re.compile(r"\S+")


def spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line of a text begins and ends: between words, within one only if it is wider than a line."""
    plain = text.isascii()
    start = end = taken = 0
    for match in _WORD.finditer(text):
        first, last = match.span()
        room = last - first if plain else columns(match[0])
        gap = first - end
        if end and taken + gap + room <= width:
            end, taken = last, taken + gap + room
            continue
        if end:
            yield start, end
        while room > width:
            cut = first + (width if plain else _fitting(text[first:last], width))
            yield first, cut
            first = cut
            room = last - first if plain else columns(text[first:last])
        start, end, taken = first, last, room
    if end:
        yield start, end


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, at least one."""
    return [text[start:end] for start, end in spans(text, width)] or [""]


def hung(text: str, width: int, indent: int) -> list[str]:
    """Return the lines of a text that keeps the blanks it begins with; those after the first are set in."""
    if columns(text) <= width:
        return [text]
    begins = text[: len(text) - len(text.lstrip())]
    first, *more = wrapped(text, width - max(indent, len(begins)))
    return [begins + first, *(" " * indent + line for line in more)]


def joined(parts: Sequence[str], width: int, between: str = " · ") -> Iterator[str]:
    """Yield lines of parts; one that does not fit any more begins the next, one wider than a line is wrapped."""
    line, taken = "", 0
    width -= len(between.rstrip())  # no line begins with a dot, those before another end with one
    for part in parts:
        room = columns(part)
        if line and taken + len(between) + room > width:
            yield line + between.rstrip()
            line = ""
        if not line:
            *before, line = wrapped(part, width)
            yield from before
            taken = columns(line)
        else:
            line, taken = line + between + part, taken + len(between) + room
    if line:
        yield line


def shortened(text: str, width: int) -> str:
    """Return a text that fits one line; of a longer one the middle is left out: a name ends with what it is."""
    if columns(text) <= width:
        return text
    tail = width * 3 // 5
    head = width - tail - 1
    return f"{text[: _fitting(text, head)]}…{_end(text, tail)}"


def _fitting(text: str, width: int) -> int:
    """Return how many letters of a text fit; one at least, else nothing would ever fit."""
    taken = 0
    for number, letter in enumerate(text):
        taken += columns(letter)
        if taken > width:
            return max(1, number)
    return len(text)


def _end(text: str, width: int) -> str:
    backwards = text[::-1]
    return text[len(text) - _fitting(backwards, width) :]
