"""`foi sources`: what can be crawled; a start for a source of one's own, and a look at what it would read."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from scraper.items import DocumentLink, LinkKind, Publication
from search_cli import config, declaring
from search_cli.context import Session, pass_session
from search_cli.status import ExitStatus
from search_cli.terminal import folded, line

if TYPE_CHECKING:
    from scraper.look import Checked

FLAWS_SHOWN = 5


@click.group(
    "sources",
    invoke_without_command=True,
    epilog="""
    \b
    Examples:
      foi sources
      foi sources new fernhill https://www.fernhill.example/disclosure-log
      foi sources check fernhill
    """,
)
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session) -> None:
    """List the sources that `foi crawl` knows, a line each: those with code, those of foi.toml, and presets.

    A preset is a declaration that comes with foi; one that is off must be switched on in foi.toml.
    """
    if ctx.invoked_subcommand is None:
        faults: list[str] = []
        for name, about in listed(session, faults):
            click.echo(folded(f"{name:<15}  {line(about)}"))
        for fault in faults:
            click.echo(f"foi: {line(fault)}", err=True)
        if faults:
            ctx.exit(ExitStatus.PARTLY)


def listed(session: Session, faults: list[str]) -> Iterator[tuple[str, str]]:
    """Yield every source with a line about it, and add to `faults` what is wrong with those that cannot be used."""
    from scraper.platforms.configured.registry import configured
    from scraper.platforms.configured.table import DeclarationError
    from scraper.plugins import installed
    from scraper.sources import SOURCES
    from search_cli.commands.crawl import own_keys

    others, broken = installed()
    yield from ((source.name, source.about) for source in (*SOURCES, *others))
    faults += broken
    try:
        known = configured(session.tables.get(config.SOURCES, {}))
    except DeclarationError as error:
        faults.append(f"{session.config} {error}")
        known = configured({})
    for name, one in known.items():
        kind = "preset" if one.preset else "foi.toml"
        yield name, f"{one.about or one.table.get('type', '')} ({kind}{'' if one.on else ', off'})"
        if one.on:
            try:
                one.declared(others=own_keys())
            except DeclarationError as error:
                faults.append(f"{session.config} {error}")


@command.command(
    "new",
    epilog="""
    \b
    Example:
      foi sources new fernhill https://www.fernhill.example/disclosure-log
    """,
)
@click.argument("name")
@click.argument("url")
@click.option("--contact", metavar="ADDRESS", default="", help="Told to the site: how to reach you.")
@pass_session
def new(session: Session, *, name: str, url: str, contact: str) -> None:
    """Write a start for a source NAME into foi.toml, guessed from the page at URL, and say what was found.

    The page is a list of releases, a feed, a sitemap or a list in JSON. It is fetched with the manners of every
    crawl, and not stored. What stands in foi.toml stays as it is.
    """
    from scraper.crawl import CrawlError, CrawlOptions
    from scraper.look import look
    from scraper.platforms.configured.discover import guess
    from scraper.reading import PageChanged

    if not declaring.NAME.fullmatch(name):
        raise click.UsageError(
            f"{name!r} is no name for a source: small letters, digits and hyphens", click.get_current_context()
        )
    if name in {known for known, _ in listed(session, [])}:
        raise click.UsageError(f"there is a source {name} already; choose another name", click.get_current_context())
    try:
        seen = look(url, CrawlOptions(contact=contact, scrapy_log=session.debug))
        found = guess(seen.body, seen.url, seen.content_type)
    except (CrawlError, PageChanged) as error:
        raise click.ClickException(str(error)) from error
    text = session.config.read_text(encoding="utf-8") if session.config.exists() else ""
    values = {"type": found.values.pop("type"), "authority": "", **found.values}
    declaring.write(
        session.config, declaring.appended(text, name, values, "A guess; `foi sources check` shows what it reads.")
    )
    for said in found.said:
        click.echo(line(said))
    session.say(f"written to {session.config} as [sources.{name}]; now run `foi sources check {name}`, and correct it")


@command.command(
    "check",
    epilog="""
    \b
    Example:
      foi sources check fernhill
    """,
)
@click.argument("name")
@click.option("--base-url", metavar="URL", default="", help="Another address of the same shape.")
@pass_session
def check(session: Session, *, name: str, base_url: str) -> None:
    """Show what the configured source NAME would read, field by field, and store nothing.

    The head of its list is fetched, and the page of the first entry. Exit status is 3 if some of it could not be
    read, 2 if the list could not.
    """
    from scraper.crawl import CrawlError
    from scraper.look import check as look_at
    from scraper.platforms.configured.table import DeclarationError
    from search_cli.commands.crawl import command as crawl
    from search_cli.commands.crawl import known_source, options_of, own_keys

    known = known_source(session, name)
    if known is None:
        raise click.UsageError(
            f"{name} is a source with code; only configured ones can be checked", click.get_current_context()
        )
    flags = own_keys()
    given = config.checked(
        {k: v for k, v in known.table.items() if k in flags - {config.EVERY}},
        crawl,
        f"{session.config} [sources.{name}]",
    )
    try:
        checked = look_at(known.declared(base_url, flags), options_of(session, {**given, "base_url": base_url}))
    except (CrawlError, DeclarationError) as error:
        raise click.ClickException(str(error)) from error
    for text in report(checked):
        click.echo(text)
    for fault in dict.fromkeys(checked.faults[:FLAWS_SHOWN]):
        click.echo(f"foi: {line(fault)}", err=True)
    if checked.faults:
        click.get_current_context().exit(ExitStatus.PARTLY)


@command.command(
    "every",
    epilog="""
    \b
    Examples:
      foi sources every
      foi sources every govuk-foi 6h
      foi sources every gcs "daily at 03:10"
      foi sources every gcs never
    """,
)
@click.argument("name", required=False)
@click.argument("schedule", required=False)
@pass_session
def every(session: Session, *, name: str | None, schedule: str | None) -> None:
    """Have `foi update` crawl the source NAME every 15min to 30d (6h, 2d, weekly), daily at a time, or never.

    It is kept in foi.toml, under [sources.NAME]. Without SCHEDULE, say when NAME, or each that has one, is due.
    """
    from search_cli.updating.setting import show, write

    if name is None or schedule is None:
        show(session, name)
    else:
        write(session, name, schedule)


def report(checked: "Checked") -> Iterator[str]:
    """Yield what was read, a line each."""
    part = checked.part
    if part is None:
        return
    yield f"{checked.declared.type.value:<11} {line(checked.url)}"
    yield f"{'entries':<11} {len(part.items)}, and {len(part.flaws)} that cannot be read"
    yield f"{'goes on at':<11} {', '.join(line(ask.url) for ask in part.more[:3]) or '(nowhere)'}"
    if part.items:
        yield "\nthe first entry, as its list tells it"
        yield from _fields(part.items[0])
    if checked.page:
        yield "\nwith its own page"
        yield from _fields(checked.page)


def _fields(publication: Publication) -> Iterator[str]:
    dates: Mapping[str, Any] = {"published": publication.published, "updated": publication.updated}
    values = {
        "link": publication.url,
        "id": publication.native_id,
        "title": publication.title,
        "authority": publication.authority,
        **{name: f"{time:%Y-%m-%d %H:%M} UTC" if time else "" for name, time in dates.items()},
        "reference": ", ".join(publication.references),
        "summary": publication.summary[:200],
    }
    for name, value in values.items():
        yield f"  {name:<10} {line(value) or '-'}"
    for link in publication.documents:
        yield f"  {_kind(link):<10} {line(link.url)}  {line(link.title)}".rstrip()


def _kind(link: DocumentLink) -> str:
    return "elsewhere" if link.kind is LinkKind.EXTERNAL else link.kind.value
