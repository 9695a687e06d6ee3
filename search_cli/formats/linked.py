"""What a hit is linked to, in a line for each: the releases a report rests on, the reports of a release."""

from collections.abc import Iterator
from typing import Any

from indexer.facts.links.asking import REPORTED_BY, RESTS_ON
from indexer.linked import Told
from indexer.search import Hit
from search_cli.terminal import line

_FIELDS = ("id", "document", "title", "authority", "outlet", "kind", "published", "url")


def linked(hit: Hit) -> Iterator[str]:
    """Yield a line for each link of a hit."""
    for relation, several in ((RESTS_ON, hit.rests_on), (REPORTED_BY, hit.reported_by)):
        yield from (f"{relation}: {named(told)}" for told in several)


def named(told: Told) -> str:
    """Name a publication at the other end: its title, whose it is, and the ID that other commands accept."""
    parts = line(told["title"]) or "(no title)", line(told["authority"] or told["outlet"]), told["published"]
    return f"{' · '.join(part for part in parts if part)} · {told['document'][:12]}"


def form(told: Told) -> dict[str, Any]:
    """Return a publication at the other end as it stands in rows."""
    return {name: told[name] or None for name in _FIELDS}
