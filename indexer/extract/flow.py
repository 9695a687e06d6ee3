"""Paragraphs, cells and rows, as they come, to lines of text; and lines to pages where a format has none."""

from collections.abc import Iterable, Iterator

from indexer.extract.base import Page

NO_TEXT = "no text"
LONGEST = 20_000
"""Characters to a part of a document without pages: some eight printed pages."""


class Flow:
    """Lines of text being written. A paragraph is a line; a row of a table is one too, its cells parted by " | "."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._text: list[str] = []
        self._rows: list[list[str]] = []
        self._outside: list[tuple[list[str], list[str]]] = []

    def write(self, text: str) -> None:
        """Add to the paragraph."""
        self._text.append(text)

    def end_line(self) -> None:
        """End the paragraph, if it has anything in it."""
        line = "".join(self._text).rstrip()
        self._text.clear()
        if line.strip():
            self._lines.extend(line.split("\n"))

    def begin_row(self) -> None:
        """Begin a row; within a cell, of a table inside that cell."""
        self.end_line()
        self._rows.append([])

    def begin_cell(self) -> None:
        """Begin a cell: until it ends, paragraphs go into it."""
        self._outside.append((self._lines, self._text))
        self._lines, self._text = [], []

    def end_cell(self) -> None:
        """End the cell: all its lines become one."""
        self.end_line()
        text = " ".join(" ".join(self._lines).split())
        self._lines, self._text = self._outside.pop()
        if self._rows:
            self._rows[-1].append(text)
        else:
            self._lines.append(text)

    def begin_aside(self) -> None:
        """Begin something that stands in a paragraph and is none of it: a note, a text box, a comment."""
        self.begin_cell()

    def end_aside(self) -> None:
        """End it: its lines go before that of the paragraph."""
        self.end_line()
        lines = self._lines
        self._lines, self._text = self._outside.pop()
        self._lines += lines

    def end_row(self) -> None:
        """End the row."""
        line = " | ".join(self._rows.pop()).rstrip(" |")
        if line:
            self._lines.append(line)

    def take(self) -> list[str]:
        """Return the lines that are whole, and forget them. Inside a table there are none yet."""
        if self._outside:
            return []
        lines, self._lines = self._lines, []
        return lines


def parts(lines: Iterable[str]) -> Iterator[Page]:
    """Yield the lines of a document that has no pages of its own: one page, or, if it is long, several parts.

    A long one's parts are labelled ("part 2"), and end at the end of a line, or within one that is longer than a part.
    """
    number, held, size = 0, list[str](), 0
    for line in lines:
        for piece in _pieces(line):
            if held and size + len(piece) > LONGEST:
                number += 1
                yield Page(number, "\n".join(held), label=f"part {number}")
                held, size = [], 0
            held.append(piece)
            size += len(piece) + 1
    text = "\n".join(held)
    if text.strip() or not number:
        label = f"part {number + 1}" if number else ""
        yield Page(number + 1, text, label=label, warning="" if text.strip() else NO_TEXT)


def _pieces(line: str) -> Iterator[str]:
    while len(line) > LONGEST:
        space = line.rfind(" ", LONGEST // 2, LONGEST)
        cut = space + 1 if space > 0 else LONGEST
        yield line[:cut].rstrip()
        line = line[cut:]
    yield line
