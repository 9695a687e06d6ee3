"""Asking: another order, the query before, a better spelling, documents like this one."""

from dataclasses import replace

from indexer.search import Results
from search_cli.browse.base import Base
from search_cli.browse.choices import Choice
from search_cli.browse.narrowing import narrowed
from search_cli.browse.panel import Panel, Taken
from search_cli.browse.questions import ORDERS


class Asking(Base):
    """What the keys of keys.ASKING do."""

    def action_query(self) -> None:
        """Go to the query."""
        self.set_focus(self.field)
        self.field.cursor_position = len(self.field.value)

    def action_facets(self) -> None:
        """Have the answer counted by all there is to count by, and show that."""
        if self.found and self.listed == self.question.serial:
            self.desk.ask(replace(self.question, facets=True))

    def narrow(self, results: Results) -> None:
        """Ask by which value to narrow the answer, and do so."""
        choices = [
            Choice(facet, value, count)
            for facet, counted in results.facets.items()
            for value, count in counted
            if count < results.total  # the others narrow nothing
        ]
        if not choices:
            self.say("these are alike in all there is to narrow by")
            return

        def chosen(taken: Taken | None) -> None:
            if taken:
                choice = taken.choice
                self.ask(narrowed(self.question.text, choice.group, choice.value, out=taken.out))
                self.settle()

        self.app.push_screen(Panel("narrow to", choices, self.ink, out=True), chosen)

    def action_sort(self) -> None:
        """List in the next of the orders there are."""
        at = ORDERS.index(self.question.order)
        self.ask(self.question.text, ORDERS[(at + 1) % len(ORDERS)])
        self.settle()

    def action_back(self) -> None:
        """Ask the query before again."""
        if len(self.settled) < 2:
            self.say("there is no query before this one")
            return
        self.settled.pop()
        text, order = self.settled[-1]
        self.ask(text, order)

    def action_again(self) -> None:
        """Ask the same again: what was tagged meanwhile counts now."""
        self.ask(self.question.text, keep=self.hit.card.digest if self.hit else "")

    def action_corrected(self) -> None:
        """Ask with the spelling that was suggested."""
        if self.found and self.found.corrected:
            self.ask(self.found.corrected)
            self.settle()

    def action_similar(self) -> None:
        """Ask for documents like this one."""
        if self.hit:
            self.ask(f"like:{self.hit.card.id}")
            self.settle()

    def earlier(self, step: int) -> None:
        """Put an earlier query, or a later one again, into the field."""
        texts = list(dict.fromkeys(text for text, _ in self.settled if text))
        here = self.field.value
        at = texts.index(here) + step if here in texts else len(texts) - 1 if step < 0 else len(texts)
        if 0 <= at < len(texts):
            self.field.value = texts[at]
            self.field.cursor_position = len(texts[at])
