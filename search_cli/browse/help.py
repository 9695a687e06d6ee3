"""The help screen: every key, and where the query language is described."""

from itertools import zip_longest
from textwrap import wrap

from rich.cells import cell_len
from rich.segment import Segment

from search_cli.browse.drawing import Line
from search_cli.browse.ink import Ink
from search_cli.browse.keys import GROUPS
from search_cli.browse.text_screen import TextScreen

_KEYS = 11
"""Columns for the keys."""
_COLUMN = 58
"""Columns for a group of keys."""
_QUERY = 46
_WIDEST = 100

QUERIES = (
    ('"social media" training', "a phrase and a word, on any pages of one document"),
    ("audit OR inspection", "either; -audit or NOT audit is without it"),
    ("train*  wom?n  trainning~1", "words that begin so, fit so, or are one letter off"),
    ("training NEAR/5 cost", "close to each other"),
    ("amount:>50k", "a page with a sum of money as great"),
    ("published:2014..2016  published:last-month", "dates"),
    ('authority:"home office"  kind:release', "who published it, and what it is"),
    ("tag:leads  -tag:done  note:call", "what you put on documents yourself"),
)
"""A few queries, for who does not remember how they are written; `foi help query` has all of the language."""


class Help(TextScreen):
    """Keys and queries."""

    TITLE_TEXT = "keys of foi browse"

    def laid(self, width: int) -> list[Line]:
        """Return keys by what they are for, then queries."""
        return help_lines(width, self.ink)


def help_lines(width: int, ink: Ink) -> list[Line]:
    """Return every key, and some queries: beside each other where there is room, else one after the other."""
    blocks = {name: _keys(name, ink, min(_WIDEST, width)) for name in GROUPS}
    queries = _queries(ink, min(_WIDEST, width))
    if width < 2 * _COLUMN:
        lines = [line for block in (*blocks.values(), queries) for line in block]
    else:
        first, *others = blocks.values()
        rest = [line for block in others for line in block]
        nothing: Line = []
        rows = zip_longest(first, rest, fillvalue=nothing)
        lines = [[*Segment.adjust_line_length(left, _COLUMN), *right] for left, right in rows] + queries
    return [*lines, [], [Segment("  `foi help query` has the whole language.", ink.dim)]]


def _keys(name: str, ink: Ink, width: int) -> list[Line]:
    """Return the keys of a group under its name."""
    room = max(20, min(width, _COLUMN) - _KEYS - 4)
    lines: list[Line] = [[], [Segment(f"  {name}", ink.title)]]
    for key in GROUPS[name]:
        if key.shown:
            first, *more = wrap(key.what, room)
            lines.append([Segment(f"  {key.shown:<{_KEYS}}", ink.key), Segment(first, ink.text)])
            lines += [[Segment(" " * (_KEYS + 2)), Segment(text, ink.text)] for text in more]
    return lines


def _queries(ink: Ink, width: int) -> list[Line]:
    """Return some queries, and what they ask for."""
    lines: list[Line] = [[], [Segment("  Queries", ink.title)]]
    for query, what in QUERIES:
        beside = cell_len(query) < _QUERY and width >= _COLUMN
        lines.append([Segment(f"  {query:<{_QUERY}}" if beside else f"  {query}", ink.key)])
        if beside:
            lines[-1].append(Segment(what, ink.text))
        else:
            lines.append([Segment("      "), Segment(what, ink.text)])
    return lines
