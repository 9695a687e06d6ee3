"""Scans in mails and zips: they wait, are counted, read, found and kept as the scans of any document."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.indexer.extract.office import zipped
from tests.scans import WORDS, drawn, image, needs_tesseract, pdf, program
from tests.search_cli.conftest import Foi, run
from tests.search_cli.test_members import mail

HEAD = r"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
READ = rf"printf '{HEAD}5\t1\t1\t1\t1\t1\t0\t0\t50\t20\t87\tlifebelts\n'"
"""A script that reads one word on every page, and is 87 % sure of it."""
LINES = [*WORDS, *WORDS, *WORDS]


def with_program(folder: Path, script: str) -> dict[str, str]:
    """Return the environment in which this script is tesseract."""
    return {"PATH": f"{program(folder / 'bin', script).parent}{os.pathsep}{os.environ['PATH']}"}


def hits(data: Path, *query: str) -> dict[str, list[int]]:
    """Return the pages that match, by the way to the file."""
    found = run(data, "search", "--format", "jsonl", "--pages", "9", *query).stdout.splitlines()
    return {hit["file"]: [page["page"] for page in hit["pages"]] for hit in map(json.loads, found)}


@pytest.fixture
def scans(tmp_path: Path, foi: Foi) -> Path:
    """Return a data folder with three scanned pages in a zip, and a picture in a zip in a mail."""
    folder = tmp_path / "in"
    folder.mkdir()
    scan = pdf(*(drawn([f"sheet {n}"]) for n in range(3)))
    (folder / "annex.zip").write_bytes(zipped({"note.txt": b"ropes", "in/scan.pdf": scan}))
    photo = zipped({"photo.png": image(drawn(["photo"]), "PNG")})
    (folder / "reply.eml").write_bytes(mail("Reply", more_zip=photo))
    assert foi("add", folder).status == 0
    return tmp_path / "data"


@needs_tesseract
def test_a_scan_in_a_zip_and_a_picture_in_a_mail_are_found_at_their_pages(foi: Foi, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    scan = pdf(drawn(["cover sheet"]), drawn(LINES))
    (folder / "annex.zip").write_bytes(zipped({"in/scan.pdf": scan, "note.txt": b"ropes"}))
    (folder / "reply.eml").write_bytes(mail("Reply", photo_jpg=image(drawn(LINES), "JPEG")))
    foi("add", folder)
    ran = foi("index")
    assert (ran.status, ran.stderr.splitlines()[0]) == (0, "3 pages read by OCR")
    assert hits(tmp_path / "data", '"lifebelts than on ropes"') == {
        "in/annex.zip/in/scan.pdf": [2],
        "in/reply.eml/photo.jpg": [1],
    }
    assert hits(tmp_path / "data", "ocr:>0.8", "cover sheet") == {"in/annex.zip/in/scan.pdf": [1]}


def test_they_wait_and_are_counted_until_there_is_ocr(scans: Path, tmp_path: Path) -> None:
    ran = run(scans, "index", "--no-ocr")
    assert "4 pages are pictures and wait for OCR" in ran.stderr
    assert "4 wait for it" in run(scans, "status").stdout
    assert len(hits(scans, "ocr:waiting")) == 2
    ran = run(scans, "index", **with_program(tmp_path, READ))
    assert (ran.status, ran.stderr.splitlines()[0]) == (0, "4 pages read by OCR")
    assert hits(scans, "lifebelts") == {"in/annex.zip/in/scan.pdf": [1, 2, 3], "in/reply.eml/more.zip/photo.png": [1]}
    assert hits(scans, "ocr:waiting") == {}
    assert "read by OCR" not in run(scans, "index", **with_program(tmp_path, READ)).stderr


def test_a_page_that_fails_is_named_with_its_way_and_the_others_are_read(scans: Path, tmp_path: Path) -> None:
    once = f"if mkdir {tmp_path}/once 2>/dev/null; then exit 1; fi; {READ}"
    ran = run(scans, "index", "--workers", "1", **with_program(tmp_path, once))
    assert ran.status == 3
    assert "3 pages read by OCR" in ran.stderr
    (line,) = [line for line in run(scans, "status").stdout.splitlines() if "tesseract failed" in line]
    assert "in/reply.eml/more.zip/photo.png: not read by OCR" in line
    assert run(scans, "index", "--retry", **with_program(tmp_path, READ)).status == 0
    assert len(hits(scans, "lifebelts")) == 2


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_what_is_stopped_goes_on_with_the_next_page_and_leaves_no_file_unpacked(
    scans: Path, tmp_path: Path, sent: signal.Signals
) -> None:
    log = tmp_path / "log"
    slow = with_program(tmp_path, f"echo page >> {log}; if [ $(wc -l < {log}) -gt 2 ]; then exec sleep 60; fi; {READ}")
    command = [sys.executable, "-m", "search_cli", "--data", str(scans), "index", "--workers", "1"]
    indexing = subprocess.Popen(command, env={**os.environ, **slow}, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not log.exists() or len(log.read_text().splitlines()) < 3):
        time.sleep(0.05)
    unpacked = [path.name for path in (scans / "text" / "unpacked").iterdir()]
    indexing.send_signal(sent)
    indexing.wait()
    assert len(unpacked) == 1, "the picture was read, and is not there any more"
    ran = run(scans, "index", **with_program(tmp_path, f"echo page >> {log}; {READ}"))
    assert (ran.status, ran.stderr.splitlines()[0]) == (0, "2 pages read by OCR")
    assert len(log.read_text().splitlines()) == 5
    assert not (scans / "text" / "unpacked").exists()


def test_bytes_of_a_member_are_written_into_the_program_s_own_folder_only(scans: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    seen = f"find {elsewhere} -type f >> {tmp_path}/seen; ls -l {scans}/text/unpacked >> {tmp_path}/kept; {READ}"
    assert run(scans, "index", TMPDIR=str(elsewhere), **with_program(tmp_path, seen)).status == 0
    assert (tmp_path / "seen").read_text() == ""
    assert "-rw-------" in (tmp_path / "kept").read_text()
