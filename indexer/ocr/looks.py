"""How a page is looked at, what an engine says of it, and when it is looked at again."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.errors import ExtractionError

VERSION = 1
"""Raise it whenever the same page would be read otherwise: every page is then read again."""

DPI, FINE = 200, 300
"""Points to an inch. 300 takes 1.4 times as long and reads no more words of usual print: .961 for .958."""
PARTED, DIRECTION = 3, 0
"""Tesseract's ways of parting a page: into columns and blocks as it finds them, and not at all, only which way is up.

As one column (its way 4) letters read the same, but lines run on over columns: of rows of four words on 48 pages drawn
from PDFs, 68 of 100 were found parted so and 65 as a column. As one block (6), noise took it 48 seconds."""

_POOR = 0.6
"""Confidence under which a page is looked at again. Pages on their side or head had .21 to .34, sound ones over .74."""
_SMALL = 15
"""Pixels of a word's height at 200 dpi: the half of all words lower than this are print of 7 points or less."""
_ROTATE = re.compile(r"^Rotate: (0|90|180|270)$", re.MULTILINE)
_CELLS = 12


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at a page: points to an inch, degrees it is turned clockwise first, how it is parted."""

    dpi: int = DPI
    turn: int = 0
    parting: int = PARTED


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `confidence` is from 0 to 1, `height` that of the middle word in pixels, `sure` how many
    characters stand in words that are rather right than wrong: of two readings, the one with more is better."""

    text: str = ""
    confidence: float = 0.0
    height: int = 0
    sure: int = 0


See = Callable[[Look], str]
"""An engine on one page: the table of words, or for DIRECTION the lines that say it, as tesseract prints them."""


def read(see: See) -> Reading:
    """Read a page: once if that goes well, else turned upright or finer, and the best of these.

    Raises ExtractionError, with the reason, if it cannot be read.
    """
    best = words(see(Look()))
    if best.confidence >= _POOR:
        return _better(best, see, Look(FINE)) if best.height < _SMALL else best
    look = Look(turn=_turn(see)) if best.text else Look()
    if look.turn:
        turned = words(see(look))
        best, look = (turned, look) if turned.sure > best.sure else (best, Look())
    return _better(best, see, replace(look, dpi=FINE)) if best.confidence < _POOR else best


def _better(best: Reading, see: See, look: Look) -> Reading:
    other = words(see(look))
    return other if other.sure > best.sure else best


def _turn(see: See) -> int:
    """Return how many degrees clockwise set the page upright, 0 if that cannot be told."""
    try:
        said = _ROTATE.search(see(Look(parting=DIRECTION)))
    except ExtractionError:  # "Too few characters", or no data for it: told by a failure
        return 0
    return int(said[1]) if said else 0


def words(table: str) -> Reading:
    """Read the table of words (TSV): lines as lines, a blank line between paragraphs.

    Raises ExtractionError if it is no such table.
    """
    head, _, body = table.partition("\n")
    if not head.startswith("level\t"):
        raise ExtractionError("OCR gave no table of words")
    lines: dict[tuple[str, ...], list[str]] = {}
    heights, weight, total, sure = list[int](), 0.0, 0, 0
    for row in body.split("\n"):
        cells = row.rstrip("\r").split("\t")
        if len(cells) != _CELLS or cells[0] != "5" or not (word := cells[11].strip()):
            continue
        lines.setdefault(tuple(cells[1:5]), []).append(word)
        confidence = _share(cells[10])
        heights.append(int(cells[9]) if cells[9].isdecimal() else 0)
        total += len(word)
        weight += confidence * len(word)
        sure += len(word) if confidence > 0.5 else 0
    heights.sort()
    middle = heights[len(heights) // 2] if heights else 0
    return Reading(_text(lines), round(weight / total, 2) if total else 0.0, middle, sure)


def _text(lines: dict[tuple[str, ...], list[str]]) -> str:
    parts: list[str] = []
    before: tuple[str, ...] = ()
    for (*paragraph, _), some in lines.items():
        if parts and tuple(paragraph) != before:
            parts.append("")
        before = tuple(paragraph)
        parts.append(" ".join(some))
    return "\n".join(parts)


def _share(cell: str) -> float:
    """Read a confidence in percent, as 0 to 1; what is none is 0."""
    try:
        value = float(cell) / 100
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0
