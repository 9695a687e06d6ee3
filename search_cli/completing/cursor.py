"""Where in a command line the cursor is: at the name of a command, an option, the value of one, or an argument."""

from collections.abc import Sequence
from pathlib import Path

import click


class Cursor:
    """A command line up to the cursor.

    `words` name the command, `of` is the parameter whose value `typed` begins (None where an option or a command
    begins), `before` what of the word at the cursor is not part of that value ("--source=").
    """

    def __init__(self, command: click.Command, typed: str) -> None:
        self.command = command
        self.typed = typed
        self.words: tuple[str, ...] = ()
        self.of: click.Parameter | None = None
        self.before = ""
        self.given: list[click.Option] = []
        self.arguments = 0
        self.data: Path | None = None
        self.collection = ""
        self.no_options = False


def cursor(root: click.Command, words: Sequence[str], typed: str) -> Cursor | None:
    """Return where the cursor is after these words, in the word begun; None if a word before it is not understood."""
    at = Cursor(root, typed)
    waiting: click.Option | None = None
    for word in words:
        if waiting:
            _note(at, waiting, word)
            waiting = None
        elif word == "--" and not at.no_options:
            at.no_options = True
        elif word.startswith("-") and len(word) > 1 and not at.no_options:
            waiting = _option(at, word)
        elif isinstance(at.command, click.Group):
            inner = at.command.get_command(click.Context(at.command), word)
            if inner is None:
                return None
            at.command, at.words = inner, (*at.words, word)
        else:
            at.arguments += 1
    _aim(at, waiting)
    return at


def _aim(at: Cursor, waiting: click.Option | None) -> None:
    """Say of which parameter the word at the cursor is, and where its value begins."""
    flag, equals, value = at.typed.partition("=")
    if waiting:
        at.of = waiting
    elif flag.startswith("--") and equals and not at.no_options:
        at.of, at.before, at.typed = _named(at.command, flag), f"{flag}=", value
    elif not isinstance(at.command, click.Group):
        at.of = _argument(at.command, at.arguments)


def _option(at: Cursor, word: str) -> click.Option | None:
    """Take in an option; return it if the next word is its value."""
    flag, equals, value = word.partition("=")
    option = _named(at.command, flag)
    if option is None:
        return None
    at.given.append(option)
    if option.is_flag or option.count:
        return None
    if equals:
        _note(at, option, value)
    return None if equals else option


def _note(at: Cursor, option: click.Option, value: str) -> None:
    if option.name == "data" and not at.words:
        at.data = Path(value).expanduser()
    if option.name == "collection" and not at.words:
        at.collection = value


def _named(command: click.Command, flag: str) -> click.Option | None:
    for option in command.params:
        if isinstance(option, click.Option) and flag in (*option.opts, *option.secondary_opts):
            return option
    return None


def _argument(command: click.Command, number: int) -> click.Argument | None:
    """Return the argument that a word is of which so many stand before."""
    for argument in (one for one in command.params if isinstance(one, click.Argument)):
        if argument.nargs < 0 or number < argument.nargs:
            return argument
        number -= argument.nargs
    return None
