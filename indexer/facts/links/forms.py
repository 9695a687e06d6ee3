"""Profiles and reasons as they are kept: JSON, packed."""

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from indexer.facts.links.profile import Known, Profile, Seen
from indexer.facts.links.scoring import Reason
from indexer.facts.records import Words

Form = list[Any]


def pack(profile: Profile) -> bytes:
    """Return a profile as it is kept."""
    documents: dict[str, int] = {}

    def place(seen: Seen | None) -> Form | None:
        if seen is None:
            return None
        words = seen.words
        return [documents.setdefault(seen.document, len(documents)), words.page, words.start, words.end, words.text]

    known = profile.known
    form = {
        "known": [known.title, known.authority, known.body, _iso(known.published), known.references, known.outlet],
        "numbers": [[value, place(seen)] for value, seen in profile.numbers.items()],
        "sums": sorted(profile.sums),
        "leading": sorted(profile.leading),
        "earlier": sorted(profile.earlier),
        "capitals": [[word, place(seen)] for word, seen in profile.capitals.items()],
        "names": sorted(profile.names),
        "bodies": [[key, place(seen)] for key, seen in profile.bodies.items()],
        "references": [[key, place(seen)] for key, seen in profile.references.items()],
        "quotes": [place(seen) for seen in profile.quotes],
        "terms": sorted(profile.terms),
        "every": sorted(profile.every),
        "law": place(profile.law),
        "told": profile.told,
    }
    return _packed({**form, "documents": list(documents)})


def unpack(packed: bytes) -> Profile:
    """Read what `pack` wrote."""
    form = json.loads(zlib.decompress(packed))
    documents: list[str] = form["documents"]

    def seen(place: Form) -> Seen:
        return Seen(documents[place[0]], Words(*place[1:]))

    def by_key(name: str) -> Mapping[Any, Seen]:
        return {key: seen(place) for key, place in form[name]}

    title, authority, body, published, references, outlet = form["known"]
    day = date.fromisoformat(published) if published else None
    figures = by_key("numbers")
    return Profile(
        known=Known(title, authority, body, day, tuple(references), outlet),
        numbers=figures,
        sizes=tuple(sorted(figures)),
        sums=frozenset(form["sums"]),
        leading=frozenset(form["leading"]),
        earlier=frozenset(form["earlier"]),
        capitals=by_key("capitals"),
        names=frozenset(form["names"]),
        bodies=by_key("bodies"),
        references=by_key("references"),
        quotes=tuple(map(seen, form["quotes"])),
        terms=frozenset(form["terms"]),
        every=frozenset(form["every"]),
        law=seen(form["law"]) if form["law"] else None,
        told=form["told"],
    )


def pack_reasons(reasons: Iterable[Reason]) -> bytes:
    """Return reasons as they are kept."""
    return _packed([[one.kind, one.weight, _place(one.report), _place(one.release)] for one in reasons])


def unpack_reasons(packed: bytes) -> tuple[Reason, ...]:
    """Read what `pack_reasons` wrote."""
    return tuple(
        Reason(kind, weight, _seen(report), _seen(release))
        for kind, weight, report, release in json.loads(zlib.decompress(packed))
    )


def _packed(form: object) -> bytes:
    return zlib.compress(json.dumps(form, separators=(",", ":")).encode())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _place(seen: Seen | None) -> Form | None:
    if seen is None:
        return None
    return [seen.document, seen.words.page, seen.words.start, seen.words.end, seen.words.text]


def _seen(place: Form | None) -> Seen | None:
    return Seen(place[0], Words(*place[1:])) if place else None
