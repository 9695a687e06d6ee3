"""Links between reports and releases as rows, the public, versioned schema of `foi links`, and in words.

Described in docs/links.md.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from indexer.facts.links.asking import REPORTED_BY, RESTS_ON, Link
from indexer.facts.links.forms import unpack_reasons
from indexer.facts.links.profile import Seen
from indexer.facts.links.scoring import Reason
from indexer.linked import Told
from search_cli.formats.linked import form
from search_cli.terminal import bold, dim, folded, line, width
from search_cli.terminal import link as linked_text
from search_cli.wrapping import shortened

SCHEMA = 1
FIELDS = (
    *("id", "relation", "other", "document", "title", "authority", "outlet", "kind", "published", "url"),
    *("sureness", "verdict", "reasons", "schema"),
)
"""The fields of the schema, in its order. Fields are only ever added, at the end."""
COLUMNS = ("id", "relation", "other", "document", "title", "authority", "published", "sureness", "verdict", "url")

_LEAST = 0.25
"""Weight of a reason that is told in words; rows have all."""
_SAID = {
    "sum": "the same sum",
    "number": "the same number",
    "reference": "the same reference",
    "body": "names the body",
    "name": "the same name",
    "quote": "quotes it",
    "missing": "a figure that it has not",
}


def row(id_: str, link: Link, told: Told) -> dict[str, Any]:
    """Return a link as the fields of the schema: `id` is the publication asked for, `other` the one it is linked to."""
    named = form(told)
    return {
        "id": id_,
        "relation": relation(id_, link),
        "other": named.pop("id"),
        **named,
        "sureness": None if link.sureness is None else round(link.sureness, 3),
        "verdict": link.verdict or None,
        "reasons": [_reason(reason) for reason in _reasons(link)],
        "schema": SCHEMA,
    }


def relation(id_: str, link: Link) -> str:
    """Say what a publication is to the other of a link."""
    return RESTS_ON if id_ == link.report else REPORTED_BY


def text(id_: str, told: Told, links: Sequence[tuple[Link, Told]]) -> Iterator[str]:
    """Yield a publication, then each link of it with its reasons, the weightiest first."""
    yield f"{bold(folded(line(told['title']) or '(no title)'))}\n"
    yield f"{dim(folded(_facts(told)))}\n"
    for link, other in links:
        yield f"\n{relation(id_, link)}: {bold(linked_text(line(other['title']) or '(no title)', other['url']))}\n"
        yield f"  {folded(_facts(other))}\n"
        yield f"  {_sure(link)}\n"
        yield from (f"  {said}\n" for reason in _reasons(link) for said in _said(reason, told, other, link))


def _facts(told: Told) -> str:
    published = f"{date.fromisoformat(told['published']):%-d %b %Y}" if told["published"] else ""
    outlet = told["outlet"] if told["outlet"] != told["authority"] else ""
    parts = line(told["authority"]), line(outlet), told["kind"], published, told["document"][:12]
    return " · ".join(part for part in parts if part)


def _sure(link: Link) -> str:
    sure = "" if link.sureness is None else f"{min(99, round(100 * link.sureness))} % sure"
    return ", ".join(part for part in (f"{link.verdict} by you" if link.verdict else "", sure) if part)


def _reasons(link: Link) -> Sequence[Reason]:
    found = unpack_reasons(link.reasons) if link.reasons else ()
    return sorted(found, key=lambda reason: -reason.weight)


def _said(reason: Reason, told: Told, other: Told, link: Link) -> Iterator[str]:
    """Say a reason in a line, with the words of both sides and the pages they are on."""
    if abs(reason.weight) < _LEAST:
        return
    said = _SAID.get(reason.kind) or _without_words(reason, told, other, link)
    if reason.kind == "body" and reason.weight < 0:
        said = "does not name the body"
    sides = [_words(seen) for seen in (reason.report, reason.release) if seen]
    same = len(sides) == 2 and line(reason.report.words.text) == line(reason.release.words.text)  # type: ignore[union-attr]
    shown = f"{sides[0]} = {_place(reason.release)}" if same else " = ".join(sides)
    yield f"{reason.weight:+.1f}  {said}{': ' + shown if shown else ''}"


def _without_words(reason: Reason, told: Told, other: Told, link: Link) -> str:
    report, release = (told, other) if told["id"] == link.report else (other, told)
    match reason.kind:
        case "law":
            return (
                "speaks of freedom of information" if reason.weight > 0 else "does not speak of freedom of information"
            )
        case "dates":
            days = (date.fromisoformat(report["published"]) - date.fromisoformat(release["published"])).days
            return f"came {abs(days):,} days {'before' if days < 0 else 'after'} it" if days else "came on the same day"
        case "subject":
            return "says what its title says" if reason.weight > 0 else "does not say what its title says"
        case "wording":
            return "has many of its words" if reason.weight > 0 else "has few of its words"
        case _:
            return line(reason.kind)


def _words(seen: Seen) -> str:
    words = line(seen.words.text)
    return f"{shortened(words, max(30, width() - 50)) if sys.stdout.isatty() else words} ({_place(seen)})"


def _place(seen: Seen | None) -> str:
    return f"{seen.document[:12]}:{seen.words.page}" if seen else ""


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "weight": round(reason.weight, 2),
        "report": _evidence(reason.report),
        "release": _evidence(reason.release),
    }


def _evidence(seen: Seen | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    words = seen.words
    return {"digest": seen.document, "page": words.page, "start": words.start, "end": words.end, "words": words.text}
