"""What a query means, as a tree of records. Words in it are analysed already; nothing in it belongs to an engine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text or title, by its term. `text` is the word as it was asked for."""

    term: str
    text: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word whose normal form, or whose stem, begins with `start`."""

    start: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more words, each straight after the other. A page break may stand between them."""

    parts: tuple[Word | Prefix, ...]


Leaf: TypeAlias = Word | Prefix | Phrase


@dataclass(frozen=True, slots=True)
class InTitle:
    """A leaf that must stand in the title."""

    leaf: Leaf


@dataclass(frozen=True, slots=True)
class InAuthority:
    """Words, unstemmed, that stand in the name of one authority in this order, others between them or not.

    If `open_ended`, the last is only the beginning of a word.
    """

    words: tuple[str, ...]
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A value of source, kind, state or type, in lower case."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Published:
    """Published from the first day to the last, both included; None is no bound. Without a date, never."""

    first: date | None
    last: date | None


AS_TEXT, WAITING = 101, 102
"""What a page's byte is, in an entry, if it is not by OCR: as text, or a picture that waits for OCR."""


@dataclass(frozen=True, slots=True)
class Ocr:
    """Has a page whose byte is between these, both included: how sure OCR was, in percent, AS_TEXT or WAITING."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Every document that does not match."""

    part: "Node"


Filter: TypeAlias = InAuthority | Label | Published | Ocr
Node: TypeAlias = Word | Prefix | Phrase | InTitle | Filter | And | Or | Not


def all_of(*nodes: Node) -> Node:
    """Join nodes that must all match. Raises ValueError if there are none."""
    if not nodes:
        raise ValueError("nothing to join")
    return nodes[0] if len(nodes) == 1 else And(nodes)


def leaves(node: Node) -> Iterator[Leaf | InTitle]:
    """Yield what a match is shown by: the words, prefixes and phrases that are wanted, not those under a NOT.

    In the order of the query; what is asked for twice comes twice.
    """
    return _leaves(node, wanted=True)


def by_ocr(node: Node) -> Iterator[Ocr]:
    """Yield what is asked of a page's OCR, and not under a NOT: the pages of a match that are shown are of these."""
    match node:
        case Ocr():
            yield node
        case And() | Or():
            for part in node.parts:
                yield from by_ocr(part)


def _leaves(node: Node, *, wanted: bool) -> Iterator[Leaf | InTitle]:
    match node:
        case Word() | Prefix() | Phrase() | InTitle():
            if wanted:
                yield node
        case And() | Or():
            for part in node.parts:
                yield from _leaves(part, wanted=wanted)
        case Not():
            yield from _leaves(node.part, wanted=not wanted)
