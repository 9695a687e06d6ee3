"""Why nothing may have been found: a source, an authority or an outcome that no document has."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from indexer.analysis import tokens
from indexer.query import And, AtLeast, InAuthority, Label, Node, Or
from indexer.query.problems import nearest
from indexer.search import Searching
from scraper.kinds import Kind

_COUNTED = ("source", "outcome")
_NAMED = 8
_ALL = Or(tuple(Label("kind", kind.value) for kind in Kind))


def unknown(opening: Callable[[], AbstractContextManager[Searching]], query: Node) -> list[str]:
    """Say of each value a query asks for that no document has what may have been meant. For who found nothing.

    `opening` opens what was searched.
    """
    wanted = list(dict.fromkeys(_wanted(query)))
    if not wanted:
        return []
    with opening() as searching:
        none = [one for one in wanted if not searching.search(one, limit=0, exact=True).total]
        return [
            _of_authority(searching, one) if isinstance(one, InAuthority) else _of_label(searching, one) for one in none
        ]


def _wanted(node: Node) -> Iterator[InAuthority | Label]:
    match node:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _wanted(part)
        case InAuthority():
            yield node
        case Label(field, _) if field in _COUNTED:
            yield node


def _values(searching: Searching, facet: str) -> list[str]:
    return [value for value, _ in searching.search(_ALL, limit=0, facets=(facet,), exact=True).facets[facet]]


def _of_label(searching: Searching, label: Label) -> str:
    known = _values(searching, label.field)
    said = f"no document has the {label.field} {label.value!r}"
    near = nearest(label.value, known)
    if near:
        return f"{said}; did you mean {near}?"
    if not known:
        return said
    more = ", ..." if len(known) > _NAMED else ""
    return f"{said}; there {'are' if len(known) > 1 else 'is only'} {', '.join(known[:_NAMED])}{more}"


def _of_authority(searching: Searching, wanted: InAuthority) -> str:
    names = _values(searching, wanted.field)
    words = list(dict.fromkeys(token.word for name in names for token in tokens(name)))
    likely = [word if word in words else nearest(word, words) for word in wanted.words]
    said = f"no {wanted.field} is called {' '.join(wanted.words)!r}"
    return f"{said}; did you mean {' '.join(likely)}?" if all(likely) and tuple(likely) != wanted.words else said
