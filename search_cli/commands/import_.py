"""`foi import`: a bundle somebody exported, checked, taken into a collection, and indexed here."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.progress import Progress
from search_cli.context import Session, pass_session
from search_cli.interrupting import on_ctrl_c
from search_cli.progress import lasted, progress
from search_cli.size import Size
from search_cli.terminal import many

if TYPE_CHECKING:
    from indexer.bundle.loading import Loaded
    from indexer.bundle.unzipping import Bundle
    from indexer.places import Places

OWN = "."
"""Stands for the data folder itself where a collection is named."""


@click.command(
    "import",
    epilog="""
    \b
    Examples:
      foi import foreign-office.foi
      foi -c foreign-office search asbestos
      foi import update.foi --into foreign-office --trusted ~/.ssh/allowed_signers
    """,
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--into", metavar="NAME", help="Into this collection, which need not be there yet; . is the data folder itself."
)
@click.option(
    "--trusted",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Only if one of these keys signed it; see verify.",
)
@click.option("--max-size", type=Size(), help="Take a bundle that unpacks to so much: 100G. Usually 64 GiB at most.")
@pass_session
def command(session: Session, *, file: Path, into: str | None, trusted: Path | None, max_size: int | None) -> None:
    """Take in a bundle that `foi export` wrote, and build the index for it here.

    It goes into a collection of its own, named after FILE unless --into says otherwise; `foi -c NAME` works on it,
    `foi collections` lists all. FILE is read to its end and checked before anything is taken from it. What is held
    already stays as it is, versions take their places by time, and what was forgotten, in any collection, stays away.

    The text is the exporter's, and marked so; originals that come along are read anew by the next `foi index`.
    """
    from indexer.build import build

    if not file.exists():
        raise click.ClickException(f"there is no file {file}")
    places = _target(session, file, into)
    named = f"foi -c {places.data.name}" if places != session.places else "foi"
    started = time.monotonic()
    with progress(quiet=session.quiet) as watched:
        with on_ctrl_c(lambda: "interrupted; nothing was taken in, the same command begins again"):
            loaded = _loaded(places, file, trusted, max_size, watched)
        with on_ctrl_c(lambda: f"interrupted; all of {file} is taken in, `{named} index` makes it searchable"):
            built = build(places, read=False, progress=watched)
    took = lasted(time.monotonic() - started, loaded.pages, "page")
    session.say(f"new here: {_told(loaded)}; the index holds {many(built.documents, 'document')}{took}")
    if loaded.files:
        session.say(f"`{named} index` reads the originals anew")
    if places != session.places:
        session.say(f"`{named} search QUERY` asks it")


def _target(session: Session, file: Path, into: str | None) -> "Places":
    """Return the data folder that is meant: a collection's, or, by its name of ".", the one of all collections.

    Raises CollectionError, or click.UsageError if nothing can be named after the file.
    """
    from indexer.collections import name_from, place, root_of

    root = root_of(session.places)
    if into == OWN:
        return root
    if into is None and session.places != root:
        return session.places
    name = name_from(file.stem) if into is None else into
    if not name and into is None:
        raise click.UsageError(
            f"no collection can be named after {file.name}; name one with --into", click.get_current_context()
        )
    return place(root, name)


def _loaded(places: "Places", file: Path, trusted: Path | None, max_size: int | None, watched: Progress) -> "Loaded":
    from indexer.bundle.checking import problems, work
    from indexer.bundle.importing import import_bundle
    from indexer.bundle.limits import SIZE, Limits
    from indexer.bundle.unzipping import opened
    from indexer.origins import Origin

    with opened(file, Limits.of(max_size or SIZE)) as bundle:
        watched.begin("checking", work(bundle))
        wrong = next(problems(bundle, watched.step), None)
        if wrong:
            raise click.ClickException(f"{file}: {wrong}; nothing was imported. `foi verify {file}` lists all")
        signed = _signed(bundle, trusted)
        counts = bundle.about["counts"]
        watched.begin("importing", counts.get("texts", 0) + counts.get("files", 0), "document")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        origin = Origin(file.name, bundle.directory.seal, str(bundle.about.get("choice", ""))[:1000], now, signed)
        return import_bundle(places, bundle, origin, watched.step)


def _signed(bundle: "Bundle", trusted: Path | None) -> str:
    """Return who signed a bundle: the name the trusted keys have for it, else the key; "" if nobody did."""
    from indexer.bundle.signing import signer
    from indexer.errors import SigningError

    try:
        found = signer(bundle, trusted)
    except SigningError:
        if trusted:
            raise
        return ""  # there is no ssh-keygen here, and nobody asked
    return (found.name or f"{found.key}, not compared with trusted keys") if found else ""


def _told(loaded: "Loaded") -> str:
    counts = {
        "publication": loaded.publications,
        "document": loaded.documents,
        "page": loaded.pages,
        "original": loaded.files,
        "tag": loaded.tags,
        "note": loaded.notes,
    }
    told = [many(number, noun) for noun, number in counts.items() if number or noun in ("publication", "document")]
    if loaded.left_out:
        told.append(f"{many(loaded.left_out, 'document')} left out that was forgotten here")
    return ", ".join(told)
