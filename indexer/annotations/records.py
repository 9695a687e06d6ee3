"""A note, and what a note or tag may be."""

import re
import unicodedata

from indexer.errors import AnnotationsError
from indexer.record import record

LONGEST_TAG = 60
MOST_TEXT = 100_000
"""Characters of a note: some thirty printed pages. Every note is gone through by `note:`."""
MOST_PAGES = 10**9

_BETWEEN = frozenset("-_./:@")
"""What may stand in a tag besides letters and digits: nothing that a shell or the query language takes for itself."""
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@record()
class Note:
    """What a person wrote of a document, or of one page of it; pages count from 1, None is the whole.

    `key` is its number in this folder. `uid` is its name everywhere: by it a dump that is restored elsewhere knows the
    note again. `time` is when it was last written, UTC, as ISO 8601.
    """

    key: int
    uid: str
    digest: str
    page: int | None
    text: str
    time: str


def tag_name(text: str) -> str:
    """Return a tag as it is kept: in small letters, composed. Raises AnnotationsError if it can be none."""
    name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text.strip()).casefold())
    if not name:
        raise AnnotationsError("a tag needs a name: +leads")
    wrong = next((sign for sign in name if not _fits(sign)), "")
    if wrong:
        shown = "a blank" if wrong.isspace() else wrong if wrong.isprintable() else f"U+{ord(wrong):04X}"
        advice = "write - for it" if wrong == " " else "letters, digits and - _ . / : @ may stand in one"
        raise AnnotationsError(f"no tag can be {_short(text)}: it has {shown} in it; {advice}")
    if not name[0].isalnum():
        raise AnnotationsError(f"no tag can be {_short(text)}: it begins with a letter or a digit")
    if len(name) > LONGEST_TAG:
        raise AnnotationsError(f"no tag can be {_short(text)}: it has {len(name)} characters, {LONGEST_TAG} at most")
    return name


def note_text(text: str) -> str:
    """Return the text of a note as it is kept. Raises AnnotationsError if there is nothing in it, or too much."""
    kept = _HARMFUL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not kept:
        raise AnnotationsError("a note needs a text")
    if len(kept) > MOST_TEXT:
        raise AnnotationsError(f"the note has {len(kept):,} characters; {MOST_TEXT:,} at most are kept")
    return kept


def _fits(sign: str) -> bool:
    return sign.isalnum() or sign in _BETWEEN or unicodedata.category(sign).startswith("M")


def _short(text: str) -> str:
    return repr(text if len(text) <= LONGEST_TAG else f"{text[:LONGEST_TAG]}...")
