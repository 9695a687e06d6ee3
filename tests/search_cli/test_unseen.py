"""`foi show --hidden` and `--covered`: printed only for who asks, and said to be what it is."""

from pathlib import Path

import pytest

from tests.search_cli.conftest import run
from tests.unseen import COVERED, HIDDEN


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unseen")
    (folder / "white.pdf").write_bytes(HIDDEN["white on the page"][0])
    (folder / "box.pdf").write_bytes(COVERED["a black box"])
    assert run(folder / "data", "add", folder / "white.pdf", folder / "box.pdf").status == 0
    indexed = run(folder / "data", "index", "--no-ocr")
    assert indexed.status == 0
    assert "1 document with hidden text, left out of the index" in indexed.stderr
    assert "1 document with text under boxes, withheld" in indexed.stderr
    return folder / "data"


def the(data: Path, query: str) -> str:
    (found,) = run(data, "search", query, "--ids").stdout.split()
    return found


def test_hidden_text_is_printed_with_how_it_is_hidden_for_who_asks(data: Path) -> None:
    white = the(data, "hidden:yes")
    shown = run(data, "show", white)
    assert "secret" not in shown.stdout
    hidden = run(data, "show", white, "--hidden")
    assert hidden.status == 0
    assert hidden.stdout == "\n--- page 1 of 1, hidden: in the colour of its ground ---\n\nsecret figures\n"


def test_words_under_a_box_are_read_from_the_file_for_who_asks_and_said_to_be_what_they_are(data: Path) -> None:
    box = the(data, "answer -hidden:yes")
    assert "2 words under boxes withheld: a redaction that failed" in run(data, "show", box).stdout
    none = run(data, "show", box, "--hidden")
    assert (none.status, none.stdout, none.stderr) == (1, "", "foi: no hidden text was found in it\n")
    covered = run(data, "show", f"{box}:1", "--covered")
    assert covered.status == 0
    assert "meant to take out: not to be handed on" in covered.stdout
    assert covered.stdout.endswith("\nsecret figures\n")
    assert run(data, "show", the(data, "hidden:yes"), "--covered").status == 1


def test_status_says_how_many_documents_hide_text(data: Path) -> None:
    said = run(data, "status").stdout
    assert "hidden text  in 1 document: `foi search hidden:yes`" in said
    assert "text under boxes in 1 document: redactions that failed" in said
