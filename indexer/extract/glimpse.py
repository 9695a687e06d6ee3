"""Text of a page that pdfium or pdfplumber read, by whether there is anything to be seen where it stands.

The reader that follows colours and boxes did not know this page: here its picture alone decides. Where pdfium draws no
more than one colour, nobody reads a word.
"""

from collections.abc import Iterator
from contextlib import suppress
from ctypes import c_int, c_uint
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

from indexer.extract.base import Hidden, Page
from indexer.extract.eyes import differs, picture
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
_DARK, _OPAQUE = 128, 255
_OBJECTS = 20_000
_FEW = 3
"""Letters of a piece below which it is not judged: a dash fills all of its place with one colour."""

Piece = tuple[str, bool, bool]
"""Text, whether anything is seen there, and whether what is there is dark."""


def as_seen(page: Page, peer: Pdfium) -> Page:
    """Return a page without the text that cannot be seen on it; as it was if all can, or nobody knows."""
    with suppress(pypdfium2.PdfiumError, MemoryError):
        if page.text.strip() and page.number <= len(peer):
            drawn, found = peer.page(page.number), peer.words(page.number)
            if not _plainly_seen(drawn, found):
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


def _plainly_seen(page: Any, found: Any) -> bool:
    """Whether dark text is all there is, none of it turned off or off the page: most pages need no drawing."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    if count > _OBJECTS or pdfium_c.FPDFPage_GetAnnotCount(page.raw):
        return False
    left, bottom, right, top = page.get_bbox()
    for at in range(found.count_rects()):
        x0, y0, x1, y1 = found.get_rect(at)
        if x0 < left or y0 < bottom or x1 > right or y1 > top:
            return False
        if min(x1 - x0, y1 - y0) < LEAST and not _is_short(found.get_text_bounded(x0, y0, x1, y1)):
            return False
    return all(_is_dark_text(pdfium_c.FPDFPage_GetObject(page.raw, at)) for at in range(count))


def _is_dark_text(thing: Any) -> bool:
    """Whether an object of a page is text in a dark colour, and nothing else is said of it."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    return (
        pdfium_c.FPDFPageObj_GetType(thing) == pdfium_c.FPDF_PAGEOBJ_TEXT
        and pdfium_c.FPDFTextObj_GetTextRenderMode(thing) == pdfium_c.FPDF_TEXTRENDERMODE_FILL
        and bool(pdfium_c.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha))
        and max(red.value, green.value, blue.value) <= _DARK
        and alpha.value == _OPAQUE
        and not pdfium_c.FPDFPageObj_HasTransparency(thing)
        and pdfium_c.FPDFClipPath_CountPaths(pdfium_c.FPDFPageObj_GetClipPath(thing)) <= 0
        and pdfium_c.FPDFPageObj_CountMarks(thing) <= 0
    )


def _pieces(page: Any, found: Any) -> Iterator[Piece]:
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    drawn = picture(page, scale)
    for at in range(min(_MOST, found.count_rects())):
        left, bottom, right, top = found.get_rect(at)
        text = str(found.get_text_bounded(left, bottom, right, top)).replace("\r", "")
        corners = [_pixel(page, drawn, x, y) for x, y in ((left, bottom), (right, top))]
        box = (
            max(0, min(x for x, _ in corners)), max(0, min(y for _, y in corners)),
            min(drawn.width, max(x for x, _ in corners) + 1), min(drawn.height, max(y for _, y in corners) + 1),
        )  # fmt: skip
        inside = box[0] < box[2] and box[1] < box[3]
        tiny = min(top - bottom, right - left) < LEAST
        part = drawn.crop(box) if inside and not tiny else None
        dark = part is not None and max(_first(part)) < _LIGHT
        yield text, _is_short(text) or (part is not None and differs(part)), dark


def _is_short(text: str) -> bool:
    return sum(map(str.isalnum, text)) < _FEW


def _pixel(page: Any, drawn: Image.Image, x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, drawn.width, drawn.height, 0, x, y, across, down)
    return across.value, down.value


def _first(part: Image.Image) -> tuple[int, ...]:
    pixel: Any = part.getpixel((0, 0))
    return tuple(pixel[:3])
