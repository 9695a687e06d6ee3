"""In the child: one page of a PDF, or one picture of an image, as grey points, and nothing else of the file."""

import base64
import math
import os
from collections.abc import Iterator
from contextlib import suppress

import pypdfium2
from PIL import Image, ImageOps

from indexer.errors import ExtractionError
from indexer.extract.base import Page
from indexer.extract.image import frames, opened, turn_to
from indexer.ocr.looks import DPI

MOST_POINTS = 20_000_000
"""Of a rendered page: A3 at 300 dpi has 17 million. What is larger is rendered coarser."""
_POINTS_PER_INCH = 72
_LONGEST = 30_000
"""Points of a side: tesseract takes at most 32,767."""


class Renderer:
    """Made with "PAGE DPI TURN TYPE", it gives that page as its only one, its text a PGM file in base64."""

    name = "render/1"
    media_types = frozenset({"application/pdf", "image/jpeg", "image/png", "image/tiff"})

    def __init__(self, options: str) -> None:
        page, dpi, turn, self._type = options.split()
        self._page, self._dpi, self._turn = int(page), int(dpi), int(turn)

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the page. Raises ExtractionError if it cannot be rendered."""
        image = self.image(body)
        head = b"P5 %d %d 255\n" % image.size
        yield Page(1, base64.b64encode(head + image.tobytes()).decode("ascii"))

    def image(self, body: bytes) -> Image.Image:
        """Return the page in grey, turned, at the lowest priority this process can have."""
        os.nice(19)
        render = _of_pdf if self._type == "application/pdf" else _of_image
        image = render(body, self._page, self._dpi)
        return image.rotate(-self._turn, expand=True) if self._turn else image


def _of_pdf(body: bytes, number: int, dpi: int) -> Image.Image:
    try:
        page = pypdfium2.PdfDocument(body)[number - 1]
        width, height = page.get_size()
        scale = _fitting(width, height, dpi / _POINTS_PER_INCH)
        image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, IndexError, ValueError) as exc:
        raise ExtractionError(f"this page cannot be drawn: {exc}") from exc
    return image if image.mode == "L" else image.convert("L")


def _of_image(body: bytes, number: int, dpi: int) -> Image.Image:
    """A picture's own points, whatever size it says they are; looked at more finely, it is only made larger."""
    with opened(body) as image:
        if number > frames(image):
            raise ExtractionError(f"there is no picture {number} in it")
        turn_to(image, number)
        grey = _grey(image)
        with suppress(Exception):  # a damaged note on orientation may raise anything, and is no loss
            grey = ImageOps.exif_transpose(grey)
    scale = _fitting(grey.width, grey.height, dpi / DPI)
    return grey if scale == 1 else grey.resize((round(grey.width * scale), round(grey.height * scale)))


def _grey(image: Image.Image) -> Image.Image:
    """In grey, what is transparent as white paper; 16 bits to 8, which Pillow would cut off instead."""
    if image.mode.startswith("I") or image.mode == "F":
        deep = image.convert("F")
        _, brightest = deep.getextrema()
        share = 255 / max(255.0, float(brightest))  # type: ignore[arg-type]  # a number: there is one band
        return deep.point(lambda value: value * share).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("L")
    return image.convert("L")


def _fitting(width: float, height: float, scale: float) -> float:
    """Return the scale, smaller if the page would have too many points."""
    if not (width > 0 and height > 0):
        raise ExtractionError("this page has no size")
    return min(scale, math.sqrt(MOST_POINTS / (width * height)), _LONGEST / max(width, height))
