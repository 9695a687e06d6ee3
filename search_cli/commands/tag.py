"""`foi tag`: words of one's own on documents."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from search_cli.context import Session, pass_session
from search_cli.formats.records import chosen, lines, row_options
from search_cli.interrupting import on_ctrl_c
from search_cli.paging import paged
from search_cli.status import ExitStatus
from search_cli.terminal import WIDEST, columns, dim, line, many, screen
from search_cli.wrapping import shortened

COUNTS = ("tag", "documents")
TAGS = ("id", "digest", "tags", "title")
"""The fields of a list of all tags, and of the tags of documents."""
MOST_BESIDE = 30
"""Columns of tags beside which titles stand under one another; more tags push theirs to the right."""
SHORTEST = 20
"""Columns that a title has in any case."""


class Signed(click.Command):
    """A command whose arguments may begin with a minus sign: Click would read -done as options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put what are options first, and all else behind a --."""
        flags = {
            flag: option for option in self.get_params(ctx) if isinstance(option, click.Option) for flag in _of(option)
        }
        options: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for arg in rest:
            option = flags.get(arg)
            if arg == "--":
                words += rest
            elif arg.startswith("--") or option:
                options.append(arg)
                if option and not option.is_flag and not option.count:
                    options += [value for value in (next(rest, None),) if value is not None]
            else:
                words.append(arg)
        return super().parse_args(ctx, [*options, "--", *words])


def _of(option: click.Option) -> list[str]:
    return [*option.opts, *option.secondary_opts]


@click.command(
    "tag",
    cls=Signed,
    epilog="""
    \b
    Examples:
      foi tag +leads -unread 0e85149bedff
      foi search asbestos --ids | foi tag +asbestos -
      foi tag +to-read --query 'kind:release published:last-month'
      foi search tag:leads -- -tag:done
      foi tag --dump tags-and-notes.jsonl
    """,
)
@click.argument("words", metavar="[+TAG] [-TAG] [ID...]", nargs=-1)
@click.option("--query", help="Also every document that matches this query.")
@click.option(
    "--dump", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help="Write all tags and notes there."
)
@click.option(
    "--restore", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help="Take in what --dump wrote."
)
@row_options
@pass_session
def command(
    session: Session,
    *,
    words: tuple[str, ...],
    query: str | None,
    dump: Path | None,
    restore: Path | None,
    format_: str,
    fields: str | None,
) -> None:
    """Put tags on documents with +TAG, take them off with -TAG; without either, list them.

    Alone it lists every tag with how many documents have it; with IDs, the tags of these. A - stands for IDs on
    standard input. `tag:leads` in a query finds what has the tag, at once; `-tag:leads` what has not, `tag:*` what has
    any.

    A tag is of letters, digits and - _ . / : @, begins with one of the first two, and is kept in small letters. Tags
    stay with their document, by its digest, whatever is crawled, read or indexed anew.

    --dump writes the tags and notes of everything as JSON Lines (`foi help annotations`), to a file or, with -, to
    standard output; --restore adds those of such a file to what is there, and takes nothing away.

    Exit status is 0 if there is anything, 1 if there is no such document, tag, or match.
    """
    if not (dump or restore):
        _tag(session, words, query, format_, fields)
        return
    if words or query is not None or (dump and restore):
        raise click.UsageError("--dump and --restore are of all tags and notes; give nothing beside them", _here())
    from search_cli import dumps

    if dump:
        dumps.dump(session, dump)
    elif restore:
        dumps.restore(session, restore)


def _tag(session: Session, words: tuple[str, ...], query: str | None, format_: str, fields: str | None) -> None:
    from indexer.annotations.records import tag_name
    from search_cli.annotating import given, matching, resolved

    add = [tag_name(word[1:]) for word in words if word.startswith("+")]
    remove = [tag_name(word[1:]) for word in words if word.startswith("-") and word != "-"]
    ids = [word for word in words if word == "-" or not word.startswith(("+", "-"))]
    if not (ids or query is not None):
        if add or remove:
            raise click.UsageError("say which documents: IDs, - for IDs on standard input, or --query", _here())
        _list(session, format_, chosen(format_, fields, COUNTS))
        return
    digests: list[str] = list(resolved(session, given(ids)))
    digests += matching(session, query) if query is not None else []
    digests = list(dict.fromkeys(digests))
    if not digests:
        session.say("nothing found" if query is not None else "no IDs on standard input")
        _here().exit(ExitStatus.NOTHING_FOUND)
    if add or remove:
        _change(session, digests, add, remove)
    else:
        _show(session, digests, format_, chosen(format_, fields, TAGS))


def _change(session: Session, digests: list[str], add: list[str], remove: list[str]) -> None:
    from indexer.annotations import Annotations

    stopped = "interrupted; all of it is done, or nothing: the same command does the rest"
    with on_ctrl_c(lambda: stopped), Annotations.open(session.places) as held:
        put, gone = held.tag(digests, add, remove)
    told = [f"{many(number, 'tag')} {done}" for number, done in ((put, "put on"), (gone, "taken off")) if number]
    session.say(f"{many(len(digests), 'document')}: {', '.join(told) or 'nothing to change'}")


def _list(session: Session, format_: str, fields: tuple[str, ...]) -> None:
    from indexer.annotations import Annotations

    with Annotations.open(session.places, create=False) as held:
        counts = held.counts()
    if format_ != "text":
        paged(lines(format_, ({"tag": tag, "documents": count} for tag, count in counts), fields))
    widest = max((columns(tag) for tag, _ in counts), default=0)
    most = max((len(f"{count:,}") for _, count in counts), default=0)
    if format_ == "text":
        paged(f"{tag}{' ' * (widest - columns(tag))}  {count:>{most},}\n" for tag, count in counts)
    if not counts:
        session.say("nothing is tagged yet; begin with `foi tag +NAME ID`")
        _here().exit(ExitStatus.NOTHING_FOUND)


def _show(session: Session, digests: list[str], format_: str, fields: tuple[str, ...]) -> None:
    from indexer.annotations import Annotations
    from search_cli.annotating import titles

    with Annotations.open(session.places, create=False) as held:
        tags = held.tags_of(digests)
    with titles(session) as known:
        rows = (
            {"id": digest[:12], "digest": digest, "tags": list(tags.get(digest, ())), "title": known.of(digest)}
            for digest in digests
        )
        paged(_texts(list(rows)) if format_ == "text" else lines(format_, rows, fields))
    if not tags:
        _here().exit(ExitStatus.NOTHING_FOUND)


def _texts(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each document: its ID, its tags, and under one another what the documents are called."""
    tags = [" ".join(row["tags"]) or "no tags" for row in rows]
    beside = min(max(map(columns, tags)), MOST_BESIDE)
    for row, text in zip(rows, tags, strict=True):
        gap = " " * max(0, beside - columns(text))
        start = f"{row['id']}  {text if row['tags'] else dim(text)}{gap}  "
        room = (screen() or (WIDEST, 0))[0] - len(row["id"]) - 4 - max(beside, columns(text))
        title = line(row["title"])
        yield (start + dim(shortened(title, max(room, SHORTEST)) if screen() else title)).rstrip() + "\n"


def _here() -> click.Context:
    return click.get_current_context()
