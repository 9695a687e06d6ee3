"""Running a stage: what it printed, and the most memory that it and its children held together."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.index.places import CHECKOUT, ENVIRONMENT

OFTEN = 0.05
"""Seconds between two looks at the memory. A look at 300 MB costs some milliseconds: what is timed is not looked at."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a stage printed, and its peak memory in MB: PSS, in which what processes share counts once."""

    said: dict[str, Any]
    peak: float


def stage(name: str, which: str, pages: int, folder: Path, *, watched: bool = False) -> Ran:
    """Run one stage in a process of its own, its memory watched or not. Ends the benchmark if it fails."""
    command = [sys.executable, "-m", "benchmarks.index.stages", name, which, str(pages), str(folder)]
    running = subprocess.Popen(command, cwd=CHECKOUT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    peak = 0
    while watched and running.poll() is None:  # it prints one short line at the end: no pipe can fill up
        peak = max(peak, _held(running.pid))
        time.sleep(OFTEN)
    said, _ = running.communicate()
    if running.returncode:
        sys.exit(f"the stage {name} of {which} failed; what it said stands above")
    return Ran(json.loads(said), peak / 1024)


def _held(process: int) -> int:
    """Return the kB that a process and its descendants hold. One that ends meanwhile holds nothing."""
    try:
        folder = Path("/proc") / str(process)
        children = [
            int(child) for task in (folder / "task").iterdir() for child in (task / "children").read_text().split()
        ]
        held = next(line for line in (folder / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        return int(held.split()[1]) + sum(map(_held, children))
    except (OSError, StopIteration):
        return 0
