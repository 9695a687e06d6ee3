"""Bundles by docs/bundle.md, made without the product's writer: sound ones, and such as an attacker would seal.

`bundle(path, publications=[...], files={...})` writes one from lines, with manifests, counts and seal that fit;
`sealed(path, members)` any zip of any members, whose heads and entries say whatever they are told to.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

Form = dict[str, Any]

BODY = b"Dear sir, the bins are emptied on Tuesdays.\n"
DIGEST = hashlib.sha256(BODY).hexdigest()
URL = "https://assets.example/letter.txt"
TIME = "2026-08-01T12:00:00+00:00"

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_MOST = 0xFFFFFFFF


def publication(seen: str = TIME, **record: Any) -> Form:
    """Return a line of publications.jsonl; a field that is None is left out."""
    link = {"url": URL, "title": "The letter", "kind": "file"}
    whole = {
        "source": "gb_example",
        "native_id": "1",
        "kind": "release",
        "title": "Bins",
        "documents": [link],
        **record,
    }
    record = {name: value for name, value in whole.items() if value is not None}
    return {"last_seen": TIME, "versions": [{"seen": seen, "record": record}]}


def document(**fields: Any) -> Form:
    return {"digest": DIGEST, "media_type": "text/plain", "size": len(BODY), **fields}


def capture(**fields: Any) -> Form:
    return {
        "source": "gb_example", "url": URL, "final_url": URL, "time": TIME, "status": 200,
        "headers": [["ETag", "x"]], "digest": DIGEST, "revisit": False, **fields,
    }  # fmt: skip


def inside(**fields: Any) -> Form:
    """Return a line of members.jsonl."""
    digest = hashlib.sha256(b"within").hexdigest()
    return {
        "parent": DIGEST, "position": 0, "path": "a/b.txt", "digest": digest, "media_type": "text/plain", "size": 6,
        "reason": "", **fields,
    }  # fmt: skip


def text(**fields: Any) -> Form:
    return {"digest": DIGEST, "extractor": "plain/1", "pages": 1, "reason": "", **fields}


def page(**fields: Any) -> Form:
    return {"digest": DIGEST, "number": 1, "text": BODY.decode(), **fields}


def fact(**fields: Any) -> Form:
    words = {"page": 1, "start": 0, "end": 3, "text": BODY.decode()[:3]}
    return {"digest": DIGEST, "type": "outcome", "value": "refused", "words": words, **fields}


def jsonl(forms: Iterable[Form]) -> bytes:
    """Write lines as a bundle has them."""
    return b"".join(json.dumps(form, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n" for form in forms)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a zip: what it unpacks to, and what is said of it that is not so.

    `head` and `entry` replace fields of the local header and of the central directory by their names; `packed` is
    what stands in the file, `gap` what stands before it. `name` may be bytes. `large` says the sizes as a zip64 has
    them.
    """

    name: str | bytes
    body: bytes
    deflated: bool = True
    head: Mapping[str, Any] = field(default_factory=dict)
    entry: Mapping[str, Any] = field(default_factory=dict)
    packed: bytes | None = None
    gap: bytes = b""
    large: bool = False
    digest: bytes | None = None


def payload(
    *,
    publications: Sequence[Form] | None = None,
    documents: Sequence[Form] | None = None,
    captures: Sequence[Form] | None = None,
    members: Sequence[Form] = (),
    texts: Sequence[Form] | None = None,
    pages: Sequence[Form] | None = None,
    facts: Sequence[Form] = (),
    files: Mapping[str, bytes] | None = None,
    about: Mapping[str, Any] | None = None,
) -> list[Member]:
    """Return the members of data/, of one publication with one letter where nothing else is given."""
    lines = {
        "publications": [publication()] if publications is None else publications,
        "documents": [document()] if documents is None else documents,
        "captures": [capture()] if captures is None else captures,
        "members": members,
        "texts": [text()] if texts is None else texts,
        "pages": [page()] if pages is None else pages,
        **({"facts": facts} if facts else {}),
    }
    files = files or {}
    counts = {name: len(forms) for name, forms in {**lines, "files": files}.items() if forms}
    said = {"format": "foi-index bundle", "version": 2, "counts": counts, "choice": "everything", **(about or {})}
    return [
        *(Member(f"data/{name}.jsonl", jsonl(forms)) for name, forms in lines.items()),
        *(Member(f"data/files/{name[:2]}/{name}", body, deflated=False) for name, body in files.items()),
        Member("data/about.json", json.dumps(said).encode() + b"\n"),
    ]


