"""Opening the original: as `foi open` does, and in a process of its own."""

import subprocess
import sys
import tempfile

from indexer.places import Places


def opened(places: Places, wanted: str) -> str:
    """Open a document, ID or ID:PAGE, and return what there is to say of it, as `foi open` does.

    A program it starts may stay for hours: what it prints goes into a file, for a pipe would keep us waiting.
    """
    command = [sys.executable, "-m", "search_cli", "--data", str(places.data), "open", wanted]
    with tempfile.TemporaryFile() as said:
        status = subprocess.call(  # noqa: S603 - our own command, no shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        )
        said.seek(0)
        lines = said.read(10_000).decode("utf-8", "replace").strip().splitlines()
    if lines:
        return lines[-1].removeprefix("foi: ")
    return "opened" if not status else "it was not opened"
