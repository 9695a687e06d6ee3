"""Moving: by document, by page, by match."""

from search_cli.browse.base import Base
from search_cli.browse.prompt import Prompt
from search_cli.browse.sheets import Landing
from search_cli.terminal import many


class Moving(Base):
    """What the keys of keys.MOVING do."""

    def action_down(self) -> None:
        """Go to the next document, or a line down in the page."""
        self._line(1)

    def action_up(self) -> None:
        """Go to the previous document, or a line up in the page."""
        self._line(-1)

    def action_hit(self, step: int) -> None:
        """Go to another document, wherever the focus is."""
        self.said = ""
        if not self.results.choose(self.results.chosen + step) and self.results.total:
            self.say("that is the last document" if step > 0 else "that is the first document")

    def action_screen(self, step: int) -> None:
        """Go a screen of documents, or of text."""
        if self.focused is self.page:
            self.page.turn(step)
        else:
            self.results.choose(self.results.chosen + step * self.results.seen())
        self.say("")

    def action_end(self, step: int) -> None:
        """Go to the first or last document, or line of the page."""
        if self.focused is self.page:
            self.page.scroll_to(y=self.page.max_scroll_y if step > 0 else 0, animate=False, force=True)
        else:
            self.results.choose(self.results.total - 1 if step > 0 else 0)
        self.say("")

    def action_page(self, step: int) -> None:
        """Turn to another page; page 0 is about the document."""
        self._turn(step, Landing.TOP)

    def action_read(self, step: int) -> None:
        """Go on by a screen of text, and by a page where it ends."""
        if self.arriving:
            return  # a key that is held down would pass pages by
        if self.page.turn(step):
            self.say("")
        else:
            self._turn(step, Landing.TOP if step > 0 else Landing.END)

    def action_match(self, step: int) -> None:
        """Go to another match, on this page or on the next that has one."""
        if self.arriving:
            return
        if self.page.look(self.page.next(step)):
            self.say("")
        else:
            self._matching(step, Landing.MATCH if step > 0 else Landing.LAST_MATCH)

    def action_matching(self, step: int) -> None:
        """Go to another page that matches."""
        self._matching(step, Landing.MATCH)

    def action_number(self, digit: str) -> None:
        """Ask for the number of a page, and go to it."""

        def given(text: str | None) -> None:
            if text is not None and text.strip().isdecimal():
                self.go_to(int(text.strip()[:12]))
            elif text:
                self.say(f"{text} is no page: pages count from 1")

        if self.hit:
            self.app.push_screen(Prompt("page", digit, self.ink), given)

    def go_to(self, number: int) -> None:
        """Go to a page by its number."""
        hit = self.hit
        if hit and 0 <= number <= hit.card.pages:
            self.said = ""
            self.open(hit, number, Landing.TOP)
        elif hit:
            self.say(f"there is no page {number:,}: it has {many(hit.card.pages, 'page')}")

    def _line(self, step: int) -> None:
        if self.focused is self.page:
            self.page.scroll_relative(y=step, animate=False, force=True)
            self.say("")
        else:
            self.action_hit(step)

    def _turn(self, step: int, landing: Landing) -> None:
        hit, number = self.hit, self.number + step
        if hit is None:
            return
        if 0 <= number <= hit.card.pages:
            self.said = ""
            self.open(hit, number, landing)
        else:
            self.say("that was the last page; J is the next document" if step > 0 else "there is nothing before this")

    def _matching(self, step: int, landing: Landing) -> None:
        hit, here = self.hit, self.number
        if hit is None:
            return
        others = [number for number in hit.numbers if (number - here) * step > 0]
        if others:
            self.said = ""
            self.open(hit, min(others) if step > 0 else max(others), landing)
        elif not hit.numbers:
            self.say("the query asks for no words: nothing is marked")
        else:
            there = "that was the last match in this document; J is the next document"
            self.say(there if step > 0 else "that was the first match in this document")
