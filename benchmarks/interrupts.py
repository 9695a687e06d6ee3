"""Press Ctrl-C at random moments of every command that writes; each must end in order, and the same command go on."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

ENDED = (130, -signal.SIGINT)
"""Ended by Ctrl-C: as foi says it, and as the system does where it came while Python itself began."""


@dataclass(frozen=True, slots=True)
class Case:
    """A command, and what is done to a copy of the data before it; `empty` if it begins with no data at all."""

    words: tuple[str, ...]
    before: tuple[str, ...] = ()
    empty: bool = False


def main() -> int:
    """Interrupt each command as often as is asked for (20); end with 1 if anything was not as it should be."""
    given = [int(word) for word in sys.argv[1:]]
    times, seed, wrong = given[0] if given else 20, given[1] if len(given) > 1 else 1, 0
    random = Random(seed)  # noqa: S311 - chance that repeats itself
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for case in cases(folder):
            ends: Counter[str] = Counter()
            good, seconds = timed(fresh(folder, case), case)
            for _ in range(times):
                data = fresh(folder, case)
                ends += interrupted(data, case, good, random.uniform(0.03, seconds))
                ends += after(data, case, good)
            print(f"{case.words[0]}: {', '.join(f'{count} {text}' for text, count in ends.most_common())}", flush=True)
            wrong += sum(count for text, count in ends.items() if text.startswith(("WRONG", "NOT WHOLE")))
    return int(wrong > 0)


def cases(folder: Path) -> list[Case]:
    """Make a collection to begin with, and return what is done to it."""
    for group, word in (("old", "lamp"), ("new", "kiln")):
        (folder / group).mkdir()
        for number in range(50):
            lines = (f"{word}{line % 97} of letter {number}" for line in range(200))
            (folder / group / f"{number:02}.txt").write_text("\n".join(lines))
    old, new, bundle = str(folder / "old"), str(folder / "new"), str(folder / "bundle.jsonl")
    for words in (("add", old), ("index", "--no-ocr"), ("export", bundle)):
        foi(folder / "base", *words).check_returncode()
    blobs = sorted(path.name for path in (folder / "base" / "archive" / "blobs").rglob("*") if path.is_file())
    return [
        Case(("add", new)),
        Case(("index", "--no-ocr"), ("add", new)),
        Case(("index", "--rebuild", "--no-ocr")),
        Case(("import", bundle), empty=True),
        Case(("forget", *blobs[:3], "--reason", "a trial", "--yes")),
        Case(("export", "--force", str(folder / "again.jsonl"))),
        Case(("verify",)),
    ]


def fresh(folder: Path, case: Case) -> Path:
    """Return a data folder for one more run."""
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    if not case.empty:
        shutil.copytree(folder / "base", data)
    if case.before:
        foi(data, *case.before)
    return data


def timed(data: Path, case: Case) -> tuple[int, float]:
    """Return how a command ends that is left alone, and after how many seconds."""
    begun = time.monotonic()
    return foi(data, *case.words).returncode, time.monotonic() - begun


def interrupted(data: Path, case: Case, good: int, moment: float) -> Counter[str]:
    """Run a command, press Ctrl-C, and return what came of it."""
    running = subprocess.Popen(
        command(data, *case.words), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True
    )
    time.sleep(moment)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=120)
    if "Traceback" in said and "search_cli" not in said:
        return Counter({"while Python itself began": 1})
    if "Traceback" in said or running.returncode not in (*ENDED, good):
        return Counter({f"WRONG ({running.returncode}, {said[-300:]!r})": 1})
    return Counter({"interrupted" if "interrupted" in said else "was done before": 1})


def after(data: Path, case: Case, good: int) -> Counter[str]:
    """Return what is wrong after the same command was given once more, and left alone."""
    again = foi(data, *case.words)
    checked = foi(data, "verify")
    if again.returncode != good or checked.returncode:
        return Counter({f"NOT WHOLE ({again.returncode}, {again.stderr[-200:]!r}, {checked.stdout[-200:]!r})": 1})
    return Counter()


def foi(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run foi to its end."""
    return subprocess.run(command(data, *words), capture_output=True, text=True, check=False)


def command(data: Path, *words: str) -> list[str]:
    """Return the command line."""
    return [sys.executable, "-m", "search_cli", "--data", str(data), *words]


if __name__ == "__main__":
    sys.exit(main())
