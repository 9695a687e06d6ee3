"""`foi cite`: a document, or a page of it, as a citation that can be checked; and whether one still holds."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

import click

from indexer.citing import Citation, citation
from indexer.citing.anchor import Anchor, NoAnchor, read
from indexer.citing.checking import Checked, Verdict, check, not_held
from indexer.citing.pasted import Found, anchors
from indexer.text import TextStore
from scraper.archive.records import ArchiveError, NoSuchDocument
from scraper.archive.store import CATALOGUE
from search_cli.choosing import OneOf
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, open_archive, resolve
from search_cli.formats.citations import STYLES, checked, styled
from search_cli.paging import paged
from search_cli.status import ExitStatus
from search_cli.terminal import line

STDIN = "-"
LONGEST = 64 << 20
"""Bytes of a text that is looked through for anchors, or read for IDs."""
STATUSES = {
    Verdict.SOUND: ExitStatus.DONE,
    Verdict.UNCHECKED: ExitStatus.PARTLY,
    Verdict.ABSENT: ExitStatus.NOTHING_FOUND,
    Verdict.WRONG: ExitStatus.DAMAGED,
}


@click.command(
    "cite",
    epilog="""
    \b
    Examples:
      foi cite 0e85149bedff:3
      foi cite 0e85149bedff:3 2d73a8e77413 --style bibtex >> sources.bib
      foi cite --verify - < article.txt
    """,
)
@click.argument("given", metavar="[ID[:PAGE]|ANCHOR|-]...", nargs=-1)
@click.option("--style", type=OneOf(list(STYLES)), default="text", show_default=True, help="How to write citations.")
@click.option("--verify", is_flag=True, help="Read anchors instead, and say whether what they cite is still so.")
@click.option(
    "--format",
    "format_",
    type=OneOf(list(checked.FORMATS)),
    default="text",
    show_default=True,
    help="How to print what --verify finds.",
)
@pass_session
def command(session: Session, *, given: tuple[str, ...], style: str, verify: bool, format_: str) -> None:
    """Cite documents or pages, each with an anchor: its publication, page, digest, time of capture and address.

    ID is what `foi search` prints; - reads IDs from stdin. With --verify, ANCHOR is an anchor in quotes, or - is a
    text on stdin in which all anchors are looked for. Each finding is a line: is it held, are the bytes the ones
    cited, is the page there, does it say the same, was it captured then from there.

    \b
    Exit status of --verify, the worst of all anchors:
      0  sound                        3  not all of it could be checked
      1  not held                     4  damage, or something else than was cited
      2  an anchor cannot be read
    """
    if verify:
        _verify(session, given or (STDIN,), format_)
        return
    if not given:
        raise click.UsageError("say what to cite: foi cite ID[:PAGE]", click.get_current_context())
    texts = (text for one in given for text in (_stdin().split() if one == STDIN else [one]))
    _cite(session, [_wanted(text) for text in dict.fromkeys(texts)], style)


def _wanted(text: str) -> Wanted:
    if text.lower().startswith("foi1"):
        raise click.UsageError("this is an anchor, and no ID: check it with --verify", click.get_current_context())
    return DocumentId().convert(text, None, click.get_current_context())


def _cite(session: Session, wanted: Sequence[Wanted], style: str) -> None:
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        failed: list[ArchiveError] = []

        def found() -> Iterator[Citation]:
            for one in wanted:
                try:
                    yield citation(archive, store, resolve(archive, store, one.prefix), one.page)
                except ArchiveError as error:
                    if len(wanted) == 1:
                        raise
                    failed.append(error)

        paged(styled(style, found()))
    for error in failed:
        click.echo(f"foi: {line(str(error))}", err=True)
    if failed:
        none = len(failed) == len(wanted) and all(isinstance(error, NoSuchDocument) for error in failed)
        click.get_current_context().exit(ExitStatus.NOTHING_FOUND if none else ExitStatus.PARTLY)


def _verify(session: Session, given: Sequence[str], format_: str) -> None:
    found = list(_found(session, given))
    done = list(_checked(session, [one.anchor for one in found if one.anchor]))  # a pager may be closed, all count
    paged(text for number, each in enumerate(done) for text in checked.FORMATS[format_](each, number))
    problems = Counter(one.problem for one in found if one.problem)
    for problem, count in problems.items():
        click.echo(f"foi: {f'{count:,} times: ' if count > 1 else ''}{line(problem)}", err=True)
    worst = max((each.verdict for each in done), default=Verdict.SOUND)
    unread = bool(problems) and worst is not Verdict.WRONG
    click.get_current_context().exit(ExitStatus.NOT_DONE if unread else STATUSES[worst])


def _checked(session: Session, wanted: Iterable[Anchor]) -> Iterator[Checked]:
    """Check anchors in turn. Where there is no collection yet, they are still read, and told what they say."""
    if not (session.places.archive / CATALOGUE).exists():
        yield from map(not_held, wanted)
        return
    with ExitStack() as stack:
        archive = stack.enter_context(open_archive(session.places))
        store = stack.enter_context(TextStore(session.places.text))
        for anchor in wanted:
            yield check(archive, store, anchor)


def _found(session: Session, given: Iterable[str]) -> Iterator[Found]:
    for one in given:
        if one == STDIN and sys.stdin.isatty():
            session.say("foi: paste the anchor, or the text it is in; then Enter and Ctrl-D")
        text = _stdin() if one == STDIN else one
        inside = list(anchors(text))
        yield from inside
        if not inside:
            yield Found(None, "there is no anchor in what was read" if one == STDIN else _why_not(text))


def _why_not(text: str) -> str:
    if text.strip().lower() in ("foi1", "foi1;"):
        return "only the beginning of an anchor arrived: put it in quotes, or a shell ends the command at a semicolon"
    try:
        read(text)
    except NoAnchor as error:
        return str(error)
    return "there is no anchor in it"


def _stdin() -> str:
    body = sys.stdin.buffer.read(LONGEST + 1)
    if len(body) > LONGEST:
        raise click.ClickException(f"stdin has more than {LONGEST >> 20} MB; give it in parts")
    return body.decode("utf-8", "replace")
