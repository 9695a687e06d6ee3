"""`foi doctor`: which sources look broken, out of what their crawls saw, and why."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches

import click

from scraper.archive.store import Archive
from scraper.health.doctor import examine
from scraper.health.judging import Suspicion
from search_cli.context import Session, pass_session
from search_cli.documents import open_archive
from search_cli.status import ExitStatus
from search_cli.terminal import folded, line, many

SCHEMA = 1


@click.command(
    "doctor",
    epilog="""
    \b
    Examples:
      foi -q doctor || echo "see above"
      foi doctor gcs --accept
      foi doctor govuk-foi wired-gov --format jsonl
    """,
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option(
    "--accept",
    is_flag=True,
    help="The latest crawl of these sources saw what is right: compare with that from now on, and with nothing older.",
)
@pass_session
def command(session: Session, *, sources: tuple[str, ...], format_: str, accept: bool) -> None:
    """Say which sources look broken: whose crawls see nothing any more, or less than they used to.

    Nothing is asked for: the latest crawl of each source is compared with the sound ones before it. Each suspicion
    says what was seen, compared with what, at which address, since when, and what to do. With `foi -q` there is no
    output at all unless something is suspicious, so that cron has a mail to send only then. A source that is merely
    stale, its list reads well and nothing new came for longer than usual, is told of without -q, and no suspicion.

    Exit status is 0 if nothing is suspicious, 3 if something is, 2 if that could not be found out.
    """
    with open_archive(session.places) as archive:
        wanted = _wanted(archive, sources)
        if accept:
            _accept(session, archive, sources)
        found = [one for source in wanted for one in examine(archive, source)]
    shown = [one for one in found if one.alarm or not session.quiet]
    for text in _jsonl(shown) if format_ == "jsonl" else _text(shown):
        click.echo(text)
    alarms = sum(one.alarm for one in found)
    if alarms:
        click.get_current_context().exit(ExitStatus.PARTLY)
    session.say(f"nothing suspicious about {many(len(wanted), 'source')}")


def _wanted(archive: Archive, sources: tuple[str, ...]) -> list[str]:
    known = archive.observations.sources()
    for source in sources:
        if source not in known:
            near = get_close_matches(source, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known) or 'none'}"
            raise click.UsageError(f"{source!r} was never crawled here; {hint}", click.get_current_context())
    return list(dict.fromkeys(sources)) or known


def _accept(session: Session, archive: Archive, sources: tuple[str, ...]) -> None:
    if not sources:
        raise click.UsageError("name the sources whose latest crawl is right", click.get_current_context())
    with archive.writing(f"accepting the latest crawl of {', '.join(sources)}"):
        for source in dict.fromkeys(sources):
            archive.observations.accept(source, datetime.now(UTC))
            session.say(f"{source}: its latest crawl is what the next ones are compared with")


def _text(found: list[Suspicion]) -> Iterator[str]:
    for one in found:
        since = f" since {one.since:%Y-%m-%d %H:%M} UTC" if one.since else ""
        yield f"{line(one.source)}: {one.kind}{since}" + ("" if one.alarm else " (no alarm)")
        rows = (("what", one.what), ("before", one.compared), ("where", one.url), ("do", one.advice))
        for name, text in rows:
            if text:
                yield folded(f"  {name:<7} {line(text)}")


def _jsonl(found: list[Suspicion]) -> Iterator[str]:
    for one in found:
        row = {
            "source": one.source,
            "kind": one.kind,
            "alarm": one.alarm,
            "since": one.since.isoformat() if one.since else None,
            "what": one.what,
            "before": one.compared or None,
            "url": one.url or None,
            "advice": one.advice or None,
            "schema": SCHEMA,
        }
        yield json.dumps(row, ensure_ascii=False)
