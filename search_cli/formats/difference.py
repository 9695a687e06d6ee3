"""What differs between two versions, as `diff -u` writes it, with the words that changed marked."""

import sys
from collections.abc import Iterator, Sequence

from indexer.extract.base import Page
from indexer.versions.comparing import RECORD, Compared
from indexer.versions.differences import Hunk, Row
from search_cli import terminal
from search_cli.wrapping import spans

_LONG, _SHOWN = 160, 60
_COLOURS = {"-": ("\x1b[31m", "\x1b[1;7;31m"), "+": ("\x1b[32m", "\x1b[1;7;32m"), " ": ("\x1b[2m", "\x1b[2m")}
_HEAD, _PLAIN = "\x1b[1m", "\x1b[0m"


def lines(compared: Compared, before: str, after: str) -> Iterator[str]:
    """Yield the lines for one part: two that name both versions of it, then its hunks, then what else is to be said."""
    name = terminal.line(compared.name)
    for sign, version, digest in (("---", before, compared.before), ("+++", after, compared.after)):
        head = "  ".join(part for part in (f"{sign} {version}", (digest or "")[:12], name) if part)
        yield _coloured(head, _HEAD) + "\n"
    for hunk in compared.hunks:
        where = "fields" if compared.name == RECORD else _where(hunk)
        yield _coloured(f"@@ {where} @@", _HEAD) + "\n"
        yield from (f"{_row(row)}\n" for row in hunk.rows)
    if compared.note:
        yield f"({compared.note})\n"


def _where(hunk: Hunk) -> str:
    here = hunk.after or hunk.before
    name = _page(here) if here else ""
    if hunk.before and hunk.after and hunk.before.number != hunk.after.number:
        return f"{name}, was {_page(hunk.before)}"
    return name


def _page(page: Page) -> str:
    return f"page {page.number}" + (f", {terminal.line(page.label)}" if page.label else "")


def _row(row: Row) -> str:
    if not sys.stdout.isatty():
        parts = (f"‹{terminal.clean(text)}›" if differs else terminal.clean(text) for text, differs in row.parts)
        return row.sign + "".join(parts)
    coloured, text, marks = terminal.colours(), "", []
    for part, differs in row.parts:
        harmless = terminal.clean(part) if differs else _shortened(terminal.clean(part))
        if differs and coloured:
            marks.append((len(text), len(text) + len(harmless)))
        text += f"‹{harmless}›" if differs and not coloured else harmless
    lines = [_line(row.sign, text, start, end, marks) for start, end in spans(text, terminal.width() - 2)]
    return "\n  ".join(lines) if lines else row.sign


def _line(sign: str, text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> str:
    """Return a line of a row's text, in the colours of its sign; the first begins with that."""
    first = sign if not text[:start].strip() else ""
    if not terminal.colours():
        return first + text[start:end]
    usual, marked = _COLOURS[sign]
    parts, done = [usual, first], start
    for left, right in ((max(left, start), min(right, end)) for left, right in marks):
        if left < right:
            parts += [text[done:left], marked, text[left:right], _PLAIN, usual]
            done = right
    return "".join([*parts, text[done:end], _PLAIN])


def _shortened(text: str) -> str:
    """Leave out the middle of a long stretch that both have: on a terminal a paragraph hides its one new word."""
    return text if len(text) <= _LONG else f"{text[:_SHOWN]} … {text[-_SHOWN:]}"


def _coloured(text: str, colour: str) -> str:
    return f"{colour}{text}{_PLAIN}" if terminal.colours() else text
