"""What became of anchors: to read, a line for each finding, or as JSON Lines. Described in docs/citing.md."""

from collections.abc import Iterator
from typing import Any

from indexer.citing.anchor import written
from indexer.citing.checking import Checked, Verdict
from search_cli import terminal
from search_cli.formats.records import json_line

SCHEMA = 1

_HEADS = {
    Verdict.SOUND: "sound",
    Verdict.UNCHECKED: "not all of it could be checked",
    Verdict.ABSENT: "not held",
    Verdict.WRONG: "WRONG",
}
_MARKS = {
    Verdict.NOTE: "note: ",
    Verdict.UNCHECKED: "unchecked: ",
    Verdict.WRONG: "WRONG: ",
}


def text(checked: Checked, number: int) -> Iterator[str]:
    """Yield a line that names the anchor and judges it, then one for each finding. The first is number 0."""
    if number:
        yield "\n"
    anchor = checked.anchor
    name = f"{anchor.digest[:12]}:{anchor.page}" if anchor.page else anchor.digest[:12]
    yield terminal.bold(f"{name}  {_HEADS[checked.verdict]}") + "\n"
    for finding in checked.findings:
        said = terminal.line(f"{_MARKS.get(finding.verdict, '')}{finding.said}")
        yield terminal.fact(f"  {finding.about}", said, 12) + "\n"


def jsonl(checked: Checked, _number: int) -> Iterator[str]:
    """Yield a line of JSON."""
    yield json_line(row(checked))


def row(checked: Checked) -> dict[str, Any]:
    """Return what was found as the fields of the schema, in its order. Fields are only ever added, at the end."""
    anchor = checked.anchor
    return {
        "id": anchor.digest[:12],
        "digest": anchor.digest,
        "page": anchor.page,
        "verdict": checked.verdict.name.lower(),
        "findings": [
            {"about": finding.about, "verdict": finding.verdict.name.lower(), "said": finding.said}
            for finding in checked.findings
        ],
        "publication": anchor.publication,
        "seen": anchor.seen.isoformat(),
        "at": anchor.at or None,
        "from": anchor.origin or None,
        "anchor": written(anchor),
        "schema": SCHEMA,
    }


FORMATS = {"text": text, "jsonl": jsonl}
