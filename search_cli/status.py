"""Exit statuses, in one place."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """What a command's end means. Click's own choice, 1 for everything, would look like "nothing found"."""

    DONE = 0
    NOTHING_FOUND = 1
    NOT_DONE = 2
    PARTLY = 3
    DAMAGED = 4
    LOCKED = 5
    SPENT = 6
    INTERRUPTED = 130
