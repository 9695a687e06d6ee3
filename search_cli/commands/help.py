"""`foi help`: pages that are too long for --help."""

import re
from collections.abc import Iterator
from importlib.resources import files

import click

from search_cli.paging import paged
from search_cli.terminal import bold

TOPICS = {
    "annotations": "Tags and notes of your own, and how to keep them elsewhere.",
    "query": "The query language: all that foi search understands.",
    "statuses": "Exit statuses: what the end of a command means to a script.",
}
"""Every page with what it is about: a file of this name in `search_cli/help`, which `make docs` copies into docs."""


@click.command(
    "help",
    epilog="""
    \b
    Examples:
      foi help query
      foi help search
    """,
)
@click.argument("topic", required=False)
@click.pass_context
def command(ctx: click.Context, *, topic: str | None) -> None:
    """Print the page about TOPIC, or the help of a command of that name; without TOPIC, list the pages."""
    if topic is None:
        for name, about in TOPICS.items():
            click.echo(f"{name:<13}{about}")
        return
    if topic in TOPICS:
        page = files("search_cli").joinpath("help", f"{topic}.md").read_text(encoding="utf-8")
        paged(f"{text}\n" for text in plain(page))
        return
    group = ctx.parent.command if ctx.parent else None
    other = group.get_command(ctx, topic) if isinstance(group, click.Group) else None
    if other is None:
        raise click.UsageError(f"there is no page {topic!r}; the pages are {', '.join(TOPICS)}", ctx)
    paged(f"{text}\n" for text in other.get_help(click.Context(other, ctx.parent, topic)).split("\n"))


def plain(page: str) -> Iterator[str]:
    """Yield the lines of a page of ours as a terminal shows them: without the signs of Markdown, examples set in."""
    example = False
    for printed in page.splitlines():
        if printed.startswith("```"):
            example = not example
        elif example:
            yield f"  {printed}".rstrip()
        else:
            text = re.sub(r"\[([^]]+)\]\(([^)]+)\)", r"\1 (docs/\2)", printed)
            heading = text.lstrip("#")
            yield bold(heading[1:]) if heading != text and heading.startswith(" ") else text
