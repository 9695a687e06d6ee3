"""Programs that show a PDF at a page, and how each is told which. None is ever started through a shell."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click

VIEWERS = {
    "evince": "evince -i {page} {file}",
    "papers": "papers -i {page} {file}",
    "okular": "okular -p {page} {file}",
    "zathura": "zathura -P {page} {file}",
    "atril": "atril -i {page} {file}",
    "xreader": "xreader -i {page} {file}",
    "qpdfview": "qpdfview --unique {file}#{page}",
    "mupdf": "mupdf {file} {page}",
    "SumatraPDF": "SumatraPDF -page {page} {file}",
    "xpdf": "xpdf {file} {page}",
    "firefox": "firefox {url}#page={page}",
    "firefox-esr": "firefox-esr {url}#page={page}",
    "chromium": "chromium {url}#page={page}",
    "google-chrome": "google-chrome {url}#page={page}",
}
"""Those that are known, the first that is installed first. Source: their man pages; all count pages from 1."""
ASIDE = "&"
"""The last word of a viewer that is not waited for."""
_PLACE = re.compile(r"\{(file|url|page)\}")
_SOON = 0.5
"""Seconds in which a viewer that cannot run has ended: one without a display, say."""
_LOOKED_AT: "list[subprocess.Popen[bytes]]" = []
"""The viewers that went on by themselves: a full-screen reader starts many, and what is not asked after is a zombie."""


def installed() -> str:
    """Return how a viewer that is here is started, the one that the system opens PDFs with if it is known; else ""."""
    here = [name for name in VIEWERS if shutil.which(name)] if _has_display() else []
    if len(here) > 1:
        usual = _usual()
        here.sort(key=lambda name: name.lower() not in usual)  # such as org.gnome.Evince.desktop
    return f"{VIEWERS[here[0]]} {ASIDE}" if here else ""


def started(viewer: str, file: Path, page: int) -> None:
    """Show a file at a page in a viewer: a command line with {page}, and {file} or {url}, in it.

    It is waited for unless it ends in &. Raises click.ClickException if it cannot be started, or fails.
    """
    words, aside = _words(viewer, file, page)
    try:
        if not aside:
            status = subprocess.run(words, check=False).returncode  # noqa: S603 - the person's own choice
        else:
            quiet = subprocess.DEVNULL
            process = subprocess.Popen(  # noqa: S603 - the person's own choice, or one of VIEWERS
                words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
            try:
                status = process.wait(_SOON)
            except subprocess.TimeoutExpired:
                _LOOKED_AT[:] = [process, *(other for other in _LOOKED_AT if other.poll() is None)]
                return
    except OSError as error:
        raise click.ClickException(f"{words[0]} cannot be started ({error.strerror}); the file is {file}") from error
    if status:
        raise click.ClickException(f"{words[0]} ended with status {status}; the file is {file}")


def _words(viewer: str, file: Path, page: int) -> tuple[list[str], bool]:
    """Return the words of a command line, and whether it goes on by itself. What is put in is never parted again."""
    try:
        words = shlex.split(viewer)
    except ValueError as error:
        raise click.ClickException(f"the viewer {viewer!r} cannot be understood: {error}") from error
    aside = words[-1:] == [ASIDE]
    words = words[:-1] if aside else words
    if not words:
        raise click.ClickException('the viewer has no words; write it as "zathura -P {page} {file}"')
    if not any("{file}" in word or "{url}" in word for word in words):
        words.append("{file}")
    values = {"file": str(file), "url": file.as_uri(), "page": str(page)}
    return [_PLACE.sub(lambda found: values[found[1]], word) for word in words], aside


def _has_display() -> bool:
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _usual() -> str:
    """Return the name of what the system opens PDFs with, in lower case, "" if it does not say."""
    program = shutil.which("xdg-mime")
    if not program:
        return ""
    try:
        asked = subprocess.run(  # noqa: S603 - found above
            [program, "query", "default", "application/pdf"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return asked.stdout.lower()
