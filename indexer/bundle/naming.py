"""The names members of a bundle may have: such as every system can unpack, each to a file of its own."""

import re
from collections.abc import Iterable

from indexer.errors import BundleError

_MOST = 200
_PART = rb"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
_NAME = re.compile(rb"%b(?:/%b){1,6}" % (_PART, _PART))
_DEVICE = re.compile(rb"(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever stands behind a dot."""


def is_name(raw: bytes) -> bool:
    """Tell whether a member may have that name, folder of the bag and all."""
    return len(raw) <= _MOST and bool(_NAME.fullmatch(raw)) and b".." not in raw and not _DEVICE.search(raw)


def check_names(names: Iterable[str]) -> None:
    """Raise BundleError if two names are one on some systems, or a file has the name of another one's folder."""
    files: set[str] = set()
    folders: dict[str, str] = {}
    for name in names:
        plain = name.casefold()
        if plain in files:
            raise BundleError(f"{name}: is listed twice, or is another name but for small and capital letters")
        files.add(plain)
        *above, _ = plain.split("/")
        for end in range(1, len(above) + 1):
            folders.setdefault("/".join(above[:end]), name)
    for folder in sorted(files & folders.keys()):
        raise BundleError(f"{folder}: is a file, and by the name of {folders[folder]} a folder")
