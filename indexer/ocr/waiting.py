"""Which pages OCR has to read: the question that the text store answers, and nothing else."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.extract.bad_layer import bad_layer
from indexer.ocr.quality import quality
from indexer.text import TextStore
from scraper.archive.records import Digest
from scraper.archive.store import Archive

POOR = 0.85
"""A sender's OCR layer of less quality is poor. Sound text, in tables too, has over .9 on 19 of 20 pages."""

_MAKER = re.compile(r"ocr-\w+/(\d+) (\S+)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be read: where its file is, and what it says as text already.

    `layer` if that is the sender's OCR: ours must then be better to take its place.
    """

    digest: str
    media_type: str
    path: Path
    number: int
    own: str = ""
    layer: bool = False


def untried(store: TextStore, chosen: Mapping[str, str]) -> int:
    """Count the pages that are pictures and that no OCR has tried; `chosen` says whose text each document has."""
    tried = store.ocr.makers()
    return sum(
        chosen.get(digest) == extractor and (digest, number) not in tried
        for digest, extractor, number in store.ocr.scans()
    )


def sheets(
    archive: Archive,
    store: TextStore,
    chosen: Mapping[str, str],
    maker: str,
    *,
    retry: bool = False,
    redo: bool = False,
) -> list[Sheet]:
    """Return the pages to be read, those of documents with few of them first.

    A page waits until a maker has tried it that is as new as `maker` and knew its languages; with `retry` also if
    that failed. With `redo`, pages whose OCR layer is poor wait too.
    """
    tried = store.ocr.makers()
    done = {page for page, (by, why) in tried.items() if covers(by, maker) and not (retry and why)}
    found = [_sheets(archive, store, of_one) for of_one in _by_document(store.ocr.scans(), chosen, done)]
    if redo:
        layers = _by_document(store.ocr.layers(), chosen, done)
        found += [_sheets(archive, store, of_one, layers=True) for of_one in layers]
    return [sheet for some in sorted(map(list, found), key=len) for sheet in some]


def covers(maker: str, wanted: str) -> bool:
    """Tell whether what a maker read need not be read again: as new, and in all the languages wanted."""
    by, now = _MAKER.fullmatch(maker), _MAKER.fullmatch(wanted)
    if not (by and now):
        return maker == wanted
    return int(by[1]) >= int(now[1]) and set(now[2].split("+")) <= set(by[2].split("+"))


_Place = tuple[str, str, int]


def _by_document(
    places: Iterable[_Place], chosen: Mapping[str, str], done: set[tuple[str, int]]
) -> Iterator[list[_Place]]:
    by_document: defaultdict[str, list[_Place]] = defaultdict(list)
    for digest, extractor, number in places:
        if chosen.get(digest) == extractor and (digest, number) not in done:
            by_document[digest].append((digest, extractor, number))
    yield from by_document.values()


def _sheets(archive: Archive, store: TextStore, places: list[_Place], *, layers: bool = False) -> Iterator[Sheet]:
    document = archive.captures.document(Digest(places[0][0]))
    if document is None or not document.held:  # text that came in a bundle: there is no picture to read
        return
    path = archive.blobs.path(document.digest)
    for digest, extractor, number in places:
        own = store.ocr.own(digest, extractor, number)
        if not layers:
            yield Sheet(digest, document.media_type, path, number, "" if bad_layer(own) else own)
        elif quality(own) < POOR:
            yield Sheet(digest, document.media_type, path, number, own, layer=True)
