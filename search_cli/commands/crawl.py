"""`foi crawl`: collect what a source has published."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from scraper.archive.records import Run
from search_cli import config
from search_cli.context import Session, pass_session
from search_cli.interrupting import GO_ON, on_ctrl_c
from search_cli.progress import lasted, progress
from search_cli.size import Size
from search_cli.status import ExitStatus
from search_cli.terminal import line, many

if TYPE_CHECKING:
    from scraper.crawl import CrawlOptions
    from scraper.platforms.configured.registry import Configured


@click.command(
    "crawl",
    epilog="""
    \b
    Examples:
      foi crawl govuk-foi --since 2014-01-01
      foi crawl govuk-foi --organisation ministry-of-defence --limit 50
      foi crawl govuk-foi --max-minutes 30 --max-bytes 500M --contact foi-desk@example.org
      foi crawl alaveteli --base-url https://foi.example.org --since 2024-01-01
      foi crawl govuk-foi --sweep --limit 500
      foi crawl --url https://www.example.org/news/1 https://www.example.org/files/letter.pdf
    """,
)
@click.argument("words", metavar="SOURCE", nargs=-1)
@click.option("--url", "urls", multiple=True, metavar="URL...", help="Capture these pages and files, and no list.")
@click.option(
    "--organisation",
    "organisation",
    multiple=True,
    metavar="SLUG",
    help="Only what this body published or was asked, as the source spells it in addresses; may be repeated; `all` "
    "for every body. [default: the Foreign Office on GOV.UK and WhatDoTheyKnow, elsewhere every body]",
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what was published then or later."
)
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many publications.")
@click.option(
    "--sweep",
    is_flag=True,
    help="Look again at what is held instead of reading the list: for silent edits, replaced files, withdrawals and "
    "disappearances. What was longest not looked at comes first, so that with --limit every night goes round.",
)
@click.option("--base-url", metavar="URL", default="", help="Another address of the same shape, as a mirror has.")
@click.option("--contact", metavar="ADDRESS", default="", help="Told to the site with every request: how to reach you.")
@click.option("--delay", type=float, metavar="SECONDS", help="Wait longer between requests than the source's usual.")
@click.option("--max-pages", type=click.IntRange(min=1), help="End the run after so many answers of the site.")
@click.option("--max-bytes", type=Size(), metavar="SIZE", help="End the run after so much was sent: 500M, 2G.")
@click.option(
    "--max-minutes", type=click.FloatRange(min=0, min_open=True), metavar="MINUTES", help="End the run after so long."
)
@click.option(
    "--feeds",
    is_flag=True,
    help="Ask a site's feeds too, though its robots.txt closes them to crawlers: WhatDoTheyKnow and its like document "
    "them as their API. The run's note says so.",
)
@pass_session
@on_ctrl_c(lambda: GO_ON)
def command(session: Session, /, *, words: tuple[str, ...], urls: tuple[str, ...], **given: Any) -> None:
    """Collect what SOURCE has published: newest first, down to what is held already.

    SOURCE is one that `foi sources` lists, those declared in foi.toml among them. With --url, single pages and
    files are captured instead, each by the source that reads such addresses, else as it is.

    Nothing is downloaded twice: what is held is asked for only if it changed. What cannot be had is recorded
    (`foi status`) and tried again by the next crawl. A crawl that was interrupted or killed is gone on with by
    the next one. Run `foi index` afterwards. Exit status is 3 if some of it failed, 2 if the source could not be
    crawled, 5 if another run is writing, 6 if a budget (--max-...) was spent: run it again to go on. Answers
    that something did not change cost nothing of a budget but time.
    """
    _knowingly(given)
    if urls:
        runs = run_urls(session, (*urls, *words), given)
    elif len(words) == 1:
        source = words[0]
        known = known_source(session, source)
        runs = [run_crawl(session, source, {**given, **_configured(session, source, known)})]
    else:
        raise click.UsageError("name one source (`foi sources` lists them), or addresses with --url")
    for run in runs:
        took = lasted((run.finished - run.started).total_seconds()) if run.finished else ""
        brought = f"{summary(run)}{took}"
        session.say(f"{run.source}: {brought}" if len(runs) > 1 else brought)
        if run.note:
            click.echo(f"foi: {run.source}: {line(run.note)}", err=True)
    stopped = [run for run in runs if run.outcome == "stopped"]
    if stopped:
        click.get_current_context().exit(_why_stopped(stopped[0]))
    if any(run.failed for run in runs):
        session.say("`foi status` lists what failed; the next crawl tries again")
        click.get_current_context().exit(ExitStatus.PARTLY)


def run_crawl(session: Session, source: str, given: dict[str, Any]) -> Run:
    """Crawl with a bar on the terminal. Raises click.ClickException if the crawl cannot begin."""
    from scraper.crawl import CrawlError, crawl

    tables = session.tables.get(config.SOURCES, {})
    alone = {source: tables[source]} if source in tables else {}  # what is wrong with another one stops that one
    with progress(quiet=session.quiet) as watched:
        watched.begin(f"crawling {source}", given.get("max_pages") or 0, "answer")
        try:
            options = replace(options_of(session, given), declared=alone)
            return crawl(session.places.data, source, options, lambda _: watched.step())
        except CrawlError as error:
            raise click.ClickException(str(error)) from error


def run_urls(session: Session, urls: tuple[str, ...], given: dict[str, Any]) -> list[Run]:
    """Capture addresses with a bar on the terminal. Raises click.ClickException if that cannot begin."""
    from scraper.crawl import CrawlError, crawl_urls

    with progress(quiet=session.quiet) as watched:
        watched.begin("capturing", len(urls), "address")
        try:
            return crawl_urls(session.places.data, urls, options_of(session, given), lambda _: watched.step())
        except CrawlError as error:
            raise click.ClickException(str(error)) from error


def options_of(session: Session, given: Mapping[str, Any]) -> "CrawlOptions":
    """Return what a person said about a crawl, as the scraper takes it."""
    from scraper.crawl import CrawlOptions

    return CrawlOptions(
        organisations=tuple(given.get("organisation") or ()),
        since=_day(given.get("since")),
        limit=given.get("limit"),
        base_url=given.get("base_url") or "",
        contact=given.get("contact") or "",
        delay=given.get("delay"),
        max_pages=given.get("max_pages"),
        max_bytes=given.get("max_bytes"),
        max_minutes=given.get("max_minutes"),
        feeds=given.get("feeds") is True,
        sweep=bool(given.get("sweep")),
        scrapy_log=session.debug,
        declared=session.tables.get(config.SOURCES, {}),
        option_keys=own_keys(),
    )


def own_keys() -> frozenset[str]:
    """Return the keys of a configured source's table that say how and when to crawl it, and not how it is read."""
    return config.flags(command) - {"base-url"} | {config.EVERY}


