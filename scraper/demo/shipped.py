"""The content that comes with the package: one TOML file per publication in content/, its files in content/files/."""

import tomllib
from datetime import datetime
from importlib.resources import files
from typing import Any

from scraper.demo.model import Asset, Attached, Change, Contents, Entry
from scraper.items import LinkKind, State

PLAIN = frozenset(
    {
        "base_path",
        "title",
        "published",
        "document_type",
        "description",
        "body",
        "updated",
        "legacy",
        "parent",
        "note",
        "target",
        "withdrawn",
        "locale",
        "content_id",
    }
)
"""Keys that go into the record as they are."""


def shipped() -> Contents:
    """Return the demo's own publications and files."""
    folder = files("scraper.demo") / "content"
    contents = Contents()
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            for table in tomllib.loads(file.read_text(encoding="utf-8"))["entry"]:
                entry = entry_of(table)
                bodies = {one.name: (folder / "files" / one.name) for one in entry.attached}
                contents = contents.with_(
                    entry,
                    *(
                        Asset(one.url, bodies[one.name].read_bytes(), entry.base_path, entry.public)
                        for one in entry.attached
                        if one.kind is LinkKind.FILE
                    ),
                )
    return contents


def entry_of(table: dict[str, Any]) -> Entry:
    """Make an entry of one table of a content file. Raises TypeError or ValueError if it is not one."""
    rest = table.keys() - PLAIN - {"organisations", "state", "changes", "attached", "aliases"}
    if rest:
        raise ValueError(f"not known in a content file: {', '.join(sorted(rest))}")
    return Entry(
        **{key: value for key, value in table.items() if key in PLAIN},
        organisations=tuple(table.get("organisations", ())),
        state=State(table.get("state", "live")),
        changes=tuple(_change(one) for one in table.get("changes", ())),
        attached=tuple(_attached(one) for one in table.get("attached", ())),
        aliases=tuple(table.get("aliases", ())),
    )


def _change(table: dict[str, Any]) -> Change:
    moment: datetime = table["time"]
    return Change(moment, str(table["note"]))


def _attached(table: dict[str, Any]) -> Attached:
    return Attached(**{**table, "kind": LinkKind(table.get("kind", "file"))})
