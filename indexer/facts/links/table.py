"""Which reports rest on which releases, kept up to date by `foi index`: only what changed is compared again."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from indexer.entries import is_hidden
from indexer.extract.pages import Page
from indexer.facts.bodies.gazetteer import official
from indexer.facts.bodies.naming import name_key
from indexer.facts.finding import VERSION
from indexer.facts.links.asking import told_by
from indexer.facts.links.forms import unpack
from indexer.facts.links.profile import Document, Known, profile
from indexer.facts.links.ranking import ranked
from indexer.facts.links.tables import Publication, Tables
from indexer.facts.records import Body
from indexer.facts.store import FactStore
from indexer.progress import Progress
from indexer.references import reference_key
from indexer.text import TextStore
from indexer.wanted import Wanted
from scraper.archive.records import Held
from scraper.items import Kind

MADE_BY = "links/3"
"""Raise the number whenever the same texts would give other links: all are then made again."""

_MANY = 500
"""New releases from which on all reports are compared again: to ask for each which it is about takes longer."""
_AT_ONCE = 50
_IN_MEMORY = 2_000

Carrying = tuple[Held, tuple[Wanted, ...]]
"""A publication with its documents, in the order in which it lists them."""


def update(facts: FactStore, store: TextStore, wanted: Mapping[str, Wanted], progress: Progress) -> None:
    """Bring links up to date: make what reports and releases are compared by, then compare those it concerns.

    What is interrupted goes on from there. Without a report there is nothing to link, and nothing is made.
    """
    tables = Tables(facts.connection)
    with facts.transaction():
        tables.made_by(f"{MADE_BY} {VERSION}")
    carrying, kept = _carrying(wanted.values()), tables.kept()
    if not any(held.publication.kind is Kind.NEWS for held, _ in carrying.values()):
        if kept:
            with facts.transaction():
                tables.clear()
        return
    now = {id_: _publication(held, items) for id_, (held, items) in carrying.items()}
    stale = [one for one in now.values() if kept.get(one.id, ("", False))[0] != one.made_of]
    with facts.transaction():
        tables.drop(kept.keys() - now.keys())
        if sum(not one.report for one in stale) > _MANY:
            tables.wait_all()
    if stale:
        progress.begin("reading what may be linked", len(stale), "publication")
        _make(facts, store, tables, [(one, *carrying[one.id]) for one in stale], progress)
    _link(facts, store, tables, wanted, progress)


def forget(facts: FactStore, digests: Collection[str]) -> None:
    """Drop what was made of documents that are forgotten; who erases the file's free pages does it after this."""
    tables = Tables(facts.connection)
    with facts.transaction():
        tables.made_by(f"{MADE_BY} {VERSION}")
        tables.forget(digests)


def _make(
    facts: FactStore,
    store: TextStore,
    tables: Tables,
    stale: Sequence[tuple[Publication, Held, tuple[Wanted, ...]]],
    progress: Progress,
) -> None:
    """Make the profiles of publications, and let the reports wait that these concern."""
    few = sum(not one.report for one, _, _ in stale) <= _MANY
    left = iter(stale)
    while some := list(islice(left, _AT_ONCE)):
        with facts.transaction():
            for one, held, items in some:
                made = profile(_known(held), _documents(facts, store, items), report=one.report)
                tables.put(one, made)
                if few and not one.report:
                    tables.wait(made)
                progress.step(pages=sum(item.card.pages for item in items))


def _link(facts: FactStore, store: TextStore, tables: Tables, wanted: Mapping[str, Wanted], progress: Progress) -> None:
    """Compare the reports that wait with the releases that share most with each."""
    waiting = tables.waiting()
    if waiting:
        progress.begin("linking news to releases", len(waiting), "publication")
    unpacked = lru_cache(_IN_MEMORY)(unpack)

    def read(id_: str) -> Iterator[tuple[str, Sequence[Page]]]:
        for digest in tables.digests(id_):
            if item := wanted.get(digest):
                yield digest, tuple(store.pages(digest, item.card.extractor))

    left = iter(waiting)
    while some := list(islice(left, _AT_ONCE)):
        with facts.transaction():
            for id_, packed in some:
                report = unpack(packed)
                candidates = [(other, unpacked(its)) for other, its in tables.candidates(report)]
                tables.link(id_, ranked(report, candidates, read))
                progress.step()


def _carrying(wanted: Iterable[Wanted]) -> dict[str, Carrying]:
    """Return the publications that anybody may see, by their IDs, each with the documents it lists now."""
    found: dict[str, tuple[Held, list[tuple[int, str, Wanted]]]] = {}
    for item in wanted:
        for held, attachment in item.carried:
            if attachment.current and not is_hidden(held.publication):
                place = attachment.position, item.card.file, item
                found.setdefault(held.id, (held, []))[1].append(place)
    return {
        id_: (held, tuple(item for *_, item in sorted(places, key=lambda place: (place[:2], place[2].card.digest))))
        for id_, (held, places) in found.items()
    }


def _publication(held: Held, items: Sequence[Wanted]) -> Publication:
    publication = held.publication
    told = json.dumps(told_by(held, items[0].card.digest), ensure_ascii=False)
    made_of = [told, publication.references, [(i.card.digest, i.fingerprint) for i in items]]
    digests = tuple(dict.fromkeys(item.card.digest for item in items))
    digest = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:32]
    return Publication(held.id, publication.kind is Kind.NEWS, digest, told, digests)


def _known(held: Held) -> Known:
    publication = held.publication
    published = publication.published.date() if publication.published else None
    keys = (reference_key(printed) for printed in publication.references)
    return Known(
        publication.title,
        publication.authority,
        name_key(official(publication.authority, published)),
        published,
        tuple(key for key in keys if key),
        publication.outlet,
    )


def _documents(facts: FactStore, store: TextStore, items: Iterable[Wanted]) -> Iterator[Document]:
    for item in items:
        bodies = [fact for fact in facts.of(item.card.digest) if isinstance(fact, Body)]
        yield item.card.digest, store.pages(item.card.digest, item.card.extractor), bodies
