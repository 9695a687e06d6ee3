"""Archives nobody means well with: each a way to write one to a path, and what must be said of it.

What has only wrong names, heads or sizes has the digests, manifests and seal that fit.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.indexer.bundle.forge import (
    BODY,
    DIGEST,
    Member,
    bagged,
    bundle,
    changed,
    document,
    jsonl,
    page,
    payload,
    publication,
    sealed,
)

Make = Callable[[Path], Path]

PAGES = "data/pages.jsonl"
ZEROS = bytes(40 << 20)
OTHER = "f" * 64


def named(name: str | bytes) -> Make:
    """Return what adds a member of that name, listed in the manifest."""
    return lambda path: sealed(path, bagged([*payload(), Member(name, b"x")]))


def listed(**entry: Any) -> Make:
    """Return what says something of a member in the list, and before its bytes where that is said there too."""
    head = {
        name: value for name, value in entry.items() if name in ("flags", "method", "time", "crc", "size", "packed")
    }
    return lambda path: sealed(path, changed(bagged(payload()), PAGES, entry=entry, head=head))


def headed(**head: Any) -> Make:
    """Return what says something before a member's bytes that its list does not say."""
    return lambda path: sealed(path, changed(bagged(payload()), PAGES, head=head))


def holding(body: bytes, name: str = PAGES, **fields: Any) -> Make:
    """Return what has other bytes in a member, of which all digests are right."""
    return lambda path: sealed(path, bagged(changed(payload(), name, body=body, **fields)))


def packed(data: bytes, body: bytes | None = None) -> Make:
    """Return what has other bytes in the file for a member, and says it unpacks to `body`."""
    said = {} if body is None else {"body": body}
    return lambda path: sealed(path, changed(bagged(payload()), PAGES, packed=data, **said))


def zipped(**how: Any) -> Make:
    """Return what lays out the zip otherwise."""
    return lambda path: sealed(path, bagged(payload()), **how)


def tagged(name: str, body: bytes) -> Make:
    """Return what has another tag file; its own digest is right where it has one."""

    def make(path: Path) -> Path:
        tags = changed(bagged(payload()), name, body=body)
        again = bagged(tags[:-4])
        return sealed(path, tags if name.startswith("tag") else [*tags[:-1], _tags_of(tags, again[-1])])

    return make


def _tags_of(members: list[Member], manifest: Member) -> Member:
    import hashlib

    lines = [f"{hashlib.sha256(one.body).hexdigest()}  {one.name}\n" for one in members[-4:-1]]
    return replace(manifest, body="".join(lines).encode())


def twice(name: str = PAGES) -> Make:
    members = bagged(payload())
    return lambda path: sealed(path, [*members, next(one for one in members if one.name == name)])


def gap(name: str) -> Make:
    return lambda path: sealed(path, changed(bagged(payload()), name, gap=b"what is this"))


