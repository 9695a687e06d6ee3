"""In the child: a page drawn, and read by tesserocr."""

from collections.abc import Iterator

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.ocr.looks import DIRECTION, VERSION
from indexer.ocr.rendering import Renderer


class Seer:
    """Made with "LANGUAGES PARTING " and what `Renderer` is made with, its one page has what was seen."""

    name = f"ocr-tesserocr/{VERSION}"
    media_types = Renderer.media_types

    def __init__(self, options: str) -> None:
        self._languages, parting, rest = options.split(maxsplit=2)
        self._parting = int(parting)
        self._dpi = rest.split()[1]
        self._renderer = Renderer(rest)

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the page. Raises ExtractionError if it cannot be seen."""
        import tesserocr

        image = self._renderer.image(body)
        languages = "osd" if self._parting == DIRECTION else self._languages
        try:
            with tesserocr.PyTessBaseAPI(lang=languages, psm=self._parting) as api:
                api.SetImage(image)
                api.SetSourceResolution(int(self._dpi))
                if self._parting == DIRECTION:
                    found = api.DetectOrientationScript() or {}
                    yield Page(1, f"Rotate: {-int(found.get('orient_deg', 0)) % 360}\n")
                else:
                    yield Page(1, f"level\t\n{api.GetTSVText(0)}")
        except RuntimeError as exc:
            raise ExtractionError(f"tesserocr failed: {exc}") from exc
