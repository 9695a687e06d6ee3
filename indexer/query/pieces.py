"""A query's text to pieces: brackets, operators, and the words, phrases and filters between them."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from indexer.errors import QueryError
from indexer.query.dates import published
from indexer.query.filters import (
    LABELS,
    authority,
    exemption,
    label,
    lag,
    like,
    mentioned,
    ocr,
    reference,
    supplier,
    tag,
)
from indexer.query.nodes import HasHidden, InTitle, Leaf, Node, Noted
from indexer.query.problems import BadFilter, nearest, problem
from indexer.query.words import MAX_NEAR, leaf, or_reference, regex, window
from indexer.record import record

FIELDS = (
    *("title", "authority", *LABELS, "published", "amount", "reference", "supplier", "exemption", "mentioned", "lag"),
    *("ocr", "like", "tag", "note", "hidden", "query"),
)
NEAR = 10
"""How far from each other NEAR and ADJ let words stand if they do not say it."""

_CURLY = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))
_PLAIN = r'[^\s"()]+(?:\([^\s"()]*\)[^\s"()]*)*+'  # brackets inside a word are its own: s.40(2)(a)
_QUOTED = r'"[^"]*"(?:~[^\s"()]*)?'
_REGEX = r"/(?:[^/\\\s]|\\\S)++/(?=[\s)]|$)"  # not /usr/bin, nor /and/or
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<operator>AND|OR|NOT|(?:NEAR|ADJ)(?:/[^\s"()]*)?)(?=[\s()"]|$)
    | (?P<open>\() | (?P<close>\))
    | (?P<minus>-+)(?=[^\s)-])
    | (?P<field>[^\W\d_]{{2,}}):(?!//)(?P<value>{_REGEX}|{_QUOTED}|{_PLAIN})
    | (?P<quoted>{_QUOTED}) | (?P<regex>{_REGEX}) | (?P<plain>{_PLAIN})""",
    re.VERBOSE,
)
_CUT_REGEX = r"/[^/]*[\[\]{}|^+*\\][^/]*"
_MEANT = {"date": "published", "ref": "reference", "sum": "amount", "money": "amount", "status": "outcome"}
_MEANT |= {
    "from": "authority",
    "body": "authority",
    "filetype": "type",
    "format": "type",
    "similar": "like",
    "label": "tag",
    "comment": "note",
    "company": "supplier",
    "section": "exemption",
    "delay": "lag",
}
_READERS: dict[str, Callable[[str], Node]] = {
    "authority": authority,
    "reference": reference,
    "ocr": ocr,
    "like": like,
    "tag": tag,
    "supplier": supplier,
    "exemption": exemption,
    "mentioned": mentioned,
    "lag": lag,
}
_ANY_HIDDEN = frozenset(("yes", "*"))
_HIDDEN = 'hidden:yes for any, hidden:word or hidden:"two words"'
LAWS = frozenset(("FOI", "FOIA", "FOISA", "EIR", "RFI", "IC"))
"""A word without quotes that a reference of several words begins with."""


@record()
class Piece:
    """One piece of a query: an operator, bracket or "query" by its sign, or, with no sign, a node.

    Columns count from 1. `most` is how far NEAR and ADJ reach, `saved` the name of a saved query. A `plain` piece
    is a word without quotes.
    """

    column: int
    sign: str = ""
    node: Node | None = None
    printed: str = ""
    most: int = 0
    saved: str = ""
    plain: bool = False


def pieces(text: str, today: date | None = None) -> tuple[Piece, ...]:
    """Return the pieces of a query in order. Raises QueryError if one cannot be understood."""
    text = text.translate(_CURLY)
    if text.count('"') % 2:
        raise problem("the quotes", text.rindex('"') + 1, ' are not closed: put a " where the phrase ends')
    found = tuple(_pieces(text, today))
    if LAWS.isdisjoint([piece.printed.upper() for piece in found]):
        return found
    from indexer.query.joined import with_references

    return tuple(with_references(found))


