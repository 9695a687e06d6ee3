"""What is offered at a place of a command line: commands, options, names of files, and what is kept of values."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import click

from search_cli.completing import values
from search_cli.completing.cursor import Cursor
from search_cli.main import COMMANDS
from search_cli.terminal import clean, line

ABOUT = 72
"""Characters of what is said about an offer."""
Values = Callable[[values.Known], Iterable[tuple[str, str]]]


class Offer(NamedTuple):
    """A word that may stand at the cursor, with a line about it. One that is not `whole` goes on: "authority:"."""

    word: str
    about: str = ""
    whole: bool = True


OF_ARGUMENTS: dict[str, Values] = {
    "crawl words": values.sources,
    "doctor sources": values.sources,
    "help topic": values.topics,
    "sources check name": values.declared,
    "sources every name": values.sources,
    "watch remove names": values.watches,
    "watch run names": values.watches,
}
"""Of an argument, by its command and its name, what may stand there."""

OF_OPTIONS: dict[str, Values] = {
    "authority": values.authorities,
    "collection": values.collections,
    "into": values.collections,
    "outcome": values.outcomes,
    "source": values.held_sources,
}
"""The same of options, whatever the command."""

NO_NUMBERS = (("forget",),)
"""Commands that want IDs and take no number of the last search for one."""

_ID = re.compile(r"\bID\b")

QUERIES = frozenset(("batch --and", "browse query", "search query", "tag --query", "watch add query"))
"""Where a query stands."""


def kind_of(at: Cursor) -> str:
    """Return "files" or "folders" if such a name stands at the cursor, else ""."""
    kind = at.of.type if at.of else None
    if _is_flag_begun(at):
        return ""
    if isinstance(kind, click.Path):
        return "files" if kind.file_okay else "folders"
    return "files" if isinstance(kind, click.File) else ""


def offers(at: Cursor) -> Iterator[Offer]:
    """Yield what may stand at the cursor and begins as what was typed does."""
    for offer in _all(at):
        if _bare(offer.word).startswith(_bare(at.typed)) and _is_plain(offer.word):
            about = line(offer.about)
            short = about if len(about) <= ABOUT else f"{about[: ABOUT - 1].rstrip()}…"
            yield Offer(at.before + offer.word, short, offer.whole)


def _is_plain(word: str) -> bool:
    """Tell whether a word is of one line and cannot drive a terminal: names in a file may be anything."""
    return clean(word) == word and not set(word) & set("\n\t")


def _bare(text: str) -> str:
    """Text as it is compared: a name that wants quotes is found without them."""
    return text.replace('"', "").casefold()


def _all(at: Cursor) -> Iterator[Offer]:
    flag = _is_flag_begun(at)
    if flag:
        yield from _flags(at)
    if at.words == ("tag",) and isinstance(at.of, click.Argument) and at.typed[:1] in ("+", "-"):
        yield from (Offer(at.typed[0] + tag, about) for tag, about in values.tags(values.Known(at.data, at.collection)))
    elif at.of is None:
        yield from _commands(at.command)
    elif flag:
        return
    elif isinstance(at.of.type, click.Choice):
        yield from (Offer(str(choice)) for choice in at.of.type.choices)
    else:
        yield from _values(at, at.of, values.Known(at.data, at.collection))


def _values(at: Cursor, of: click.Parameter, known: values.Known) -> Iterator[Offer]:
    name = " ".join((*at.words, of.opts[0] if isinstance(of, click.Option) else str(of.name)))
    if name in QUERIES:
        from search_cli.completing.queries import query_offers

        yield from (Offer(*offer) for offer in query_offers(at.typed, known))
    elif isinstance(of, click.Option):
        yield from (Offer(*pair) for pair in OF_OPTIONS.get(str(of.name), values.nothing)(known))
    elif at.words not in NO_NUMBERS and _ID.search(of.metavar or ""):
        yield from (Offer(*pair) for pair in values.numbers(known))
    else:
        yield from (Offer(*pair) for pair in OF_ARGUMENTS.get(name, values.nothing)(known))


def _is_flag_begun(at: Cursor) -> bool:
    return at.typed.startswith("-") and not at.before and not at.no_options and not isinstance(at.of, click.Option)


def _commands(command: click.Command) -> Iterator[Offer]:
    if not isinstance(command, click.Group):
        return
    if not command.commands:  # the commands of foi itself: none is loaded to be listed
        yield from (Offer(name, about) for name, about in COMMANDS.items())
    for name, inner in command.commands.items():
        yield Offer(name, inner.get_short_help_str(ABOUT))


def _flags(at: Cursor) -> Iterator[Offer]:
    for option in at.command.params:
        if isinstance(option, click.Option) and not option.hidden and (option.multiple or option not in at.given):
            for flag in (*option.opts, *option.secondary_opts):
                if flag.startswith("--"):
                    yield Offer(flag, (option.help or "").partition(". ")[0])
    yield Offer("--help", "Show what there is to know about it.")
