"""What is shown of a document besides its text, and what stands over that."""

import json
from typing import Any

from indexer.record import record


@record()
class Card:
    """What is shown of a document besides its text; it travels through the index as JSON.

    `title`, `authority`, `outlet`, `kind`, `source`, `state`, `published` and `url` are of the publication
    that carries it, and so is `outcome`: how a request ended, as its site says. `document` is its title there,
    `file` its name, `file_url` the address it was captured from. `extractor` says whose text it is, `pages` how
    many there are, `reason` why some or all are missing. `also` names the other publications that carry the same
    bytes, if only within another document. `original_url` is where the publication first appeared, if elsewhere.

    Of a file within a document, `parent` is the document's digest, `document` the way to the file in it, and
    `file` both: "replies.zip/annex/letter.pdf". The publication is the document's.
    """

    digest: str
    title: str
    authority: str
    outlet: str
    kind: str
    source: str
    state: str
    published: str
    url: str
    document: str
    file: str
    file_url: str
    media_type: str
    summary: str
    extractor: str
    pages: int
    reason: str
    also: tuple[dict[str, str], ...] = ()
    parent: str = ""
    outcome: str = ""
    original_url: str = ""

    @property
    def id(self) -> str:
        """The short name that `foi show` and its like accept."""
        return self.digest[:12]

    @property
    def publisher(self) -> str:
        """Who published it, and who carried it if that was somebody else."""
        carried = self.outlet and self.outlet != self.authority
        return f"{self.authority}, by {self.outlet}" if carried else self.authority

    def within(self, parent: str, path: str) -> "Card":
        """Return the card of a file within this document, which has all else from it."""
        return Card(**{**self._values(), "document": path, "file": f"{self.file}/{path}", "parent": parent})

    def to_json(self) -> str:
        """Write it down."""
        return json.dumps(self._values(), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Card":
        """Read what to_json wrote."""
        form: dict[str, Any] = json.loads(text)
        return cls(**{**form, "also": tuple(form["also"])})

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__annotations__}


def heading(known: Card) -> str:
    """Return what stands over a document but not in it: it is searched as page 0.

    A blank line between its parts keeps a snippet from running on from one into the next.
    """
    file = known.file if ("." in known.file or known.parent) and known.file not in (known.title, known.document) else ""
    document = "" if known.parent else known.document  # the way to it within its parent ends its file's name
    outlet = known.outlet if known.outlet != known.authority else ""
    parts = (known.title, document, known.authority, outlet, known.summary, file)
    return "\n\n".join(part for part in parts if part)
