"""Words that match, marked in a line: by colour on a terminal, by ‹ › elsewhere."""

from collections.abc import Sequence

from search_cli.terminal import colours

MARK, PLAIN = "\x1b[1;31m", "\x1b[0m"
"""Bold red, as grep and ripgrep have it: it can be read on a light ground as on a dark one, which yellow cannot."""

Marks = Sequence[tuple[int, int]]


def marked(text: str, start: int, end: int, marks: Marks) -> str:
    """Return a line of a text, from `start` to `end`, with its marks; these count from the beginning of the text."""
    before, after = (MARK, PLAIN) if colours() else ("‹", "›")
    parts, done = [], start
    for left, right in _joined(text, start, end, marks):
        parts += [text[done:left], before, text[left:right], after]
        done = right
    return "".join([*parts, text[done:end]])


def _joined(text: str, start: int, end: int, marks: Marks) -> list[tuple[int, int]]:
    """Return the marks that fall in a line, those with only a space between them as one: easier to grep."""
    joined: list[tuple[int, int]] = []
    for left, right in ((max(left, start), min(right, end)) for left, right in marks):
        if left >= right:
            continue
        if joined and text[joined[-1][1] : left].isspace():
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined
