"""A crontab as text: the line that is ours, and what becomes of a crontab when it comes or goes."""

import re
import shlex

from search_cli.scheduling.job import Job, env
from search_cli.scheduling.times import Times

MARK = "foi-index"


def line(job: Job, times: Times) -> str:
    """Return the line of a crontab, without its end.

    The environment is given to the command alone: `PATH=...` as a line of its own would change every job below it.
    """
    given = [f"{name}={value}" for name, value in job.environment.items()]
    return f"{times.cron} {' '.join(quoted(word) for word in (env(), *given, *job.command))} # {MARK} {job.id}"


def quoted(word: str) -> str:
    r"""Return a word as a shell wants it within a crontab.

    Cron takes % for the end of the line unless it is written \%. It is put outside of all quotes, where the backslash
    goes away in a cron that leaves it there, too: busybox's knows nothing of %.
    """
    if "%" not in word:
        return shlex.quote(word)
    return r"\%".join(shlex.quote(part) if part else "" for part in word.split("%"))


def own(crontab: bytes, job: Job) -> list[str]:
    """Return the lines of a crontab that are of this data folder."""
    return [one.decode("utf-8", "replace").rstrip() for one in crontab.split(b"\n") if _is_own(one, job)]


def put(crontab: bytes, job: Job, wanted: str) -> bytes:
    """Return a crontab with a line in the place of the former one, or at the end; every other byte is as it was."""
    lines = crontab.split(b"\n")
    places = [at for at, one in enumerate(lines) if _is_own(one, job)]
    if places:
        lines[places[0]] = wanted.encode()
        lines = [one for at, one in enumerate(lines) if at not in places[1:]]
        return _ended(b"\n".join(lines))
    return _ended(crontab) + wanted.encode() + b"\n"


def without(crontab: bytes, job: Job) -> bytes:
    """Return a crontab without the lines of this data folder; every other byte is as it was."""
    return b"\n".join(one for one in crontab.split(b"\n") if not _is_own(one, job))


def _ended(text: bytes) -> bytes:
    """Text whose last line has an end: cron takes no other, and what is put after it would be a part of it."""
    return text if not text or text.endswith(b"\n") else text + b"\n"


def _is_own(one: bytes, job: Job) -> bool:
    return re.search(rf"# {MARK} {job.id}\s*$".encode(), one) is not None
