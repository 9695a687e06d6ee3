"""What the parts of the reading screen share: what is asked, what was answered, what of it is shown."""

from dataclasses import replace
from time import monotonic

from rich.segment import Segment
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input

from indexer.engine.interface import Order
from indexer.search import Hit, Results
from search_cli.browse import bars
from search_cli.browse.ink import Ink
from search_cli.browse.lines import Lines
from search_cli.browse.page import PageText
from search_cli.browse.questions import Answer, Question
from search_cli.browse.results import ResultList
from search_cli.browse.sheets import Landing, Wanted
from search_cli.browse.work import Desk

LATE = 0.4
"""Seconds after which it is said that an answer is being waited for; before that it would only flicker."""
Place = tuple[str, int, int]
"""The digest of a document, the serial of the question it was an answer to, and a page of it."""


class Base(Screen[None]):
    """The state of reading, and the few steps all else is made of: ask, open a page, say something, draw."""

    zoomed: var[bool] = var(default=False)

    def __init__(self, desk: Desk, text: str, ink: Ink) -> None:
        super().__init__()
        self.desk = desk
        self.ink = ink
        self.question = Question(0, text)
        self.answer: Answer | None = None
        self.found: Results | None = None
        self.listed = -1
        self.keep = ""
        self.asked = monotonic()
        self.place: Place = ("", -1, 0)
        self.wanted = 0
        self.settled: list[tuple[str, Order]] = []
        self.said = ""
        self.style = "text"
        self.beside = True
        self.taken: list[str] = []
        self.results = ResultList(ink)
        self.page = PageText(ink)
        self.field = Input(text, id="query", compact=True, select_on_focus=False)

    @property
    def hit(self) -> Hit | None:
        """The document that is chosen."""
        return self.results.hit

    @property
    def number(self) -> int:
        """The page that is read, or was asked for: of a document chosen just now, the one it opens at."""
        hit = self.hit
        return self.place[2] if hit is None or hit.card.digest == self.place[0] else first_page(hit)

    @property
    def arriving(self) -> bool:
        """Tell whether the page that was asked for last is not here yet."""
        return self.page.sheet is None or self.page.sheet.wanted.serial != self.wanted

    @property
    def late(self) -> bool:
        """Tell whether the last question has waited for its answer long enough to say so."""
        answered = self.answer is not None and self.answer.question.serial == self.question.serial
        return not answered and monotonic() - self.asked >= LATE

    def ask(self, text: str, order: Order | None = None, *, typing: bool = False, keep: str = "") -> None:
        """Ask a new question; the document of the digest to keep stays chosen, if it is among the first."""
        self.question = Question(
            self.question.serial + 1, text, order or self.question.order, facets=self.question.facets, typing=typing
        )
        self.keep = keep
        self.asked = monotonic()
        self.said = ""
        self.desk.ask(self.question)
        self.set_timer(LATE, self.draw)
        if self.field.value != text:
            self.field.value = text
        self.draw()

    def open(self, hit: Hit, number: int, landing: Landing = Landing.MATCH) -> None:
        """Have a page of a document shown."""
        self.wanted += 1
        self.place = (hit.card.digest, self.listed, number)
        query = self.found.answered if self.found else None
        self.desk.open(Wanted(self.wanted, hit.card, number, query, self.page.measure, landing))

    def settle(self) -> None:
        """Note the question as one to come back to. What was typed is final now: its last word is a whole one."""
        text, order = self.question.text, self.question.order
        if not self.settled or self.settled[-1] != (text, order):
            self.settled.append((text, order))
        if self.question.typing:
            asked = self.answer and self.answer.question.serial == self.question.serial and self.answer.text == text
            if asked:
                self.question = replace(self.question, typing=False)
            else:
                self.ask(text, keep=self.hit.card.digest if self.hit else "")

    def say(self, text: str) -> None:
        """Tell the person something, until the next key that moves."""
        self.said = text
        self.draw()

    def draw(self) -> None:
        """Draw the lines around list and page anew."""
        if not self.is_mounted:
            return
        ink, hit, sheet = self.ink, self.hit, self.page.sheet
        count = bars.counted(self.found, self.question, self.answer, late=self.late)
        lines = {name: self.query_one(f"#{name}", Lines) for name in ("sign", "count", "notice", "head", "foot")}
        lines["sign"].draw(lambda _: [[Segment(" › ", ink.bar)]])
        lines["count"].styles.width = len(count) + 1
        lines["count"].draw(lambda _: [[Segment(f"{count} ", ink.dim)]])
        told, trouble = bars.told(self.said, self.found, self.question, self.answer)
        lines["notice"].draw(lambda width: bars.notice(told, ink, width, trouble=trouble))
        full = self.zoomed or not self.has_class("narrow")
        at, total = self.page.at, self.results.total
        shown = sheet if sheet and hit and sheet.wanted.card.digest == hit.card.digest else None
        lines["head"].draw(lambda width: bars.head(hit, shown, at, ink, width, total=total, full=full))
        where = "query" if self.focused is self.field else "page" if self.focused is self.page else "results"
        lines["foot"].draw(lambda width: bars.foot(where, ink, width))


def first_page(hit: Hit) -> int:
    """Return the page a document is opened at: the best that matches, else the first."""
    return hit.numbers[0] if hit.numbers else min(1, hit.card.pages)
