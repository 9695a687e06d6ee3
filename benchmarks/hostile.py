"""Hostile PDFs, read by several readers under the same limits: who hangs, who dies, who ends.

    make bench-extract            # runs it after others; or: python benchmarks/hostile.py

Seven small files of the kinds known to hang readers or to fill their memory, made on the spot (tests/hostile.py). Each
reader has a process of its own with 2 GB of memory and 30 seconds; ours has the limits that `foi index` gives it,
and says why it stopped. Seconds are by the clock, starting included.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MEMORY = 2 << 30
SECONDS = 30

STOCK = """
import pdfplumber, sys
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_text()
        page.close()
"""
PDFIUM = "import pypdfium2, sys\nfor page in pypdfium2.PdfDocument(sys.argv[1]):\n page.get_textpage().get_text_range()"
OURS = """
import sys
from pathlib import Path
from indexer.errors import ExtractionError
from indexer.extract.sandbox import extract
try:
    found = extract(Path(sys.argv[1]), "application/pdf")
    print(f"{len(found.pages)} pages", "; ".join(filter(None, (found.incomplete, found.pages[-1].warning))))
except ExtractionError as exc:
    print("refused:", exc)
"""


def outcome(command: list[str]) -> str:
    """Run a reader and say how it ended, in a column's width."""
    started = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip
    try:
        child.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return "hangs"
    took = f"{time.perf_counter() - started:.1f} s"
    if child.returncode < 0:
        return f"{took} {signal.Signals(-child.returncode).name}"
    return f"{took} {'ends' if child.returncode == 0 else 'error'}"


def ours(path: Path) -> tuple[str, str]:
    """How ours ended, and what it said."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", OURS, path], capture_output=True, text=True, check=True)
    return f"{time.perf_counter() - started:.1f} s ends", done.stdout.strip()


def main() -> None:
    """Read all seven with all readers, and print a table."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from tests.hostile import SEVEN

    readers = {"pdfplumber": [sys.executable, "-c", STOCK], "pdfium": [sys.executable, "-c", PDFIUM]}
    if shutil.which("pdftotext"):
        readers["pdftotext"] = ["pdftotext", "-q"]
    print(f"{'':<22} {'bytes':>9}", *(f"{name:<14}" for name in (*readers, "ours")), "ours says")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hostile.pdf"
        for kind, make in SEVEN.items():
            path.write_bytes(make())
            others = [outcome([*command, str(path), *(["-"] if name == "pdftotext" else [])])
                      for name, command in readers.items()]  # fmt: skip
            end, said = ours(path)
            print(f"{kind:<22} {path.stat().st_size:>9,}", *(f"{one:<14}" for one in (*others, end)), said[:90])


if __name__ == "__main__":
    main()
