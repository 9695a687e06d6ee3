"""Text of a page that pdfium or pdfplumber read, by whether there is anything to be seen where it stands.

The reader that follows colours and boxes did not know this page: here its picture alone decides. Where pdfium draws no
more than one colour, nobody reads a word.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from ctypes import c_int
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

from indexer.extract.base import Hidden, Page
from indexer.extract.eyes import differs
from indexer.extract.lean.seeing import LEAST
from indexer.extract.pdfium import Pdfium
from indexer.record import changed

NOT_SEEN = "not to be seen on the page"
WITHHELD = "{words} under boxes withheld: a redaction that failed"
_SCALE = 1.0
_MOST_PIXELS = 6_000_000
_MOST = 5_000
"""Pieces of text on a page that are looked at."""
_LIGHT = 230
_FEW = 3
"""Letters of a piece below which it is not judged: a dash fills all of its place with one colour."""

Piece = tuple[str, bool, bool]
"""Text, whether anything is seen there, and whether what is there is dark."""


def as_seen(page: Page, peer: Pdfium) -> Page:
    """Return a page without the text that cannot be seen on it; as it was if all can, or nobody knows."""
    with suppress(pypdfium2.PdfiumError, MemoryError):
        if page.text.strip() and page.number <= len(peer):
            with peer.page(page.number) as drawn, closing(drawn.get_textpage()) as found:
                pieces = list(_pieces(drawn, found))
                if any(text.strip() and not is_seen for text, is_seen, _ in pieces):
                    return _without(page, pieces)
    return page


def withheld(words: int) -> str:
    """What a page says of words under boxes, "" if there are none."""
    return WITHHELD.format(words=f"{words:,} word{'s' * (words > 1)}") if words else ""


def _without(page: Page, pieces: list[Piece]) -> Page:
    seen = "\n".join(text for text, is_seen, _ in pieces if is_seen)
    light = "\n".join(text for text, is_seen, dark in pieces if not is_seen and not dark)
    covered = sum(len(text.split()) for text, is_seen, dark in pieces if not is_seen and dark)
    warning = "; ".join(filter(None, (withheld(covered), page.warning)))
    hidden = (Hidden(light, NOT_SEEN),) if light.strip() else ()
    return changed(page, text=seen, gaps=(), warning=warning, hidden=hidden)


def _pieces(page: Any, found: Any) -> Iterator[Piece]:
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    for at in range(min(_MOST, found.count_rects())):
        left, bottom, right, top = found.get_rect(at)
        text = str(found.get_text_bounded(left, bottom, right, top)).replace("\r", "")
        corners = [_pixel(page, picture, x, y) for x, y in ((left, bottom), (right, top))]
        box = (
            max(0, min(x for x, _ in corners)), max(0, min(y for _, y in corners)),
            min(picture.width, max(x for x, _ in corners) + 1), min(picture.height, max(y for _, y in corners) + 1),
        )  # fmt: skip
        inside = box[0] < box[2] and box[1] < box[3]
        tiny = min(top - bottom, right - left) < LEAST
        part = picture.crop(box) if inside and not tiny else None
        dark = part is not None and max(part.getpixel((0, 0))) < _LIGHT  # type: ignore[arg-type]
        few = sum(map(str.isalnum, text)) < _FEW
        yield text, few or (part is not None and differs(part)), dark


def _pixel(page: Any, picture: Image.Image, x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, picture.width, picture.height, 0, x, y, across, down)
    return across.value, down.value