def deflated(body: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packing.compress(body) + packing.flush()


def many_blanks(path: Path) -> Path:
    blank = Member("x", bytes(16 << 20))
    once = deflated(blank.body)
    return sealed(path, [*bagged(payload()), *(replace(blank, name=f"data/{n}", packed=once) for n in range(30))])


def other_end(path: Path) -> Path:
    """Write one with the end of a zip64 that another reader would believe, and a list of its own."""
    sealed(path, bagged(payload()), zip64=True)
    from tests.indexer.bundle.forge import resealed

    body = bytearray(path.read_bytes()[:-84])
    at = body.rindex(b"PK\6\6") + 24
    body[at : at + 16] = struct.pack("<2Q", 1, 1)
    return resealed(path, bytes(body))


NAME = "with a name no member of a bundle has"
WAY = "pages.jsonl: is listed in a way no bundle lists a member"
HEAD = "pages.jsonl: what stands before its bytes is not what the list of members says"

HOSTILE: dict[str, tuple[Make, str]] = {
    "the folder above": (named(b"../evil"), NAME),
    "the folder above, from the bag": (named("../../evil"), NAME),
    "the root": (named(b"/etc/passwd"), NAME),
    "a drive": (named(b"C:\\evil"), NAME),
    "backslashes": (named(b"foi-bundle\\data\\evil"), NAME),
    "a NUL": (named("data/evil\0.jsonl"), NAME),
    "another alphabet": (named("data/p\u0430ges.jsonl"), NAME),
    "a name from right to left": (named("data/\u202elnosj.sgep"), NAME),
    "an escape sequence": (named("data/\x1b[2J"), NAME),
    "a line end": (named("data/a\nb"), NAME),
    "a long name": (named("data/" + "a" * 300), NAME),
    "no name": (named(b""), NAME),
    "a folder": (named("data/"), NAME),
    "another folder": (named(b"other/file"), NAME),
    "the folder of the bag alone": (named(b"foi-bundle"), NAME),
    "a device of Windows": (named("data/NUL.txt"), NAME),
    "a dot at the end": (named("data/pages."), NAME),
    "a hidden file": (named(".bashrc"), NAME),
    "an option": (named("-rf"), NAME),
    "a folder without a name": (named("data//x"), NAME),
    "many folders": (named("/".join("abcdefghij")), NAME),
    "a link": (listed(mode=0o120777 << 16), WAY),
    "a device": (listed(mode=0o020666 << 16), WAY),
    "a pipe": (listed(mode=0o010666 << 16), WAY),
    "a file for another user": (listed(mode=0o104755 << 16), WAY),
    "an executable": (listed(mode=0o100755 << 16), WAY),
    "a folder by its attributes": (listed(mode=0o40755 << 16 | 0x10), WAY),
    "another system": (listed(system=0), WAY),
    "another time": (listed(time=1), WAY),
    "a comment": (listed(comment=1), WAY),
    "a password": (listed(flags=1), WAY),
    "sizes behind the bytes": (listed(flags=8), WAY),
    "another method": (listed(method=12), WAY),
    "yet another method": (listed(method=93), WAY),
    "a volume": (listed(disk=1), WAY),
    "small and capital letters": (
        named("data/Pages.jsonl"),
        "Pages.jsonl: is listed twice, or is another name but for",
    ),
    "a member twice": (twice(), "pages.jsonl: is listed twice"),
    "a file that is a folder": (named("data/pages.jsonl/x"), "pages.jsonl: is a file, and by the name of"),
    "an entry twice": (zipped(order=[0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10]), "pages.jsonl: does not lie where"),
    "entries in another order": (zipped(order=[1, 0, *range(2, 11)]), "documents.jsonl: does not lie where"),
    "a member that is not listed": (zipped(order=[0, 1, 2, 3, 4, *range(6, 11)]), "about.json: does not lie where"),
    "a member within another": (listed(begins=3), "pages.jsonl: does not lie where"),
    "bytes before the first": (gap("data/publications.jsonl"), "publications.jsonl: does not lie where"),
    "bytes between two": (gap(PAGES), "pages.jsonl: does not lie where"),
    "bytes before the list": (zipped(before_list=b"x" * 9), "bytes in or before its list of members"),
    "bytes behind the list": (zipped(behind=b"x" * 9), "bytes in or before its list of members"),
    "a bomb": (holding(ZEROS), "claims to unpack to 41,943,040 bytes from 40,7"),
    "a bomb that says it is none": (packed(deflated(ZEROS)), "unpacks to more than 1"),
    "a bomb that says it is larger": (listed(size=(1 << 32) - 2), "claims to unpack to 4,294,967,294 bytes"),
    "a bomb of many": (many_blanks, "claims to unpack to 503,"),
    "a million members": (
        zipped(order=[0] * 1_000_000, zip64=True, end={"count": 65535, "here": 65535}),
        "lists 1,000,000",
    ),
    "more members than there are": (zipped(end={"count": 12, "here": 12}), "cut short before it"),
    "less members than there are": (zipped(end={"count": 10, "here": 10}), "in or before its list of members"),
    "several volumes": (zipped(end={"disk": 1}), "several parts"),
    "a list in several volumes": (zipped(end={"here": 3}), "several parts"),
    "a list that is elsewhere": (zipped(end={"offset": 7}), "bytes that belong to no member"),
    "a list of nothing": (lambda path: sealed(path, []), "has no member at all"),
    "another end, of a zip64": (other_end, "ends in two ways"),
    "a size that is nowhere": (listed(size=0xFFFFFFFF), "pages.jsonl: its digest is missing"),
    "a place beyond the end": (
        listed(
            begins=0xFFFFFFFF, extra=struct.pack("<HHQHH32s", 1, 8, 1 << 60, 0xF01B, 32, bytes(32)), extra_length=48
        ),
        "pages.jsonl: does not lie where",
    ),
    "more bytes than there are": (listed(packed=1 << 30), "is cut short, or lies where the list"),
    "no digest": (listed(extra=b"", extra_length=0), "pages.jsonl: its digest is missing"),
    "another name beside its name": (
        listed(extra=struct.pack("<HH5sHH32s", 0x7075, 5, b"\1evil", 0xF01B, 32, bytes(32)), extra_length=45),
        "pages.jsonl: its digest is missing",
    ),
    "another digest": (
        lambda path: sealed(path, changed(bagged(payload()), PAGES, digest=bytes(32))),
        "pages.jsonl: is not as it was written",
    ),
    "another name in the head": (
        headed(name=b"foi-bundle/data/pages.jsonX"),
        "data/pages.jsonX, listed as data/pages.jsonl: what stands before",
    ),
    "another size in the head": (headed(size=7), HEAD),
    "another method in the head": (headed(method=0), HEAD),
    "another flag in the head": (headed(flags=8), HEAD),
    "another check sum in the head": (headed(crc=7), HEAD),
    "another mark in the head": (headed(mark=b"PK\3\5"), HEAD),
    "another check sum": (listed(crc=7), "pages.jsonl: does not unpack to what"),
    "a larger size": (listed(size=10_000), "pages.jsonl: does not unpack to what"),
    "two sizes of what is as it is": (
        lambda path: sealed(
            path, changed(bagged(payload()), PAGES, deflated=False, entry={"size": 3}, head={"size": 3})
        ),
        "pages.jsonl: is listed with two sizes",
    ),
    "bytes that cannot be unpacked": (packed(b"\xff" * 30), "pages.jsonl: cannot be unpacked"),
    "bytes that end too soon": (packed(deflated(BODY * 99)[:40]), "pages.jsonl: cannot be unpacked"),
    "bytes behind what is unpacked": (
        packed(deflated(jsonl([page()])) + b"evil"),
        "pages.jsonl: has bytes behind its end",
    ),
    "depths": (holding(b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"\n"), "pages.jsonl, line 1: is no JSON object"),
    "lesser depths": (holding(b'{"a":' + b"[" * 60 + b"]" * 60 + b"}\n"), "line 1: is nested deeper than 20"),
    "an endless line": (
        holding(b'{"text":"' + b"a" * (65 << 20) + b'"}\n', deflated=False),
        "line 1: has over 67,108,864 bytes",
    ),
    "an endless list": (holding(b'{"a":[' + b"[]," * 6_000_000 + b"0]}\n", deflated=False), "bytes that are no text"),
    "endless fields": (holding(b'{"a":[' + b'"",' * 6_000_000 + b"0]}\n", deflated=False), "bytes that are no text"),
    "a number of many digits": (holding(b'{"number":' + b"9" * 5000 + b"}\n"), "line 1: is no JSON object"),
    "a number beyond numbers": (holding(b'{"number":1e999}\n'), "line 1: its number is not a whole number"),
    "no number": (holding(b'{"number":NaN}\n'), "NaN is no number of JSON"),
    "no finite number": (holding(b'{"number":-Infinity}\n'), "-Infinity is no number of JSON"),
    "a name twice": (holding(b'{"number":1,"number":2}\n'), "a name stands in it twice"),
    "another encoding": (holding(jsonl([page()]).decode().encode("utf-16-le")), "pages.jsonl, line 1"),
    "no encoding": (holding(b'{"text":"\xff"}\n'), "line 1: is not UTF-8"),
    "half a character": (holding(b'{"text":"\xed\xa0\x80"}\n'), "line 1: is not UTF-8"),
    "a list": (holding(b"[]\n"), "line 1: is no JSON object"),
    "an empty line": (holding(jsonl([page()]) + b"\n"), "line 2: is no JSON object"),
    "a line without an end": (holding(jsonl([page()])[:-1]), "line 1: has no end"),
    "a mark before the first line": (holding(b"\xef\xbb\xbf" + jsonl([page()])), "line 1: is no JSON object"),
    "another version": (lambda path: bundle(path, about={"version": 3}), "is of format version '3'"),
    "a version that is nearly one": (lambda path: bundle(path, about={"version": 2.0}), "is of format version '2.0'"),
    "another format": (lambda path: bundle(path, about={"format": "evil"}), "about.json: is not of a bundle"),
    "counts that are none": (lambda path: bundle(path, about={"counts": {"pages": True}}), "about.json: has no counts"),
    "counts of more": (lambda path: bundle(path, about={"counts": {"pages": 10**15}}), "about.json: counts 1,000,000"),
    "an endless name": (lambda path: bundle(path, about={"choice": "a" * (2 << 20)}), "about.json: has over 1,048,576"),
    "a manifest of what is elsewhere": (
        tagged("manifest-sha256.txt", b"0" * 64 + b"  ../../etc/passwd\n"),
        "../../etc/passwd: is missing, and listed",
    ),
    "a manifest of nothing": (tagged("manifest-sha256.txt", b""), "data/about.json: is in no list of manifest"),
    "a manifest in one line": (tagged("manifest-sha256.txt", b"a" * 9_999_999), "manifest-sha256.txt, line 1: is not"),
    "a manifest of one file again and again": (
        tagged("manifest-sha256.txt", (b"0" * 64 + b"  data/pages.jsonl\n") * 9),
        "manifest-sha256.txt, line 2: 'data/pages.jsonl' is there twice",
    ),
    "a manifest of tags that is none": (tagged("tagmanifest-sha256.txt", b"\0" * 99), "tagmanifest-sha256.txt, line 1"),
    "two counts of the payload": (
        tagged("bag-info.txt", b"Payload-Oxum: 1.1\nPayload-Oxum: 2.2\n"),
        "bag-info.txt: does not count data/",
    ),
    "a bag of another kind": (tagged("bagit.txt", b"BagIt-Version: 9.9\n"), "bagit.txt: is not that of a bag"),
    "an original under another name": (
        lambda path: sealed(path, bagged([*payload(), Member(f"data/files/ff/{OTHER}", BODY)])),
        f"data/files/ff/{OTHER}: is an original by its place, but not named",
    ),
    "an original in another place": (
        lambda path: sealed(path, bagged([*payload(), Member(f"data/files/xx/{DIGEST}", BODY)])),
        f"data/files/xx/{DIGEST}: is an original by its place, but not named",
    ),
    "an original nobody knows": (
        lambda path: bundle(path, documents=[], captures=[], texts=[], pages=[], files={DIGEST: BODY}),
        f"data/files/{DIGEST[:2]}/{DIGEST}: is not in data/documents.jsonl",
    ),
    "an original of another size": (
        lambda path: bundle(path, documents=[document(size=7)], files={DIGEST: BODY}),
        f"{DIGEST}: has 44 bytes, and by data/documents.jsonl 7",
    ),
    "a word that drives the terminal": (
        lambda path: bundle(path, publications=[publication(kind="\x1b[2Jevil")]),
        "publications.jsonl, line 1: not a publication: '.x1b\\[2Jevil'",
    ),
}
"""By what they have: a way to write one, and a regular expression for what is said of it."""
