"""Every key, what it does, and where: for the bindings, the line at the foot, the help screen and the docs."""

from dataclasses import dataclass
from typing import Any

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """Some keys that do one thing. `shown` is how they are written for a person, `word` what they do in one word."""

    keys: str
    action: str
    shown: str
    word: str
    what: str


MOVING = (
    Key("j,down", "down", "j ↓", "down", "next document; in the page: a line down"),
    Key("k,up", "up", "k ↑", "up", "previous document; in the page: a line up"),
    Key("J,ctrl+n", "hit(1)", "J ^N", "next", "next document, wherever you are"),
    Key("K,ctrl+p", "hit(-1)", "K ^P", "previous", "previous document, wherever you are"),
    Key("n", "match(1)", "n", "match", "next match, on this page or the next that has one"),
    Key("N", "match(-1)", "N", "match", "previous match"),
    Key("l,right", "page(1)", "l →", "page", "next page"),
    Key("h,left", "page(-1)", "h ←", "page", "previous page; before the first: about the document"),
    Key("]", "matching(1)", "]", "matching", "next page that matches"),
    Key("[", "matching(-1)", "[", "matching", "previous page that matches"),
    Key("space", "read(1)", "space", "read on", "read on: a screen of text, then the next page"),
    Key("b,backspace", "read(-1)", "b", "back", "read back"),
    Key("pagedown,ctrl+f", "screen(1)", "PgDn", "screen", "a screen of documents, or of text, down"),
    Key("pageup,ctrl+b", "screen(-1)", "PgUp", "screen", "a screen up"),
    Key("g,home", "end(-1)", "g Home", "first", "first document, or beginning of the page"),
    Key("G,end", "end(1)", "G End", "last", "last document, or end of the page"),
    *(Key(str(digit), f"number('{digit}')", "", "", "") for digit in range(1, 10)),
    Key(":", "number('')", "1-9 :", "page", "go to a page by its number"),
)
"""Keys that move."""

ASKING = (
    Key("/", "query", "/", "search", "to the query; Enter or ↓ comes back"),
    Key("f", "facets", "f", "narrow", "what the answer can be narrowed by, with counts"),
    Key("s", "sort", "s", "sort", "best first, newest, oldest, greatest sum"),
    Key("u", "back", "u", "undo", "the query before"),
    Key("r,ctrl+l", "again", "r", "again", "the same again: what was tagged meanwhile counts"),
    Key("y", "corrected", "y", "yes", "take the spelling that was suggested"),
    Key("L", "similar", "L", "like", "documents like this one"),
)
"""Keys that ask."""

ADDING = (
    Key("t", "tag", "t", "tag", "put a tag on the document, or take one off"),
    Key("a", "note", "a", "note", "write a note on this page, or change it"),
    Key("c", "cite", "c", "cite", "cite this page: show, copy, take along"),
    Key("o", "open", "o", "open", "the original, at this page where the viewer can"),
)
"""Keys that add something, or take something along."""

DOING = (
    Key("enter", "enter", "Enter", "read", "to the page"),
    Key("tab", "other", "Tab", "other side", "from the documents to the page, and back"),
    Key("z", "zoom", "z", "zoom", "the page alone, and back"),
    Key("?,f1", "help", "? F1", "help", "this page"),
    Key("escape", "leave", "Esc", "back", "one step back: page, documents, query"),
    Key("q", "quit", "q", "quit", "the end; ^C too"),
)
"""Keys that do something with the document, or with the screen."""

GROUPS = {"Move": MOVING, "Ask": ASKING, "Keep": ADDING, "Do": DOING}


def bindings() -> list[Any]:
    """Return all of them as Textual has them."""
    return [Binding(key.keys, key.action, show=False) for group in GROUPS.values() for key in group]


FOOT = {
    "query": (
        ("Enter", "read"),
        ("^N ^P", "document"),
        ("↑", "earlier query"),
        ("^U", "clear"),
        ("F1", "help"),
        ("Esc", "back"),
        ("^C", "quit"),
    ),
    "results": (
        ("/", "search"),
        ("↑↓", "document"),
        ("n", "match"),
        ("←→", "page"),
        ("f", "narrow"),
        ("t", "tag"),
        ("c", "cite"),
        ("?", "help"),
        ("q", "quit"),
        ("Enter", "read"),
        ("a", "note"),
        ("o", "open"),
        ("s", "sort"),
        ("u", "undo"),
        ("L", "like"),
        ("z", "zoom"),
    ),
    "page": (
        ("space", "on"),
        ("n", "match"),
        ("←→", "page"),
        ("J K", "document"),
        ("t", "tag"),
        ("c", "cite"),
        ("o", "open"),
        ("?", "help"),
        ("Esc", "back"),
        ("a", "note"),
        ("]", "matching page"),
        ("f", "narrow"),
        ("z", "zoom"),
        ("/", "search"),
        ("q", "quit"),
    ),
}
"""What the line at the foot says, by what has the focus: what matters most first, the rest where there is room."""
