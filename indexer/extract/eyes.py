"""Whether text can be seen, by pdfium's own picture of the page: with it, and without."""

from collections.abc import Sequence
from contextlib import suppress
from ctypes import c_uint
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops

from indexer.extract.lean.manner import Box
from indexer.extract.lean.seeing import Doubt, Eyes
from indexer.extract.pdfium import Pdfium

_SCALE = 1.0
"""Pixels for each point."""
_MOST_PIXELS = 6_000_000
_DIFFERENCE = 24
"""Of 255, in any of red, green and blue, that is seen."""
_OBJECTS = 20_000
_NEAR = 26


def eyes_on(page: Any, number: int, peer: Pdfium) -> Eyes:
    """Eyes that see one page of pdfplumber's as pdfium draws it. What cannot be drawn is taken for hidden."""

    def look(doubts: Sequence[Doubt]) -> list[bool]:
        with suppress(pypdfium2.PdfiumError, MemoryError):
            if number <= len(peer):
                try:
                    return _visible(peer.page(number), doubts, page.cropbox)
                finally:
                    peer.forget()  # text may have been taken out of it
        return [False] * len(doubts)

    return look


def _visible(page: Any, doubts: Sequence[Doubt], shown: Box) -> list[bool]:
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    there = picture(page, scale)
    boxes = [_pixels(doubt.box, shown, scale, there) for doubt in doubts]
    varied = [differs(there.crop(box)) if box else False for box in boxes]
    if not any(varied):
        return varied
    _take_out(page, {doubt.colour for doubt, varies in zip(doubts, varied, strict=True) if varies})
    without = ImageChops.difference(there, picture(page, scale))
    return [
        varies and box is not None and differs(without.crop(box), apart=0)
        for varies, box in zip(varied, boxes, strict=True)
    ]


def picture(page: Any, scale: float) -> Image.Image:
    """A page as pdfium draws it. Four bytes a pixel, in Pillow's own order, are not copied."""
    drawn: Image.Image = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True).to_pil()
    return drawn


def _pixels(box: Box, shown: Box, scale: float, picture: Image.Image) -> tuple[int, int, int, int] | None:
    """A box as pixels of the picture, None if it is not in it."""
    left, top = max(0, int((box[0] - shown[0]) * scale)), max(0, int((box[1] - shown[1]) * scale))
    right = min(picture.width, int((box[2] - shown[0]) * scale) + 1)
    bottom = min(picture.height, int((box[3] - shown[1]) * scale) + 1)
    return (left, top, right, bottom) if left < right and top < bottom else None


def differs(part: Image.Image, apart: int | None = None) -> bool:
    """Whether colours differ from each other by more than is seen, or from one."""
    extrema: Any = part.getextrema()
    return any(high - (low if apart is None else apart) > _DIFFERENCE for low, high in extrema[:3])


def _take_out(page: Any, colours: Any) -> None:
    """Have text of these colours not drawn."""
    for thing in islice(page.get_objects(max_depth=15), _OBJECTS):
        if thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT and any(_is_of(thing, colour) for colour in colours):
            pdfium_c.FPDFPageObj_SetIsActive(thing.raw, False)  # noqa: FBT003 - C takes no names


def _is_of(thing: Any, colour: Any) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium_c.FPDFPageObj_GetFillColor(thing.raw, red, green, blue, alpha):
        return True
    return all(
        abs(got.value - 255 * want) <= _NEAR for got, want in zip((red, green, blue), colour or (), strict=False)
    )
