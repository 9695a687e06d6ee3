"""A service and a timer as systemd reads them: text, without asking systemd for anything."""

from search_cli.scheduling.job import Job, env
from search_cli.scheduling.times import Times

JITTER = "2min"
LOCKED, NOTHING_NEW = 5, 1
PATIENCE = 90
"""Seconds an update has to end its crawl in good order when the machine goes down; it takes half of them."""


def name(job: Job) -> str:
    """Return what service and timer of a data folder are called."""
    return f"foi-update-{job.id}"


def service(job: Job) -> str:
    """Return the service: one update. That another one is at work already, or that nothing is new, is no failure.

    The ":" before the command keeps a "$" in it what it is; systemd itself starts no program with a quote in its name.
    """
    environment = "".join(f"Environment={quoted(f'{key}={value}')}\n" for key, value in job.environment.items())
    return (
        "# Made by `foi cron install --systemd`.\n"
        f"[Unit]\nDescription=Bring {_percent(job.data)} up to date\n\n"
        f"[Service]\nType=oneshot\n{environment}"
        f"ExecStart=:{' '.join(quoted(word) for word in (env(), *job.command))}\n"
        f"SuccessExitStatus={NOTHING_NEW} {LOCKED}\nKillMode=mixed\nTimeoutStopSec={PATIENCE}\n"
    )


def timer(job: Job, times: Times) -> str:
    """Return the timer. What was missed while the machine slept is made up for once."""
    jitter = "" if times.exact else f"RandomizedDelaySec={JITTER}\n"
    return (
        "# Made by `foi cron install --systemd`.\n"
        f"[Unit]\nDescription=When {_percent(job.data)} is brought up to date\n\n"
        f"[Timer]\nOnCalendar={times.calendar}\n{jitter}Persistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def quoted(word: str) -> str:
    """Return a word as a unit file wants it. Source: systemd.syntax(7), "Quoting"; systemd.unit(5), "Specifiers"."""
    escaped = _percent(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if escaped == "" or set(escaped) & set(" \"';\\") else escaped


def _percent(text: str) -> str:
    return text.replace("%", "%%")
