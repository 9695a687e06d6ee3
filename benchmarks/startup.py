"""What a cold `foi search` costs, against Python doing nothing and Python importing Click.

    make bench-startup                   # one small document
    make bench-startup PAGES=100000      # that many pages, of the same making as in make bench-index

Whole processes, in turn, RUNS times each after one that is not counted; the median of each, and its ratio to
Python alone and to Python with Click. Every search asks for two words, other ones each time where there are many, and
prints ten hits with snippets. Then where the time goes, by `python -X importtime`. Bytecode is cached, as it is for
everybody who does not forbid it.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

RUNS = 20
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
FOI = [sys.executable, "-m", "search_cli"]


def small(folder: Path) -> Path:
    """Make a data folder with one document in it."""
    (folder / "letter.txt").write_text("An asbestos survey of schools.")
    for words in (["add", str(folder / "letter.txt")], ["index"]):
        subprocess.run([*FOI, "--quiet", "--data", str(folder / "data"), *words], check=True)
    return folder / "data"


def large(pages: int) -> tuple[Path, list[tuple[str, ...]]]:
    """Return a data folder with many pages, made once and kept in the cache, and questions of two words."""
    from benchmarks.index.corpus import made
    from benchmarks.index.places import CACHE
    from benchmarks.index.queries import COLD, questions
    from benchmarks.index.running import stage

    text = made(pages)
    folder = CACHE / f"{pages}" / "data"
    stage("text", "ours", pages, folder)
    stage("build", "ours", pages, folder)
    return folder, [question.words for question in questions(text) if question.kind == COLD]


def milliseconds(command: list[str]) -> float:
    """Run a command once."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - started) * 1000


def imports(command: list[str]) -> list[tuple[float, str]]:
    """Return what each top-level import took, its own imports included, in milliseconds, slowest first."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command[1:]], capture_output=True, text=True, check=False
    )
    rows = re.findall(r"(?m)^import time:\s+\d+ \|\s+(\d+) \| {1,5}(\S+)$", done.stderr)
    return sorted(((int(taken) / 1000, name) for taken, name in rows), reverse=True)


def main() -> None:
    """Print the table."""
    pages = int(os.environ.get("PAGES") or 0)
    with tempfile.TemporaryDirectory() as temporary:
        data, asked = large(pages) if pages else (small(Path(temporary)), [("asbestos", "survey")])
        search = [*FOI, "--data", str(data), "search"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import click'": [sys.executable, "-c", "import click"],
            "foi --version": [*FOI, "--version"],
            "foi search, two words": search,
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for words in islice(cycle(asked), RUNS + 1):
            for name, command in commands.items():
                taken[name].append(milliseconds([*command, *words] if command is search else command))
        medians = {name: statistics.median(times[1:]) for name, times in taken.items()}
        alone, with_click, *_ = medians.values()
        print(f"Python {sys.version.split()[0]}, {RUNS} runs each, in turn; {pages or 1:,} pages\n")
        print(f"{'':26} {'median':>10} {'x python':>9} {'x click':>8}")
        for name, median in medians.items():
            print(f"{name:<26} {median:7.1f} ms {median / alone:9.1f} {median / with_click:8.1f}")
        print("\nimports of `foi search`, each with what it imports:")
        for spent, name in imports([*search, *asked[0]])[:14]:
            print(f"{spent:8.1f} ms  {name}")


if __name__ == "__main__":
    main()
