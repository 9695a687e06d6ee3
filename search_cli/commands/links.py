"""`foi links`: the releases a report rests on, the reports that rest on a release, and why that is thought."""

import click

from indexer.annotations import Annotations
from indexer.facts.links.asking import links_of, told_by, told_of
from indexer.facts.links.verdicts import ACCEPTED, REJECTED
from indexer.linked import Told
from indexer.text import TextStore
from scraper.archive.records import Held
from scraper.archive.store import Archive
from scraper.items import Kind
from search_cli.context import Session, pass_session
from search_cli.documents import of_number, open_archive
from search_cli.formats import links as formats
from search_cli.formats.records import chosen, lines, row_options
from search_cli.paging import paged
from search_cli.publications import find
from search_cli.status import ExitStatus
from search_cli.terminal import line


@click.command(
    "links",
    epilog="""
    \b
    Examples:
      foi links 0e85149bedff
      foi links 1 --format jsonl | jq '.reasons[]'
      foi links 0e85149bedff --reject 1c364e024ad7
    """,
)
@click.argument("given", metavar="ID")
@click.option("--accept", metavar="ID", help="Keep that this one is right: found or not, it is listed.")
@click.option("--reject", metavar="ID", help="Keep that this one is wrong: it is not listed any more.")
@row_options
@pass_session
def command(
    session: Session, *, given: str, accept: str | None, reject: str | None, format_: str, fields: str | None
) -> None:
    """Say which releases or requests a news report rests on; of a release, which reports rest on it.

    ID is what `foi search` prints for a document, or `foi changes` for a publication; an address will do too. Each
    link has its reasons, for and against, with the words on both sides. A report rests on what has its figures, names
    and quotations; where nothing that is held has enough of them, none is held, and the exit status is 1.
    """
    columns = chosen(format_, fields, formats.FIELDS, formats.COLUMNS)
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        held = find(archive, store, of_number(given))[0].held
        for other, verdict in ((accept, ACCEPTED), (reject, REJECTED)):
            if other:
                _judge(session, held, find(archive, store, of_number(other))[0].held, verdict)
        known = [(link, _told(session, archive, link.other(held.id))) for link in links_of(session.places, held.id)]
        links = [(link, told) for link, told in known if told]
        if accept or reject:
            return
        if format_ == "text" and links:
            paged(formats.text(held.id, _told(session, archive, held.id) or {}, links))
        elif format_ != "text":
            paged(lines(format_, (formats.row(held.id, link, told) for link, told in links), columns))
    if not links:
        click.echo(f"foi: {_none(held, session)}", err=True)
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND)


def _judge(session: Session, one: Held, other: Held, verdict: str) -> None:
    """Keep what a person says of two publications, of which one is a report."""
    report, release = (one, other) if one.publication.kind is Kind.NEWS else (other, one)
    if report.publication.kind is not Kind.NEWS or release.publication.kind is Kind.NEWS:
        raise click.UsageError("of two that are linked one is a news report, the other is none")
    with Annotations.open(session.places) as annotations:
        annotations.judge(report.id, release.id, verdict)
    does = "rests" if verdict == ACCEPTED else "does not rest"
    session.say(f"kept: {line(report.publication.title)} {does} on {line(release.publication.title)}")


def _told(session: Session, archive: Archive, id_: str) -> Told | None:
    """Return what is told of a publication; of one that links do not know, what the archive knows."""
    told = told_of(session.places, id_)
    found = [] if told else archive.publications.named(id_)
    if not found:
        return told
    documents = [one.digest for one in archive.publications.attachments(found[0].key) if one.current]
    return told_by(found[0], documents[0] if documents else "")


def _none(held: Held, session: Session) -> str:
    """Say that there is none, and what was looked for."""
    if held.publication.kind is Kind.NEWS:
        if not session.places.facts.exists():
            return "nothing is known of links yet: run `foi index`"
        return "none held: no release, request or file here has enough of what this report tells"
    return "none held: no news report here rests on this"
