"""Alerts as rows: the public, versioned schema of `foi watch run`, and of what commands are given. docs/watching.md."""

from collections.abc import Iterator, Sequence
from typing import Any

from indexer.watching.records import Alert, Marked
from search_cli.formats.records import json_line

SCHEMA = 1


def row(alert: Alert) -> dict[str, Any]:
    """Return an alert as the fields of the schema, in its order. Fields are only ever added, at the end."""
    return {
        "alert": alert.uid,
        "watch": alert.watch,
        "query": alert.query,
        "what": alert.what.value,
        "reason": alert.reason,
        "time": alert.time,
        "id": alert.id,
        "digest": alert.digest,
        "title": alert.title,
        "authority": alert.authority or None,
        "kind": alert.kind,
        "source": alert.source,
        "state": alert.state,
        "published": alert.published or None,
        "url": alert.url or None,
        "file": alert.file or None,
        "file_url": alert.file_url or None,
        "page_count": alert.page_count,
        "matching_pages": alert.matching,
        "terms": [{"part": term.part, "where": term.where, "count": term.count} for term in alert.terms],
        "pages": [
            {"page": page.number, **_marked(page.snippet, "snippet"), **({"label": page.label} if page.label else {})}
            for page in alert.pages
        ],
        "changes": [
            {
                "page": one.number,
                "label": one.label or None,
                "before": [_marked(line, "text") for line in one.before],
                "after": [_marked(line, "text") for line in one.after],
            }
            for one in alert.changes
        ],
        "publication": alert.publication or None,
        "version": alert.version or None,
        "version_before": alert.version_before or None,
        "before": alert.before or None,
        "schema": SCHEMA,
    }


def jsonl(alerts: Sequence[Alert]) -> Iterator[str]:
    """Yield a line for each alert."""
    yield from (json_line(row(alert)) for alert in alerts)


def whole(alerts: Sequence[Alert]) -> Iterator[str]:
    """Yield all alerts as one object."""
    yield json_line({"schema": SCHEMA, "total": len(alerts), "alerts": [row(alert) for alert in alerts]})


def _marked(line: Marked, name: str) -> dict[str, Any]:
    return {name: line.text, "marks": [list(mark) for mark in line.marks]}
