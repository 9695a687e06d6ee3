"""When a job is due: at a minute of its own, so that not all who run foi ask a site at the same second."""

import hashlib

from indexer.record import record

HOUR = 60
DAY = 24 * HOUR
EVERY = {
    **{f"{minutes}min": minutes for minutes in (5, 10, 15, 20, 30)},
    **{f"{hours}h": hours * HOUR for hours in (1, 2, 3, 4, 6, 8, 12)},
    "1d": DAY,
}
"""The intervals both crontabs and timers can keep: those that go into an hour, or into a day."""
QUIET_HOURS = (3, 4, 5)
"""When a daily job runs: at night, and after the hour that summer time takes away or gives twice."""


@record()
class Times:
    """Minutes of the hour and hours of the day, the latter empty for each. `exact` if a person named the minute."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    exact: bool = False

    @property
    def cron(self) -> str:
        """The five fields of a crontab. A list and no step: old ones know no "7-59/15"."""
        return f"{_joined(self.minutes, '%d')} {_joined(self.hours, '%d') or '*'} * * *"

    @property
    def calendar(self) -> str:
        """The same as systemd writes it. Source: systemd.time(7)."""
        return f"*-*-* {_joined(self.hours, '%02d') or '*'}:{_joined(self.minutes, '%02d')}:00"


def spread(minutes: int, seed: str) -> Times:
    """Return when a job is due that runs so often, at times that the seed chooses and that stay the same."""
    chance = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogateescape")).digest()[:8])
    if minutes <= HOUR:
        return Times(tuple(range(chance % minutes, HOUR, minutes)), ())
    minute, rest = chance % HOUR, chance // HOUR
    if minutes >= DAY:
        return Times((minute,), (QUIET_HOURS[rest % len(QUIET_HOURS)],))
    step = minutes // HOUR
    return Times((minute,), tuple(range(rest % step, 24, step)))


def daily(hour: int, minute: int) -> Times:
    """Return when a job is due that a person wants at that time of the day."""
    return Times((minute,), (hour,), exact=True)


def _joined(numbers: tuple[int, ...], form: str) -> str:
    return ",".join(form % number for number in numbers)
