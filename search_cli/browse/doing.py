"""Doing: reading, going back, opening the original, the end."""

from search_cli.browse.base import Base
from search_cli.browse.help import Help


class Doing(Base):
    """What the keys of keys.DOING do."""

    def action_enter(self) -> None:
        """Go to the page."""
        if self.results.total:
            self.set_focus(self.page)

    def action_other(self) -> None:
        """Go from the documents to the page, and back."""
        self.set_focus(self.results if self.focused is self.page else self.page)

    def action_zoom(self) -> None:
        """Show the page alone, or what stands beside it again."""
        self.zoomed = not self.zoomed
        self.set_class(self.zoomed, "zoomed")
        if self.zoomed:
            self.beside = self.focused is not self.page
        self.set_focus(self.results if self.beside and not self.zoomed else self.page)
        self.draw()

    def action_leave(self) -> None:
        """Go one step back."""
        if self.zoomed:
            self.action_zoom()
        elif self.focused is self.page or self.focused is self.field:
            self.set_focus(self.results)
        else:
            self.set_focus(self.field)

    def action_help(self) -> None:
        """Show every key."""
        self.app.push_screen(Help(self.ink))

    def action_quit(self) -> None:
        """End, with what was taken along."""
        self.app.exit(self.taken)
