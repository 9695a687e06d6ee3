"""Hits that say the same are one: the best of them, with what was folded into it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from indexer.duplicates import held
from indexer.engine.interface import Found, Match, Searcher
from indexer.query import Among, Node, all_of
from indexer.record import changed
from indexer.search import Listing, Ranking

Key = tuple[int, str]
"""A group: the place of the collection that has it, and its name there."""


def folded(
    ranking: Ranking, paths: Sequence[Path], searcher: Searcher, query: Node, listing: Listing, found: Found
) -> Found:
    """Return the matches asked for, of which `found` are the first: as many as there would be if none were folded."""
    wanted = most = listing.offset + listing.limit
    facets = found.facets
    while True:
        keys = _keys(paths, [match.digest for match in found.matches])
        first, rest = _first(found.matches, keys)
        if len(first) >= wanted or len(found.matches) < most:
            break
        most += 2 * (wanted - len(first)) + len(rest)  # enough, unless there are more alike among those
        found = ranking(searcher, query, changed(listing, limit=most, offset=0, facets=()))
    alike = _alike(paths, searcher, query, first[:wanted], keys, rest)
    shown = first[listing.offset : wanted]
    return changed(
        found,
        matches=tuple(shown),
        facets=facets,
        alike={match.digest: alike[match.digest] for match in shown if alike.get(match.digest)},
        folded=sum(map(len, alike.values())),
    )


def _keys(paths: Sequence[Path], digests: Sequence[str]) -> dict[str, list[Key]]:
    keys: dict[str, list[Key]] = {}
    for place, path in enumerate(paths):
        for digest, name in held.names(path, digests).items():
            keys.setdefault(digest, []).append((place, name))
    return keys


def _alike(
    paths: Sequence[Path],
    searcher: Searcher,
    query: Node,
    shown: Sequence[Match],
    keys: Mapping[str, Sequence[Key]],
    folded: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """Return what is folded into each hit: what was ranked first, then what else of its group matches."""
    owners = {key: match.digest for match in shown for key in keys.get(match.digest, ())}
    alike: dict[str, dict[str, None]] = {digest: {} for digest in owners.values()}
    for digest, owner in folded.items():
        if owner in alike:
            alike[owner][digest] = None
    known = {*folded, *(match.digest for match in shown)}
    rest: dict[str, str] = {}
    for place, path in enumerate(paths):
        for name, some in held.members(path, [name for at, name in owners if at == place]).items():
            rest |= {digest: owners[place, name] for digest in some if digest not in known}
    if rest:
        for digest in sorted(searcher.digests(all_of(query, Among(frozenset(rest))))):
            alike[rest[digest]][digest] = None
    return {digest: tuple(some) for digest, some in alike.items()}


def _first(matches: Sequence[Match], keys: Mapping[str, Sequence[Key]]) -> tuple[list[Match], dict[str, str]]:
    """Return the first of each group with all that are in none, and into which of these each of the rest is folded."""
    first: list[Match] = []
    taken: dict[Key, str] = {}
    folded: dict[str, str] = {}
    for match in matches:
        its = keys.get(match.digest, ())
        owner = next((taken[key] for key in its if key in taken), None)
        if owner is None:
            first.append(match)
        else:
            folded[match.digest] = owner
        for key in its:
            taken.setdefault(key, owner or match.digest)
    return first, folded
