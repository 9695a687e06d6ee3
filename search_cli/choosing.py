"""Values of an option of which there are only so many; for another, the one that is near is suggested."""

import click

from search_cli.config import hint


class OneOf(click.Choice[str]):
    """One of the names there are."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Say what there is, and what may have been meant."""
        return super().get_invalid_choice_message(value, ctx).rstrip(".") + hint(str(value), self.choices)
