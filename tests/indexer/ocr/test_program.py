"""The tesseract program, and programs that only have its name: whatever they do, it ends, with a reason."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from indexer.errors import ExtractionError
from indexer.extract.limits import Limits
from indexer.ocr.engine import NoOcr, checked, find
from indexer.ocr.looks import Look, read
from indexer.ocr.program import Program
from tests.scans import WORDS, drawn, image, needs_tesseract, pdf, program

PDF, SOON = "application/pdf", Limits(wall_seconds=2)
See = Callable[[str], str]


@pytest.fixture
def see(tmp_path: Path) -> Iterator[See]:
    """Return what a program that runs this script makes of a page."""
    opened: list[Program] = []
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf(drawn()))

    def run(script: str) -> str:
        opened.append(Program(str(program(tmp_path / "bin", script)), "eng"))
        return opened[-1].see(scan, PDF, 1, Look(), SOON)

    yield run
    for one in opened:
        one.close()


def test_it_is_given_grey_points_and_nothing_of_the_file(see: See) -> None:
    assert see('head -c 16; printf " %s" "$@"') == "P5 1654 2339 255 stdin stdout --dpi 200 --psm 3 -l eng tsv"


def test_it_runs_at_the_lowest_priority_on_one_thread(see: See) -> None:
    nice = see("sleep 0.3; nice; echo $OMP_THREAD_LIMIT")
    assert nice.split() == ["19", "1"]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'Error opening data file' >&2; exit 1", r"tesseract failed \(exit status 1\): Error opening data file"),
        ("exit 3", r"exit status 3\): it does not say why"),
        ("kill -SEGV $$", "tesseract died"),
        ("exec sleep 60", "took longer than 2 s"),
        ("exec >&-; sleep 60", "took longer than 2 s"),  # no output, and no end
        ("exec yes", "printed more than 16 MB"),
        ("printf '\\033[31mred\\nlast \\007 words\\n' >&2; exit 1", "exit status 1\\): last \ufffd words"),
    ],
)
def test_a_program_that_fails_ends_as_a_reason(see: See, script: str, reason: str) -> None:
    with pytest.raises(ExtractionError, match=reason):
        see(script)


def test_what_it_started_ends_with_it(see: See, tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="took longer"):
        see(f"sleep 60 & echo $! > {tmp_path}/started; wait")
    started = int((tmp_path / "started").read_text())
    deadline = time.monotonic() + 10
    while alive(started) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(started)


def alive(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2]
    except FileNotFoundError:
        return False


def test_bytes_that_are_no_text_are_no_words(see: See) -> None:
    with pytest.raises(ExtractionError, match="no table of words"):
        read(lambda _: see("head -c 4096 /dev/urandom"))


def test_without_tesseract_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("indexer.ocr.engine.find_spec", lambda _: None)
    with pytest.raises(NoOcr, match="apt install tesseract-ocr"):
        find("eng")


def test_a_language_without_data_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(NoOcr, match=r"no data for cym \(it has eng\)"):
        find("eng+cym")


@pytest.mark.parametrize("languages", ["", "eng;rm", "../../etc/x", "-l", "eng+", "e" * 99])
def test_languages_are_names_and_nothing_else(languages: str) -> None:
    with pytest.raises(Exception, match="names no languages of OCR"):
        checked(languages)


@pytest.fixture
def tesseract(tmp_path: Path) -> Iterator[Callable[[bytes, str], str]]:
    """Return what the real program reads of a file's first page."""
    ocr = find("eng")
    path = tmp_path / "scan"

    def run(body: bytes, media_type: str) -> str:
        path.write_bytes(body)
        return read(lambda look: ocr.see(path, media_type, 1, look, Limits())).text

    yield run
    ocr.close()


@needs_tesseract
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_scan_is_read_whichever_way_it_lies(tesseract: Callable[[bytes, str], str], turn: int) -> None:
    lines = [*WORDS, *WORDS, *WORDS]
    assert tesseract(pdf(drawn(lines, turn=turn)), PDF).split() == " ".join(lines).split()


@needs_tesseract
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_an_image_is_read(tesseract: Callable[[bytes, str], str], form: str) -> None:
    assert WORDS[0] in tesseract(image(drawn(), form), f"image/{form.lower()}")


@needs_tesseract
@pytest.mark.parametrize("mode", ["1", "RGB", "RGBA", "CMYK", "P", "I;16"])
def test_an_image_is_read_in_whatever_colours_it_is(tesseract: Callable[[bytes, str], str], mode: str) -> None:
    sheet = drawn()
    if mode == "RGBA":  # black on nothing, which a viewer shows as paper
        made = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
        made.putalpha(sheet.point(lambda value: 255 - value))
    elif mode == "I;16":
        made = sheet.convert("I").point(lambda value: value * 256).convert("I;16")
    else:
        made = sheet.convert(mode)
    assert WORDS[0] in tesseract(image(made, "TIFF"), "image/tiff")


@needs_tesseract
def test_an_image_that_is_cut_short_ends_as_a_reason(tesseract: Callable[[bytes, str], str]) -> None:
    body = image(drawn(), "PNG")
    with pytest.raises(ExtractionError, match="not a readable picture"):
        tesseract(body[: len(body) // 2], "image/png")
