"""Rules about lists: one that cannot be read, is empty or shorter than ever, goes in circles, went back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median

from scraper.archive.observations import USED_BYTES, USED_PAGES, Observation, Observed
from scraper.health.judging import Past, Suspicion
from scraper.health.shares import Share, fell, share_of

FAR_FEWER = 0.4
"""Of the usual length of a list: a slow week in a feed of thirty days halves it."""
FEWEST = 0.6
"""Of the shortest it ever was."""

NEVER_EMPTY = 3
"""Entries that a list of what happened lately had every time, in ENOUGH runs, if it is not to be empty now."""
ENOUGH = 8
KNOWN_ENDS = ("as its limits say", "cannot be cut further")

LOOK = "open the address in a browser and compare; if it is right as it is, `foi doctor --accept {}`"


def stopped(run: Observed, past: Past) -> Iterator[Suspicion]:
    """The run was stopped, and says why."""
    if run.run.outcome == "stopped":
        source, note = run.run.source, _first(run, "captcha", "sign", "unlisted", "unread")
        kind = note.kind if note and note.kind == "captcha" else "stopped"
        met = f" Met before that: {note.detail}." if note and note.detail not in run.run.note else ""
        url = note.url if note else _list(run, past)
        what = f"{run.run.note}{met}"
        yield Suspicion(source, kind, what, _last_whole(past), url, f"run `foi crawl {source}` and see")


def cut(run: Observed, past: Past) -> Iterator[Suspicion]:  # noqa: ARG001  (a rule)
    """A part of the list could not be read."""
    notes = [one for one in run.observations if one.kind == "unlisted" and not one.detail.endswith(KNOWN_ENDS)]
    if notes and run.run.outcome != "stopped":
        more = f" (and {len(notes) - 1} parts more)" if len(notes) > 1 else ""
        yield Suspicion(run.run.source, "list", f"{notes[0].detail}{more}", "", notes[0].url, _look(run))


def circles(run: Observed, past: Past) -> Iterator[Suspicion]:  # noqa: ARG001  (a rule)
    """A part of the list is another one again, and more is held than that shows."""
    note = _first(run, "loop")
    if note:
        yield Suspicion(run.run.source, "loop", f"a part of its list has {note.detail}", "", note.url, _look(run))


def empty(run: Observed, past: Past) -> Iterator[Suspicion]:
    """The list has nothing in it, though it always had; or it never had, which is a selection of nothing."""
    if not _read_list(run) or run.run.outcome == "stopped" or _number(run, "list entries"):
        return
    before = [_number(one, "list entries") for one in past.runs if _read_list(one)]
    steady = _steady(run)
    since = run.scope.startswith("list since")
    if not before and not since:
        what = "its list has nothing in it, and is read for the first time: is the selection right?"
        yield Suspicion(run.run.source, "empty", what, "", _list(run, past), _look(run))
    elif before and (min(before) > 0 if steady else len(before) >= ENOUGH and min(before) >= NEVER_EMPTY):
        compared = f"{_range(before)} entries in the {_crawls(len(before))} before"
        yield Suspicion(run.run.source, "empty", "its list has nothing in it", compared, _list(run, past), _look(run))


def unread(run: Observed, past: Past) -> Iterator[Suspicion]:
    """The run ended well and never got to read a list."""
    ended = (
        run.run.outcome in {"done", "partly"}
        and run.scope.startswith("list")
        and run.measures.keys() - {USED_PAGES, USED_BYTES}
    )
    if ended and not _read_list(run) and any(map(_read_list, past.runs)):
        yield Suspicion(
            run.run.source, "no-list", "it ended without having read its list", _last_whole(past), "", _look(run)
        )


def shorter(run: Observed, past: Past) -> Iterator[Suspicion]:
    """The list shows far fewer entries than ever."""
    widest = _number(run, "list widest")
    before = [number for one in past.runs if (number := _number(one, "list widest"))]
    if not (widest and before and _steady(run)):
        return
    if widest < FAR_FEWER * median(before) and widest < FEWEST * min(before):
        what = f"its list shows {widest} {'entry' if widest == 1 else 'entries'}"
        compared = f"{_range(before)} in the {_crawls(len(before))} before"
        yield Suspicion(run.run.source, "short-list", what, compared, _list(run, past), _look(run))


def ended(run: Observed, past: Past) -> Iterator[Suspicion]:
    """The list came to its end far earlier than ever: the way to its next part is not found."""
    shown = _number(run, "list end")
    if shown and shown < FAR_FEWER * past.longest:
        what = f"its list ends after {shown:,} {'entry' if shown == 1 else 'entries'}"
        yield Suspicion(run.run.source, "ends-early", what, f"{past.longest:,} once", _list(run, past), _look(run))


def undated(run: Observed, past: Past) -> Iterator[Suspicion]:
    """The entries of the list have no times any more, so that what is new cannot be told."""
    now, before = share_of([run], "list dated"), share_of(past.runs, "list dated")
    if fell(now, before):
        what = f"{now.number} of {now.among} entries of its list have a date that is understood"
        yield Suspicion(run.run.source, "undated", what, _of(before, past), _list(run, past), _look(run))


def another(run: Observed, past: Past) -> Iterator[Suspicion]:
    """The list was read in another of its forms than always before: what is best was not to be had."""
    now, before = _first(run, "way"), [way.detail for one in past.runs if (way := _first(one, "way"))]
    if now and before and now.detail not in before:
        old = next(way for one in reversed(past.runs) if (way := _first(one, "way")))
        note = _first(run, "captcha", "sign", "unread")
        why = f": {note.detail}" if note else ""
        what = f"its list was read from {now.url}, since what it was read from before did not give one{why}"
        yield Suspicion(run.run.source, "other-list", what, f"{old.url}, before", old.url, _look(run))


def back(run: Observed, past: Past) -> Iterator[Suspicion]:
    """The newest entry of the list is older than what was listed before, and more than one entry is missing."""
    now, before = _number(run, "list newest"), [_number(one, "list newest") for one in past.runs]
    if not (now and before and _steady(run)):
        return
    older = sorted({number for number in before if number > now})
    if len(older) > 1:  # the newest alone may have been withdrawn
        what = f"the newest entry of its list is of {_day(now)}"
        compared = f"it was of {_day(older[-1])}: an old copy of the list, or another order?"
        yield Suspicion(run.run.source, "went-back", what, compared, _list(run, past), _look(run))


RULES = (stopped, cut, circles, empty, unread, shorter, ended, undated, another, back)


def _steady(run: Observed) -> bool:
    """Tell whether a list is as long on a quiet day: one that is asked for by dates is not."""
    return "list windows" not in run.measures


def _read_list(run: Observed) -> bool:
    return _number(run, "list parts") > 0


def _number(run: Observed, name: str) -> int:
    return run.measures[name].number if name in run.measures else 0


def _first(run: Observed, *kinds: str) -> Observation | None:
    return next((one for kind in kinds for one in run.observations if one.kind == kind), None)


def _list(run: Observed, past: Past) -> str:
    return next((one.url for seen in (run, *reversed(past.runs)) if (one := _first(seen, "list"))), "")


def _look(run: Observed) -> str:
    return LOOK.format(run.run.source)


def _last_whole(past: Past) -> str:
    return f"the last sound crawl was on {past.runs[-1].run.started:%Y-%m-%d %H:%M} UTC" if past.runs else ""


def _of(before: Share, past: Past) -> str:
    return f"{before.number:,} of {before.among:,} in the {_crawls(len(past.runs))} before"


def _range(numbers: list[int]) -> str:
    low, high = min(numbers), max(numbers)
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _crawls(number: int) -> str:
    return "crawl" if number == 1 else f"{number} crawls"


def _day(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"