def _pieces(text: str, today: date | None) -> Iterator[Piece]:
    minus: Piece | None = None
    for match in _TOKEN.finditer(text):
        column, printed = match.start() + 1, match.group()
        match match.lastgroup:
            case "minus":
                minus = Piece(column, "NOT", printed="-")
                continue
            case "operator" | "open" | "close":
                piece: Piece | None = _operator(printed, column)
            case "space":
                continue
            case _ if (match["field"] or "").lower() == "query":
                piece = Piece(column, "query", printed=printed, saved=match["value"].strip('"').strip())
            case kind:
                node = _node(match, column, today)  # none for an "&" between words, which asks for nothing
                piece = Piece(column, "", node, printed, 0, "", kind == "plain") if node else None
        if piece:
            if minus:
                yield minus
            yield piece
        minus = None


def _operator(printed: str, column: int) -> Piece:
    name, slash, distance = printed.partition("/")
    if name not in ("NEAR", "ADJ"):
        return Piece(column, printed, None, printed)
    if not slash:
        return Piece(column, name, printed=printed, most=NEAR)
    if not (distance.isascii() and distance.isdigit() and len(distance) < 7 and 0 < int(distance) <= MAX_NEAR):
        advice = (
            f" says how many words apart as {name}/5, from 1 to {MAX_NEAR:,}. "
            "To search for the word itself, write it in small letters"
        )
        raise problem(f"{name}/", column, advice)
    return Piece(column, name, printed=printed, most=int(distance))


def _node(match: re.Match[str], column: int, today: date | None) -> Node | None:
    if match["field"]:
        return _field(match["field"], match["value"], column, today)
    if match["regex"]:
        return regex(match["regex"], column)
    if match["quoted"]:
        return or_reference(_quoted(match["quoted"], column), match["quoted"])
    word = match["plain"]
    if word.isascii() and word.isalpha():  # as most are: it is a word, and nothing else
        return leaf(word, column)
    name, colon, rest = word.partition(":")
    if colon and name.lower() in FIELDS and (not rest or rest.startswith("(")):
        raise problem(f"{name}:", column, f' needs its value straight after it: {name}:word or {name}:"two words"')
    if word.startswith("/") and re.fullmatch(_CUT_REGEX, word):
        raise problem("the regular expression", column, " is not closed: put a / where it ends. It can hold no blank")
    found = leaf(word, column)
    return or_reference(found, word) if found else None


def _quoted(printed: str, column: int) -> Leaf:
    _, text, distance = printed.split('"')
    found = window(text, distance, column) if distance else leaf(text, column + 1)
    if found is None:
        raise problem("the quotes", column, " hold no word: put at least one letter or number into them")
    return found


def _field(printed: str, value: str, column: int, today: date | None) -> Node:
    name, text = printed.lower(), value.strip('"')
    if name not in FIELDS:
        raise _no_field(printed, name, column)
    inside = column + len(printed) + 1
    try:
        match name:
            case "title":
                return InTitle(_words(value, 'title:audit or title:"annual audit"', column, inside))
            case "note":
                anything = value == "*"
                return Noted(None if anything else _words(value, 'note:annex or note:"an annex"', column, inside))
            case "hidden":
                return HasHidden(None if value.lower() in _ANY_HIDDEN else _words(value, _HIDDEN, column, inside))
            case "published":
                return published(text, today)
            case "amount":
                from indexer.query.amounts import (
                    amount,
                )  # its patterns take a while to compile, and few queries need them

                return amount(text)
            case _:
                return _READERS[name](text) if name in _READERS else label(name, text)
    except BadFilter as bad:
        raise problem(bad.what, inside, f"; {bad.advice}") from None


def _words(value: str, example: str, column: int, inside: int) -> Leaf:
    """Read the words that must stand in something; the example is what to write where there are none."""
    if re.fullmatch(_REGEX, value):
        return regex(value, inside)
    found: Leaf | None = None
    if not value.startswith('"'):
        found = leaf(value, inside)
    elif value.strip('"'):
        found = _quoted(value, inside)
    if found is None:
        raise problem(f"{example.partition(':')[0]}:", column, f" needs a word: {example}")
    return found


def _no_field(printed: str, name: str, column: int) -> QueryError:
    near = _MEANT.get(name) or nearest(name, FIELDS)
    advice = f"did you mean {near!r}?" if near else f"the fields are {', '.join(FIELDS)}."
    return problem(
        f"no field {printed!r}", column, f"; {advice} To search for the words themselves, put them in quotes."
    )
