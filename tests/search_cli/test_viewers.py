"""PDFs are opened at the page: by the viewer the person named, by one that is found, and never by a shell."""

import json
import os
import shutil
import sys
import time
from pathlib import Path

import click
import pytest

from search_cli import viewers
from search_cli.viewers import VIEWERS, installed, started
from tests.indexer.tables.test_pdf import Pdf
from tests.search_cli.conftest import Ran, run

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="looks at what xdg-open is given")

NOTING = """#!/bin/sh
for word in "${0##*/}" "$@"; do printf "%s\\n" "$word"; done > "$NOTED.new"
mv "$NOTED.new" "$NOTED"
"""


def pdf() -> bytes:
    made = Pdf()
    made.text(60, 800, "Bollards on page one")
    made.add_page()
    made.text(60, 800, "and on page two")
    return made.bytes()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a PDF whose name is as bad as names get. Tests leave it as it is."""
    folder = tmp_path_factory.mktemp("viewers")
    (folder / "-a {page} $(touch owned); b.pdf").write_bytes(pdf())
    assert run(folder / "data", "add", folder / "-a {page} $(touch owned); b.pdf").status == 0
    assert run(folder / "data", "index", "--no-ocr").status == 0
    return folder / "data"


@pytest.fixture(scope="module")
def name(data: Path) -> str:
    return str(json.loads(run(data, "search", "bollards", "--format", "jsonl").stdout)["id"])


class Desk:
    """A machine with these programs, each of which notes what it was given, and nothing else that shows files."""

    def __init__(self, folder: Path, *programs: str, usual: str = "", display: bool = True) -> None:
        self.noted, self.programs = folder / "noted", folder / "bin"
        self.programs.mkdir()
        for program in programs:
            self.put(program, NOTING)
        self.put("xdg-mime", f"#!/bin/sh\necho {usual}\n")
        for tool in ("sh", "mv"):
            (self.programs / tool).symlink_to(shutil.which(tool) or "")
        self.environment = {"PATH": str(self.programs), "NOTED": str(self.noted), "TMPDIR": str(folder)}
        self.environment |= {"DISPLAY": ":9" if display else "", "WAYLAND_DISPLAY": ""}

    def put(self, name: str, script: str) -> None:
        (self.programs / name).write_text(script)
        (self.programs / name).chmod(0o755)

    def open(self, data: Path, *words: str, **more: str) -> Ran:
        return run(data, "open", *words, **{**self.environment, **more})

    def given(self) -> list[str]:
        """Return the words the program was started with; it may not have been waited for."""
        until = time.monotonic() + 30
        while not self.noted.exists() and time.monotonic() < until:
            time.sleep(0.01)
        return self.noted.read_text().splitlines()


def test_the_viewer_that_is_there_is_told_the_page(data: Path, name: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, "xdg-open", "okular")
    ran = desk.open(data, f"{name}:2")
    assert (ran.status, ran.stdout, ran.stderr) == (0, "", "")
    program, *words, file = desk.given()
    assert (program, words) == ("okular", ["-p", "2"])
    assert Path(file).read_bytes() == next(data.parent.glob("*.pdf")).read_bytes()
    assert not list(tmp_path.rglob("owned"))


def test_of_several_viewers_the_one_the_system_opens_pdfs_with_is_taken(data: Path, name: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, "xdg-open", "evince", "mupdf", usual="org.example.MuPDF.desktop")
    assert desk.open(data, f"{name}:2").status == 0
    program, file, page = desk.given()
    assert (program, page, Path(file).suffix) == ("mupdf", "2", ".pdf")


def test_without_a_page_the_system_s_own_program_is_taken(data: Path, name: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, "xdg-open", "evince")
    assert desk.open(data, name).status == 0
    assert desk.given()[0] == "xdg-open"


@pytest.mark.parametrize("display", [True, False])
def test_where_no_viewer_can_be_told_the_page_the_person_is(
    data: Path, name: str, tmp_path: Path, display: bool
) -> None:
    desk = Desk(tmp_path, "xdg-open", *([] if display else ["evince"]), display=display)
    ran = desk.open(data, f"{name}:2")
    assert (ran.status, desk.given()[0]) == (0, "xdg-open")
    assert ran.stderr.startswith("foi: turn to page 2: ")
    assert desk.open(data, f"{name}:1").stderr == ""


@pytest.mark.parametrize("way", ["option", "environment", "configuration"])
def test_the_viewer_a_person_names_is_taken_and_waited_for(name: str, data: Path, tmp_path: Path, way: str) -> None:
    desk = Desk(tmp_path, "xdg-open", "evince", "mine")
    named = "mine 'a word' --at={page} {file}"
    words, more = ([f"--viewer={named}"], {}) if way == "option" else ([], {"FOI_VIEWER": named})
    if way == "configuration":
        more = {}
        data = shutil.copytree(data, tmp_path / "data")
        (data / "foi.toml").write_text(f"[open]\nviewer = {json.dumps(named)}\n")
    ran = desk.open(data, f"{name}:2", *words, **more)
    assert (ran.status, ran.stderr) == (0, "")
    assert desk.noted.exists(), "it had ended when foi did"
    assert desk.given()[:3] == ["mine", "a word", "--at=2"]


@pytest.mark.parametrize(
    ("viewer", "told"),
    [
        ("nosuchviewer {file}", "nosuchviewer cannot be started"),
        ("false", "false ended with status 1; the file is /"),
        ("'unclosed", "cannot be understood: No closing quotation"),
        ("&", "the viewer has no words"),
    ],
)
def test_a_viewer_that_does_not_work_is_told_with_where_the_file_is(
    data: Path, name: str, tmp_path: Path, viewer: str, told: str
) -> None:
    desk = Desk(tmp_path, "xdg-open")
    desk.put("false", "#!/bin/sh\nexit 1\n")
    ran = desk.open(data, f"{name}:2", FOI_VIEWER=viewer)
    assert (ran.status, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert told in ran.stderr


def test_what_is_put_into_a_command_line_is_one_word_and_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, "view")
    monkeypatch.setenv("PATH", desk.environment["PATH"])
    monkeypatch.setenv("NOTED", str(desk.noted))
    file = tmp_path / "a {page} 'b' $HOME; #c.pdf"
    started("view {file} -p{page} {url}#page={page}", file, 7)
    assert desk.given() == ["view", str(file), "-p7", f"{file.as_uri()}#page=7"]
    started("view -x", file, 7)
    assert desk.given() == ["view", "-x", str(file)]


def test_a_viewer_set_aside_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    desk.put("slow", '#!/bin/sh\nread word < "$NOTED"\n')
    os.mkfifo(desk.noted)
    monkeypatch.setenv("PATH", desk.environment["PATH"])
    monkeypatch.setenv("NOTED", str(desk.noted))
    monkeypatch.setattr(viewers, "_SOON", 0.01)
    started("slow {file} &", tmp_path / "a.pdf", 1)
    with desk.noted.open("w") as waiting:  # opens only if somebody reads: the viewer is still there
        waiting.write("done\n")
    assert viewers._LOOKED_AT[0].wait(30) == 0


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_viewer_that_is_known_is_given_a_file_and_a_page(
    viewer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, viewer)
    for variable in ("PATH", "DISPLAY", "NOTED"):
        monkeypatch.setenv(variable, desk.environment[variable])
    started(installed().removesuffix(" &"), tmp_path / "a.pdf", 12)
    program, *words = desk.given()
    assert program == viewer
    assert any("12" in word for word in words)
    assert any(str(tmp_path / "a.pdf") in word for word in words)


def test_a_viewer_that_ends_at_once_is_told_though_it_was_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    desk.put("false", "#!/bin/sh\nexit 1\n")
    monkeypatch.setenv("PATH", desk.environment["PATH"])
    monkeypatch.setattr(viewers, "_SOON", 60)
    with pytest.raises(click.ClickException, match="false ended with status 1; the file is /"):
        started("false {file} &", tmp_path / "a.pdf", 1)


def test_a_machine_without_a_viewer_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    monkeypatch.setenv("PATH", desk.environment["PATH"])
    monkeypatch.setenv("DISPLAY", ":9")
    assert installed() == ""
    with pytest.raises(click.ClickException, match="cannot be started"):
        started("evince {file}", tmp_path / "a.pdf", 1)
