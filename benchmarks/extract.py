"""Read the PDFs of the shared corpus with several readers, side by side: speed, and who is wrong.

    make bench-extract            # or: python benchmarks/extract.py [FOLDER]

Speed is pages per second of processor time, user and system, children counted, imports not: other work on the
machine changes it less than the clock. Each reader has a process of its own, three times in turn; the median
counts. Files are those that all readers open. Compare readers with each other, not with another day's figures.

Unrelated readers, pdfium, pdftotext and, where it is installed, mutool, stand in for the truth: where the words of all
agree (F1 over .95, each with each) and another's agree with none of them, that one is alone, and most likely wrong.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
RUNS = 3
AGREE = 0.95
FEW = 5

Read = Callable[[Path], list[str]]
Texts = dict[str, list[str] | None]


def stock() -> Read:
    """pdfplumber as it comes; pages closed, which saves memory and a sixth of the time."""
    import pdfplumber

    def read(path: Path) -> list[str]:
        texts = []
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                texts.append(page.extract_text())
                page.close()
        return texts

    return read


def ours() -> Read:
    """What `foi index` does."""
    from indexer.extract.pdf import PdfExtractor

    return lambda path: [page.text for page in PdfExtractor().pages(path.read_bytes())]


def ours_by_stock_rules() -> Read:
    """The same with pdfplumber's own rules, which give pdfplumber's own text."""
    from indexer.extract.pdf import StockPdfExtractor

    return lambda path: [page.text for page in StockPdfExtractor().pages(path.read_bytes())]


def pdfium() -> Read:
    """pypdfium2, get_text_range."""
    import pypdfium2

    def read(path: Path) -> list[str]:
        texts = []
        document = pypdfium2.PdfDocument(path)
        for number in range(len(document)):
            page = document[number]
            found = page.get_textpage()
            texts.append(found.get_text_range())
            found.close()
            page.close()
        document.close()
        return texts

    return read


def pdftotext() -> Read:
    """Poppler's program; the time it takes to start is counted, as anybody who used it would pay it."""

    def read(path: Path) -> list[str]:
        done = subprocess.run(["pdftotext", "-q", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace").split("\f")[:-1]

    return read


def mutool() -> Read:
    """MuPDF's program, in the order of the page."""

    def read(path: Path) -> list[str]:
        done = subprocess.run(["mutool", "draw", "-q", "-F", "txt", path], capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace").split("\f")[:-1]

    return read


READERS: dict[str, Callable[[], Read]] = {
    "stock pdfplumber": stock,
    "ours": ours,
    "ours, stock rules": ours_by_stock_rules,
    "pdfium": pdfium,
    "pdftotext": pdftotext,
    "mutool": mutool,
}
PEERS = ("pdfium", "pdftotext", "mutool")
PROGRAMS = {"pdftotext": "poppler-utils", "mutool": "mupdf-tools"}
"""Where they are found is looked up; Debian's package for each."""


def run_reader(name: str, target: Path, files: list[Path]) -> None:
    """Read all files; write texts, None for a file that failed, and processor seconds by file as JSON."""
    read = READERS[name]()
    texts: Texts = {}
    seconds: dict[str, float] = {}
    for file in files:
        started = _processor_seconds()
        try:
            texts[str(file)] = read(file)
        except Exception:  # noqa: BLE001 - it is what is being counted
            texts[str(file)] = None
        seconds[str(file)] = _processor_seconds() - started
    target.write_text(json.dumps([texts, seconds]), encoding="utf-8")


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def measure(names: list[str], files: list[Path]) -> dict[str, tuple[Texts, list[dict[str, float]]]]:
    """Run every reader so many times, in turn, so that each has its share of a busy minute."""
    measured: dict[str, tuple[Texts, list[dict[str, float]]]] = {name: ({}, []) for name in names}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "read.json"
        for _ in range(RUNS):
            for name in names:
                command = [sys.executable, __file__, "--reader", name, str(target), *map(str, files)]
                subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
                texts, seconds = json.loads(target.read_text(encoding="utf-8"))
                measured[name][0].update(texts)
                measured[name][1].append(seconds)
    return measured


def f1(one: Counter[str], other: Counter[str]) -> float:
    """How alike two bags of words are, from 0 to 1."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 1.0


def bag(text: str) -> Counter[str]:
    """The words of a text and how often each."""
    return Counter(re.findall(r"\w+", text.lower()))


def judged(
    texts: dict[str, Texts], files: list[str], peers: tuple[str, ...]
) -> Iterator[tuple[tuple[str, int], dict[str, float]]]:
    """Each page on which these peers agree, and how near each other reader comes to the nearest of them."""
    for file in files:
        read = {name: of[file] or [] for name, of in texts.items() if name in peers or name not in PEERS}
        if len({len(pages) for pages in read.values()}) > 1:
            continue
        for number in range(len(read["pdfium"])):
            bags = {name: bag(pages[number]) for name, pages in read.items()}
            known = [bags.pop(peer) for peer in peers]
            alike = all(f1(one, other) > AGREE for one, other in combinations(known, 2))
            if min(peer.total() for peer in known) >= FEW and alike:
                yield (file, number + 1), {name: max(f1(own, peer) for peer in known) for name, own in bags.items()}


def print_speed(measured: dict[str, tuple[Texts, list[dict[str, float]]]], files: list[str]) -> None:
    """Print pages per second of processor time, and ratios."""
    pages = sum(len(measured["pdfium"][0][file] or []) for file in files)
    seconds = {
        name: statistics.median(sum(run[file] for file in files) for run in runs)
        for name, (_, runs) in measured.items()
    }
    print(f"{len(files)} files that all readers open, {pages} pages\n")
    print(f"{'reader':<18} {'CPU s':>7} {'pages/CPU s':>12} {'x stock':>8} {'x pdfium':>9}")
    for name, took in seconds.items():
        ratios = f"{seconds['stock pdfplumber'] / took:>8.1f} {seconds['pdfium'] / took:>9.2f}"
        print(f"{name:<18} {took:>7.2f} {pages / took:>12.0f} {ratios}")


def print_quality(texts: dict[str, Texts], files: list[str]) -> None:
    """Print how many pages are as pdfplumber has them, and how many pages each reader is alone on."""
    pairs = [
        (one, other)
        for file in files
        for one, other in zip(
            texts["stock pdfplumber"][file] or [], texts["ours, stock rules"][file] or [], strict=False
        )
    ]
    same = sum(one == other for one, other in pairs)
    print(f"\nsame text as stock pdfplumber by stock rules: {same} of {len(pairs)} pages, {same / len(pairs):.2%}")
    there = tuple(peer for peer in PEERS if peer in texts)
    for peers in [there[:2], there] if len(there) > 2 else [there] if len(there) == 2 else []:
        print_alone(texts, files, peers)


def print_alone(texts: dict[str, Texts], files: list[str], peers: tuple[str, ...]) -> None:
    """Print on how many of the pages on which these peers agree each reader is off, and on which of them ours is."""
    agreed = list(judged(texts, files, peers))
    print(f"pages on which {' and '.join(peers)} agree: {len(agreed)}; of these alone off:")
    for name in ("stock pdfplumber", "ours, stock rules", "ours"):
        alone = [page for page, near in agreed if near[name] < AGREE]
        mean = statistics.mean(near[name] for _, near in agreed)
        print(f"  {name:<18} {len(alone):>4}, {len(alone) / len(agreed):.2%}; mean F1 {mean:.4f}")
        if name == "ours":
            print(*(f"    {Path(file).name} page {number}" for file, number in alone), sep="\n")


def main() -> None:
    """Measure, and print tables."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    files = sorted(corpus.rglob("*.pdf"))
    if not files:
        sys.exit(f"there is no PDF at {corpus}; give a folder of documents")
    names = list(READERS)
    versions = [f"Python {sys.version.split()[0]}"]
    versions += [f"{package} {version(package)}" for package in ("pdfplumber", "pdfminer.six", "pypdfium2")]
    for program, package in PROGRAMS.items():
        if shutil.which(program):
            said = subprocess.run([program, "-v"], capture_output=True, text=True, check=False).stderr
            versions.append(said.splitlines()[0])
        else:
            names.remove(program)
            print(f"{program} is not installed (package {package}): left out")
    print("; ".join(versions), f"; {time.strftime('%Y-%m-%d')}", sep="")
    measured = measure(names, files)
    texts = {name: of for name, (of, _) in measured.items()}
    readable = [str(file) for file in files if all(of[str(file)] for of in texts.values())]
    print_speed(measured, readable)
    print_quality(texts, readable)
    for name, of in texts.items():
        failed = [str(file) for file in files if not of[str(file)]]
        print(f"files without a page: {name} {len(failed)}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--reader"]:
        run_reader(sys.argv[2], Path(sys.argv[3]), [Path(path) for path in sys.argv[4:]])
    else:
        main()
