"""A search in a process of its own: two words, ten hits with snippets, from starting Python to the last line."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.index.corpus import Corpus
from benchmarks.index.peer_fts5 import FILE
from benchmarks.index.places import CHECKOUT, ENVIRONMENT
from benchmarks.index.queries import COLD, questions

_FTS5 = """
import sqlite3, sys
connection = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
sql = '''SELECT page.digest, page.number, text.title, snippet(found, 1, '[', ']', '...', 24) FROM found
         JOIN page ON page.id = found.rowid JOIN text USING (id) WHERE found MATCH ? ORDER BY rank LIMIT 10'''
for row in connection.execute(sql, (" AND ".join(sys.argv[2:]),)):
    print(*row)
"""
_COUNT = """
print(connection.execute("SELECT count(*) FROM found WHERE found MATCH ?", (" AND ".join(sys.argv[2:]),)).fetchone())
"""
_OURS = """
import sys
from pathlib import Path
from indexer.places import Places
from indexer.query import parse
from indexer.search import search
for hit in search(Places(Path(sys.argv[1])), parse(" ".join(sys.argv[2:]))).hits:
    print(hit.card.digest, hit.card.title, *((page.number, page.snippet) for page in hit.pages))
"""


def cold(corpus: Corpus, folder: Path) -> dict[str, dict[str, float]]:
    """Return, by command, the median milliseconds and the largest memory in MB; commands take turns."""
    python = [sys.executable, "-c"]
    data, file = str(folder / "data"), str(folder / "fts5" / FILE)
    commands = {
        "foi search": [sys.executable, "-m", "search_cli", "--data", data, "search"],
        "python, indexer.search": [*python, _OURS, data],
        "python, FTS5": [*python, _FTS5, file],
        "python, FTS5, counted": [*python, _FTS5 + _COUNT, file],
        "python, nothing": [*python, "pass"],
    }
    asked = [question.words for question in questions(corpus) if question.kind == COLD]
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for words in (asked[0], *asked):
        for name, command in commands.items():
            taken[name].append(_once([*command, *words]))
    return {
        name: {
            "median": statistics.median(milliseconds for milliseconds, _ in times[1:]),
            "worst": max(milliseconds for milliseconds, _ in times[1:]),
            "peak": max(megabytes for _, megabytes in times[1:]),
        }
        for name, times in taken.items()
    }


def _once(command: list[str]) -> tuple[float, float]:
    """Run a command: milliseconds by the clock, and its largest memory in MB.

    Linux counts what this process held when it started the other: this one has to stay small.
    """
    started = time.perf_counter()
    running = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    said = running.stdout.read() if running.stdout else ""
    _, status, usage = os.wait4(running.pid, 0)
    taken = time.perf_counter() - started
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode or (not said and "pass" not in command):
        sys.exit(f"found nothing, or failed: {command[:3]} ... {command[-2:]}")
    return taken * 1000, usage.ru_maxrss / 1024
