"""Rounds of edits over sites of many source kinds: crawled, swept, and what `foi changes` says of them compared."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner

from search_cli.main import foi
from tests.scraper.conftest import ScriptedSite
from tests.scraper.edits.alaveteli import Requests
from tests.scraper.edits.articles import Gcs, Weekly, Wired
from tests.scraper.edits.configured import Ckan, Feed, Listing, Sitemap
from tests.scraper.edits.govuk import News, Releases
from tests.scraper.edits.shelf import Edit, NothingLeft, Shelf, Told

KINDS: tuple[type[Shelf], ...] = (Releases, News, Requests, Wired, Gcs, Weekly, Listing, Feed, Sitemap, Ckan)

AWAITED: frozenset[tuple[str, str]] = frozenset()
"""Edits, by source and way, that a source cannot show yet: counted as missed, and named. There are none."""


@dataclass
class Tally:
    """What was done, and what was told of it."""

    edits: list[Edit] = field(default_factory=list)
    told: int = 0
    missed: list[tuple[Edit, Told]] = field(default_factory=list)
    false: list[dict[str, Any]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield what came of it, for people: by source, then each that was missed or wrong."""
        for source in dict.fromkeys(edit.source for edit in self.edits):
            edits = [edit for edit in self.edits if edit.source == source]
            ways = ", ".join(f"{count} {way}" for way, count in Counter(edit.way for edit in edits).items())
            missed = sum(edit.source == source for edit, _ in self.missed)
            false = sum(line["source"] == source for line in self.false)
            yield f"{source}: {len(edits)} edits, {missed} missed, {false} false: {ways}"
        for (source, way, kind), count in Counter((e.source, e.way, told.kind) for e, told in self.missed).items():
            yield f"missed: {source}, {way}, as {kind}: {count}"
        for line in self.false:
            yield f"false: {line['source']} {line['kind']} {line['fields']} {line['url']} {line['file_url'] or ''}"
        noise = sum(not edit.told for edit in self.edits)
        yield (
            f"{len(self.edits)} edits, {noise} of them noise; {self.told} changes told, {len(self.missed)} missed,"
            f" {len(self.false)} false alarms"
        )


class Campaign:
    """Sites of some source kinds, crawled into one data folder."""

    def __init__(self, forker: Any, data: Path, random: Random, size: int, kinds: tuple[type[Shelf], ...] = KINDS):
        self.forker, self.data, self.random = forker, data, random
        self.sites = [ScriptedSite() for _ in kinds]
        self.shelves = [kind(site, random, size) for kind, site in zip(kinds, self.sites, strict=True)]
        self.ways = {shelf.source: random.sample(shelf.ways, len(shelf.ways)) for shelf in self.shelves}
        self.tally = Tally()

    def close(self) -> None:
        """Take the sites down."""
        for site in self.sites:
            site.close()

    def first(self) -> int:
        """Crawl all for the first time, and return how many publications were told of as new."""
        for shelf in self.shelves:
            self.crawl(shelf)
        told = self.changes()
        assert {line["kind"] for line in told} == {"new"}
        return len(told)

    def round(self, edits: int) -> None:
        """Edit each site so many times, crawl, sweep and crawl it, and compare what is told."""
        done = [edit for shelf in self.shelves for edit in self.edit(shelf, edits)]
        for shelf in self.shelves:
            for sweep in (False, True, False):  # what is not there is gone when it was not there twice
                self.crawl(shelf, sweep=sweep)
            shelf.turn()
        self.compare(done, self.changes())

    def edit(self, shelf: Shelf, edits: int) -> Iterator[Edit]:
        """Edit a site in one way after the other."""
        left = 3 * edits
        while edits and left:
            left -= 1
            ways = self.ways[shelf.source]
            ways.append(ways.pop(0))
            try:
                yield replace(shelf.edit(ways[-1]), way=ways[-1])
            except NothingLeft:
                continue
            edits -= 1

    def crawl(self, shelf: Shelf, **options: Any) -> None:
        """Crawl a site."""
        ended = self.forker.crawl(self.data, shelf.site, source=shelf.source, **{**shelf.options, **options})
        assert ended.status == 0, shelf.source
        assert ended.outcome in {"done", "partly"}, (shelf.source, ended)

    def changes(self) -> list[dict[str, Any]]:
        """Return what `foi changes --since last` tells."""
        words = ["--data", str(self.data), "changes", "--since", "last", "--format", "jsonl"]
        printed = CliRunner(env={"FOI_DATA": None}).invoke(foi, words)
        assert printed.exit_code in {0, 1}, printed.output
        return [json.loads(line) for line in printed.stdout.splitlines()]

    def compare(self, done: list[Edit], told: list[dict[str, Any]]) -> None:
        """Enter what was missed, and what was told though nobody did it."""
        lines = [(Told(line["id"], line["kind"], line["file_url"] or ""), line) for line in told]
        self.tally.edits += done
        self.tally.told += len(lines)
        for edit in done:
            for wanted in edit.told:
                found = next((at for at, (said, _) in enumerate(lines) if said == wanted), None)
                if found is None:
                    self.tally.missed.append((edit, wanted))
                else:
                    lines.pop(found)
        self.tally.false += [line for _, line in lines]
