"""What a watch is, and what it tells: an alert, complete in itself, so that it can be written in any form, any time."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from indexer.query import Node

Span = tuple[int, int]


class What(StrEnum):
    """What became of a document that a watch's query matches, or matched."""

    NEW = "new"
    NOW_MATCHES = "now-matches"
    CHANGED = "changed"
    NEW_VERSION = "new-version"
    NO_LONGER = "no-longer-matches"
    WITHDRAWN = "withdrawn"
    GONE = "gone"
    MOVED = "moved"
    BACK = "back"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Watch:
    """A query under a name. `basis` names what it asks for now: another basis may match what it did not before."""

    name: str
    query: str
    node: Node
    basis: str


@dataclass(frozen=True, slots=True)
class Term:
    """A part of the query as a person would write it, and how often it stands in the document's text or title."""

    part: str
    where: str
    count: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of text, and where in it are the words that matter."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that matches, from 1; 0 is the title and summary."""

    number: int
    label: str
    snippet: Marked


@dataclass(frozen=True, slots=True)
class Differing:
    """A stretch of a page that says something else than before, with the words that differ marked in both."""

    number: int
    label: str
    before: tuple[Marked, ...]
    after: tuple[Marked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that is told of one document, for one watch: what became of it, and why it is told.

    `publication` is the short ID that `foi history` takes; `version` its version now and `version_before` the one it is
    compared with, 0 if none; `before` the digest of the document compared with. `uid` is the alert's own name for good.
    """

    uid: str
    watch: str
    query: str
    what: What
    reason: str
    time: str
    digest: str
    title: str
    authority: str
    kind: str
    source: str
    state: str
    published: str
    url: str
    file: str
    file_url: str
    page_count: int
    matching: int
    pages: tuple[Shown, ...] = ()
    terms: tuple[Term, ...] = ()
    changes: tuple[Differing, ...] = ()
    publication: str = ""
    version: int = 0
    version_before: int = 0
    before: str = ""

    @property
    def id(self) -> str:
        """The short name that `foi show` and its like accept."""
        return self.digest[:12]

    def to_json(self) -> str:
        """Write it down. Lone surrogates are escaped: they have no UTF-8."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Alert":
        """Read what to_json wrote."""
        form: dict[str, Any] = json.loads(text)
        pages = tuple(Shown(page["number"], page["label"], _marked(page["snippet"])) for page in form["pages"])
        changes = tuple(
            Differing(one["number"], one["label"], _rows(one["before"]), _rows(one["after"])) for one in form["changes"]
        )
        terms = tuple(Term(**term) for term in form["terms"])
        return cls(**{**form, "what": What(form["what"]), "pages": pages, "terms": terms, "changes": changes})


def _rows(form: list[dict[str, Any]]) -> tuple[Marked, ...]:
    return tuple(_marked(row) for row in form)


def _marked(form: dict[str, Any]) -> Marked:
    return Marked(form["text"], tuple((start, end) for start, end in form["marks"]))
