"""How much a file may cost to read, and how a child process is held to it."""

import contextlib
import os
import resource
import sys
from dataclasses import dataclass

MOST_CHARACTERS = 200_000_000
SPARE = 64 << 20
"""Bytes of memory a child gets back after it ran out, to say so."""

_REFUSED = (
    "socket.", "subprocess.", "shutil.", "pty.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.utime", "os.kill", "os.putenv", "ctypes.dlopen",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: bytes of address space, seconds, characters of text.

    The clock allows `wall_seconds`, and `page_seconds` more with each page that comes; so that a file
    of endless small pages ends too, `cpu_seconds` of processor time is the most in all. The files within it,
    however deep, are `members` at most, none larger than `member_bytes`, `unpacked_bytes` together.
    """

    memory: int = 2 << 30
    cpu_seconds: int = 1800
    wall_seconds: float = 60.0
    page_seconds: float = 1.0
    characters: int = MOST_CHARACTERS
    page_characters: int = 10_000_000
    members: int = 5_000
    member_bytes: int = 256 << 20
    unpacked_bytes: int = 1 << 30
    depth: int = 8

    @classmethod
    def within(cls, memory: int, wall_seconds: float) -> "Limits":
        """Return limits for so many bytes a worker. The parent holds a file's text, up to four bytes a character."""
        return cls(memory=memory, wall_seconds=wall_seconds, characters=min(MOST_CHARACTERS, memory // 8))


def confine(limits: Limits) -> None:
    """Hold this process to the limits, and let it open neither network nor files to write.

    The limits of the kernel hold whatever happens. The hook sees what Python does, not what hostile machine
    code would do: it keeps an honest library from being talked into something.
    """
    _limit(resource.RLIMIT_AS, limits.memory, limits.memory + SPARE)
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    _limit(resource.RLIMIT_FSIZE, 0, 0)
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_NOFILE, 32, 32)
    _limit(resource.RLIMIT_NPROC, 0, 0)
    sys.addaudithook(_refuse)


def allow_last_words() -> None:
    """Give back the memory set aside, after a MemoryError."""
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _limit(what: int, soft: int, hard: int) -> None:
    """Set a limit, never above what the user may. macOS has no limit on address space: it refuses."""
    ceiling = resource.getrlimit(what)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (soft, hard))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event == "open":
        flags = args[2] if len(args) > 2 else 0
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError("the reader tried to open a file for writing, which no reader may")
    elif event.startswith(_REFUSED):
        raise PermissionError(f"the reader tried what no reader may ({event})")
