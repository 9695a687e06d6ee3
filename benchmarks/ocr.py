"""OCR as a stage against tesseract alone, in one run: words found, and processor time.

    python benchmarks/ocr.py [CORPUS]

Two sets. *Scans*: every page in a PDF of the corpus that waits for OCR; nobody has typed them off, so what is counted
is how many of the words that tesseract alone reads the stage has too. *Drawn*: pages with a text
layer, drawn at 200 dpi, blurred and made noisy, which must say what their text layer says: recall of words, and of rows
of four, which suffers when columns are read across.

Alone is: pdfium draws the page, tesseract reads it, at the stage's own resolution and parting, and at 300 dpi with
tesseract's defaults. Processor time is user and system, children counted, drawing included, one page at a time.
"""

import hashlib
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pypdfium2
from PIL import Image, ImageFilter

from indexer.build import build
from indexer.extract.base import SCAN
from indexer.ocr.engine import Wish
from indexer.ocr.looks import DPI, FINE, PARTED, Reading, words
from indexer.originals import originals
from indexer.places import Places
from indexer.text import TextStore
from scraper.archive.records import Digest
from scraper.archive.store import Archive
from scraper.local import Label, add

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
A_FILE, FEWEST, MOST = 2, 60, 9e6
"""Of the drawn set: pages of a file, words of a page at least, points at most."""

Page = tuple[str, int]
"""A page: its document's digest, and its number."""
Pages = dict[Page, list[str]]
Waiting = dict[Page, Path]
Found = TypeVar("Found")
SOUND = 0.6
"""Confidence: a file of which tesseract alone is less sure on a page has pages that are turned, or hardly legible."""