def bagged(members: Iterable[Member], *, info: str | None = None) -> list[Member]:
    """Put the tag files around a payload: they fit whatever it is."""
    inner = list(members)
    oxum = f"Payload-Oxum: {sum(len(one.body) for one in inner)}.{len(inner)}\n"
    tags = [
        Member("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        Member("bag-info.txt", (oxum if info is None else info).encode()),
        Member("manifest-sha256.txt", _manifest(inner)),
    ]
    return [*inner, *tags, Member("tagmanifest-sha256.txt", _manifest(tags))]


def _manifest(members: Iterable[Member]) -> bytes:
    lines = [f"{hashlib.sha256(one.body).hexdigest()}  {_shown(one.name)}\n" for one in members]
    return "".join(sorted(lines, key=lambda line: line[66:])).encode()


def _shown(name: str | bytes) -> str:
    return name if isinstance(name, str) else name.decode("utf-8", "replace").removeprefix("foi-bundle/")


def bundle(path: Path, **lines: Any) -> Path:
    """Write a bundle of these lines, whole and sealed. See `payload` for what may be given."""
    return sealed(path, bagged(payload(**lines)))


def changed(members: Iterable[Member], name: str, **fields: Any) -> list[Member]:
    """Return the members with one of them otherwise."""
    return [replace(one, **fields) if one.name == name else one for one in members]


def sealed(
    path: Path,
    members: Iterable[Member],
    *,
    end: Mapping[str, Any] | None = None,
    zip64: bool = False,
    order: Sequence[int] | None = None,
    behind: bytes = b"",
    before_list: bytes = b"",
) -> Path:
    """Write a zip of members, back to back but for their gaps, with the seal that fits.

    `end` replaces fields of its end; `order` lists the entries otherwise than they lie; `behind` follows the entries.
    """
    body, entries = bytearray(), list[bytes]()
    for one in members:
        body += one.gap
        entries.append(_append(body, one))
    body += before_list
    listed = b"".join(entries[at] for at in order) if order is not None else b"".join(entries)
    begins, count = len(body), len(entries if order is None else order)
    body += listed + behind
    if zip64:
        body += _END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(listed + behind), begins)
        body += _LOCATOR64.pack(b"PK\6\7", 0, begins + len(listed + behind), 1)
    said = {
        "mark": b"PK\5\6", "disk": 0, "begun": 0, "here": count, "count": count, "length": len(listed + behind),
        "offset": begins, "comment": 84, **(end or {}),
    }  # fmt: skip
    return resealed(path, bytes(body + _END.pack(*said.values())))


def resealed(path: Path, body: bytes) -> Path:
    """Write a file with the seal that fits the bytes before it."""
    path.write_bytes(body + b"foi-bundle 2 sha256:" + hashlib.sha256(body).hexdigest().encode())
    return path


def _append(body: bytearray, one: Member) -> bytes:
    """Append a member, and return its entry for the list."""
    name = one.name if isinstance(one.name, bytes) else b"foi-bundle/" + one.name.encode()
    packed = one.packed if one.packed is not None else _deflated(one.body) if one.deflated else one.body
    size, crc, begins = len(one.body), zlib.crc32(one.body), len(body)
    same = {"flags": 0, "method": 8 if one.deflated else 0, "time": 0, "day": 33, "crc": crc}
    extra = struct.pack("<HHQQ", 1, 16, size, len(packed)) if one.large else b""
    few = {"packed": _MOST, "size": _MOST} if one.large else {"packed": len(packed), "size": size}
    head = {"mark": b"PK\3\4", "needed": 45 if one.large else 20, **same, **few}
    head |= {"name_length": len(name), "extra_length": len(extra)}
    at_name = one.head.get("name", name)
    said = {**head, **{key: value for key, value in one.head.items() if key != "name"}}
    whole = _LOCAL.pack(*said.values()) + at_name + extra + packed
    body += whole
    seen = hashlib.sha256(whole).digest() if one.digest is None else one.digest
    own = one.entry.get("extra", struct.pack("<HH", 0xF01B, 32) + seen)
    made = 45 if one.large else 20
    fields = {
        "mark": b"PK\1\2", "make": made, "system": 3, "needed": made, "zero": 0, **same, "packed": len(packed),
        "size": size, "name_length": len(name), "extra_length": len(own), "comment": 0, "disk": 0, "inner": 0,
        "mode": 0o100644 << 16, "begins": begins,
    }  # fmt: skip
    listed = one.entry.get("name", name)
    fields |= {"name_length": len(listed)}
    fields |= {key: value for key, value in one.entry.items() if key not in ("name", "extra")}
    return _ENTRY.pack(*fields.values()) + listed + own


def _deflated(body: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packing.compress(body) + packing.flush()
