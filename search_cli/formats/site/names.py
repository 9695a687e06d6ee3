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
NO_TITLE = "(no title)"
ENDINGS = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-outlook": ".msg",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
}
"""What a browser shows, or leaves to another program, without running anything of it in the site's name."""


def short_names(ids: Collection[str], length: int = ID_LENGTH - 1) -> Mapping[str, str]:
    """Return a short name for each ID, whole ones where two begin alike: that can be done on purpose."""
    begun = Counter(one[:length] for one in ids)
    return {one: one[:length] if begun[one[:length]] == 1 else one for one in ids}


def list_name(heading: str) -> str:
    """Return the name of the file of a list, which may be headed by anything."""
    return hashlib.sha256(heading.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_name(card: Card) -> str:
    """Return what a document is called beside others of its publication: a file within one by the way to it."""
    return line(card.document if card.parent else _own_name(card)) or line(card.title) or NO_TITLE


def _own_name(card: Card) -> str:
    titled = card.document if card.document != card.file else ""
    return titled or card.file.rpartition("/")[2]


def type_in_words(media_type: str) -> str:
    """Return what sort of file it is, by the usual end of its name where there is one."""
    return ENDINGS[media_type][1:].upper() if media_type in ENDINGS else media_type


def title_of(text: str) -> str:
    """Return a title on one line; there is always something to click on."""
    return line(text) or NO_TITLE


def size_in_words(size: int) -> str:
    """Return a number of bytes as people write it."""
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 0.1):,.1f} kB"
