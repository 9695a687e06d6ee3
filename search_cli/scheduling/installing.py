"""What `foi cron install` and `remove` do, and what they say they did."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from search_cli.declaring import write
from search_cli.scheduling import crontab, system, systemd
from search_cli.scheduling.job import CannotSchedule, Job
from search_cli.scheduling.times import Times


def put_line(job: Job, times: Times, *, dry: bool) -> Iterator[str]:
    """Put the line into the crontab of whoever runs this, and say what became of it, a line each."""
    wanted = crontab.line(job, times)
    with system.alone():
        before = system.read_crontab()
        was = crontab.own(before, job)
        after = crontab.put(before, job, wanted)
        if after == before:
            yield "your crontab has this line already; nothing was changed"
        elif dry:
            yield "would replace in your crontab" if was else "would add to your crontab"
        else:
            _write(after, job, [wanted])
            yield "replaced in your crontab" if was else "added to your crontab"
    yield from (f"  - {one}" for one in was if one != wanted)
    yield f"  {'+ ' if was and was != [wanted] else ''}{wanted}"


def take_line(job: Job, *, dry: bool) -> Iterator[str]:
    """Take the lines of this data folder out of the crontab; say which they were, and nothing if there is none."""
    with system.alone():
        before = system.read_crontab()
        was = crontab.own(before, job)
        if was and not dry:
            _write(crontab.without(before, job), job, [])
    if was:
        yield f"{'would take' if dry else 'taken'} out of your crontab"
        yield from (f"  {one}" for one in was)


def _write(text: bytes, job: Job, expected: list[str]) -> None:
    system.write_crontab(text)
    if crontab.own(system.read_crontab(), job) != expected:
        raise CannotSchedule("your crontab is not what was written just now: something else changes it; run this again")


def units(job: Job, times: Times) -> dict[Path, str]:
    """Return the files of service and timer, with what is to be in them."""
    name = systemd.name(job)
    folder = system.units()
    return {
        folder / f"{name}.service": systemd.service(job),
        folder / f"{name}.timer": systemd.timer(job, times),
    }


def put_units(job: Job, times: Times, *, dry: bool) -> Iterator[str]:
    """Write service and timer and have the timer started. If systemd does not take them, the files are as before."""
    files = units(job, times)
    before = {file: content(file) for file in files}
    if dry:
        yield from (f"{'would replace' if before[file] else 'would write'} {file}" for file in files)
        return
    system.wanted("systemctl")
    try:
        for file, text in files.items():
            write(file, text)
        system.systemctl("daemon-reload")
        system.systemctl("enable", "--now", f"{systemd.name(job)}.timer")
    except (CannotSchedule, OSError):
        for file, text in before.items():
            _restore(file, text)
        with contextlib.suppress(CannotSchedule):
            system.systemctl("daemon-reload")
        raise
    for file, text in files.items():
        yield f"{'unchanged' if before[file] == text else 'replaced' if before[file] else 'written'}: {file}"
    yield f"started: {systemd.name(job)}.timer ({times.calendar})"


def take_units(job: Job, *, dry: bool) -> Iterator[str]:
    """Stop the timer and remove its files; say so, and nothing if there are none."""
    there = [file for file in units(job, Times((), ())) if content(file)]
    if not there:
        return
    if not dry:
        system.systemctl("disable", "--now", f"{systemd.name(job)}.timer")
        for file in there:
            file.unlink()
        system.systemctl("daemon-reload")
    yield from (f"{'would remove' if dry else 'removed'} {file}" for file in there)


def content(file: Path) -> str:
    """Return what a unit file says, "" if there is none."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def _restore(file: Path, text: str) -> None:
    if text:
        write(file, text)
    else:
        file.unlink(missing_ok=True)
