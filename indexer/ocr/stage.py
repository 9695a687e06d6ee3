"""The loop that reads scans: every page that waits, several at once, each kept as soon as it is read."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from itertools import islice

from indexer.checkpoints import Checkpoints
from indexer.errors import ExtractionError
from indexer.extract.limits import Limits
from indexer.ocr.engine import NoOcr, Ocr, Wish, find
from indexer.ocr.looks import read
from indexer.ocr.quality import quality
from indexer.ocr.results import Result
from indexer.ocr.unpacked import Unpacked
from indexer.ocr.waiting import Sheet, sheets, untried
from indexer.originals import originals
from indexer.progress import Progress
from indexer.text import TextStore
from scraper.archive.store import Archive

_FOLDER = "unpacked"
_CPU_SECONDS = 120
"""For one look at a page. The slowest of the corpus, a page on its side, took 18."""


@dataclass(frozen=True, slots=True)
class ScanCounts:
    """What became of pages that are pictures: read now, failed now, never tried yet, and `why` these wait."""

    read: int = 0
    failed: int = 0
    waiting: int = 0
    why: str = ""


def read_scans(
    archive: Archive,
    store: TextStore,
    wish: Wish,
    *,
    workers: int,
    memory: int,
    retry: bool,
    progress: Progress,
    checkpoints: Checkpoints,
) -> ScanCounts:
    """Read the pages that wait for OCR, if there is one. All other text is made searchable first: they take long."""
    files = originals(archive, store)
    if not wish.wanted:
        return ScanCounts(waiting=untried(store, files))
    try:
        ocr = find(wish.languages)
    except NoOcr as reason:
        return ScanCounts(waiting=untried(store, files), why=str(reason))
    limits = Limits(memory=memory, cpu_seconds=_CPU_SECONDS, wall_seconds=wish.seconds)
    try:
        waiting = sheets(store, files, ocr.maker, retry=retry, redo=wish.redo)
        if waiting:
            checkpoints.keep(progress)
            progress.begin("reading scans", len(waiting))
        good = bad = 0
        with Unpacked(archive, store.folder / _FOLDER, limits, (sheet.original for sheet in waiting)) as unpacked:
            for sheet, result in _in_parallel(iter(waiting), workers, partial(_read, ocr, unpacked, limits)):
                unpacked.done(sheet.original)
                store.ocr.put(result)
                good, bad = (good, bad + 1) if result.reason else (good + 1, bad)
                progress.step(pages=1)
                checkpoints.reached(progress)
    finally:
        ocr.close()
    return ScanCounts(good, bad, untried(store, files))


def _read(ocr: Ocr, unpacked: Unpacked, limits: Limits, sheet: Sheet) -> Result:
    """Read one page; whatever it does, it ends as a result."""
    file, number = sheet.original, sheet.number
    try:
        path = unpacked.path(file)
        found = read(lambda look: ocr.see(path, file.media_type, number, look, limits))
    except ExtractionError as error:
        return Result(file.digest, number, ocr.maker, used=False, reason=f"not read by OCR: {error}")
    if sheet.layer:
        better = quality(found.text) > quality(sheet.own)
        return Result(file.digest, number, ocr.maker, found.text, found.confidence, used=better)
    own = sheet.own.strip()  # a stamp on a scan, which OCR may misread
    text = f"{own}\n\n{found.text}" if own else found.text
    return Result(file.digest, number, ocr.maker, text, found.confidence)


def _in_parallel(
    waiting: Iterator[Sheet], workers: int, one: Callable[[Sheet], Result]
) -> Iterator[tuple[Sheet, Result]]:
    """Keep so many pages in work."""
    pool = ThreadPoolExecutor(workers)
    running: dict[Future[Result], Sheet] = {}
    try:
        while True:
            running |= {pool.submit(one, sheet): sheet for sheet in islice(waiting, workers - len(running))}
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
