"""Alerts as an Atom feed, newest first: entries say in full why each was told."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from indexer.watching.records import Alert
from search_cli.formats.alerts import WORDS, in_full, named
from search_cli.formats.atom import add, begun, dated, legal, link_to, written


def feed(alerts: Sequence[Alert], names: Sequence[str], identity: str, began: datetime) -> str:
    """Return the feed of these watches, their alerts given oldest first; IDs stay when it is made anew.

    It was updated when the latest alert came, or, while there is none, when the watches `began`.
    """
    latest = datetime.fromisoformat(alerts[-1].time) if alerts else began
    name = uuid5(UUID(identity), legal("\n".join(["watches", *names]))).urn
    root = begun(name, f"foi watch: {', '.join(names)}", latest)
    for alert in reversed(alerts):
        root.append(_entry(alert))
    return written(root)


def _entry(alert: Alert) -> ET.Element:
    title = f"{named(alert)}: {WORDS[alert.what]}"
    entry = dated(UUID(alert.uid).urn, title, datetime.fromisoformat(alert.time))
    if alert.authority:
        add(ET.SubElement(entry, "author"), "name", alert.authority)
    link_to(entry, alert.url or alert.file_url)
    for term in dict.fromkeys((alert.watch, alert.what.value)):
        ET.SubElement(entry, "category", {"term": legal(term)})
    add(entry, "content", "\n".join([f"query: {alert.query}", *in_full(alert)]), type="text")
    return entry
