"""The help screen: every key, and where the query language is described."""

from textwrap import wrap

from rich.cells import cell_len
from rich.segment import Segment

from search_cli.browse.drawing import Line
from search_cli.browse.ink import Ink
from search_cli.browse.keys import GROUPS
from search_cli.browse.text_screen import TextScreen

_KEYS = 11
"""Columns for the keys."""
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
    """Return every key, and some queries, in two columns."""
    room = max(20, min(_WIDEST, width) - _KEYS - 4)
    lines: list[Line] = []
    for name, keys in GROUPS.items():
        lines += [[], [Segment(f"  {name}", ink.title)]]
        for key in keys:
            if key.shown:
                first, *more = wrap(key.what, room)
                lines.append([Segment(f"  {key.shown:<{_KEYS}}", ink.key), Segment(first, ink.text)])
                lines += [[Segment(" " * (_KEYS + 2)), Segment(text, ink.text)] for text in more]
    lines += [[], [Segment("  Queries", ink.title)]]
    for query, what in QUERIES:
        beside = cell_len(query) < 28 and width >= 80
        lines.append([Segment(f"  {query:<28}" if beside else f"  {query}", ink.key)])
        told = Segment(what, ink.text)
        if beside:
            lines[-1].append(told)
        else:
            lines.append([Segment("      "), told])
    return [*lines, [], [Segment("  `foi help query` has the whole language.", ink.dim)]]
