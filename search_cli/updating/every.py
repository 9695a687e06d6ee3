"""How often a source is crawled: a length of time, or each day at a time of the clock here."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

NEVER = "never"
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(days=30)
_DAY = timedelta(days=1)
_UNITS = {
    "min": timedelta(minutes=1), "minute": timedelta(minutes=1), "minutes": timedelta(minutes=1),
    "h": timedelta(hours=1), "hour": timedelta(hours=1), "hours": timedelta(hours=1),
    "d": _DAY, "day": _DAY, "days": _DAY,
    "w": timedelta(weeks=1), "week": timedelta(weeks=1), "weeks": timedelta(weeks=1),
}  # fmt: skip
_WORDS = {"hourly": timedelta(hours=1), "daily": _DAY, "weekly": timedelta(weeks=1)}
_LENGTH = re.compile(r"([0-9]{1,4}) ?([a-z]+)")
_CLOCK = re.compile(r"daily at ([0-9]{1,2}):([0-9]{2})")


class NoSchedule(ValueError):
    """A text that says no schedule. The message is fit for a user."""


@dataclass(frozen=True, slots=True)
class Every:
    """A schedule, as it was written: once in each `period`, or each day `at` a time of the clock here."""

    text: str
    period: timedelta
    at: time | None = None

    def after(self, last: datetime) -> datetime:
        """Return when it is time again after a crawl that began at `last`."""
        return _next(self.at, last) if self.at else last + self.period

    @property
    def slack(self) -> timedelta:
        """How much earlier will do: whoever calls at regular times may come a moment before the time is up."""
        return timedelta() if self.at else min(self.period / 10, timedelta(minutes=30))


def every(text: object) -> Every:
    """Read a schedule: "6h", "30 min", "2d", "weekly", "daily at 03:10". Raises NoSchedule."""
    said = " ".join(str(text).split()).lower() if isinstance(text, str) else ""
    clock = _CLOCK.fullmatch(said)
    if clock and int(clock[1]) < 24 and int(clock[2]) < 60:
        return Every(said, _DAY, time(int(clock[1]), int(clock[2])))
    length = _LENGTH.fullmatch(said)
    period = _WORDS.get(said) or (int(length[1]) * _UNITS[length[2]] if length and length[2] in _UNITS else None)
    if period is None:
        raise NoSchedule(f'{text!r} is no schedule: write "6h", "30min", "2d", "daily at 03:10" or "{NEVER}"')
    if not SHORTEST <= period <= LONGEST:
        raise NoSchedule(f"{text!r} is no schedule: from 15min to 30d")
    return Every(said, period)


def _next(at: time, last: datetime) -> datetime:
    """Return the first such time of the clock here after a moment; the clock here may change twice a year."""
    day = last.astimezone().date()
    for ahead in range(3):
        slot = datetime.combine(day + ahead * _DAY, at).astimezone(UTC)
        if slot > last:
            return slot
    return last + _DAY
