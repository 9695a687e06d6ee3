"""Doing: reading, going back, opening the original, the end."""

from search_cli.browse.base import Base


class Doing(Base):
    """What the keys of keys.DOING do."""

    def action_enter(self) -> None:
        """Go to the page."""
        if self.results.total:
            self.page.focus()

    def action_other(self) -> None:
        """Go from the documents to the page, and back."""
        (self.results if self.focused is self.page else self.page).focus()

    def action_zoom(self) -> None:
        """Show the page alone, or what stands beside it again."""
        self.zoomed = not self.zoomed
        self.set_class(self.zoomed, "zoomed")
        (self.page if self.zoomed else self.results).focus()

    def action_leave(self) -> None:
        """Go one step back."""
        if self.zoomed:
            self.action_zoom()
        elif self.focused is self.page or self.focused is self.field:
            self.results.focus()
        else:
            self.field.focus()

    def action_quit(self) -> None:
        """End."""
        self.app.exit()
