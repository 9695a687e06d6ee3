"""What a reader of bundles takes at most, whatever a bundle claims: nothing is unpacked beyond it."""

from dataclasses import dataclass

GIGABYTE = 1 << 30
SIZE = 64 * GIGABYTE
_A_MEMBER = SIZE // 250_000
_AN_ENTRY = 256


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything.

    `size` is of all members unpacked, in bytes; `ratio` of unpacked to packed, of a member and of all, beyond `small`
    bytes; `directory` the bytes of the list of members; `line` those of a line, `values` those of it that are not text
    in quotes; `about` those of what a bundle says of itself; `known` the publications, and the files within documents.
    """

    size: int = SIZE
    members: int = SIZE // _A_MEMBER
    directory: int = SIZE // _A_MEMBER * _AN_ENTRY
    ratio: int = 200
    small: int = 16 << 20
    line: int = 64 << 20  # a page of ten million characters, each escaped
    values: int = 4 << 20
    nesting: int = 20
    about: int = 1 << 20
    known: int = 3_000_000

    @classmethod
    def of(cls, size: int) -> "Limits":
        """Return those for so many bytes unpacked; beyond the usual, as many more members are taken."""
        members = max(SIZE, size) // _A_MEMBER
        return cls(size=size, members=members, directory=members * _AN_ENTRY)
