"""One page of pdfplumber's, read the lean way."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from indexer.extract.lean import inner
from indexer.extract.lean.budget import Budget, OverBudget, Unsure
from indexer.extract.lean.content import Content
from indexer.extract.lean.fonts import WIDE, letters_in, without_unicode
from indexer.extract.lean.glyphs import Glyphs
from indexer.extract.lean.layers import layers_off
from indexer.extract.lean.manner import within
from indexer.extract.lean.parting import Sight
from indexer.extract.lean.pen import Frame, Matrix, Sink
from indexer.extract.lean.remarks import remarks
from indexer.extract.lean.runs import Runs
from indexer.extract.lean.scene import Scene
from indexer.extract.lean.seeing import REPLACED, Doubt, Eyes, read_otherwise, seen
from indexer.extract.lean.stock_rules import stock_text
from indexer.extract.lean.tuned_rules import tuned_text
from indexer.extract.pages import Hidden


@dataclass(frozen=True, slots=True)
class Lean:
    """The text of a page; how many letters were shown, and how many of these have no Unicode.

    `stopped` says why the rest was not read, "" if all was; `amiss` whether some of it may be missing without a word.
    `gaps` are the blanks in the text that are wide, `hidden` is what nobody sees who looks at the page, and `covered`
    what lies under something.
    """

    text: str
    letters: int
    unknown: int
    stopped: str = ""
    amiss: bool = False
    gaps: tuple[int, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    covered: str = ""


def everything(doubts: Sequence[Doubt]) -> list[bool]:
    """See all that may be seen."""
    return [True] * len(doubts)


def tuned_page(page: Any, eyes: Eyes = everything) -> Lean:
    """Read a page by the tuned rules. Raises Unsure where pdfplumber itself should be asked.

    `eyes` are asked of what may be in the colour of its ground.
    """
    frame, budget = _frame(page), Budget()
    runs = Runs(frame, budget)
    scene = Scene(runs.runs, frame, layers_off(page.pdf.doc))
    stopped = _run(page, runs, scene, budget)
    sight = seen(runs.runs, scene, within(page.mediabox, page.cropbox), runs.spelled_out, eyes, budget)
    text = tuned_text(sight.visible, runs.spelled_out) if sight.visible else ""
    lean = Lean(text.replace(WIDE, " "), runs.letters, runs.unknown, stopped, budget.amiss, places_of(WIDE, text))
    return lean if sight.visible is runs.runs and not scene.replaced else _with_hidden(lean, sight, scene, runs)


def _with_hidden(lean: Lean, sight: Sight, scene: Scene, runs: Runs) -> Lean:
    """What was read, and what is there besides that nobody sees."""
    several = [(tuned_text(some, runs.spelled_out), how) for how, some in sight.hidden.items()]
    several += [(text, REPLACED) for text in read_otherwise(scene, runs.runs)]
    hidden = tuple(Hidden(text.replace(WIDE, " "), how) for text, how in several if text.strip())
    covered = tuned_text(sight.covered, runs.spelled_out).replace(WIDE, " ") if sight.covered else ""
    return replace(lean, hidden=hidden, covered=covered)


def stock_page(page: Any, _: Eyes = everything) -> Lean:
    """Read a page by pdfplumber's rules. Raises Unsure where pdfplumber itself should be asked."""
    frame, budget = _frame(page), Budget()
    glyphs = Glyphs(frame, budget)
    stopped = _run(page, glyphs, Scene(glyphs.glyphs, frame), budget)
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


def _run(page: Any, sink: Sink, scene: Scene, budget: Budget) -> str:
    """Show a page to the sink; return why not all of it was, "" if all was. Raises Unsure."""
    if missing := inner.missing():
        raise Unsure(f"this pdfminer has no {missing[0]}")
    source = page.page_obj
    content, turned = Content(page.pdf.rsrcmgr, sink, scene, budget), _turned(source)
    try:
        content.run(source.resources, inner.list_value(source.contents), turned)
    except OverBudget as exc:
        return str(exc)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as exc:
        raise Unsure(f"{type(exc).__name__}: {exc}") from exc
    if source.annots:
        _over(page, scene, budget, turned)
    return ""


def _over(page: Any, scene: Scene, budget: Budget, turned: Matrix) -> None:
    """Look at what lies over a page; its own text is not the page's."""

    def run(form: Any, matrix: Matrix) -> None:
        with suppress(Exception):  # a damaged remark can raise anything, and the page was read without it
            content = Content(page.pdf.rsrcmgr, Runs(_frame(page), budget), scene, budget)
            content.run(form.get("Resources"), [form], matrix)

    remarks(page.page_obj, scene, turned, run)


def _frame(page: Any) -> Frame:
    return Frame(page.height, page.mediabox[0], page.mediabox[1])


def _turned(source: Any) -> Matrix:
    """The matrix that turns a page upright, as pdfminer has it."""
    x0, y0, x1, y1 = source.mediabox
    turned: dict[int, Matrix] = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}
    return turned.get(source.rotate, (1, 0, 0, 1, -x0, -y0))
