"""Scans with the real command: read page by page, missed without tesseract, and one bad page is one bad page."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.scans import WORDS, drawn, image, needs_tesseract, pdf, program
from tests.search_cli.conftest import Foi, run

HEAD = r"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
READ = rf"printf '{HEAD}5\t1\t1\t1\t1\t1\t0\t0\t50\t20\t87\tlifebelts\n'"
"""A script that reads one word on every page, and is 87 % sure of it."""


@pytest.fixture
def scans(tmp_path: Path, foi: Foi) -> Path:
    """Return the data folder of `foi`, with a document of four scanned pages and one of text in it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scan.pdf").write_bytes(pdf(*(drawn([f"sheet {n}"]) for n in range(4))))
    (tmp_path / "in" / "note.txt").write_text("ropes")
    assert foi("add", tmp_path / "in").status == 0
    return tmp_path / "data"


def with_program(folder: Path, script: str) -> dict[str, str]:
    """Return the environment in which this script is tesseract."""
    return {"PATH": f"{program(folder / 'bin', script).parent}{os.pathsep}{os.environ['PATH']}"}


def without(folder: Path) -> dict[str, str]:
    """Return an environment with no tesseract, and no data for tesserocr."""
    return {"PATH": str(folder / "nothing"), "TESSDATA_PREFIX": str(folder)}


def pages(data: Path, query: str) -> dict[int, tuple[str, float | None]]:
    ran = run(data, "search", "--format", "jsonl", "--pages", "9", query)
    (hit,) = [json.loads(line) for line in ran.stdout.splitlines()]
    return {page["page"]: (page["how"], page["confidence"]) for page in hit["pages"]}


def test_without_tesseract_pages_wait_and_it_is_said_how_to_get_it(scans: Path, tmp_path: Path) -> None:
    first = run(scans, "index", **without(tmp_path))
    assert first.status == 0
    (line,) = [line for line in first.stderr.splitlines() if "OCR" in line]
    assert line.startswith("4 pages are pictures and wait for OCR: ")
    assert "install" in line
    assert "4 wait for it" in run(scans, "status").stdout
    assert run(scans, "search", "ropes").status == 0
    assert pages(scans, "ocr:waiting") == dict.fromkeys((1, 2, 3, 4), ("scan", None))
    assert "waits for OCR" in run(scans, "search", "ocr:waiting").stdout
    second = run(scans, "index", **with_program(tmp_path, READ))
    assert (second.status, second.stderr.splitlines()[0]) == (0, "4 pages read by OCR")
    assert pages(scans, "lifebelts") == dict.fromkeys((1, 2, 3, 4), ("ocr", 0.87))
    assert run(scans, "search", "ocr:waiting").status == 1


def test_how_sure_ocr_was_stands_beside_the_page(scans: Path, tmp_path: Path) -> None:
    run(scans, "index", **with_program(tmp_path, READ))
    found = run(scans, "search", "lifebelts ocr:>0.8", "--pages", "1")
    assert "p. 1 of 4  OCR, 87 % sure" in found.stdout
    assert run(scans, "search", "lifebelts ocr:<0.8").status == 1
    digest = json.loads(run(scans, "search", "lifebelts", "--format", "jsonl").stdout)["id"]
    assert "--- page 2 of 4, OCR, 87 % sure ---" in run(scans, "show", f"{digest}:2").stdout


def test_if_told_not_to_nothing_is_read_by_ocr(scans: Path, tmp_path: Path) -> None:
    ran = run(scans, "index", "--no-ocr", **with_program(tmp_path, f"touch {tmp_path}/ran; {READ}"))
    assert (ran.status, ran.stderr.splitlines()[-2]) == (0, "4 pages are pictures and wait for OCR")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("kill -SEGV $$", "tesseract died (signal 11, SIGSEGV)"),
        ("exec sleep 60", "took longer than 3 s"),
        ("echo nothing of use", "OCR gave no table of words"),
        ("echo 'out of luck' >&2; exit 1", "tesseract failed (exit status 1): out of luck"),
    ],
)
def test_a_page_that_fails_is_recorded_and_the_others_are_read(
    scans: Path, tmp_path: Path, script: str, reason: str
) -> None:
    once = f"if mkdir {tmp_path}/once 2>/dev/null; then {script}; exit; fi; {READ}"
    ran = run(scans, "index", "--ocr-seconds", "3", **with_program(tmp_path, once))
    assert ran.status == 3
    assert "3 pages read by OCR" in ran.stderr
    assert "1 page could not be read by OCR" in ran.stderr
    assert reason in run(scans, "status").stdout
    assert len(pages(scans, "lifebelts")) == 3
    assert run(scans, "index", **with_program(tmp_path, READ)).status == 0  # recorded: not tried every time
    again = run(scans, "index", "--retry", **with_program(tmp_path, READ))
    assert (again.status, again.stderr.splitlines()[0]) == (0, "1 page read by OCR")
    assert len(pages(scans, "lifebelts")) == 4


