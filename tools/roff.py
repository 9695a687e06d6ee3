"""Text of ours as a manual page has it: roff with the macros of man(7), in plain ASCII."""

import inspect
import re
from collections.abc import Iterator
from textwrap import wrap

WIDTH = 78
"""Of the lines of the page's source."""
COLUMNS, MARGIN = 80, 7
"""Of a narrow terminal, and what man(7) leaves free at the left of each line."""

_SIGNS = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
"""Signs that roff makes typographical ones of, which no shell would take back."""
_INLINE = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<bold>[^*]+)\*\*|\[(?P<text>[^]]+)\]\((?P<target>[^)]+)\)")


def plain(text: str) -> str:
    """Return text that is printed as it is, in one line."""
    signs = "".join(_SIGNS.get(char, char) for char in text)
    return "".join(char if char < "\x7f" else f"\\[u{ord(char):04X}]" for char in signs)


def line(text: str) -> str:
    """Return a line of text; at its beginning, roff takes a dot for a macro."""
    return rf"\&{plain(text)}" if text[:1] in (".", "'") else plain(text)


def inline(text: str) -> str:
    """Return a paragraph with `code` and **words** in bold, and links as their text."""
    parts, at = [], 0
    for match in _INLINE.finditer(text):
        bold = match["code"] or match["bold"]
        parts += [plain(text[at : match.start()]), rf"\fB{plain(bold)}\fP" if bold else plain(match["text"])]
        at = match.end()
    return "\n".join(
        rf"\&{one}" if one[:1] in (".", "'") else one
        for one in wrap("".join([*parts, plain(text[at:])]), WIDTH, break_long_words=False, break_on_hyphens=False)
    )


def example(lines: list[str]) -> Iterator[str]:
    """Yield lines that are printed as they are, set in; long ones less, so that 80 columns hold them if they can."""
    further = max(-4, min(4, COLUMNS - MARGIN - max(map(len, lines), default=0)))
    yield from (".PP", f".RS {further}", ".EX", *(line(one) for one in lines), ".EE", ".RE")


def item(tag: str, about: str) -> Iterator[str]:
    """Yield a word with what it is beside it."""
    yield from (".TP", rf"\fB{plain(tag)}\fP", inline(about))


def of_docstring(text: str) -> Iterator[str]:
    r"""Yield what a command says of itself: paragraphs, and those behind a \b line by line."""
    for block in inspect.cleandoc(text).split("\n\n"):
        if block.startswith("\b\n"):
            yield from example(block.splitlines()[1:])
        elif block.strip():
            yield from (".PP", inline(" ".join(block.split())))


def of_markdown(page: str) -> Iterator[str]:
    """Yield a page of `foi help`: headings, paragraphs and examples, which is all they have."""
    for block in re.split(r"\n\n(?![^`]*\n```(?:\n|$))", page.strip()):
        if block.startswith("#"):
            heading = block.lstrip("#").strip()
            yield from () if block.startswith("# ") else (f".SS {plain(heading)}",)
        elif block.startswith("```"):
            yield from example(block.splitlines()[1:-1])
        else:
            yield from (".PP", inline(" ".join(block.split())))
