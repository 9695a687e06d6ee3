"""`foi diff`: the words that changed between two versions."""

import re

import click

from indexer.text import TextStore
from indexer.versions.changes import SILENT, history
from indexer.versions.comparing import compare
from indexer.versions.matching import Effort
from indexer.versions.wording import Wording
from scraper.archive.timeline import Version
from search_cli.commands.history import of_subject
from search_cli.context import Session, pass_session
from search_cli.documents import of_number, open_archive
from search_cli.formats.difference import lines
from search_cli.paging import paged
from search_cli.progress import progress
from search_cli.publications import find
from search_cli.status import ExitStatus
from search_cli.terminal import line

_OF_VERSION = re.compile(r"(.+):(\d{1,9})")


@click.command(
    "diff",
    epilog="""
    \b
    Examples:
      foi diff p0f4e2a9c7b31
      foi diff p0f4e2a9c7b31 1 3
      foi diff 0e85149bedff
    """,
)
@click.argument("given", metavar="ID")
@click.argument("first", metavar="[A", required=False, type=click.IntRange(min=1))
@click.argument("second", metavar="B]", required=False, type=click.IntRange(min=1))
@pass_session
def command(session: Session, *, given: str, first: int | None, second: int | None) -> None:
    """Print the words that changed between versions A and B of a publication: in its record, on its page, and page by
    page in its files.

    Versions have the numbers `foi history` gives them. Without them it is the latest change; with A alone, from A until
    now; ID:B is what changed with B. Of a file's ID, only that file is compared. Blanks and line breaks make no
    difference. What changed is coloured on a terminal and stands in ‹ › elsewhere. Exit status is 1 if nothing differs.
    """
    of_version = _OF_VERSION.fullmatch(given)
    if of_version and not given.startswith("http"):
        given, second = of_version[1], second or int(of_version[2])
        first = first or max(1, second - 1)
    with (
        open_archive(session.places) as archive,
        TextStore(session.places.text) as store,
        Wording(archive, store) as wording,
        progress(quiet=session.quiet) as watched,
    ):
        subjects = find(archive, store, of_number(given))
        subject = subjects[0]
        watched.begin("reading", 0)
        versions = history(archive, wording, subject.held)
        before, after = _chosen(versions, of_subject(subject, versions), first, second)
        effort = Effort()
        found = list(compare(wording, before, after, effort, subject.url)) if before.number != after.number else []
    for other in subjects[1:]:
        session.say(f"foi: also in {other.held.id}, {line(other.held.publication.title)}; `foi diff {other.held.id}`")
    names = [f"{subject.held.id}:{one.number}  {one.time:%Y-%m-%d %H:%M} UTC" for one in (before, after)]
    paged(text for part in found for text in lines(part, *names))
    if effort.spent:
        session.say("foi: too much differs for a close comparison; some of what is marked may be in both")
    if not found:
        same = f"there is nothing but version {after.number} to compare"
        session.say("nothing differs" if before.number != after.number else same)
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def _chosen(
    versions: list[Version], touched: list[Version], first: int | None, second: int | None
) -> tuple[Version, Version]:
    """Return the two versions that are asked for; by default those around the latest change of what is compared."""
    for number in (first, second):
        if number and number > len(versions):
            raise click.UsageError(
                f"there is no version {number}: there are {len(versions)}", click.get_current_context()
            )
    real = [one.number for one in touched if one.number > 1 and any(c.kind not in SILENT for c in one.changes)]
    latest = [one.number for one in touched if one.number > 1]
    last = second or (len(versions) if first else (real or latest or [1])[-1])
    return versions[(first or max(1, last - 1)) - 1], versions[last - 1]
