"""The form of a bundle: one JSON object a line, the last of them the manifest. Described in docs/bundle.md."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import BundleError

FORMAT = "foi-index bundle"
VERSION = 1
LONGEST_LINE = 64 * 1024 * 1024
Form = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself in its last line.

    `sha256` is of every byte before that line, `lines` how many lines those are, `counts` how many of each
    type, `documents` the digest of each document's text, by the document's own digest.
    """

    sha256: str
    lines: int
    counts: dict[str, int]
    documents: dict[str, str]

    def to_json(self) -> Form:
        """Write it as the last line has it."""
        return {
            "type": "manifest",
            "sha256": self.sha256,
            "lines": self.lines,
            "counts": self.counts,
            "documents": self.documents,
        }


def line_of(form: Form) -> bytes:
    """Write one line. Lone surrogates, which a damaged PDF can hold, are escaped: they have no UTF-8."""
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(form, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def lines_of(source: Path) -> Iterator[bytes]:
    """Yield the lines of a file. Raises BundleError if it cannot be read, or one is longer than any bundle's."""
    try:
        with source.open("rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise BundleError(f"{source} has a line of over {LONGEST_LINE:,} bytes: no bundle has")
                yield line
    except OSError as error:
        raise BundleError(f"{source} cannot be read: {error.strerror}") from error


def form_of(line: bytes, source: Path) -> Form:
    """Read one line. Raises BundleError if it is no JSON object."""
    try:
        form = json.loads(line)
    except (ValueError, RecursionError):
        form = None
    if not isinstance(form, dict):
        raise BundleError(f"{source} is not a bundle made by `foi export`, or was cut short")
    return form
