"""`foi demo`: the whole path, once, on a small site that comes with foi."""

import shlex
import subprocess
import sys
from importlib.resources import as_file, files

import click

from search_cli.context import Session, pass_session
from search_cli.interrupting import on_ctrl_c
from search_cli.status import ExitStatus

ARTICLE = "https://www.example.org/trade-news/camera-ready"
QUERIES = ('"£48,215.60"', "Larkspur training", "exemption:s43(2)", "lag:>20", "authority:transport crossing")


@click.command(
    "demo",
    epilog="""
    \b
    Example:
      foi --data demo-data demo
    """,
)
@pass_session
@on_ctrl_c(lambda: "interrupted; the same command begins again, what was collected stays")
def command(session: Session) -> None:
    """Crawl, read, index and search a small site that speaks as GOV.UK does, served on this machine.

    Everything on it is invented, some of it broken on purpose. Each step is the command you would type. What
    it collects stays in the data folder, to be looked at: give `--data` to keep it apart from your own.
    """
    from scraper.demo.site import DemoSite

    with DemoSite.shipped() as site:
        click.echo(f"A small site that speaks as GOV.UK does is running at {site.url}")
        crawl = ("crawl", "govuk-foi", "--organisation", "all", "--base-url", site.url, "--delay", "0")
        if _run(session, *crawl) not in (ExitStatus.DONE, ExitStatus.PARTLY):
            raise click.ClickException("the demonstration's crawl did not succeed")
    with as_file(files("scraper.demo") / "content" / "saved" / "camera-ready.txt") as article:
        if _run(session, "add", str(article), "--published", "2023-05-18", "--url", ARTICLE) != ExitStatus.DONE:
            raise click.ClickException("the demonstration's saved article could not be added")
    if _run(session, "index") not in (ExitStatus.DONE, ExitStatus.PARTLY):
        raise click.ClickException("the demonstration's files could not be indexed")
    for query in QUERIES:
        if _run(session, "search", "--limit", "4", query) != ExitStatus.DONE:
            raise click.ClickException(f"the demonstration did not find {query}")
    if _run(session, "spend", "Larkspur", "training") != ExitStatus.DONE:
        raise click.ClickException("the demonstration found no sums")
    if _run(session, "links", _article(session)) != ExitStatus.DONE:
        raise click.ClickException("the demonstration did not find what its article rests on")
    data = shlex.quote(str(session.places.data))
    click.echo(f"\nLook further: foi --data {data} status, or search, show, open. `foi --help` lists everything.")


def _article(session: Session) -> str:
    """Return the ID of the saved article."""
    from indexer.query import parse
    from indexer.search import search

    return search(session.places, parse("kind:news camera-ready"), limit=1, pages=0).hits[0].card.id


def _run(session: Session, *words: str) -> int:
    """Run a command as a person would, in a process of its own, after showing what is run."""
    click.echo(f"\n$ foi {shlex.join(words)}")
    sys.stdout.flush()
    program = [sys.executable, "-m", "search_cli", "--data", str(session.places.data)]
    return subprocess.run([*program, *words], check=False).returncode  # noqa: S603 - our own program
