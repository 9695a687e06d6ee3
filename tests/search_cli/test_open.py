"""Opening an original: what is for looking at is opened, what could be a program never is."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.indexer.extract.office import docx, paragraph, zipped
from tests.search_cli.conftest import Foi

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="looks at what xdg-open is given")

PROGRAMS = {
    "setup.exe": b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0" + bytes(500),
    "tool": b"\x7fELF\x02\x01\x01" + bytes(300),
    "tool.deb": b"!<arch>\ndebian-binary   " + bytes(200),
    "Tool.class": b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(200),
}


@pytest.fixture
def opener(tmp_path: Path) -> dict[str, str]:
    """Return the environment in which opening a file notes which."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "xdg-open"
    program.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/opened\n')
    program.chmod(0o755)
    return {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(tmp_path)}


def only_id(foi: Foi, query: str) -> str:
    (hit,) = [json.loads(line) for line in foi("search", "--format", "jsonl", query).stdout.splitlines()]
    return str(hit["id"])


def test_a_program_is_named_and_not_started_by_itself_or_out_of_a_zip(
    foi: Foi, tmp_path: Path, opener: dict[str, str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, body in list(PROGRAMS.items())[:2]:
        (folder / name).write_bytes(body)
    (folder / "tools.zip").write_bytes(zipped(dict(list(PROGRAMS.items())[2:])))
    foi("add", folder)
    foi("index")
    found = foi("search", "--format", "jsonl", "--limit", "99", "kind:file").stdout.splitlines()
    ids = [hit["id"] for hit in map(json.loads, found) if hit["media_type"] != "application/zip"]
    assert len(ids) == len(PROGRAMS)
    for one in ids:
        ran = foi("open", one, **opener)
        assert (ran.status, "could be a program" in ran.stderr) == (2, True), ran.stderr
    assert not (tmp_path / "opened").exists()


def test_a_document_is_opened_as_a_copy(foi: Foi, tmp_path: Path, opener: dict[str, str]) -> None:
    (tmp_path / "note.docx").write_bytes(docx(paragraph("A note on bollards")))
    foi("add", tmp_path / "note.docx")
    foi("index")
    assert foi("open", only_id(foi, "bollards"), **opener).status == 0
    opened = Path((tmp_path / "opened").read_text().strip())
    assert opened.read_bytes() == (tmp_path / "note.docx").read_bytes()
    assert opened.name == "note.docx"


def test_a_script_is_opened_as_the_text_it_is(foi: Foi, tmp_path: Path, opener: dict[str, str]) -> None:
    (tmp_path / "run.sh").write_text("#!/bin/sh\necho bollards\n")
    foi("add", tmp_path / "run.sh")
    foi("index")
    assert foi("open", only_id(foi, "bollards"), **opener).status == 0
    assert (tmp_path / "opened").read_text().strip().endswith("run.sh.txt")
