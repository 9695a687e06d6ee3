"""`foi sources`: what can be crawled."""

import click

from search_cli.terminal import line


@click.command(
    "sources",
    epilog="""
    \b
    Example:
      foi sources
    """,
)
def command() -> None:
    """List the sources that `foi crawl` knows, a line each."""
    from scraper.sources import SOURCES

    for source in SOURCES:
        click.echo(f"{source.name:<16} {line(source.about)}")
