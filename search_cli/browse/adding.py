"""Adding: tags and notes, put on the document that is read; a citation of it, and its original."""

from indexer.annotations import Note
from indexer.search import Hit
from search_cli.browse import keeping, opening
from search_cli.browse.base import Base
from search_cli.browse.choices import Choice
from search_cli.browse.citing import Citing
from search_cli.browse.editor import Editor
from search_cli.browse.panel import Panel, Taken
from search_cli.browse.sheets import Landing
from search_cli.terminal import line


class Adding(Base):
    """What the keys of keys.ADDING do."""

    def action_tag(self) -> None:
        """Ask for a tag, and put it on, or take it off if it is on."""
        hit, places = self.hit, self.desk.places
        if hit is None:
            return
        digest = hit.card.digest

        def chosen(taken: Taken | None) -> None:
            if taken:
                tag, off = "-".join(taken.choice.value.split()), taken.choice.on  # no tag has a blank
                self.desk.do(lambda: keeping.tagged(places, digest, tag, off=off), self.kept)

        def ask(choices: list[Choice]) -> None:
            self.app.push_screen(Panel("tags of this document", choices, self.ink, free="a new tag"), chosen)

        self.desk.do(lambda: keeping.choices(places, digest), ask)

    def action_note(self) -> None:
        """Write a note on this page, or change the one there is."""
        hit, number, places = self.hit, self.number, self.desk.places
        if hit is None:
            return

        def ask(own: keeping.Own) -> None:
            notes = own.on(number)
            if not notes:
                self._write(hit, number, None)
                return
            choices = [*(Choice("", line(note.text)) for note in notes), Choice("", "another note", new=True)]

            def chosen(taken: Taken | None) -> None:
                if taken:
                    at = choices.index(taken.choice)
                    self._write(hit, number, notes[at] if at < len(notes) else None)

            self.app.push_screen(Panel(f"notes on {_where(hit, number)}", choices, self.ink), chosen)

        self.desk.do(lambda: keeping.own(places, hit.card.digest), ask)

    def action_cite(self) -> None:
        """Show the citation of this page, to be taken along."""
        hit, number, places = self.hit, self.number, self.desk.places
        if hit is None:
            return

        def show(styled: dict[str, str]) -> None:
            screen = Citing(styled, self.ink, self.style)

            def chosen(text: str | None) -> None:
                self.style = screen.style_name
                if text:
                    self.take(text)

            self.app.push_screen(screen, chosen)

        self.desk.do(lambda: keeping.cited(places, hit.card.digest, number), show)

    def action_open(self) -> None:
        """Open the original, at this page where the viewer can."""
        hit, number = self.hit, self.number
        if hit:
            wanted = f"{hit.card.digest}:{number}" if number else hit.card.digest
            self.say(f"opening {_where(hit, number)} …")
            self.desk.do(lambda: opening.opened(self.desk.places, wanted), self.say)

    def kept(self, said: str) -> None:
        """Show what was kept."""
        if self.hit:
            self.open(self.hit, self.number, Landing.STAY)
        self.say(said)

    def take(self, text: str) -> None:
        """Take a text along: to the clipboard now, and onto stdout at the end."""
        self.app.copy_to_clipboard(text)
        self.taken.append(text)
        self.say("copied, if your terminal allows it; it is printed too when you quit")

    def _write(self, hit: Hit, number: int, note: Note | None) -> None:
        places = self.desk.places

        def written(text: str | None) -> None:
            if text is not None:
                self.desk.do(lambda: keeping.noted(places, hit.card.digest, number, text, note), self.kept)

        self.app.push_screen(Editor(f"a note on {_where(hit, number)}", note.text if note else "", self.ink), written)


def _where(hit: Hit, number: int) -> str:
    return f"page {number} of {hit.card.id}" if number else hit.card.id
