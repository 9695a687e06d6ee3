"""Checking a bundle: every byte under its digest, every line what it should be, every reference led to its end."""

import hashlib
from collections.abc import Callable, Iterator

from indexer.bundle.layout import (
    ABOUT,
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    DATA,
    FILES,
    MANIFEST,
    NEEDED,
    SIGNATURE,
    TAG_MANIFEST,
    file_name,
)
from indexer.bundle.references import counted
from indexer.bundle.unzipping import CHUNK, Bundle
from indexer.errors import BundleError
from indexer.extract.wire import readable

_OXUM = "Payload-Oxum:"
_INFO = 1 << 16


def problems(
    bundle: Bundle, progress: Callable[[int], None] = lambda _: None, *, read_data: bool = False
) -> Iterator[str]:
    """Yield everything that is wrong with a bundle, each with the name of the member it is in.

    What it is made of comes first; what its lines say is looked at only if that is sound. The bytes of originals are
    compared with their names if they are to be read. `progress` is told of bytes, `work` of them in all.
    """
    found = [*_missing(bundle), *bundle.problems(progress)]
    if not found:
        found += _found(_manifests(bundle, progress, read_data=read_data))
    yield from found or _found(_lines(bundle))


def work(bundle: Bundle, *, read_data: bool = False) -> int:
    """Return how many bytes `problems` will tell of."""
    unpacked = (member.size for member in bundle.directory.members if read_data or not _is_file(member.name))
    return bundle.directory.ends + sum(unpacked)


def _found(several: Iterator[str]) -> Iterator[str]:
    """Yield them, and what it was that let nothing behind it be looked at."""
    try:
        yield from several
    except BundleError as error:
        yield str(error)


def _missing(bundle: Bundle) -> Iterator[str]:
    yield from (f"{name}: is missing" for name in NEEDED if not bundle.has(name))


def _manifests(bundle: Bundle, progress: Callable[[int], None], *, read_data: bool) -> Iterator[str]:
    """Compare the members with the manifests that list them, and with the count of the payload."""
    payload = {member.name: member.size for member in bundle.directory.members if member.name.startswith(DATA)}
    tags = {member.name for member in bundle.directory.members} - payload.keys() - {TAG_MANIFEST, SIGNATURE}
    for manifest, names in ((MANIFEST, payload.keys()), (TAG_MANIFEST, tags)):
        listed = bundle.digests(manifest)
        yield from (f"{readable(name)}: is missing, and listed in {manifest}" for name in sorted(listed.keys() - names))
        yield from (f"{name}: is in no list of {manifest}" for name in sorted(names - listed.keys()))
        for name in sorted(listed.keys() & names):
            if _is_file(name) and not _is_named(name, listed[name]):
                yield f"{name}: is an original by its place, but not named by the digest {manifest} has of it"
            elif (read_data or not _is_file(name)) and _digest(bundle, name, progress) != listed[name]:
                yield f"{name}: is not what {manifest} says"
    if bundle.small(BAGIT, _INFO).decode("utf-8", "replace") != BAGIT_TEXT:
        yield f"{BAGIT}: is not that of a bag of BagIt 1.0"
    said = bundle.small(BAG_INFO, _INFO).decode("utf-8", "replace").splitlines()
    oxum = f"{_OXUM} {sum(payload.values())}.{len(payload)}"
    if [line for line in said if line.startswith(_OXUM)] != [oxum]:
        yield f"{BAG_INFO}: does not count {DATA} as it is: {oxum}"


def _is_file(name: str) -> bool:
    return name.startswith(FILES)


def _is_named(name: str, digest: str) -> bool:
    return name == file_name(digest)


def _digest(bundle: Bundle, name: str, progress: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    with bundle.open(name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            progress(len(chunk))
    return digest.hexdigest()


def _lines(bundle: Bundle) -> Iterator[str]:
    """Yield what is wrong with the lines of each member; after one that cannot be read, with nothing behind it."""
    counts = bundle.about["counts"]
    found = dict(counted(bundle))
    said = {sort: counts.get(sort, 0) for sort in found}
    if said != found:
        yield f"{ABOUT}: counts {_told(said)}, and there are {_told(found)}"


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {sort}" for sort, count in counts.items() if count) or "nothing"
