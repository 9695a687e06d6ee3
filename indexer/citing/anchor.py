"""The anchor of a citation: one line of ASCII that says which bytes, which page, from where and when.

Its grammar is in docs/citing.md. What was written once must be readable for ever: a change that is not one more
version would leave printed footnotes behind.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from indexer.errors import IndexerError
from scraper.archive.records import Digest

MARK = "foi1;"
"""What every anchor of this version begins with."""
LONGEST = 9_000
"""Characters of an anchor: three values of the longest, percent-encoded, and all the rest."""
SHORTEST = 130
LONGEST_VALUE = 2_000

_ADDRESS = r"[!#$%&()*+,./0-9:=?@A-Z\[\]_a-z~-]"
_VALUE = r"[%+./0-9A-Z_a-z~-]"
_GRAMMAR = re.compile(
    rf"""foi1
    ;pub=(?P<publication>p[0-9a-f]{{12}})
    ;sha256=(?P<digest>[0-9a-f]{{64}})
    (?:;in=(?P<parent>[0-9a-f]{{64}})(?:;path=(?P<path>{_VALUE}{{1,{LONGEST_VALUE}}}))?)?
    (?:;page=(?P<page>[1-9][0-9]{{0,8}})(?:;text=(?P<text>[0-9a-f]{{16}});by=(?P<reader>{_VALUE}{{1,100}}))?)?
    ;seen=(?P<seen>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z)
    (?:;at=(?P<at>{_ADDRESS}{{1,{LONGEST_VALUE}}}))?
    (?:;from=(?P<origin>{_ADDRESS}{{1,{LONGEST_VALUE}}}))?
    ;check=(?P<check>[0-9a-f]{{8}})""",
    re.VERBOSE,
)
_LEGAL = "!#$%&'()*+,/:;=?@[]"
"""What may stand in an address as it is, beside letters, digits and `-._`. Source: RFC 3986."""
_BLANKS = re.compile(r"\s+")
_HALF = re.compile("[\ud800-\udfff]")
_LATER = re.compile(r"foi[0-9]+;", re.IGNORECASE)


class NoAnchor(IndexerError):
    """What was given is no anchor, or no longer the one that was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a citation rests on: the bytes of `digest`, captured from the address `origin` at the time `seen`.

    `publication` is the ID of what it was published in, and `at` where people find that, "" if there is no such
    address or it is `origin`. A file within another has in `parent` the digest of what was captured, and in `path` the
    way to it in there. `text` is the digest of the page's text as `reader` read it; both are "" if no page is meant.
    """

    publication: str
    digest: str
    seen: datetime
    parent: str = ""
    path: str = ""
    page: int | None = None
    text: str = ""
    reader: str = ""
    at: str = ""
    origin: str = ""

    @property
    def captured(self) -> Digest:
        """The document that was captured: this one, or the one it is in."""
        return Digest(self.parent or self.digest)


def text_digest(text: str) -> str:
    """Name a page's words: the first 16 digits of the SHA-256 of its text in NFC, without blanks, in UTF-8.

    Blanks are left out because where a line ends is what readers of a format disagree about most.
    """
    plain = _BLANKS.sub("", unicodedata.normalize("NFC", text))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def address(url: str) -> str:
    """Return an address as an anchor has it: what no URI may hold is percent-encoded; "" if it is too long for one."""
    legal = quote(url.strip(), safe=_LEGAL, errors="surrogatepass")
    return legal if len(_escaped(legal)) <= LONGEST_VALUE else ""


def way(path: str) -> str:
    """Return the way to a file within another as an anchor has it, "" if it is too long for one."""
    whole = _HALF.sub("\ufffd", path)
    return whole if len(quote(whole)) <= LONGEST_VALUE else ""


def written(anchor: Anchor) -> str:
    """Write an anchor. Each has one spelling."""
    parts = {
        "pub": anchor.publication,
        "sha256": anchor.digest,
        "in": anchor.parent,
        "path": quote(anchor.path),
        "page": str(anchor.page or ""),
        "text": anchor.text,
        "by": quote(anchor.reader, safe="/+"),
        "seen": f"{anchor.seen.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "at": _escaped(anchor.at),
        "from": _escaped(anchor.origin),
    }
    line = MARK + ";".join(f"{name}={part}" for name, part in parts.items() if part)
    return f"{line};check={_check(line)}"


def read(text: str) -> Anchor:
    """Read an anchor that is exactly as it was written. Raises NoAnchor, with what is wrong with it."""
    if len(text) > LONGEST:
        raise NoAnchor(f"an anchor has at most {LONGEST:,} characters; this has {len(text):,}")
    if not text.startswith(MARK):
        if _LATER.match(text) and not text.lower().startswith(MARK):
            raise NoAnchor("this anchor is of a later version of foi-index; a newer foi can read it")
        raise NoAnchor("this is no anchor: one begins with foi1; and ends with check= and eight digits")
    body, _, check = text.rpartition(";check=")
    if not body or _check(body) != check:
        raise NoAnchor("this anchor was altered or cut short on its way: its check does not fit; copy all of it again")
    match = _GRAMMAR.fullmatch(text)
    anchor = _anchor(match) if match else None
    if anchor is None or written(anchor) != text:
        raise NoAnchor("this anchor was not written by foi-index: its parts are not as they should be")
    return anchor


def _anchor(match: re.Match[str]) -> Anchor | None:
    has = match.groupdict(default="")
    try:
        return Anchor(
            publication=has["publication"],
            digest=has["digest"],
            parent=has["parent"],
            path=unquote(has["path"], errors="strict"),
            page=int(has["page"]) if has["page"] else None,
            text=has["text"],
            reader=unquote(has["reader"], errors="strict"),
            seen=datetime.strptime(has["seen"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
            at=_unescaped(has["at"]),
            origin=_unescaped(has["origin"]),
        )
    except ValueError:
        return None


def _check(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _escaped(url: str) -> str:
    """Write an address without semicolons, which part an anchor, and apostrophes, which end a word in a shell.

    Where %3B stood before it becomes %253B, and so on.
    """
    return re.sub(r"%((?:25)*(?:3B|27))", r"%25\1", url).replace(";", "%3B").replace("'", "%27")


def _unescaped(url: str) -> str:
    return re.sub(r"%(?:25)?((?:25)*(?:3B|27))", _unescaped_one, url)


def _unescaped_one(found: re.Match[str]) -> str:
    return {"%3B": ";", "%27": "'"}.get(found[0], f"%{found[1]}")
