"""Alerts to read: what became of each document, where it matches, by which terms, and the words that changed."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from indexer.watching.records import Alert, Differing, Marked, What
from search_cli import terminal

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


def lines(alerts: Sequence[Alert]) -> Iterator[str]:
    """Yield the alerts, those of a watch under its name and query."""
    for number, (name, several) in enumerate(groupby(alerts, key=lambda alert: alert.watch)):
        if number:
            yield ""
        yield from _of_watch(name, list(several))


def summary(alerts: Sequence[Alert]) -> str:
    """Return how many there are of each sort, as "2 new, 1 changed"."""
    counts = {what: sum(alert.what is what for alert in alerts) for what in What}
    return ", ".join(f"{count:,} {WORDS[what]}" for what, count in counts.items() if count)


def _of_watch(name: str, alerts: Sequence[Alert]) -> Iterator[str]:
    yield f"{terminal.line(name)}: {summary(alerts)}"
    for query in dict.fromkeys(alert.query for alert in alerts):
        yield f"query: {terminal.line(query)}"
    for alert in alerts[:IN_FULL]:
        yield ""
        yield from _in_full(alert)
    more = alerts[IN_FULL:]
    if more:
        yield ""
    for alert in more[:BY_TITLE]:
        yield f"{WORDS[alert.what]}: {_title(alert)}  {alert.id}"
    if len(more) > BY_TITLE:
        yield f"and {len(more) - BY_TITLE:,} more; foi search query:{name} has all that match"


def _in_full(alert: Alert) -> Iterator[str]:
    yield f"{WORDS[alert.what]}: {_title(alert)}"
    yield _INDENT + " · ".join(_facts(alert))
    yield f"{_INDENT}why: {terminal.line(alert.reason)}"
    if alert.terms:
        yield f"{_INDENT}matched: {'; '.join(_terms(alert))}"
    for page in alert.pages:
        where = f"p. {page.number} of {alert.page_count}" if page.number else "title"
        name = f"{alert.id}:{page.number}" if page.number else alert.id
        label = f"  {terminal.line(page.label)}" if page.label else ""
        yield f"{_INDENT}{name}  {where}{label}"
        yield f"{_INDENT}  {marked(page.snippet)}"
    if alert.matching > len(alert.pages):
        yield f"{_INDENT}{'and ' if alert.pages else ''}{terminal.many(alert.matching - len(alert.pages), 'more page')}"
    for one in alert.changes:
        yield from (_INDENT + text for text in _difference(one))
    if alert.version_before:
        yield f"{_INDENT}foi diff {alert.publication} {alert.version_before} {alert.version}"
    if alert.url or alert.file_url:
        yield _INDENT + terminal.line(alert.url or alert.file_url)


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
    for term in alert.terms:
        often = "once" if term.count == 1 else f"{term.count:,} times"
        yield f"{terminal.line(term.part)} {often}{' in the title' if term.where == 'title' else ''}"


def _difference(one: Differing) -> Iterator[str]:
    label = f", {terminal.line(one.label)}" if one.label else ""
    yield f"page {one.number}{label}, the words that differ:"
    yield from (f"- {marked(row)}" for row in one.before)
    yield from (f"+ {marked(row)}" for row in one.after)


def marked(row: Marked) -> str:
    """Return a line with ‹ › around what matters."""
    parts, done = [], 0
    for start, end in row.marks:
        parts += [row.text[done:start], "‹", row.text[start:end], "›"]
        done = end
    return terminal.line("".join([*parts, row.text[done:]]))
