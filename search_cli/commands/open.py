"""`foi open`: the original, at the page, in a program that shows such files."""

import click

from indexer.text import TextStore
from search_cli.context import Session, pass_session
from search_cli.documents import DocumentId, Wanted, card_of, open_archive, resolve
from search_cli.opening import place_of, show


@click.command(
    "open",
    epilog="""
    \b
    Examples:
      foi open 0e85149bedff
      foi open 0e85149bedff:12 --viewer 'zathura -P {page} {file} &'
      foi open 1
    """,
)
@click.argument("wanted", metavar="ID[:PAGE]", type=DocumentId())
@click.option(
    "--viewer",
    metavar="COMMAND",
    envvar="FOI_VIEWER",
    default="",
    help="What shows PDFs: words with {page} and {file}, and & at the end if foi is not to wait for it.  "
    "[default: FOI_VIEWER, else a known viewer that is installed]",
)
@click.option("--print", "print_", is_flag=True, help="Print where it is instead of opening it.")
@pass_session
def command(session: Session, *, wanted: Wanted, viewer: str, print_: bool) -> None:
    """Open the original of a document, as it was captured; a PDF at the page, where a viewer can.

    A copy is opened, never the archive's own file. A web page is opened at its address on the web: what was
    captured of it may contain anything, and is only ever shown as text. The same goes for documents that
    came by `foi import` without their files. A file within another is taken out of that.

    Evince, Okular, Zathura, Atril, Xreader, qpdfview, MuPDF, SumatraPDF, Xpdf, Firefox and Chromium are told the
    page if one is installed, the one that is your own first. foi.toml may name another: viewer = "..." in [open].
    """
    with open_archive(session.places) as archive, TextStore(session.places.text) as store:
        card = card_of(archive, store, resolve(archive, store, wanted.prefix))
        place = place_of(archive, card, wanted.page)
    if print_:
        click.echo(str(place))
        return
    told = show(place, wanted.page, viewer)
    if told:
        session.say(f"foi: {told}")
