"""OCR by tesserocr, tesseract as a Python package: for those who can install packages and no programs."""

import os
from dataclasses import replace
from pathlib import Path

from indexer.extract.limits import Limits
from indexer.extract.registry import Reader
from indexer.extract.sandbox import ExtractionPool
from indexer.ocr.looks import VERSION, Look

_MODULE = "indexer.ocr.seeing"
_SEER = Reader(f"{_MODULE}:Seer", f"ocr-tesserocr/{VERSION}")


class Library:
    """The package, in a child for each look, as every reader."""

    def __init__(self, languages: str) -> None:
        self.maker = f"ocr-tesserocr/{VERSION} {languages}"
        self._languages = languages
        os.environ["OMP_THREAD_LIMIT"] = "1"  # read when it is loaded; a child may start no thread
        self._pool = ExtractionPool([_MODULE, "tesserocr"])

    def see(self, path: Path, media_type: str, page: int, look: Look, limits: Limits) -> str:
        """Look at a page once. Raises ExtractionError with the reason if that fails."""
        options = f"{self._languages} {look.parting} {page} {look.dpi} {look.turn} {media_type}"
        reader = replace(_SEER, options=options)
        return self._pool.extract(path, media_type, limits, reader=reader).pages[0].text

    def close(self) -> None:
        """End all processes, also those at work."""
        self._pool.__exit__(InterruptedError, InterruptedError(), None)


def languages_there() -> frozenset[str]:
    """Return the languages there is data for; none if the package cannot be loaded."""
    try:
        import tesserocr

        return frozenset(tesserocr.get_languages()[1])
    except (ImportError, OSError, RuntimeError):
        return frozenset()
