"""A query's text to pieces: brackets, operators, and the words, phrases and filters between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.analysis import tokens
from indexer.errors import QueryError
from indexer.query.filters import LABELS, BadFilter, authority, label, ocr, published
from indexer.query.nodes import InTitle, Leaf, Node, Phrase, Prefix, Word

FIELDS = ("title", "authority", *LABELS, "published", "ocr")

_CURLY = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))
_PLAIN = r'[^\s"()]+(?:\([^\s"()]*\)[^\s"()]*)*+'  # brackets inside a word are its own: s.40(2)(a)
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<operator>AND|OR|NOT)(?=[\s()"]|$)
    | (?P<open>\() | (?P<close>\))
    | (?P<minus>-+)(?=[^\s)-])
    | (?P<field>[^\W\d_]{{2,}}):(?!//)(?P<value>"[^"]*"|{_PLAIN})
    | (?P<quoted>"[^"]*") | (?P<plain>{_PLAIN})""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a query: an operator or bracket by its sign, or, with no sign, a node. Columns count from 1."""

    column: int
    sign: str = ""
    node: Node | None = None


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a query in order. Raises QueryError if one cannot be understood."""
    text = text.translate(_CURLY)
    if text.count('"') % 2:
        raise problem("the quotes", text.rindex('"') + 1, ' are not closed: put a " where the phrase ends')
    minus: Piece | None = None
    for match in _TOKEN.finditer(text):
        column = match.start() + 1
        match match.lastgroup:
            case "minus":
                minus = Piece(column, "NOT")
                continue
            case "operator" | "open" | "close":
                piece: Piece | None = Piece(column, match.group())
            case "space":
                continue
            case _:
                node = _node(match, column)
                piece = Piece(column, node=node) if node else None  # an "&" between words asks for nothing
        if piece:
            if minus:
                yield minus
            yield piece
        minus = None


def _node(match: re.Match[str], column: int) -> Node | None:
    if match["field"]:
        return _field(match["field"], match["value"], column)
    if match["quoted"]:
        leaf = _leaf(match["quoted"][1:-1].split(), column)
        if leaf is None:
            raise problem("the quotes", column, " hold no word: put at least one letter or number into them")
        return leaf
    word = match["plain"]
    name, colon, rest = word.partition(":")
    if colon and name.lower() in FIELDS and (not rest or rest.startswith("(")):
        raise problem(f"{name}:", column, f' needs its value straight after it: {name}:word or {name}:"two words"')
    if "*" in word.rstrip("*"):
        advice = " may stand only at the end of a word. To search for the words around it, put them in quotes"
        raise problem("the *", column + word.index("*"), advice)
    return _leaf([word], column)


def _field(printed: str, value: str, column: int) -> Node:
    name, text = printed.lower(), value.strip('"')
    if name not in FIELDS:
        raise _no_field(printed, name, column)
    try:
        if name == "authority":
            return authority(text)
        if name == "published":
            return published(text)
        if name == "ocr":
            return ocr(text)
        if name != "title":
            return label(name, text)
    except BadFilter as bad:
        raise problem(bad.what, column + len(printed) + 1, f"; {bad.advice}") from None
    leaf = _leaf(text.split(), column)
    if leaf is None:
        raise problem("title:", column, ' needs a word: title:audit or title:"annual audit"')
    return InTitle(leaf)


def _no_field(printed: str, name: str, column: int) -> QueryError:
    from difflib import get_close_matches

    near = get_close_matches(name, FIELDS, n=1)
    advice = f"did you mean {near[0]!r}?" if near else f"the fields are {', '.join(FIELDS)}."
    return problem(
        f"no field {printed!r}", column, f"; {advice} To search for the words themselves, put them in quotes."
    )


def _leaf(words: list[str], column: int) -> Leaf | None:
    """Return the leaf that finds these words side by side, None if there is nothing in them to search for."""
    parts: list[Word | Prefix] = []
    for printed in words:
        found = [token for token in tokens(printed.replace("\u00ad", "")) if token.width == 1]
        parts += [Word(token.term, printed) for token in found]
        if printed.endswith("*"):
            if found:
                parts[-1] = Prefix(found[-1].word)
            elif len(words) == 1:
                raise problem("the *", column, " needs the beginning of a word before it, as in train*")
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Phrase(tuple(parts))


def problem(what: str, column: int, advice: str) -> QueryError:
    """Say what is wrong, where, and what to do; `advice` begins with the blank or sign that joins it."""
    return QueryError(f"{what} (column {column}){advice}")
