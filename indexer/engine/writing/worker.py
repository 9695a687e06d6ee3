"""A process that turns entries into a segment: they come through its standard input, and what came of it goes out.

Each message is its size in four bytes and then entries, by marshal: both ends are the same interpreter. An empty
one ends the work. If the input ends before that, the parent is gone, and what was written is removed.
"""

import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from indexer.engine.interface import Entry
from indexer.engine.segments.listing import SUFFIX

SIZE = 4
Plain = tuple[Any, ...]


def plain(order: int, entry: Entry) -> Plain:
    """Return an entry as what marshal can write down."""
    published = entry.published.toordinal() if entry.published else 0
    return (
        order, entry.digest, entry.title, entry.heading, entry.pages, entry.authorities, entry.sources, entry.kinds,
        entry.states, entry.media_type, published, entry.stored, entry.rank, entry.ocr, entry.bodies, entry.outcomes,
        entry.exemptions, entry.provisions, entry.companies, entry.lags, entry.sums,
    )  # fmt: skip


def restored(row: Plain) -> tuple[int, Entry]:
    """Do the reverse of `plain`."""
    order, *fields = row
    published = fields[9]
    fields[9] = date.fromordinal(published) if published else None
    return order, Entry(*fields)


def message(rows: list[Plain]) -> bytes:
    """Return a message of entries; of none, it is the one that ends the work."""
    body = marshal.dumps(rows) if rows else b""
    return len(body).to_bytes(SIZE, "little") + body


def remove_segments(folder: Path, prefix: str) -> None:
    """Remove the files that a process wrote, which it has under a prefix of its own."""
    for path in folder.glob(f"{prefix}*{SUFFIX}"):
        with suppress(FileNotFoundError):
            path.unlink()


def main(folder: str, prefix: str, memory: str) -> NoReturn:
    """Work until the end is told. Ends with status 0 if all that there was to tell was told."""
    answer: Plain
    try:
        answer = ("written", _work(Path(folder), prefix, int(memory)))
    except OSError as error:
        answer = ("OSError", error.errno, error.strerror or str(error), str(error.filename or ""))
    except MemoryError:
        answer = ("MemoryError",)
    except BaseException as error:  # noqa: BLE001 - told to the parent, which says it
        answer = (type(error).__name__, " ".join(str(error).split())[:500])
    if answer[0] != "written":
        remove_segments(Path(folder), prefix)
    with suppress(BrokenPipeError):
        sys.stdout.buffer.write(marshal.dumps(answer))
        sys.stdout.buffer.flush()
    os._exit(0)  # not a second for taking apart what is in memory


def _work(folder: Path, prefix: str, memory: int) -> list[tuple[str, int, bytes]]:
    from indexer.engine.writing.builder import Builder

    builder = Builder(folder, prefix, memory)
    for order, entry in _received(sys.stdin.buffer):
        builder.add(order, entry)
    return [(one.listed.name, one.listed.documents, one.order.tobytes()) for one in builder.end()]


def _received(pipe: BinaryIO) -> Iterator[tuple[int, Entry]]:
    """Yield the entries of every message. Raises EOFError if the input ends before it is told to."""
    while True:
        size = int.from_bytes(_exactly(pipe, SIZE), "little")
        if not size:
            return
        rows: list[Plain] = marshal.loads(_exactly(pipe, size))  # noqa: S302 - from the process that started this one
        yield from map(restored, rows)


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError("the process that sends the documents is gone")
    return data
