"""Checking a bundle: every byte is what its manifest says, before a single one of them is used."""

import hashlib
from collections import Counter
from pathlib import Path

from indexer.bundle.lines import FORMAT, VERSION, Manifest, form_of, lines_of
from indexer.errors import BundleError
from indexer.progress import Progress, Silent


def check(source: Path, progress: Progress | None = None) -> Manifest:
    """Read a bundle to its end and return its manifest.

    Raises BundleError if the file is not a bundle, is of a later version, was cut short, or was changed.
    """
    progress = progress or Silent()
    progress.begin("checking", source.stat().st_size if source.is_file() else 0)
    reading = _Reading(source)
    last = b""
    for line in lines_of(source):
        progress.step(len(line))
        if last:
            reading.take(last)
        else:
            _check_first(line, source)
        last = line
    manifest = form_of(last, source)
    if manifest.get("type") != "manifest":
        raise BundleError(f"{source} was cut short: its last line is no manifest; ask for it again")
    found = reading.manifest()
    if {**manifest, **found.to_json()} != manifest:
        raise BundleError(f"{source} was changed after it was written: its digests do not fit; ask for it again")
    return found


class _Reading:
    """What a manifest claims, found anew from the lines."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._all, self._pages = hashlib.sha256(), hashlib.sha256()
        self._counts: Counter[str] = Counter()
        self._texts: dict[str, str] = {}

    def take(self, line: bytes) -> None:
        form = form_of(line, self._source)
        kind = str(form.get("type"))
        self._all.update(line)
        self._counts[kind] += 1
        if kind == "page":
            self._pages.update(line)
        elif kind == "text":
            self._texts[str(form.get("digest"))] = self._pages.hexdigest()
            self._pages = hashlib.sha256()

    def manifest(self) -> Manifest:
        counts = dict(sorted(self._counts.items()))
        return Manifest(self._all.hexdigest(), self._counts.total(), counts, self._texts)


def _check_first(line: bytes, source: Path) -> None:
    first = form_of(line, source)
    if first.get("type") != "bundle" or first.get("format") != FORMAT:
        raise BundleError(f"{source} is not a bundle made by `foi export`")
    if first.get("version") != VERSION:
        raise BundleError(
            f"{source} is of format version {str(first.get('version'))[:10]}; this foi-index reads {VERSION}"
        )
