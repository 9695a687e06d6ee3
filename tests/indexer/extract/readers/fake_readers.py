"""Readers that misbehave, each in its own way; a child process imports them by name."""

import ctypes
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.errors import EncryptedDocument, ExtractionError
from indexer.extract.base import Page

Pages = Callable[[bytes], Iterator[Page]]


def reader(pages: Pages) -> type:
    """An extractor class around a function."""
    inside = {"name": "fake/1", "media_types": frozenset(), "pages": lambda self, body: pages(body)}
    return type(pages.__name__, (), inside)


@reader
def echoes(body: bytes) -> Iterator[Page]:
    yield Page(1, body.decode(), label="rows 1-2", how="ocr", confidence=0.5, warning="odd")


@reader
def raises(body: bytes) -> Iterator[Page]:
    yield Page(1, "one")
    raise KeyError("a\x1b[31m name\nof theirs")


@reader
def fails(body: bytes) -> Iterator[Page]:
    raise ExtractionError("not readable: torn")


@reader
def locked(body: bytes) -> Iterator[Page]:
    raise EncryptedDocument("needs a password")


@reader
def hangs(body: bytes) -> Iterator[Page]:
    yield Page(1, str(os.getpid()))
    while True:
        time.sleep(1)


@reader
def spins(body: bytes) -> Iterator[Page]:
    while True:
        pass


@reader
def nothing(body: bytes) -> Iterator[Page]:
    return iter(())


@reader
def eats(body: bytes) -> Iterator[Page]:
    yield Page(1, "one")
    held = []
    while True:
        held.append(bytearray(1 << 24))


@reader
def dies(body: bytes) -> Iterator[Page]:
    yield Page(1, "one")
    ctypes.string_at(0)


@reader
def exits(body: bytes) -> Iterator[Page]:
    os._exit(7)


@reader
def writes(body: bytes) -> Iterator[Page]:
    Path(os.fsdecode(body)).write_text("mine")
    yield Page(1, "wrote")


@reader
def creates(body: bytes) -> Iterator[Page]:
    os.open(body, os.O_CREAT | os.O_RDWR)
    yield Page(1, "created")


@reader
def removes(body: bytes) -> Iterator[Page]:
    Path(os.fsdecode(body)).unlink()
    yield Page(1, "removed")


@reader
def connects(body: bytes) -> Iterator[Page]:
    socket.create_connection(("127.0.0.1", 9))
    yield Page(1, "connected")


@reader
def starts(body: bytes) -> Iterator[Page]:
    subprocess.run(["true"], check=True)
    yield Page(1, "started")


@reader
def forks(body: bytes) -> Iterator[Page]:
    os.fork()
    yield Page(1, "forked")


@reader
def recurses(body: bytes) -> Iterator[Page]:
    def deeper(depth: int) -> int:
        return deeper(depth + 1) + 1

    yield Page(deeper(0), "bottom")


@reader
def counts(body: bytes) -> Iterator[Page]:
    for number in range(1, 50):
        yield Page(number, "word " * 10)


@reader
def misnumbers(body: bytes) -> Iterator[Page]:
    yield Page(1, "one")
    yield Page(3, "three")


@reader
def overflows(body: bytes) -> Iterator[Page]:
    yield Page(1, "x" * 5000)


@reader
def halves(body: bytes) -> Iterator[Page]:
    yield Page(1, "a\0b\ud800c")


@reader
def garbage(body: bytes) -> Iterator[Page]:
    """Writes to the pipe itself, as hostile code would that has found it."""
    yield Page(1, "one")
    pipes = (fd for fd in range(3, 32) if Path(f"/dev/fd/{fd}").is_fifo())
    os.write(next(pipes), body)
    time.sleep(300)
