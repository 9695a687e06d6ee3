"""An update with its log and its record, which it leaves whatever becomes of it."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress

import click

from search_cli.context import Session
from search_cli.progress import progress
from search_cli.status import ExitStatus
from search_cli.terminal import line
from search_cli.updating.budget import Budget
from search_cli.updating.child import Child
from search_cli.updating.log import logger, logging_to
from search_cli.updating.planning import HOW
from search_cli.updating.records import Record, Records, now
from search_cli.updating.running import Found, Work
from search_cli.updating.stop import Stop, Stopped
from search_cli.updating.telling import failed, fresh, in_a_word, judged, long_held, screen

WHOLE = "update"
"""What failed, where nothing could be done; main.py tells of it."""


def update(session: Session, budget: Budget, *, everything: bool = False) -> ExitStatus:
    """Run an update, tell what is new and what failed, and return the exit status.

    Whoever calls holds the lock of updates. Raises what kept anything from being done, once it is on record.
    """
    record, records, stop = Record(now().isoformat()), Records(session.places.logs), Stop()
    began = time.monotonic()
    with stop.listening(), logging_to(session.places.logs) as log:
        logger.info("update begins: pid %d", record.pid)
        _kept(records.begin, record)
        with progress(quiet=session.quiet) as bar:
            child = Child(session.places.data, stop, lambda text: logger.info("  %s", text))
            work = Work(session, budget, record, stop, bar, child, everything)
            error = _worked(work)
        gone = _told(work)
        if log.lost:
            record.fail("log", f"it cannot be written: {log.lost}")
        record.failures = fresh(record.failures, _past(records), record.time)
        record.outcome, record.status = judged(record, work.found, error=error, interrupted=bool(stop.by))
        record.finished, record.seconds = now().isoformat(), round(time.monotonic() - began, 1)
        logger.info("update ends: %s, status %d, in %.0f s", record.outcome, record.status, record.seconds)
        unkept = _kept(records.end, record)
    with suppress(OSError):  # nobody listens: it is all on record
        _tell_failures(session, work, "" if log.lost else unkept)
    if error and (not session.quiet or any(one.told for one in record.failures)):
        raise error
    if gone:
        raise gone
    return ExitStatus(record.status)


def _worked(work: Work) -> Exception | None:
    """Do the work; return what kept it from being done."""
    try:
        work.run()
    except Stopped as stopped:
        logger.info("ended by %s", stopped)
    except Exception as fault:  # noqa: BLE001 - it is raised again once it is on record
        logger.exception("the update failed")
        work.record.fail(WHOLE, str(fault) or repr(fault))
        return fault
    return None


def _told(work: Work) -> BrokenPipeError | None:
    """Print what is new, and keep that it was told; return the error if whoever read has read enough."""
    try:
        for text in screen(work.record, work.found):
            click.echo(text)
        sys.stdout.flush()
        work.told()
    except BrokenPipeError as fault:
        return fault
    except Exception as fault:  # noqa: BLE001 - a full disk, a damaged file of the watches: the rest is told
        logger.exception("what is new could not be told")
        work.record.fail("what is new", f"it could not be told, and noted as told; the next update tells it: {fault}")
    return None


def _tell_failures(session: Session, work: Work, unkept: str) -> None:
    """Say what failed: to cron, what it was not told of in the last day. And then the rest that is worth a line."""
    for text in work.found.watched.notices:
        session.say(text)
    for text in failed(one for one in work.record.failures if one.what != WHOLE and (one.told or not session.quiet)):
        _warn(text)
    if unkept:
        _warn(f"the record of this run cannot be kept: {unkept}")
    _remark(session, work.record, work.found, stopped=work.stop.by)


def _remark(session: Session, record: Record, found: Found, *, stopped: str) -> None:
    """Say what is no failure and no news, unless nobody wants to know."""
    if stopped:
        _warn(f"ended by {stopped}; what was done is kept, and the next update goes on")
        return
    if found.locked and (not session.quiet or long_held(found.locked, record.time)):
        _warn(found.locked)
    if not found.planned and not record.failures:
        session.say(HOW)
    else:
        session.say(in_a_word(record, found, now()))


def _past(records: Records) -> list[Record]:
    try:
        return records.all()
    except OSError:
        return []


def _kept(keep: Callable[[Record], None], record: Record) -> str:
    """Keep a record; return why that could not be, "" if it could."""
    try:
        keep(record)
    except OSError as error:
        logger.info("the record cannot be kept: %s", error)
        return str(error)
    return ""


def _warn(text: str) -> None:
    click.echo(f"foi: {line(text)}", err=True)
