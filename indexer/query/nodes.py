"""What a query means, as a tree of records. Words in it are analysed already; nothing in it belongs to an engine."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Protocol, TypeAlias

from indexer.record import record


@record(silent=("text",))
class Word:
    """A word of the text or title, by its term. `text` is the word as it was asked for."""

    term: str
    text: str = ""


@record()
class Prefix:
    """Any word whose normal form, or whose stem, begins with `start`."""

    start: str


@record()
class Wildcard:
    """Any word whose normal form, or whose stem, fits: `*` stands for any signs or none, `?` for one sign.

    The pattern is in normal form but for these two.
    """

    pattern: str


@record()
class Fuzzy:
    """Any word whose normal form, or whose stem, is so many edits from `word` at most, which is in normal form.

    An edit puts one sign in, takes one out, or puts one for another (Levenshtein).
    """

    word: str
    edits: int = 1


@record()
class Regex:
    """Any word whose normal form, or whose stem, the regular expression matches as a whole, in the syntax of RE2."""

    pattern: str


Many: TypeAlias = Prefix | Wildcard | Fuzzy | Regex
"""What stands for many words of the index."""

Part: TypeAlias = Word | Many
"""What stands at one place."""


@record()
class Phrase:
    """Two or more words, each straight after the other. A page break may stand between them."""

    parts: tuple[Part, ...]


@record()
class Near:
    """Two or more words, each at a place of its own, the last at most `most` positions after the first.

    In any order, or, if `ordered`, in that of the parts. A page break may stand between them.
    """

    parts: tuple[Part, ...]
    most: int
    ordered: bool = False


@record()
class Reference:
    """A reference, of a request or a release, in any spelling: `key` is what all its spellings share."""

    key: str


@record()
class Amount:
    """A sum of money on some page, from the lowest to the highest, both included, in hundredths (pence).

    None is no bound. `currency` is "GBP", "EUR" or "USD", or "" for any.
    """

    lowest: int | None
    highest: int | None
    currency: str = ""


Leaf: TypeAlias = Part | Phrase | Near | Reference | Amount
"""What stands on pages, and is marked there."""


@record()
class InTitle:
    """A leaf that must stand in the title."""

    leaf: Leaf


@record()
class InAuthority:
    """Words, unstemmed, that stand in the name of one authority in this order, others between them or not.

    If `open_ended`, the last is only the beginning of a word. With the `field` "supplier" it is a company's name.
    """

    words: tuple[str, ...]
    open_ended: bool = False
    field: str = "authority"


@record()
class Label:
    """A value of source, kind, state, type or outcome, in lower case; or of digest or provision, which nobody types."""

    field: str
    value: str


@record()
class Published:
    """Published from the first day to the last, both included; None is no bound. Without a date, never."""

    first: date | None
    last: date | None


AS_TEXT, WAITING = 101, 102
"""What a page's byte is, in an entry, if it is not by OCR: as text, or a picture that waits for OCR."""


@record()
class Ocr:
    """Has a page whose byte is between these, both included: how sure OCR was, in percent, AS_TEXT or WAITING."""

    lowest: int
    highest: int


@record()
class Lag:
    """Has an answer that took so many working days, both included; LONGEST_LAG is that or more."""

    lowest: int
    highest: int


class Digests(Protocol):
    """Documents by digest; a frozenset is such. They may be kept elsewhere, and not be read unless they are wanted."""

    def __len__(self) -> int:
        """Return how many they are, or, if they are very many, that they are many."""
        ...

    def __iter__(self) -> Iterator[str]:
        """Return all of them."""
        ...

    def intersection(self, others: Iterable[str], /) -> Collection[str]:
        """Return those that are among others too."""
        ...


@record()
class Among:
    """One of these documents, by digest. Nobody types it: it stands for what is known of documents elsewhere."""

    digests: Digests


@record()
class And:
    """All of them."""

    parts: "tuple[Node, ...]"


@record()
class Or:
    """At least one of them."""

    parts: "tuple[Node, ...]"


@record()
class AtLeast:
    """So many of them at least."""

    count: int
    parts: "tuple[Node, ...]"


@record()
class Like:
    """Documents that are about the same as one, or as a page of it, from 1; 0 is all of it.

    `id` is its digest, or the beginning of it.
    No engine knows it: a search puts the foremost words in its place.
    """

    id: str
    page: int = 0


@record()
class Tagged:
    """Documents with a tag; if `open_ended`, with any that begins so.

    No engine knows it: a search puts those documents in its place, and so with Noted.
    """

    tag: str
    open_ended: bool = False


@record()
class Noted:
    """Documents with a note in which a leaf stands; None is any note."""

    leaf: Leaf | None


@record()
class HasHidden:
    """Documents with text that nobody sees who looks at them, in which a leaf stands; None is any such text.

    No engine knows it: a search puts those documents in its place. With None in a query, its other leaves may stand in
    hidden text too.
    """

    leaf: Leaf | None


@record()
class Not:
    """Every document that does not match."""

    part: "Node"


Filter: TypeAlias = InAuthority | Label | Published | Ocr | Lag | Among
Node: TypeAlias = Leaf | InTitle | Filter | Like | Tagged | Noted | HasHidden | And | Or | AtLeast | Not


def all_of(*nodes: Node) -> Node:
    """Join nodes that must all match. Raises ValueError if there are none."""
    if not nodes:
        raise ValueError("nothing to join")
    return nodes[0] if len(nodes) == 1 else And(nodes)


def replaced(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return a query with everything in it that is no And, Or, AtLeast or Not changed."""
    match node:
        case And(parts):
            return And(tuple(replaced(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(replaced(part, change) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(replaced(part, change) for part in parts))
        case Not(part):
            return Not(replaced(part, change))
        case _:
            return change(node)


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
        case And() | Or() | AtLeast():
            for part in node.parts:
                yield from by_ocr(part)


def _leaves(node: Node, *, wanted: bool) -> Iterator[Leaf | InTitle]:
    match node:
        case (
            Word() | Prefix() | Wildcard() | Fuzzy() | Regex() | Phrase() | Near() | Reference() | Amount() | InTitle()
        ):
            if wanted:
                yield node
        case And() | Or() | AtLeast():
            for part in node.parts:
                yield from _leaves(part, wanted=wanted)
        case Not():
            yield from _leaves(node.part, wanted=not wanted)
