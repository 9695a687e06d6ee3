"""The manifests of a bag: a digest and a name a line, as sha256sum writes and reads them."""

from typing import IO

from indexer.errors import BundleError

_LINE = 400
"""Bytes of a line, at most."""


def digests_of(file: IO[bytes], name: str, most: int) -> dict[str, str]:
    """Read a manifest of no more than so many files. Raises BundleError if it is none."""
    found: dict[str, str] = {}
    while line := file.readline(_LINE):
        where = f"{name}, line {len(found) + 1:,}"
        digest, _, member = line.rstrip(b"\n").partition(b"  ")
        if len(digest) != 64 or digest.strip(b"0123456789abcdef") or not member or not line.endswith(b"\n"):
            raise BundleError(f"{where}: is not a digest and a name")
        known = member.decode("ascii", "replace")
        if known in found or len(found) >= most:
            raise BundleError(f"{where}: {known!a} is there twice, or more are than there are members")
        found[known] = digest.decode("ascii")
    return found
