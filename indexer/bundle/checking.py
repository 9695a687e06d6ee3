"""Checking a bundle: every byte is what its manifest says, before a single one of them is used."""

import hashlib
from collections import Counter
from pathlib import Path

from indexer.bundle.lines import FORMAT, VERSION, Manifest, form_of, lines_of
from indexer.errors import BundleError


def check(source: Path) -> Manifest:
    """Read a bundle to its end and return its manifest.

    Raises BundleError if the file is not a bundle, is of a later version, was cut short, or was changed.
    """
    digest, counts = hashlib.sha256(), Counter[str]()
    last: bytes = b""
    for line in lines_of(source):
        if last:
            digest.update(last)
            counts[str(form_of(last, source).get("type"))] += 1
        else:
            _check_first(line, source)
        last = line
    manifest = form_of(last, source)
    if manifest.get("type") != "manifest":
        raise BundleError(f"{source} was cut short: its last line is no manifest; ask for it again")
    if manifest.get("sha256") != digest.hexdigest() or manifest.get("lines") != counts.total():
        raise BundleError(f"{source} was changed after it was written: its digest does not fit; ask for it again")
    documents = manifest.get("documents")
    if not isinstance(documents, dict) or manifest.get("counts") != dict(counts):
        raise BundleError(f"{source} has a manifest that does not fit its lines")
    return Manifest(digest.hexdigest(), counts.total(), dict(counts), documents)


def _check_first(line: bytes, source: Path) -> None:
    first = form_of(line, source)
    if first.get("type") != "bundle" or first.get("format") != FORMAT:
        raise BundleError(f"{source} is not a bundle made by `foi export`")
    if first.get("version") != VERSION:
        raise BundleError(
            f"{source} is of format version {str(first.get('version'))[:10]}; this foi-index reads {VERSION}"
        )
