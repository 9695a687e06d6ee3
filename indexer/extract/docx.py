"""Word documents of 2007 and later: body, tables, headers, footers, notes and comments, without a Word library."""

import re
from collections.abc import Iterator

from indexer.errors import ExtractionError
from indexer.extract.base import Enclosed, Page
from indexer.extract.flow import parts
from indexer.extract.ooxml import Parts, story
from indexer.extract.package import opened

_BODY = re.compile(r"word/document\d*\.xml")
_IN_ORDER = (
    re.compile(r"word/header\d*\.xml"),
    _BODY,
    *(re.compile(rf"word/{name}\d*\.xml") for name in ("footnotes", "endnotes", "comments", "footer")),
)


class DocxExtractor:
    """The whole is a page: the file does not say where pages end. A long one comes in parts."""

    name = "docx/1"
    media_types = frozenset(
        {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.ms-word.document.macroEnabled.12",
        }
    )

    def pages(self, body: bytes) -> Iterator[Page | Enclosed]:
        """Yield the text, and the files that are embedded in it."""
        with opened(body) as package:
            found = Parts(package)
            if not found.names(_BODY):
                raise ExtractionError("not a readable Word document: there is no text part in it")
            yield from parts(_lines(found))
            yield from found.embedded()


def _lines(found: Parts) -> Iterator[str]:
    for pattern in _IN_ORDER:
        for name in found.names(pattern):
            yield from story(found.events(name))
