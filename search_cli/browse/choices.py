"""What may be chosen, as lines of a panel: in groups, with counts, those that fit what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment

from search_cli.browse.drawing import Line, both_ends, fit
from search_cli.browse.ink import Ink
from search_cli.terminal import line

SHOWN = 8
"""Values of a group that are listed while nothing is typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen. `on` if it is chosen already, `new` if it is only what was typed."""

    group: str
    value: str
    count: int = 0
    on: bool = False
    new: bool = False


Row = Choice | str
"""A choice, or what stands over some."""


def rows(choices: Sequence[Choice], typed: str, *, free: str = "") -> list[Row]:
    """Return the lines of a panel. What was typed is one more choice, of the group `free`, if that is named."""
    wanted = typed.strip().casefold()
    listed: list[Row] = []
    for group in dict.fromkeys(choice.group for choice in choices):
        members = [choice for choice in choices if choice.group == group]
        some = [choice for choice in members if wanted in choice.value.casefold()]
        shown = some if wanted else some[:SHOWN]
        if shown:
            listed += [group, *shown]
        if len(some) > len(shown):
            listed.append(f"  and {len(some) - len(shown):,} more: type a part of the name")
    if free and wanted and not any(choice.value.casefold() == wanted for choice in choices):
        listed.append(Choice(free, typed.strip(), new=True))
    return listed


def drawn(row: Row, width: int, ink: Ink, *, chosen: bool) -> Line:
    """Return one line."""
    if isinstance(row, str):
        return [Segment(fit(f" {row}", width), ink.dim)]
    sign = Segment("▌" if chosen else " ", ink.bar)
    count = [Segment(f"{row.count:,} " if row.count else "new " if row.new else " ", ink.dim)]
    tick = "✓ " if row.on else "  "
    room = width - Segment.get_line_length(count) - 4
    name = Segment(f"{tick}{fit(line(row.value), room)}", ink.title if chosen else ink.text)
    return both_ends([sign, Segment(" "), name], count, width)
