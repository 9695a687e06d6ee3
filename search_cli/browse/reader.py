"""The screen one reads at: query, documents, page."""

from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input

from search_cli.browse.adding import Adding
from search_cli.browse.asking import Asking
from search_cli.browse.base import first_page
from search_cli.browse.doing import Doing
from search_cli.browse.keys import bindings
from search_cli.browse.lines import Lines
from search_cli.browse.moving import Moving
from search_cli.browse.page import PageText
from search_cli.browse.results import ResultList
from search_cli.browse.sheets import Landing
from search_cli.browse.work import Answered, Done, Failed, Opened

WIDE = 110
"""Columns from which on documents stand beside the page, and not over it."""
PAUSE = 0.06
"""Seconds without a key after which what was typed is asked."""
LOOK = 2.0
"""Seconds between two looks at whether another index was put in force."""


class Reader(Moving, Asking, Adding, Doing):
    """What happens, and what is done about it."""

    BINDINGS = bindings()
    AUTO_FOCUS = ""

    _typed_last: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Horizontal(id="top"):
            yield Lines("sign")
            yield self.field
            yield Lines("count")
        yield Lines("notice")
        with Horizontal(id="body"):
            yield self.results
            with Vertical(id="reading"):
                yield Lines("head")
                yield self.page
        yield Lines("foot")

    def on_mount(self) -> None:
        """Ask what was given, or for everything."""
        self.set_interval(LOOK, self._look)
        self.desk.ask(self.question)
        self.set_focus(self.results if self.question.text else self.field)

    def on_resize(self) -> None:
        """Put documents beside the page where there is room."""
        wide = self.size.width >= WIDE
        self.set_class(not wide, "narrow")
        self.results.tall = wide
        self.draw()

    def on_descendant_focus(self) -> None:
        """Give the page more room while it is read; what was typed is final when the query is left."""
        self.set_class(self.focused is self.page, "reading")
        if self.focused is not self.field:
            self._typed_now()
            self.settle()
        self.draw()

    def on_key(self, event: events.Key) -> None:
        """Let arrows leave the query: down to the documents, up to earlier queries."""
        if self.focused is self.field and event.key in ("up", "down"):
            event.stop()
            if event.key == "down":
                self.set_focus(self.results)
            else:
                self.earlier(-1)

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        if self._typed_last:
            self._typed_last.stop()
        self._typed_last = self.set_timer(PAUSE, self._typed_now)

    def _typed_now(self) -> None:
        if self.field.value != self.question.text:
            self.ask(self.field.value, typing=True)

    @on(Input.Submitted, "#query")
    def _entered(self) -> None:
        self.set_focus(self.results)

    @on(ResultList.Missing)
    def _missing(self, event: ResultList.Missing) -> None:
        if self.listed == self.question.serial:
            self.desk.ask(replace(self.question, offset=event.offset))

    @on(ResultList.Chosen)
    def _chosen(self, event: ResultList.Chosen) -> None:
        hit = event.hit
        if hit and hit.card.digest == self.keep == self.place[0] and self.place[1] != self.listed:
            self.open(hit, min(self.place[2], hit.card.pages), Landing.STAY)  # the same document, of another answer
        elif hit and (hit.card.digest, self.listed) != self.place[:2]:
            self.open(hit, first_page(hit))
        self.draw()

    @on(PageText.Narrowed)
    def _narrowed(self) -> None:
        if self.hit:
            self.open(self.hit, self.place[2], Landing.STAY)

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        answer = event.answer
        if answer.question.serial != self.question.serial:
            return
        self.answer = answer
        results = answer.results
        if results and self.listed == answer.question.serial and results.facets:
            self.narrow(results)
        if results:
            anew = self.listed != answer.question.serial
            self.listed, self.found = answer.question.serial, results
            self.results.show(results.total, results.hits, anew=anew, keep=self.keep if anew else "")
            if not results.total:
                self.page.show(None)
        self.draw()

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        if event.wanted.serial != self.wanted:
            return
        if event.sheet:
            own = event.sheet.own
            self.page.show(event.sheet)
            self.results.label(event.wanted.card.digest, own.tags, len(own.notes))
        if event.trouble:
            self.said = event.trouble
        self.draw()

    @on(Done)
    def _done(self, event: Done) -> None:
        event.then()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.say(event.trouble)

    def _look(self) -> None:
        """Ask again if another index was put in force since the answer."""
        if self.answer and self.answer.question.serial == self.question.serial and self.desk.newer(self.answer):
            self.ask(self.question.text, keep=self.hit.card.digest if self.hit else "")
            self.say("the index is a newer one now")
