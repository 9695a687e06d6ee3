"""The loop that reads scans: every page that waits, several at once, each kept as soon as it is read."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from itertools import islice

from indexer.errors import ExtractionError
from indexer.extract.limits import Limits
from indexer.ocr.engine import NoOcr, Ocr, Wish, find
from indexer.ocr.looks import read
from indexer.ocr.quality import quality
from indexer.ocr.results import Result
from indexer.ocr.waiting import Sheet, sheets, untried
from indexer.progress import Progress
from indexer.text import TextStore
from scraper.archive.store import Archive

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
    chosen: Mapping[str, str],
    wish: Wish,
    *,
    workers: int,
    memory: int,
    retry: bool,
    progress: Progress,
) -> ScanCounts:
    """Read the pages that wait for OCR, if there is one; `chosen` says whose text stands for each document."""
    if not wish.wanted:
        return ScanCounts(waiting=untried(store, chosen))
    try:
        ocr = find(wish.languages)
    except NoOcr as reason:
        return ScanCounts(waiting=untried(store, chosen), why=str(reason))
    limits = Limits(memory=memory, cpu_seconds=_CPU_SECONDS, wall_seconds=wish.seconds)
    try:
        waiting = sheets(archive, store, chosen, ocr.maker, retry=retry, redo=wish.redo)
        if waiting:
            progress.begin("reading scans", len(waiting))
        good = bad = 0
        for result in _in_parallel(iter(waiting), workers, partial(_read, ocr, limits)):
            store.ocr.put(result)
            good, bad = (good, bad + 1) if result.reason else (good + 1, bad)
            progress.step()
    finally:
        ocr.close()
    return ScanCounts(good, bad, untried(store, chosen))


def _read(ocr: Ocr, limits: Limits, sheet: Sheet) -> Result:
    """Read one page; whatever it does, it ends as a result."""
    try:
        found = read(lambda look: ocr.see(sheet.path, sheet.media_type, sheet.number, look, limits))
    except ExtractionError as error:
        return Result(sheet.digest, sheet.number, ocr.maker, used=False, reason=f"not read by OCR: {error}")
    if sheet.layer:
        better = quality(found.text) > quality(sheet.own)
        return Result(sheet.digest, sheet.number, ocr.maker, found.text, found.confidence, used=better)
    own = sheet.own.strip()  # a stamp on a scan, which OCR may misread
    text = f"{own}\n\n{found.text}" if own else found.text
    return Result(sheet.digest, sheet.number, ocr.maker, text, found.confidence)


def _in_parallel(waiting: Iterator[Sheet], workers: int, one: Callable[[Sheet], Result]) -> Iterator[Result]:
    """Keep so many pages in work."""
    pool = ThreadPoolExecutor(workers)
    running: set[Future[Result]] = set()
    try:
        while True:
            running |= {pool.submit(one, sheet) for sheet in islice(waiting, workers - len(running))}
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
