"""How a bundle is laid out: a zip with one BagIt bag in it. Described in docs/bundle.md."""

import hashlib
import struct

FORMAT = "foi-index bundle"
VERSION = 2
FOLDER = "foi-bundle/"
DATA = "data/"

ABOUT = "data/about.json"
PUBLICATIONS = "data/publications.jsonl"
DOCUMENTS = "data/documents.jsonl"
CAPTURES = "data/captures.jsonl"
MEMBERS = "data/members.jsonl"
TEXTS = "data/texts.jsonl"
PAGES = "data/pages.jsonl"
FACTS = "data/facts.jsonl"
ANNOTATIONS = "data/annotations.jsonl"
FILES = "data/files/"

BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = "signature.sshsig"
BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

NEEDED = (BAGIT, BAG_INFO, ABOUT, PUBLICATIONS, DOCUMENTS, CAPTURES, MEMBERS, TEXTS, PAGES, MANIFEST, TAG_MANIFEST)

TIME = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16
UNIX = 3

EXTRA_ID = 0xF01B
"""Of the extra field that each entry of the central directory has: the SHA-256 of its member as it is in the file."""

_EXTRA = struct.Struct("<HH32s")
SEAL = f"foi-bundle {VERSION} sha256:"
SEAL_LENGTH = len(SEAL) + 64


def extra_of(digest: bytes) -> bytes:
    """Return the extra field with the digest of a member's bytes."""
    return _EXTRA.pack(EXTRA_ID, len(digest), digest)


def file_name(digest: str) -> str:
    """Return the name of an original within the bag."""
    return f"{FILES}{digest[:2]}/{digest}"


def seal(digest: "hashlib._Hash") -> bytes:
    """Return the comment that ends a bundle: the digest of everything before it."""
    return f"{SEAL}{digest.hexdigest()}".encode("ascii")
