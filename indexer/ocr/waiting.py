"""Which pages OCR has to read: the question that the text store answers, and nothing else."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indexer.extract.bad_layer import bad_layer
from indexer.ocr.quality import quality
from indexer.originals import Original
from indexer.text import TextStore

POOR = 0.85
"""A sender's OCR layer of less quality is poor. Sound text, in tables too, has over .9 on 19 of 20 pages."""

_MAKER = re.compile(r"ocr-\w+/(\d+) (\S+)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be read, of which file, and what it says as text already.

    `layer` if that is the sender's OCR: ours must then be better to take its place.
    """

    original: Original
    number: int
    own: str = ""
    layer: bool = False


def untried(store: TextStore, files: Mapping[str, Original]) -> int:
    """Count the pages that are pictures and that no OCR has tried; `files` are those that are here."""
    tried = store.ocr.makers()
    return sum(
        _is_used(files, digest, extractor) and (digest, number) not in tried
        for digest, extractor, number in store.ocr.scans()
    )


def sheets(
    store: TextStore,
    files: Mapping[str, Original],
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
    found = [_sheets(store, *of_one) for of_one in _by_file(store.ocr.scans(), files, done)]
    if redo:
        layers = _by_file(store.ocr.layers(), files, done)
        found += [_sheets(store, *of_one, layers=True) for of_one in layers]
    return [sheet for some in sorted(map(list, found), key=len) for sheet in some]


def covers(maker: str, wanted: str) -> bool:
    """Tell whether what a maker read need not be read again: as new, and in all the languages wanted."""
    by, now = _MAKER.fullmatch(maker), _MAKER.fullmatch(wanted)
    if not (by and now):
        return maker == wanted
    return int(by[1]) >= int(now[1]) and set(now[2].split("+")) <= set(by[2].split("+"))


def _is_used(files: Mapping[str, Original], digest: str, extractor: str) -> bool:
    return digest in files and files[digest].extractor == extractor


def _by_file(
    places: Iterable[tuple[str, str, int]], files: Mapping[str, Original], done: set[tuple[str, int]]
) -> Iterator[tuple[Original, list[int]]]:
    """Yield every file that is here, with its pages that wait."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for digest, extractor, number in places:
        if _is_used(files, digest, extractor) and (digest, number) not in done:
            numbers[digest].append(number)
    for digest, some in numbers.items():
        yield files[digest], some


def _sheets(store: TextStore, original: Original, numbers: list[int], *, layers: bool = False) -> Iterator[Sheet]:
    for number in numbers:
        own = store.ocr.own(original.digest, original.extractor, number)
        if not layers:
            yield Sheet(original, number, "" if bad_layer(own) else own)
        elif quality(own) < POOR:
            yield Sheet(original, number, own, layer=True)
