"""One page of a PDF: who reads it, and what its record says of that.

The lean reader is asked first, pdfplumber itself where that does not know, and pdfium where either gives too little.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from pdfplumber.page import Page as PlumberPage

from indexer.extract.base import Page
from indexer.extract.eyes import eyes_on
from indexer.extract.glimpse import as_seen, withheld
from indexer.extract.lean.budget import OverBudget, Unsure
from indexer.extract.lean.reader import Lean, stock_page, tuned_page
from indexer.extract.lean.run import GAP
from indexer.extract.lean.seeing import Eyes
from indexer.extract.pdfium import Pdfium
from indexer.extract.scans import marked

NO_TEXT = "no text layer"

_FEW = 200
"""Letters below which pdfium is always asked how many it finds. Asking about every page cost a quarter of all time."""
_TOO_FEW = 0.5
"""Share of pdfium's letters below which its text is taken."""
_TOO_MANY_UNKNOWN = 0.3
"""Share of letters without Unicode above which pdfium's text is taken, if it is any better."""
_NOTABLE = 0.05
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_NO_LETTERS = frozenset({"Cc", "Cn", "Co", "Cs"})


@dataclass(frozen=True, slots=True)
class Rules:
    """How glyphs become text: by the lean reader, and by pdfplumber where that does not know."""

    lean: Callable[[PlumberPage, Eyes], Lean]
    stock: Callable[[PlumberPage], Lean]


def _tuned_by_pdfplumber(page: PlumberPage) -> Lean:
    """As near to the tuned rules as pdfplumber's options come."""
    text, unknown = _UNKNOWN.subn(" ", page.extract_text(x_tolerance_ratio=GAP))
    return Lean(text, letters_in(text) + unknown, unknown, amiss=True)


def _stock_by_pdfplumber(page: PlumberPage) -> Lean:
    text = page.extract_text()
    known, unknown = _UNKNOWN.subn(" ", text)
    return Lean(text, letters_in(known) + unknown, unknown, amiss=True)


TUNED = Rules(tuned_page, _tuned_by_pdfplumber)
STOCK = Rules(stock_page, _stock_by_pdfplumber)

Read: TypeAlias = tuple[Page, bool]
"""A page, and whether reading it failed."""


def read_page(number: int, page: PlumberPage, rules: Rules, peer: Pdfium, *, doubtful: bool) -> Read:
    """Read a page. With `doubtful` pdfium is asked how many letters it finds, however many were read."""
    note = ""
    try:
        try:
            lean = rules.lean(page, eyes_on(page, number, peer))
        except Unsure as exc:
            lean = rules.stock(page)
            note = f"read by pdfplumber itself: {exc}" if lean.letters else ""
    except Exception as exc:  # noqa: BLE001 - pdfminer lets KeyError, TypeError, struct.error and others through
        return _failed(number, exc, peer)
    finally:
        page.close()  # drops its layout: 380 dense pages took 1.1 GB without this, 40 MB with
    if lean.stopped:
        return _stopped(number, lean)
    other = _second_opinion(number, lean, peer, doubtful=doubtful)
    read = as_seen(other, peer) if other else _page(number, lean, note)
    if note and not other:
        read = as_seen(read, peer)
    return marked(read, page.page_obj.resources, peer), False


def _failed(number: int, exc: Exception, peer: Pdfium) -> Read:
    raise_if_out_of_memory(exc)
    reason = words(exc)
    if not isinstance(cause(exc), OverBudget) and (text := peer.text(number)).strip():
        read = Page(number, text, warning=f"read by pdfium: pdfplumber failed on this page ({reason})")
        return marked(as_seen(read, peer), None, peer), False
    return Page(number, "", warning=f"this page cannot be read: {reason}"), True


def _stopped(number: int, lean: Lean) -> Read:
    """A page that cost too much. pdfium has no budget, so it is not asked."""
    if lean.text.strip():
        return _read(number, lean, f"not all of this page was read: {lean.stopped}"), False
    return Page(number, "", warning=f"this page cannot be read: {lean.stopped}"), True


def _second_opinion(number: int, lean: Lean, peer: Pdfium, *, doubtful: bool) -> Page | None:
    """Return pdfium's page, if pdfium reads what was not read."""
    if lean.unknown > _TOO_MANY_UNKNOWN * lean.letters:
        text = peer.text(number)
        found, good = letters_in(text), sum(unicodedata.category(c) not in _NO_LETTERS for c in text if not c.isspace())
        if good > lean.letters - lean.unknown and good >= (1 - _TOO_MANY_UNKNOWN) * found:
            return Page(number, text, warning=f"read by pdfium: {_unknown(lean)} to pdfplumber")
    elif (lean.letters < _FEW or lean.amiss or doubtful) and lean.letters < _TOO_FEW * peer.characters(number):
        text = peer.text(number)
        found = letters_in(text)
        if lean.letters < _TOO_FEW * found:
            seen = f"{lean.letters:,} of {found:,} letters"
            return Page(number, text, warning=f"read by pdfium: pdfplumber found {seen}")
    return None


def _page(number: int, lean: Lean, note: str) -> Page:
    if not lean.letters:
        return _read(number, lean, NO_TEXT)
    unknown = _unknown(lean) if lean.unknown > _NOTABLE * lean.letters else ""
    return _read(number, lean, note, unknown)


def _read(number: int, lean: Lean, *warnings: str) -> Page:
    """What was read, with its warnings. Of what lies under boxes only the number of words is told."""
    covered = sum(any(letter.isalnum() for letter in word) for word in lean.covered.split())
    warning = "; ".join(filter(None, (withheld(covered), *warnings)))
    return Page(number, lean.text, warning=warning, gaps=lean.gaps, hidden=lean.hidden)


def _unknown(lean: Lean) -> str:
    return f"{lean.unknown:,} of {lean.letters:,} letters have no Unicode"


def letters_in(text: str) -> int:
    """How many characters are not blank."""
    return sum(map(len, text.split()))


def cause(exc: Exception) -> object:
    """What pdfplumber wrapped: it has one class for all that pdfminer raises."""
    return exc.args[0] if exc.args and isinstance(exc.args[0], BaseException) else exc


def raise_if_out_of_memory(exc: Exception) -> None:
    """pdfplumber wraps MemoryError too; taken for a damaged page, it came back on each of the next 400."""
    if MemoryError in (type(exc), type(cause(exc))):
        raise MemoryError from exc


def words(exc: Exception) -> str:
    """An error in words, with its class unless it is one of ours."""
    found = cause(exc)
    text = str(found).strip()
    if isinstance(found, OverBudget):
        return text
    return f"{type(found).__name__}: {text}" if text else type(found).__name__
