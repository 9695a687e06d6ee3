"""Every page of every PDF of the shared corpus: as pdfplumber reads it by its rules, and nothing lost by ours."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pdfplumber
import pytest

from indexer.errors import ExtractionError
from indexer.extract.lean.inner import bound_streams
from indexer.extract.lean.reader import Lean, stock_page, tuned_page
from indexer.extract.pdf import PdfExtractor
from indexer.extract.pdf_page import letters_in
from indexer.extract.pdfium import Pdfium

pytestmark = pytest.mark.corpus

STOCK = """
import json, logging, sys
import pdfplumber
logging.disable()
for path in sys.argv[1:]:
    texts = []
    try:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                texts.append(page.extract_text())
                page.close()
    except Exception as exc:
        texts = None
    print(json.dumps(texts))
"""
"""In a process of its own: in this one pdfminer unpacks streams our way."""

DIFFERENT = {
    ("040669.pdf", 26): "a damaged stream, unpacked up to where it breaks: what its broken words leave as operands "
    "pdfplumber hands on to later operators, we do not",
}
"""Pages whose text differs, and why."""


KNOWN = Path(__file__).with_name("stock_texts.json")
"""What pdfplumber reads on each page, as digests, by that of the file: reading it anew takes it a minute."""


def digest(body: bytes) -> str:
    return sha256(body).hexdigest()[:20]


def readers() -> str:
    """Return which versions read: others may read otherwise."""
    return " ".join(f"{name} {version(name)}" for name in ("pdfplumber", "pdfminer.six", "pypdfium2"))


def stock_texts(files: Sequence[Path]) -> list[list[str] | None]:
    """Return the text of each page as pdfplumber itself reads it, None for a file that it cannot read."""
    if not files:
        return []
    done = subprocess.run([sys.executable, "-c", STOCK, *files], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def digests(texts: Sequence[str] | None) -> list[str] | None:
    return None if texts is None else [digest(text.encode("utf-8", "surrogatepass")) for text in texts]


@pytest.fixture(scope="module")
def files(shared: Path) -> list[Path]:
    """Return all PDFs of the corpus."""
    return sorted((shared / "corpus").rglob("*.pdf"))


@pytest.fixture(scope="module")
def read(files: list[Path]) -> dict[Path, list[tuple[Lean, Lean]]]:
    """Return every page as the lean reader reads it, by pdfplumber's rules and by ours.

    A file ends where it is unsure, and then has too few pages.
    """
    bound_streams()
    return {file: list(pages(file)) for file in files}


def pages(file: Path) -> Iterator[tuple[Lean, Lean]]:
    """Read pages one by one, as many as there are."""
    with suppress(Exception), pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            yield stock_page(page), tuned_page(page)
            page.close()


def test_pages_are_as_pdfplumber_reads_them_by_the_same_rules(
    files: list[Path], read: dict[Path, list[tuple[Lean, Lean]]]
) -> None:
    """What it read is known by digests; it reads files anew that are not known, or are read otherwise by us.

    All of them with FOI_STOCK=anew, which also writes the digests, and if any of the readers is another.
    """
    kept = json.loads(KNOWN.read_text("utf-8")) if KNOWN.exists() and "FOI_STOCK" not in os.environ else {}
    known = kept["files"] if kept.get("readers") == readers() else {}
    names = {file: digest(file.read_bytes()) for file in files}
    ours = {file: digests([lean.text for lean, _ in read[file]]) for file in files}
    doubtful = [file for file in files if known.get(names[file], "") not in (None, ours[file])]
    stock = dict(zip(doubtful, stock_texts(doubtful), strict=True))
    stock |= {file: None for file in files if known.get(names[file], "") is None}
    if "FOI_STOCK" in os.environ:
        told = {names[file]: digests(stock[file]) for file in files}
        KNOWN.write_text(json.dumps({"readers": readers(), "files": told}, indent=0) + "\n", encoding="utf-8")
    seen = 0
    different = set()
    for file in files:
        texts = stock.get(file, [lean.text for lean, _ in read[file]])
        assert texts is None or len(texts) == len(read[file]), file.name
        for number, (text, (lean, _)) in enumerate(zip(texts or [], read[file], strict=False), 1):
            seen += 1
            if lean.text != text:
                different.add((file.name, number))
    assert seen >= 927
    assert different == DIFFERENT.keys()
    assert len(different) <= 0.005 * seen


def test_both_rules_see_the_same_letters(read: dict[Path, list[tuple[Lean, Lean]]]) -> None:
    different = {
        (file.name, number): (stock.letters, tuned.letters)
        for file, both in read.items()
        for number, (stock, tuned) in enumerate(both, 1)
        if (stock.letters, stock.unknown) != (tuned.letters, tuned.unknown)
    }
    assert different == {}


def test_no_page_has_less_than_half_of_pdfiums_letters(files: list[Path]) -> None:
    """pdfium is asked about few pages only; asked about all, it knows of none that was read too little of.

    What is hidden was read; of what is withheld only the page's warning tells.
    """
    poor = {}
    for file in files:
        body = file.read_bytes()
        with suppress(ExtractionError), closing(Pdfium(body)) as peer:
            for page in PdfExtractor().pages(body):
                found = letters_in(peer.text(page.number))
                read = letters_in(page.text) + sum(letters_in(hidden.text) for hidden in page.hidden)
                if read < found / 2 and "withheld" not in page.warning:
                    poor[file.name, page.number] = (read, found, page.warning)
    assert poor == {}