def cpu() -> float:
    """Return the processor seconds of this process and of all its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def timed(what: Callable[[], Found]) -> tuple[Found, float]:
    """Return what it returns, and the processor seconds it took."""
    before = cpu()
    result = what()
    return result, cpu() - before


def read(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return re.findall(r"\w+", text.lower())


def filled(folder: Path, files: list[Path]) -> Places:
    """Return a data folder with these files read, and their scans waiting."""
    places = Places(folder)
    with Archive.open(places.archive) as archive, archive.writing():
        list(add(archive, files, Label(), datetime.now(UTC)))
    build(places, ocr=Wish(wanted=False))
    return places


def scans(places: Places) -> Waiting:
    """Return every page that waits, with its file."""
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        used = {digest: its.extractor for digest, its in originals(archive, store).items()}
        places_ = [(digest, number) for digest, by, number in store.ocr.scans() if used.get(digest) == by]
        return {(digest, number): archive.blobs.path(Digest(digest)) for digest, number in places_}


def alone(waiting: Waiting, dpi: int) -> dict[Page, Reading]:
    """Read pages with pdfium and tesseract, and nothing of ours but the reading of its table."""
    return {page: words(_table(path, page[1], dpi)) for page, path in waiting.items()}


def _table(path: Path, number: int, dpi: int) -> str:
    document = pypdfium2.PdfDocument(path)
    image = document[number - 1].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    command = ["tesseract", "stdin", "stdout", "--dpi", str(dpi), "--psm", str(PARTED), "tsv"]
    points = b"P5 %d %d 255\n" % image.size + image.tobytes()
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=points, capture_output=True, env=environment, check=True)
    return done.stdout.decode("utf-8", "replace")


def ours(places: Places, waiting: Waiting) -> Pages:
    """Read the scans with the stage as `foi index --workers 1` runs it."""
    build(places, workers=1)
    with Archive.open(places.archive) as archive, TextStore(places.text) as store:
        used = {digest: its.extractor for digest, its in originals(archive, store).items()}
        pages = {(digest, number): store.page(digest, used[digest], number) for digest, number in waiting}
    return {page: read(found.text) if found and found.how != SCAN else [] for page, found in pages.items()}


def drawn(corpus: Path, folder: Path) -> Pages:
    """Draw pages with a text layer as scans, a file each; return what they say, by digest."""
    dice = random.Random(4)  # noqa: S311 - the same pages in every run
    truth = Pages()
    for path in sorted(corpus.glob("foi/**/*.pdf")):
        for image, said in _with_words(path, dice):
            noise = Image.effect_noise(image.size, 50)
            scan = Image.blend(image.filter(ImageFilter.GaussianBlur(0.7)), noise, 0.15)
            buffer = BytesIO()
            scan.save(buffer, "PDF", resolution=DPI, quality=90)
            (folder / f"{len(truth):03}.pdf").write_bytes(buffer.getvalue())
            truth[hashlib.sha256(buffer.getvalue()).hexdigest(), 1] = said
    return truth


def _with_words(path: Path, dice: random.Random) -> Iterator[tuple[Image.Image, list[str]]]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return
    for number in sorted(dice.sample(range(len(document)), min(A_FILE, len(document)))):
        said = read(document[number].get_textpage().get_text_bounded())
        width, height = (side * DPI / 72 for side in document[number].get_size())
        if len(said) >= FEWEST and width * height <= MOST:
            yield document[number].render(scale=DPI / 72, grayscale=True).to_pil(), said


def share(of: list[str], found: list[str], row: int = 1) -> tuple[int, int]:
    """Return how many rows of so many words of one text another has, and how many there are."""
    one, other = (Counter(zip(*(text[at:] for at in range(row)), strict=False)) for text in (of, found))
    return (one & other).total(), one.total()


def shares(truth: Pages, found: Pages, row: int = 1) -> float:
    """Return the mean over pages, in percent."""
    each = [share(said, found[where], row) for where, said in truth.items()]
    return 100 * sum(had / wanted for had, wanted in each if wanted) / max(1, sum(wanted > 0 for _, wanted in each))


def texts(readings: dict[Page, Reading]) -> Pages:
    """Return the words of readings."""
    return {page: read(found.text) for page, found in readings.items()}


def compare_scans(corpus: Path, folder: Path) -> None:
    """Print the comparison on the corpus's own scans: sound files, and those with pages that are turned or poor."""
    files = [path for path in sorted(corpus.rglob("*.pdf")) if b"%PDF-" in path.read_bytes()[:1024]]
    first = scans(filled(folder / "all", files))
    sure: dict[str, float] = {}
    for (digest, _), reading in alone(first, DPI).items():
        sure[digest] = min(reading.confidence, sure.get(digest, 1.0))
    for name, wanted in (("sound", True), ("turned or poor", False)):
        chosen_ = [path for path in files if (s := sure.get(_digest(path))) is not None and (s >= SOUND) == wanted]
        _compare(f"scans, {name}: {len(chosen_)} files", filled(folder / name, chosen_))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _compare(title: str, places: Places) -> None:
    waiting = scans(places)
    same, same_cpu = timed(lambda: alone(waiting, DPI))
    fine, fine_cpu = timed(lambda: alone(waiting, FINE))
    stage, stage_cpu = timed(lambda: ours(places, waiting))
    one, two = (shares(texts(known), stage) for known in (same, fine))
    print(f"{title}, {len(waiting)} pages")
    print(f"  tesseract alone, {DPI} dpi   {same_cpu:7.1f} CPU s; the stage has {one:5.1f} % of its words")
    print(f"  tesseract alone, {FINE} dpi   {fine_cpu:7.1f} CPU s; the stage has {two:5.1f} % of its words")
    times = f"{stage_cpu / same_cpu:.2f} and {stage_cpu / fine_cpu:.2f} times"
    print(f"  the stage                  {stage_cpu:7.1f} CPU s: {times}")


def compare_drawn(corpus: Path, folder: Path) -> None:
    """Print the comparison on drawn pages."""
    (folder / "in").mkdir(parents=True)
    truth = drawn(corpus, folder / "in")
    places = filled(folder / "data", [folder / "in"])
    waiting = scans(places)
    truth = {page: truth[page] for page in waiting}
    print(f"drawn: {len(waiting)} pages, {sum(map(len, truth.values())):,} words")
    runs: dict[str, Callable[[], Pages]] = {
        f"tesseract alone, {DPI} dpi": lambda: texts(alone(waiting, DPI)),
        f"tesseract alone, {FINE} dpi": lambda: texts(alone(waiting, FINE)),
        "the stage": lambda: ours(places, waiting),
    }
    for name, run in runs.items():
        found, seconds = timed(run)
        one, four = shares(truth, found), shares(truth, found, 4)
        print(f"  {name:<26} {seconds:7.1f} CPU s   {one:5.1f} % of words   {four:5.1f} % of rows of four")


def main() -> None:
    """Compare on both sets."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    with tempfile.TemporaryDirectory() as folder:
        compare_scans(corpus, Path(folder) / "scans")
        compare_drawn(corpus, Path(folder) / "drawn")


if __name__ == "__main__":
    main()
