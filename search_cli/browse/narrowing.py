"""A value of a facet, put into a query: what narrows an answer can be read, changed and taken out again."""

from collections.abc import Mapping

from search_cli.terminal import line

_FIELDS: Mapping[str, str] = {"year": "published"}
"""Fields of the query language that are not called as the facet is."""
_QUOTED = frozenset((*' "()~*?/', "\u201c", "\u201d"))


def narrowed(text: str, facet: str, value: str, *, out: bool = False) -> str:
    """Return a query for those of the answer that have a value, or, `out`, that have it not."""
    clause = f"{'-' if out else ''}{field(facet, value)}"
    asked = text.strip()
    if not asked:
        return clause
    if clause in _clauses(asked):
        return asked
    return f"({asked}) {clause}" if " OR " in f" {asked} " else f"{asked} {clause}"


def field(facet: str, value: str) -> str:
    """Return what asks for a value of a facet."""
    plain = line(value.replace('"', " "))
    quoted = f'"{plain}"' if _QUOTED & set(plain) or facet == "authority" else plain
    return f"{_FIELDS.get(facet, facet)}:{quoted}"


def _clauses(text: str) -> list[str]:
    """Return the parts of a query that stand between blanks outside quotes."""
    parts, inside = [""], False
    for sign in text:
        inside ^= sign == '"'
        if sign == " " and not inside:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
