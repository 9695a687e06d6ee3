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
from indexer.bundle.layout import DATA, MANIFEST, NEEDED, SIGNATURE, TAG_MANIFEST
from indexer.bundle.limits import Limits
from indexer.bundle.manifests import digests_of
from indexer.bundle.walking import Met, shown, walk
from indexer.errors import BundleError


def findings(path: Path, limits: Limits) -> Iterator[str]:
    """Yield what is found to be wrong with single members, as far as the file can be walked from its first byte on."""
    try:
        with path.open("rb") as file:
            yield from dict.fromkeys(_findings(file, limits))
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
    yield from (f"{name}: is missing" for name in NEEDED if name not in met)
    yield from _by_manifests(file, met, limits)


def _by_manifests(file: IO[bytes], met: dict[str, Met], limits: Limits) -> Iterator[str]:
    payload = {name for name in met if name.startswith(DATA)}
    tags = met.keys() - payload - {TAG_MANIFEST, SIGNATURE}
    left = limits.size
    for manifest, names in ((MANIFEST, payload), (TAG_MANIFEST, tags)):
        if manifest not in met or not _is_believed(met[manifest], limits):
            continue
        try:
            with unpacked(file.fileno(), _as_listed(met[manifest])) as lines:
                found = digests_of(lines, manifest, limits.members)
        except BundleError as error:
            yield str(error)
            continue
        listed = {shown(name.encode()): digest for name, digest in found.items()}
        yield from (f"{name}: is missing, and listed in {manifest}" for name in sorted(listed.keys() - names))
        yield from (f"{name}: is in no list of {manifest}" for name in sorted(names - listed.keys()))
        for name in sorted(listed.keys() & names):
            left -= met[name].size
            if left > 0 and _digest(file, met[name], limits) != listed[name]:
                yield f"{name}: is not what {manifest} says"


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
