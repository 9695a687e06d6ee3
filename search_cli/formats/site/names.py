"""What things are called on a site: their files, and they themselves."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping

from indexer.cards import Card
from scraper.archive.records import ID_LENGTH
from scraper.items import Kind
from search_cli.terminal import line

KINDS = {
    Kind.RELEASE: "FOI release",
    Kind.REQUEST: "FOI request",
    Kind.NEWS: "News",
    Kind.FILE: "File",
}
"""The kinds of publications, as a reader would call them."""


def short_names(ids: Collection[str], length: int = ID_LENGTH - 1) -> Mapping[str, str]:
    """Return a short name for each ID, whole ones where two begin alike: that can be done on purpose."""
    begun = Counter(one[:length] for one in ids)
    return {one: one[:length] if begun[one[:length]] == 1 else one for one in ids}


def list_name(heading: str) -> str:
    """Return the name of the file of a list, which may be headed by anything."""
    return hashlib.sha256(heading.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_name(card: Card) -> str:
    """Return what a document is called beside others of its publication."""
    file = "" if card.file == card.title else card.file
    return (not card.parent and line(card.document)) or line(file) or line(card.title) or NO_TITLE


def title_of(text: str) -> str:
    """Return a title on one line; there is always something to click on."""
    return line(text) or NO_TITLE


def size_in_words(size: int) -> str:
    """Return a number of bytes as people write it."""
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 0.1):,.1f} kB"


NO_TITLE = "(no title)"
