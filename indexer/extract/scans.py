"""Which pages of a PDF are pictures: what pdfium counts on a page, and the rules by which it waits for OCR.

The rules were found on 4,834 pages of releases: 5 % had no text and a large picture, 4 % a picture of the whole page
with hidden text, from 0 to nearly all by source.
"""

from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from pdfminer.pdftypes import PDFStream, resolve1

from indexer.extract.bad_layer import bad_layer, size
from indexer.extract.base import OCR_LAYER, SCAN, Page
from indexer.extract.pdfium import Pdfium
from indexer.record import changed

WAITS = "a scan: waits for OCR"
BAD_LAYER = "its text layer cannot be read as text: waits for OCR"

_FEW, _STAMP = 20, 200
"""Characters: fewer than the first are no text of a page, fewer than the second may be a stamp on a scan."""
_PICTURE, _WHOLE = 0.3, 0.8
"""Shares of the page that pictures cover."""
_DRAWN = 200
"""Paths on a page without text: more are drawn letters."""
_PIXELS = 250_000
"""Pictures with fewer pixels in all are no scan of a page: 50 dpi on A4."""
_OBJECTS = 5_000
"""Looked at on a page. A map has a million, and is known for what it is by then."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is on a page: characters that are not blank, the share that pictures cover (0 to 1), paths.

    `visible` if some of the text can be seen; OCR layers cannot: drawn invisibly, or before the picture over them.
    """

    characters: int = 0
    cover: float = 0.0
    paths: int = 0
    visible: bool = False


def marked(page: Page, resources: Any, peer: Pdfium) -> Page:
    """Return the page marked as what it is. pdfium looks only at a page in doubt: most never need it.

    `resources` are the page's own as pdfminer has them, None if nobody knows them. Not for a page that its
    reader gave up as too costly: pdfium has no budget, and a page of a million forms held it for ever.
    """
    if size(page.text) >= _FEW and not bad_layer(page.text) and not _pictured(resources):
        return page
    return judged(page, _look(page.number, peer))


def judged(page: Page, look: Look) -> Page:
    """Return the page marked by what was seen: a scan that waits, text under a picture, or as it was."""
    if bad_layer(page.text):
        return changed(page, how=SCAN, warning=BAD_LAYER)
    characters = max(size(page.text), look.characters)
    pictured = look.cover > _PICTURE or look.paths > _DRAWN
    stamped = look.cover > _WHOLE and look.visible and characters < _STAMP
    if (characters < _FEW and pictured) or stamped:
        return changed(page, how=SCAN, warning=WAITS)
    if look.cover > _WHOLE and not look.visible and size(page.text):
        return changed(page, how=OCR_LAYER)
    return page


def _look(number: int, peer: Pdfium) -> Look:
    with suppress(pypdfium2.PdfiumError):
        if number <= len(peer):
            return _seen(peer.page(number), peer.words(number))
    return Look()


def _seen(page: Any, words: Any) -> Look:
    """Count. A picture's size is what its matrix makes of the unit square, and the forms' matrices of that."""
    width, height = page.get_size()
    scales = [1.0]
    cover, paths, visible = 0.0, 0, False
    for thing in islice(page.get_objects(max_depth=4), _OBJECTS):
        del scales[thing.level + 1 :]
        if thing.type == pdfium_c.FPDF_PAGEOBJ_FORM:
            scales.append(scales[-1] * _scale(thing))
        elif thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            share = scales[-1] * _scale(thing) / max(1.0, width * height)
            cover += share
            visible = visible and share < _WHOLE
        elif thing.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT and not visible:
            visible = pdfium_c.FPDFTextObj_GetTextRenderMode(thing.raw) != pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
    return Look(size(words.get_text_bounded()), min(1.0, cover), paths, visible)


def _scale(thing: Any) -> float:
    a, b, c, d, _, _ = thing.get_matrix().get()
    return abs(float(a * d - b * c))


def _pictured(resources: Any, depth: int = 2) -> bool:
    """Tell from the dictionaries alone whether there may be a picture of a page: pdfium takes 2 ms to look."""
    try:
        return resources is None or _pixels(resources, depth) >= _PIXELS
    except Exception:  # noqa: BLE001 - a damaged dictionary can raise anything; then pdfium is asked
        return True


def _pixels(resources: Any, depth: int) -> int:
    things = resolve1((resolve1(resources) or {}).get("XObject")) or {}
    total = 0
    for reference in islice(things.values(), 50):
        thing = resolve1(reference)
        kind = str(getattr(thing.get("Subtype"), "name", "")) if isinstance(thing, PDFStream) else ""
        if kind == "Image":
            total += int(resolve1(thing.get("Width")) or 0) * int(resolve1(thing.get("Height")) or 0)
        elif kind == "Form" and depth:
            total += _pixels(thing.get("Resources"), depth - 1)
    return total
