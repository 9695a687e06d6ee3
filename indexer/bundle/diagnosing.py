"""What can still be said of the members of a bundle that cannot be opened: which are missing, cut, changed or added.

A download that broke off has lost the list of members, and what another program changed has lost the seal.
"""

import hashlib
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import IO

from indexer.bundle.directory import Listed
from indexer.bundle.inflating import CHUNK, unpacked
from indexer.bundle.layout import DATA, MANIFEST, SIGNATURE, TAG_MANIFEST
from indexer.bundle.limits import Limits
from indexer.bundle.walking import Met, shown, walk
from indexer.errors import BundleError

_MANIFESTS = (MANIFEST, TAG_MANIFEST)


def findings(path: Path, limits: Limits) -> Iterator[str]:
    """Yield what is found to be wrong with single members, as far as the file can be walked from its first byte on."""
    try:
        with path.open("rb") as file:
            yield from _findings(file, limits)
    except OSError:
        return


def _findings(file: IO[bytes], limits: Limits) -> Iterator[str]:
    met: dict[str, Met] = {}
    size = file.seek(0, SEEK_END)
    for one in walk(file, limits.members):
        if one.name in met:
            yield f"{one.name}: is there twice"
        elif one.data + one.packed > size:
            yield f"{one.name}: is cut short"
            return
        met[one.name] = one
    left = limits.size
    listed: dict[str, str] = {}
    for manifest in _MANIFESTS:
        if manifest in met:
            listed |= _listed(file, met[manifest], limits)
    if MANIFEST not in listed:
        return
    yield from (f"{name}: is missing" for name in sorted(listed.keys() - met.keys()))
    yield from (f"{name}: is in no list" for name in sorted(met.keys() - listed.keys() - {TAG_MANIFEST, SIGNATURE}))
    for name in sorted(listed.keys() & met.keys()):
        left -= met[name].size
        if left > 0 and _digest(file, met[name], limits) != listed[name]:
            yield f"{name}: is not what {MANIFEST if name.startswith(DATA) else TAG_MANIFEST} says"


def _listed(file: IO[bytes], met: Met, limits: Limits) -> dict[str, str]:
    found: dict[str, str] = {}
    if _is_believed(met, limits):
        try:
            with unpacked(file.fileno(), _as_listed(met)) as lines:
                while (line := lines.readline(CHUNK)) and len(found) <= limits.members:
                    digest, _, name = line.partition(b"  ")
                    found[shown(name)] = digest.decode("ascii", "replace")
        except BundleError:
            return {}
    return found


def _digest(file: IO[bytes], met: Met, limits: Limits) -> str:
    digest = hashlib.sha256()
    if not _is_believed(met, limits):
        return ""
    try:
        with unpacked(file.fileno(), _as_listed(met)) as body:
            while chunk := body.read(CHUNK):
                digest.update(chunk)
    except BundleError:
        return ""
    return digest.hexdigest()


def _is_believed(met: Met, limits: Limits) -> bool:
    return met.size <= max(limits.small, limits.ratio * met.packed)


def _as_listed(met: Met) -> Listed:
    return Listed(met.name, 0, met.data, met.packed, met.size, met.crc, met.deflated, b"")
