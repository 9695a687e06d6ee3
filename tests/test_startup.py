"""What a command loads: a search must not pay for a crawler, nor for a PDF reader."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("scrapy", "twisted", "pdfplumber", "pdfminer", "lxml", "rich", "requests", "PIL", "numpy", "textual")
PROGRAM = """
import json, sys
from search_cli.main import foi
try:
    foi.main(sys.argv[1:], standalone_mode=False)
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
ENDING = """
import atexit, gc, sys
from search_cli.main import run
atexit.register(lambda: print(len(gc.get_objects()), gc.get_freeze_count(), file=sys.stderr))
sys.argv[0] = "foi"
run()
"""
ASKED = """
import json, sys
from pathlib import Path
from indexer.places import Places
from indexer.query import parse
from indexer.search import search
assert search(Places(Path(sys.argv[1])), parse("asbestos survey")).hits
print(json.dumps(sorted(sys.modules)))
"""


def loaded(*words: str | Path) -> set[str]:
    """Return the top-level names of all modules a command loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, words)], capture_output=True, text=True, check=True, timeout=120
    )
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("startup")
    (folder / "a.txt").write_text("asbestos survey")
    (folder / "b.csv").write_text("item,cost\nrope,3\n")
    for words in (("add", str(folder / "a.txt"), str(folder / "b.csv")), ("index",)):
        subprocess.run([sys.executable, "-m", "search_cli", "--data", str(folder / "data"), *words], check=True)
    return folder / "data"


@pytest.mark.parametrize(
    "words", [("search", "asbestos"), ("search", "asbestos", "--format", "jsonl"), ("status",), ("--version",)]
)
def test_nothing_heavy_is_loaded_to_ask_a_question(data: Path, words: tuple[str, ...]) -> None:
    assert not loaded("--data", data, *words) & set(HEAVY)


def test_a_search_loads_no_dataclasses(data: Path) -> None:
    assert "dataclasses" not in loaded("--data", data, "search", "asbestos")


def test_indexing_loads_readers_in_its_children_only(data: Path) -> None:
    assert not loaded("--data", data, "index") & {"scrapy", "twisted", "pdfplumber", "pdfminer"}


def test_tables_are_found_in_children_only(data: Path) -> None:
    digest = hashlib.sha256((data.parent / "b.csv").read_bytes()).hexdigest()
    assert not loaded("--data", data, "tables", digest[:12]) & set(HEAVY)


def test_the_version_needs_no_index_and_no_search(data: Path) -> None:
    assert not loaded("--version") & {"whoosh", "sqlite3"}


def test_a_search_without_the_command_line_compiles_no_dataclass(data: Path) -> None:
    done = subprocess.run([sys.executable, "-c", ASKED, str(data)], capture_output=True, text=True, check=True)
    slow = {"dataclasses", "inspect", "ast", "tempfile", "shutil", "decimal", "re2"}
    assert not set(json.loads(done.stdout)) & (slow | set(HEAVY))


@pytest.mark.parametrize(("words", "status"), [(("asbestos",), 0), (("colour:red",), 2)])
def test_nothing_is_left_to_collect_when_foi_ends(data: Path, words: tuple[str, ...], status: int) -> None:
    command = [sys.executable, "-c", ENDING, "--data", str(data), "search", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    left, set_apart = map(int, done.stderr.splitlines()[-1].split())
    assert done.returncode == status
    assert left < 1_000 < set_apart