def known_source(session: Session, source: str) -> "Configured | None":
    """Return a configured source by its name, None if it is one with code. Raises click.UsageError for others."""
    from scraper.platforms.configured.registry import configured
    from scraper.platforms.configured.table import DeclarationError
    from scraper.plugins import installed
    from scraper.sources import SINGLE, SOURCES

    tables = session.tables.get(config.SOURCES, {})
    try:
        known = configured({source: tables[source]} if source in tables else {})
    except DeclarationError as error:
        raise click.ClickException(f"{session.config} {error}") from error
    if source in known:
        return known[source]
    names = {*(one.name for one in SOURCES), SINGLE}
    if source not in names:
        names |= {one.name for one in installed()[0]}
    if source not in names:
        hint = config.hint(source, {*names, *known, *tables}).rstrip("?") or "; `foi sources` lists those there are"
        raise click.UsageError(f"there is no source {source!r}{hint}", click.get_current_context())
    return None


def summary(run: Run) -> str:
    """Say in a line what a crawl brought."""
    return (
        f"{many(run.publications, 'publication')} new or changed, {many(run.documents, 'document')}, "
        f"{run.unchanged:,} unchanged, {run.failed:,} failed"
    )


def _configured(session: Session, source: str, known: "Configured | None") -> dict[str, Any]:
    """Return what foi.toml, or a preset, says of this source's crawls, where neither flag nor environment does."""
    context = click.get_current_context()
    table = session.tables.get(config.SOURCES, {}).get(source, {})
    if known:
        table = {key: value for key, value in known.table.items() if key in own_keys()}
    table = {key: value for key, value in table.items() if key != config.EVERY}
    values = config.checked(table, context.command, f"{session.config} [{config.SOURCES}.{source}]")
    stronger = (click.core.ParameterSource.COMMANDLINE, click.core.ParameterSource.ENVIRONMENT)
    weaker = {name: value for name, value in values.items() if context.get_parameter_source(name) not in stronger}
    options = {option.name: option for option in context.command.params}
    return {name: _typed(context, options[name], value) for name, value in weaker.items()}


def _typed(context: click.Context, option: click.Parameter, value: object) -> object:
    """Return a value of foi.toml as the flag would give it. Raises click.BadParameter if it cannot be."""
    return option.process_value(context, value.isoformat() if isinstance(value, date) else value)


def _knowingly(given: dict[str, Any]) -> None:
    """Raise click.UsageError if feeds are allowed for every source at once, where nobody thinks of this one."""
    said = click.get_current_context().get_parameter_source("feeds")
    known = (click.core.ParameterSource.COMMANDLINE, click.core.ParameterSource.DEFAULT)
    if given.get("feeds") and said not in known:
        raise click.UsageError("feeds are allowed source by source: with --feeds, or feeds = true in [sources.NAME]")


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(value) if isinstance(value, str) else value if isinstance(value, date) else None


def _why_stopped(run: Run) -> ExitStatus:
    if run.note.startswith("Interrupted"):
        return ExitStatus.INTERRUPTED
    return ExitStatus.SPENT if run.note.startswith("Budget spent") else ExitStatus.NOT_DONE
