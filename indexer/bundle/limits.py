"""What a reader of bundles takes at most, whatever a bundle claims: nothing is unpacked beyond it."""

from dataclasses import dataclass

GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything. `size` is of all members unpacked, in bytes; `ratio` of one member's unpacked size to its
    packed one, of what is larger than `small`; `line` the bytes of a line, `directory` those of the list of members.
    """

    members: int = 250_000
    directory: int = 64 << 20
    size: int = 64 * GIGABYTE
    ratio: int = 200
    small: int = 16 << 20
    line: int = 64 << 20
    nesting: int = 20
