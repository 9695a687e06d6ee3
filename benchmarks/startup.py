"""What a cold `foi search` costs, against Python doing nothing and Python importing Click.

    make bench-startup            # or: python benchmarks/startup.py [DATA]

Whole processes, in turn, RUNS times each after one that is not counted; the median of each, and its ratio to
Python alone. Then where the time goes, by `python -X importtime`. DATA is a data folder with an index; without it,
one small document. Bytecode is cached, as it is for everybody who does not forbid it.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 15
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
FOI = [sys.executable, "-m", "search_cli"]


def small(folder: Path) -> Path:
    """Make a data folder with one document in it."""
    (folder / "letter.txt").write_text("An asbestos survey of schools.")
    for words in (["add", str(folder / "letter.txt")], ["index"]):
        subprocess.run([*FOI, "--quiet", "--data", str(folder / "data"), *words], check=True)
    return folder / "data"


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
    with tempfile.TemporaryDirectory() as temporary:
        data = sys.argv[1] if len(sys.argv) > 1 else str(small(Path(temporary)))
        search = [*FOI, "--data", data, "search", "asbestos", "survey"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import click'": [sys.executable, "-c", "import click"],
            "foi --version": [*FOI, "--version"],
            "foi search, two words": search,
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(RUNS + 1):
            for name, command in commands.items():
                taken[name].append(milliseconds(command))
        alone = statistics.median(taken["python -c pass"][1:])
        print(f"Python {sys.version.split()[0]}, {RUNS} runs each, in turn\n")
        for name, times in taken.items():
            median = statistics.median(times[1:])
            print(f"{name:<26} {median:7.1f} ms   {median / alone:5.1f} x")
        print("\nimports of `foi search`, each with what it imports:")
        for spent, name in imports(search)[:14]:
            print(f"{spent:8.1f} ms  {name}")


if __name__ == "__main__":
    main()
