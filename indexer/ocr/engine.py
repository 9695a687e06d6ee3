"""Which OCR there is on this machine, and in which languages it reads."""

import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from indexer.errors import IndexerError
from indexer.extract.limits import Limits
from indexer.ocr.looks import Look

HOW_TO_GET_IT = "install tesseract (apt install tesseract-ocr, brew install tesseract) or pip install 'foi-index[ocr]'"

_LANGUAGES = re.compile(r"(?:script/)?[A-Za-z]\w{1,30}(?:\+(?:script/)?[A-Za-z]\w{1,30}){0,9}", re.ASCII)


class NoOcr(IndexerError):
    """Nothing here can read scans: why, and what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the stage. `languages` as tesseract has them, joined by "+"; `seconds` for one look at a page.

    `redo` also reads poor OCR layers of senders anew.
    """

    wanted: bool = True
    languages: str = "eng"
    redo: bool = False
    seconds: int = 300


class Ocr(Protocol):
    """Reads pages, as many at once as threads ask."""

    maker: str
    """Name, version and languages, as "ocr-tesseract/1 eng"."""

    def see(self, path: Path, media_type: str, page: int, look: Look, limits: Limits) -> str:
        """Look at a page once. Raises ExtractionError with the reason if that fails."""
        ...

    def close(self) -> None:
        """End all processes, also those at work."""
        ...


def checked(languages: str) -> str:
    """Return languages as they were given. Raises IndexerError if they are not written as tesseract has them."""
    if not _LANGUAGES.fullmatch(languages):
        raise IndexerError(f"{languages!r} names no languages of OCR; write them as eng, or eng+cym")
    return languages


def find(languages: str) -> Ocr:
    """Return the tesseract program if there is one, else tesserocr. Raises NoOcr, with what to do, if neither reads."""
    from indexer.ocr.program import Program, languages_of

    program = shutil.which("tesseract")
    if program:
        _demand(languages, languages_of(program), "tesseract")
        return Program(program, languages)
    if find_spec("tesserocr"):
        from indexer.ocr.library import Library, languages_there

        _demand(languages, languages_there(), "tesserocr")
        return Library(languages)
    raise NoOcr(HOW_TO_GET_IT)


def _demand(languages: str, there: frozenset[str], name: str) -> None:
    missing = [language for language in languages.split("+") if language not in there]
    if missing:
        has = ", ".join(sorted(there - {"osd"})) or "none"
        names = ", ".join(missing)
        raise NoOcr(
            f"{name} is there, but has no data for {names} (it has {has}); install them (apt install"
            f" tesseract-ocr-{missing[0]}), or put {missing[0]}.traineddata where TESSDATA_PREFIX says"
        )