def test_ocr_that_is_killed_goes_on_without_reading_a_page_twice(scans: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    slow = with_program(tmp_path, f"echo page >> {log}; if [ $(wc -l < {log}) -gt 2 ]; then exec sleep 60; fi; {READ}")
    command = [sys.executable, "-m", "search_cli", "--data", str(scans), "index", "--workers", "1"]
    indexing = subprocess.Popen(command, env={**os.environ, **slow}, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not log.exists() or len(log.read_text().splitlines()) < 3):
        time.sleep(0.05)
    indexing.send_signal(signal.SIGKILL)
    indexing.wait()
    assert len(log.read_text().splitlines()) == 3
    fast = with_program(tmp_path, f"echo page >> {log}; {READ}")
    ran = run(scans, "index", **fast)
    assert (ran.status, ran.stderr.splitlines()[0]) == (0, "2 pages read by OCR")
    assert len(log.read_text().splitlines()) == 5
    assert len(pages(scans, "lifebelts")) == 4


def test_ctrl_c_ends_ocr_at_once_and_keeps_what_was_read(scans: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    slow = with_program(tmp_path, f"echo page >> {log}; if [ $(wc -l < {log}) -gt 1 ]; then exec sleep 60; fi; {READ}")
    command = [sys.executable, "-m", "search_cli", "--data", str(scans), "index", "--workers", "1"]
    indexing = subprocess.Popen(command, env={**os.environ, **slow}, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not log.exists() or len(log.read_text().splitlines()) < 2):
        time.sleep(0.05)
    started = time.monotonic()
    indexing.send_signal(signal.SIGINT)
    _, said = indexing.communicate(timeout=60)
    assert (indexing.returncode, "Traceback" in said) == (130, False), said
    assert time.monotonic() - started < 20
    assert "3 pages read by OCR" in run(scans, "index", **with_program(tmp_path, READ)).stderr


def test_more_languages_are_read_again_and_fewer_are_not(scans: Path, tmp_path: Path) -> None:
    both = with_program(tmp_path, READ)
    path = Path(both["PATH"].split(os.pathsep)[0]) / "tesseract"
    path.write_text(path.read_text().replace("echo eng;", "echo eng; echo cym;"))
    assert "4 pages read by OCR" in run(scans, "index", **both).stderr
    assert "4 pages read by OCR" in run(scans, "index", "--language", "eng+cym", **both).stderr
    assert "read by OCR" not in run(scans, "index", **both).stderr


def test_a_language_that_is_none_is_an_error_before_anything_is_read(scans: Path) -> None:
    ran = run(scans, "index", "--language", "eng;rm -r")
    assert (ran.status, ran.stderr.count("\n")) == (2, 1)
    assert "'eng;rm -r' names no languages of OCR" in ran.stderr


@needs_tesseract
def test_scans_and_images_are_found_by_what_they_say_whichever_way_they_lie(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    lines = [*WORDS, *WORDS, *WORDS]
    for turn in (0, 90, 180, 270):
        (tmp_path / "in" / f"turned-{turn}.pdf").write_bytes(pdf(drawn(lines, turn=turn)))
    (tmp_path / "in" / "fax.tif").write_bytes(image(drawn(["cover sheet"]), "TIFF", drawn(lines)))
    (tmp_path / "in" / "photo.jpg").write_bytes(image(drawn(lines), "JPEG"))
    foi("add", tmp_path / "in")
    ran = foi("index")
    assert (ran.status, ran.stderr.splitlines()[0]) == (0, "7 pages read by OCR")
    found = [
        json.loads(line) for line in foi("search", '"lifebelts than on ropes"', "--format", "jsonl").stdout.splitlines()
    ]
    at = {hit["file"].rpartition("/")[2]: [page["page"] for page in hit["pages"]] for hit in found}
    assert at == {**{f"turned-{turn}.pdf": [1] for turn in (0, 90, 180, 270)}, "photo.jpg": [1], "fax.tif": [2]}
    assert all(page["confidence"] > 0.8 for hit in found for page in hit["pages"])


@needs_tesseract
def test_a_poor_layer_is_read_anew_if_asked_and_a_sound_one_is_not(foi: Foi, tmp_path: Path) -> None:
    from fpdf import FPDF

    made = FPDF()
    made.set_font("Helvetica", size=10)
    for layer in ("T^h.e c0mm1ttee a~ked f0r an 1nterna] rev1ew 0f purch@ses", "Sound words of a sound layer here"):
        made.add_page()
        made.image(drawn(), 0, 0, 210)
        made.text_mode = 3
        made.multi_cell(0, text=layer)
        made.text_mode = 0
    (tmp_path / "layered.pdf").write_bytes(bytes(made.output()))
    foi("add", tmp_path / "layered.pdf")
    assert "OCR" not in foi("index").stderr
    assert "1 page read by OCR" in foi("index", "--redo-ocr").stderr
    assert "read by OCR" not in foi("index", "--redo-ocr").stderr
    assert pages(tmp_path / "data", '"lifebelts than on ropes"')[1][0] == "ocr"
    assert pages(tmp_path / "data", '"sound layer"') == {2: ("ocr-layer", None)}
