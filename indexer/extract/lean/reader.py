"""One page of pdfplumber's, read the lean way."""

from dataclasses import dataclass
from typing import Any

from indexer.extract.lean import inner
from indexer.extract.lean.budget import Budget, OverBudget, Unsure
from indexer.extract.lean.content import Content
from indexer.extract.lean.fonts import WIDE, letters_in, without_unicode
from indexer.extract.lean.glyphs import Glyphs
from indexer.extract.lean.pen import Frame, Matrix, Sink
from indexer.extract.lean.runs import Runs
from indexer.extract.lean.stock_rules import stock_text
from indexer.extract.lean.tuned_rules import tuned_text


@dataclass(frozen=True, slots=True)
class Lean:
    """The text of a page; how many letters were shown, and how many of these have no Unicode.

    `stopped` says why the rest was not read, "" if all was; `amiss` whether some of it may be missing without a word.
    `gaps` are the blanks in the text that are wide.
    """

    text: str
    letters: int
    unknown: int
    stopped: str = ""
    amiss: bool = False
    gaps: tuple[int, ...] = ()


def tuned_page(page: Any) -> Lean:
    """Read a page by the tuned rules. Raises Unsure where pdfplumber itself should be asked."""
    frame, budget = _frame(page), Budget()
    runs = Runs(frame, budget)
    stopped = _run(page, runs, budget)
    text = tuned_text(runs.runs, page.bbox, runs.spelled_out)
    return Lean(text.replace(WIDE, " "), runs.letters, runs.unknown, stopped, budget.amiss, places_of(WIDE, text))


def stock_page(page: Any) -> Lean:
    """Read a page by pdfplumber's rules. Raises Unsure where pdfplumber itself should be asked."""
    frame, budget = _frame(page), Budget()
    glyphs = Glyphs(frame, budget)
    stopped = _run(page, glyphs, budget)
    unknown = sum(without_unicode(glyph.text) for glyph in glyphs.glyphs)
    letters = sum(letters_in(glyph.text) for glyph in glyphs.glyphs)
    return Lean(stock_text(glyphs.glyphs), letters, unknown, stopped, budget.amiss)


def places_of(letter: str, text: str) -> tuple[int, ...]:
    """Where a letter stands in a text."""
    places, at = list[int](), text.find(letter)
    while at >= 0:
        places.append(at)
        at = text.find(letter, at + 1)
    return tuple(places)


def _run(page: Any, sink: Sink, budget: Budget) -> str:
    """Show a page to the sink; return why not all of it was, "" if all was. Raises Unsure."""
    if missing := inner.missing():
        raise Unsure(f"this pdfminer has no {missing[0]}")
    source = page.page_obj
    content = Content(page.pdf.rsrcmgr, sink, budget)
    try:
        content.run(source.resources, inner.list_value(source.contents), _turned(source))
    except OverBudget as exc:
        return str(exc)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as exc:
        raise Unsure(f"{type(exc).__name__}: {exc}") from exc
    return ""


def _frame(page: Any) -> Frame:
    return Frame(page.height, page.mediabox[0], page.mediabox[1])


def _turned(source: Any) -> Matrix:
    """The matrix that turns a page upright, as pdfminer has it."""
    x0, y0, x1, y1 = source.mediabox
    turned: dict[int, Matrix] = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}
    return turned.get(source.rotate, (1, 0, 0, 1, -x0, -y0))
