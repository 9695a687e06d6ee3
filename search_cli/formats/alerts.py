"""Alerts to read: what became of each document, where it matches, by which terms, and the words that changed."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from indexer.watching.records import Alert, Differing, Marked, What
from search_cli import terminal
from search_cli.formats.marking import MARK, PLAIN
from search_cli.wrapping import hung, spans

WORDS = {
    What.NEW: "new",
    What.NOW_MATCHES: "matches now",
    What.CHANGED: "changed",
    What.NEW_VERSION: "new version",
    What.NO_LONGER: "no longer matches",
    What.WITHDRAWN: "withdrawn",
    What.GONE: "gone",
    What.MOVED: "moved",
    What.BACK: "back",
    What.HELD: "held before",
}
IN_FULL, BY_TITLE = 50, 500
"""So many alerts of a watch are written in full, so many more with a line each, and the rest are counted."""
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Look:
    """How alerts are written: in lines of so many columns, 0 if as they come, and with what around words that matter.

    What stdout is says nothing: a letter is written while a person looks at a terminal.
    """

    width: int = 0
    mark: tuple[str, str] = ("‹", "›")
    title: tuple[str, str] = ("", "")

    def text(self, text: str, indent: str = "") -> Iterator[str]:
        """Yield a text in lines that fit."""
        yield from hung(indent + text, self.width, len(indent) + 2) if self.width else [indent + text]

    def marked(self, row: Marked, indent: str = "") -> Iterator[str]:
        """Yield a text in lines that fit, with its marks."""
        text = terminal.clean(row.text)
        lines = spans(text, self.width - len(indent)) if self.width else [(0, len(text))]
        for start, end in lines:
            yield indent + self._between(text, start, end, row.marks)

    def _between(self, text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> str:
        parts, done = [], start
        for left, right in ((max(left, start), min(right, end)) for left, right in marks):
            if left < right:
                parts += [text[done:left], self.mark[0], text[left:right], self.mark[1]]
                done = right
        return "".join([*parts, text[done:end]])


AS_IT_COMES = Look()


def of_stdout() -> Look:
    """Return how alerts are written to stdout."""
    if not sys.stdout.isatty():
        return AS_IT_COMES
    coloured = Look(terminal.width(), (MARK, PLAIN), ("\x1b[1m", PLAIN))
    return coloured if terminal.colours() else Look(terminal.width())


def lines(alerts: Sequence[Alert], look: Look = AS_IT_COMES, most: int = IN_FULL) -> Iterator[str]:
    """Yield the alerts, those of a watch under its name and query; of each watch, the first `most` in full."""
    for number, (name, several) in enumerate(groupby(alerts, key=lambda alert: alert.watch)):
        if number:
            yield ""
        yield from _of_watch(name, list(several), look, most)


def summary(alerts: Sequence[Alert]) -> str:
    """Return how many there are of each sort, as "2 new, 1 changed"."""
    counts = {what: sum(alert.what is what for alert in alerts) for what in What}
    return ", ".join(f"{count:,} {WORDS[what]}" for what, count in counts.items() if count)


def _of_watch(name: str, alerts: Sequence[Alert], look: Look, most: int) -> Iterator[str]:
    yield from look.text(f"{terminal.line(name)}: {summary(alerts)}")
    for query in dict.fromkeys(alert.query for alert in alerts):
        yield from look.text(f"query: {terminal.line(query)}")
    for alert in alerts[:most]:
        yield ""
        yield from in_full(alert, look)
    more = alerts[most:]
    if more:
        yield ""
    for alert in more[:BY_TITLE]:
        yield from look.text(f"{WORDS[alert.what]}: {named(alert)}  {alert.id}")
    if len(more) > BY_TITLE:
        yield from look.text(f"and {len(more) - BY_TITLE:,} more; foi search query:{name} has all that match")


def in_full(alert: Alert, look: Look = AS_IT_COMES) -> Iterator[str]:
    """Yield all that is told of one document."""
    before, after = look.title
    yield from (f"{before}{text}{after}" for text in look.text(f"{WORDS[alert.what]}: {_title(alert)}"))
    yield from look.text(" · ".join(_facts(alert)), _INDENT)
    yield from look.text(f"why: {terminal.line(alert.reason)}", _INDENT)
    if alert.terms:
        yield from look.text(f"matched: {'; '.join(_terms(alert))}", _INDENT)
    for page in alert.pages:
        where = f"p. {page.number} of {alert.page_count}" if page.number else "title"
        name = f"{alert.id}:{page.number}" if page.number else alert.id
        label = f"  {terminal.line(page.label)}" if page.label else ""
        yield f"{_INDENT}{name}  {where}{label}"
        yield from look.marked(page.snippet, f"{_INDENT}  ")
    if alert.matching > len(alert.pages):
        more = terminal.many(alert.matching - len(alert.pages), "more page" if alert.pages else "page")
        yield f"{_INDENT}{'and ' if alert.pages else 'on '}{more}"
    for one in alert.changes:
        yield from _difference(one, look)
    if alert.version_before:
        yield f"{_INDENT}foi diff {alert.publication} {alert.version_before} {alert.version}"
    if alert.url or alert.file_url:
        yield _INDENT + terminal.line(alert.url or alert.file_url)


def named(alert: Alert) -> str:
    """Return a title that tells the documents of one publication apart."""
    file = terminal.line(alert.file)
    return f"{_title(alert)} ({file})" if "." in file and file not in _title(alert) else _title(alert)


def _title(alert: Alert) -> str:
    return terminal.line(alert.title) or "(no title)"


def _facts(alert: Alert) -> Iterator[str]:
    if alert.authority:
        yield terminal.line(alert.authority)
    yield alert.kind
    if alert.published:
        yield f"{date.fromisoformat(alert.published):%-d %b %Y}"
    yield terminal.line(alert.source)
    if alert.file and alert.file != alert.title:
        yield terminal.line(alert.file)
    yield alert.id


def _terms(alert: Alert) -> Iterator[str]:
    """Yield what of the query stands in the document; the title, part of the text, is named if it is all."""
    text = {term.part for term in alert.terms if term.where == "text"}
    for term in alert.terms:
        if term.where == "text" or term.part not in text:
            often = "once" if term.count == 1 else f"{term.count:,} times"
            yield f"{terminal.line(term.part)} {often}{'' if term.where == 'text' else ' in the title'}"


def _difference(one: Differing, look: Look) -> Iterator[str]:
    label = f", {terminal.line(one.label)}" if one.label else ""
    yield f"{_INDENT}page {one.number}{label}, the words that differ:"
    for sign, rows in (("-", one.before), ("+", one.after)):
        for row in rows:
            first, *more = look.marked(row, f"{_INDENT}  ") if row.text else [_INDENT]
            yield f"{_INDENT}{sign} {first.removeprefix(_INDENT).lstrip()}"
            yield from more
