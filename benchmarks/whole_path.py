"""From files to searchable: `foi add` and `foi index` against `recollindex`, on the same files and both cores.

    make bench-extract            # runs it after others; or: python benchmarks/whole_path.py [FOLDER]

Whole commands, started fresh on an empty folder, in turn, so many times; medians of wall and processor seconds,
children counted. Neither reads scans here: Recoll's OCR is off unless set up, ours is left to benchmarks/ocr.py. Recoll
runs as Debian packages it, with its threads on, and with the helpers it finds; without aspell, which is not indexing.
Then what each finds of the phrases of corpus-truth.csv that are born digital: the file, and for ours the page.
"""

import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
RUNS = 3

Took = tuple[float, float]
"""Seconds by the clock, and of processor time."""


def timed(*commands: list[str], allowed: tuple[int, ...] = (0,)) -> Took:
    """Run commands one after the other. Exits if one fails."""
    started, before = time.perf_counter(), os.times()
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in allowed:
            sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    after = os.times()
    return time.perf_counter() - started, sum(after[2:4]) - sum(before[2:4])


def foi(data: Path, *arguments: str) -> list[str]:
    """The command `foi` of this environment, on a data folder."""
    return [sys.executable, "-m", "search_cli", "--data", str(data), "--quiet", *arguments]


def run_ours(data: Path, corpus: Path) -> Took:
    """Add and index; files that cannot be read are exit status 3."""
    return timed(foi(data, "add", str(corpus)), foi(data, "index", "--no-ocr"), allowed=(0, 3))


def run_recoll(folder: Path, corpus: Path) -> Took:
    """Index with a configuration that names the folder and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recoll.conf").write_text(f"topdirs = {corpus.resolve()}\nnoaspell = 1\nloglevel = 2\n")
    return timed(["recollindex", "-c", str(folder), "-z"])


def print_unread(data: Path) -> None:
    """Print which files gave no text, or not all of it, and why; scans are another benchmark's."""
    print("\nfiles of which something could not be read, and why (foi status):")
    out = subprocess.run(foi(data, "status", "--all"), capture_output=True, text=True, check=False).stdout
    print(*(f"  {line}" for line in out.splitlines()), sep="\n")


def phrases(kind: str) -> Iterator[tuple[str, str, int]]:
    """The phrases of this kind: phrase, file, page."""
    with (SHARED / "corpus-truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["doc_kind"] == kind:
                yield row["phrase"], row["path"], int(row["page_no"])


def found_by_ours(data: Path, phrase: str, path: str, page: int) -> bool:
    """Whether the first hit is this file, at this page."""
    command = foi(data, "search", "--format", "jsonl", "--limit", "1", f'"{phrase}"')
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    hits = [json.loads(line) for line in out.splitlines()]
    return bool(hits) and hits[0]["file"].endswith(path) and page in [one["page"] for one in hits[0]["pages"]]


def found_by_recoll(folder: Path, phrase: str, path: str) -> bool:
    """Whether the first hit is this file. Recoll does not say which page."""
    command = ["recollq", "-c", str(folder), "-b", "-n", "1", f'"{phrase}"']
    return path in subprocess.run(command, capture_output=True, text=True, check=False).stdout


def main() -> None:
    """Measure, and print a table."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "corpus"
    if not corpus.is_dir():
        sys.exit(f"there is no corpus at {corpus}; give a folder of documents")
    if not shutil.which("recollindex"):
        print("recollindex is not installed (Debian's recollcmd): ours alone is measured")
    files = [file for file in corpus.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files, {size / 1e6:.1f} MB, {os.cpu_count()} cores; {RUNS} runs in turn\n")
    with tempfile.TemporaryDirectory() as scratch:
        ours, recolls = list[Took](), list[Took]()
        for number in range(RUNS):
            ours.append(run_ours(Path(scratch) / f"ours{number}", corpus))
            if shutil.which("recollindex"):
                recolls.append(run_recoll(Path(scratch) / f"recoll{number}", corpus))
        print(f"{'':<14} {'wall s':>8} {'CPU s':>8}")
        for name, took in (("foi", ours), ("recollindex", recolls)):
            if took:
                wall, cpu = (statistics.median(part) for part in zip(*took, strict=True))
                print(f"{name:<14} {wall:>8.1f} {cpu:>8.1f}")
        print_unread(Path(scratch) / "ours0")
        truth = list(phrases("born-digital")) if corpus == SHARED / "corpus" else []
        good = sum(found_by_ours(Path(scratch) / "ours0", *one) for one in truth)
        print(f"\nborn-digital phrases found first: foi {good} of {len(truth)}, at their page", end="")
        if recolls:
            good = sum(found_by_recoll(Path(scratch) / "recoll0", phrase, path) for phrase, path, _ in truth)
            print(f"; recoll {good}, the file alone", end="")
        print()


if __name__ == "__main__":
    main()
