"""Giving an answer: laid out and numbered on a terminal, plain where it is piped, and the exit status it means."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial

import click

from indexer.search import Results
from indexer.stored import Pages, StoredPages
from search_cli.context import Session
from search_cli.formats import formatter
from search_cli.status import ExitStatus
from search_cli.terminal import line

PagesOf = Callable[[Results], AbstractContextManager[Pages]]
"""Opens the texts of what was found."""


def give(
    session: Session,
    results: Results,
    format_: str,
    fields: Sequence[str] | None = None,
    pages_of: PagesOf | None = None,
) -> None:
    """Write an answer in a format, with what the person should know of it; ends with 1 if nothing was found.

    `pages_of` opens the texts it was found in, if these are not only one's own.
    """
    told = [f"foi: {line(note)}" for note in notices(results)]
    if format_ == "text" and sys.stdout.isatty():
        pages = pages_of(results) if pages_of else StoredPages(session.places.text)
        _to_a_person(session, results, () if session.quiet else told, pages)
    else:
        for note in told:
            session.say(note)
        for text in formatter(format_, fields)(results):
            click.echo(text, nl=False)
    if not results.total:
        if format_ == "text":
            session.say("nothing found")
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def only(session: Session, results: Results, end: str) -> None:
    """Write only the IDs of an answer, each with this end, or, if that is "", how many there are."""
    for note in notices(results):
        session.say(f"foi: {line(note)}")
    click.echo("".join(hit.card.id + end for hit in results.hits) if end else f"{results.total}\n", nl=False)
    if not results.total:
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def notices(results: Results) -> Iterator[str]:
    """Yield what the person should know of an answer besides its hits."""
    yield from results.notes
    for correction in results.corrections:
        *others, last = correction.likely
        likely = f"{', '.join(others)} or {last}" if others else last
        yield f'no document has "{correction.word}"; did you mean {likely}?'
    if results.corrected and results.corrected != results.corrections[0].likely[0]:
        yield f"the query then is: {results.corrected}"


def _to_a_person(session: Session, results: Results, told: Sequence[str], pages: AbstractContextManager[Pages]) -> None:
    from indexer.answers.sums_found import sums_found
    from search_cli import last
    from search_cli.formats import screen
    from search_cli.formats.held import is_own
    from search_cli.paging import paged

    own = {hit.rank: hit.card.digest for hit in results.hits if is_own(hit)}
    kept = bool(own) and last.keep(session.places, own)
    with pages as store:
        paged(screen.lines(results, told, partial(sums_found, store), numbered=kept))
