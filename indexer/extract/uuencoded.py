"""Files in the text of a mail, as they were sent before MIME: uuencoded."""

import binascii
import re
from functools import partial

from indexer.extract.base import Enclosed

_BLOCK = re.compile(r"^begin [0-7]{3,4} ([^\n]+)\n((?:[ -`]{1,90}\n)*?)[ `]?\n?end[ \t]*$", re.MULTILINE)


def split(text: str) -> tuple[str, list[Enclosed]]:
    """Return a text without its uuencoded files, and the files."""
    files: list[Enclosed] = []

    def take(block: re.Match[str]) -> str:
        body = _decode(block[2])
        if not body:
            return block[0]
        files.append(Enclosed(block[1].strip(), len(body), partial(bytes, body)))
        return ""

    return _BLOCK.sub(take, text) if "begin " in text else text, files


def _decode(lines: str) -> bytes:
    """The bytes of the lines; as far as they go, if one of them is none."""
    found = bytearray()
    for line in lines.splitlines():
        try:
            found += binascii.a2b_uu(line)
        except (binascii.Error, ValueError):
            break
    return bytes(found)
