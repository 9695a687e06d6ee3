"""Crawls killed at random moments. `make campaign KILLS=1000` is the long form of the same."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from scraper.archive.store import Archive
from scraper.archive.verify import verify
from tests.scraper.conftest import ScriptedSite
from tests.scraper.edits.campaign import KINDS
from tests.scraper.edits.govuk import Releases
from tests.scraper.edits.shelf import NothingLeft, Shelf
from tests.scraper.killing import Forker, Kill, Story, contents, differences, ended

KILLS = int(os.environ.get("FOI_KILLS", "8"))
SEED = int(os.environ.get("FOI_SEED", "20260801"))
LONG = KILLS >= 100
SIZE = 40 if LONG else 12
ROUNDS = 8
"""Crawls of the site, with edits between them, before both archives begin anew."""

SECONDS = 1.5
CLOCKED = frozenset({"watermarks"})


@dataclass
class Life:
    """A site that is edited, crawled into two archives: one in peace, the other in runs that are killed."""

    forker: Forker
    site: Any
    random: Random
    folder: Path
    edit: Callable[[], None]
    source: str = "govuk-foi"
    options: dict[str, Any] | None = None
    but: frozenset[str] = frozenset()
    revisits: bool = True

    def live(self, wanted: int) -> int:
        """Go through rounds until so many crawls were killed, both archives the same after each; return how many."""
        calm, harried = self.folder / "calm", self.folder / "harried"
        killed = 0
        for number in range(ROUNDS):
            sweep = number % 3 == 2
            self.site.asked.clear()
            assert self._crawl(calm, sweep=sweep).outcome in {"done", "partly"}
            killed += self._harry(harried, len(self.site.asked), sweep=sweep)
            where = f"seed {SEED}, {self.folder.name}, {self.source}, round {number}"
            assert differences(calm, harried, but=self.but, revisits=self.revisits) == [], where
            assert contents(harried)["frontier"] == [], where
            if killed >= wanted:
                break
            for _ in range(self.random.randint(1, 6)):
                self.edit()
        with Archive.open(harried / "archive") as archive:
            assert list(verify(archive)) == []
        return killed

    def _harry(self, data: Path, requests: int, *, sweep: bool) -> int:
        """Crawl and kill until a crawl came to its end."""
        killed, before = 0, ended(data)
        self.site.asked.clear()
        for _ in range(self.random.randint(1, 12)):
            left = max(requests - len(self.site.asked), 0) + 3
            status = self._crawl(data, Kill.at_random(self.random, left, SECONDS), sweep=sweep).status
            assert status in {0, -9}
            killed += status == -9
            if ended(data) > before:  # not killed, or after all was done
                return killed
        assert self._crawl(data, sweep=sweep).status == 0
        return killed

    def _crawl(self, data: Path, kill: Kill | None = None, *, sweep: bool) -> Any:
        return self.forker.crawl(data, self.site, kill, self.source, **(self.options or {}), sweep=sweep)


def test_an_archive_whose_crawls_were_killed_at_random_moments_is_that_of_undisturbed_ones(
    site: Any, forker: Forker, tmp_path: Path
) -> None:
    random = Random(SEED)  # noqa: S311  (moments, not secrets)
    killed, life = 0, 0
    while killed < KILLS:
        life += 1
        site.answers = {"/robots.txt": site.answers["/robots.txt"]}
        site.listed = []
        story = Story(site, random, SIZE)
        killed += Life(forker, site, random, tmp_path / f"life-{life}", story.edit).live(KILLS - killed)
    print(f"{killed} kills, {life} archives, the same as undisturbed")  # noqa: T201  (for `make campaign`)


def test_so_is_that_of_every_other_kind_of_source(forker: Forker, tmp_path: Path) -> None:
    random = Random(SEED)  # noqa: S311  (moments, not secrets)
    kinds = [kind for kind in KINDS if kind is not Releases]
    random.shuffle(kinds)
    killed = dict.fromkeys((kind.source for kind in kinds), 0)
    wanted = -(-KILLS // len(kinds))
    for kind in kinds if LONG else kinds[:3]:
        life = 0
        while killed[kind.source] < wanted:
            life += 1
            site = ScriptedSite()
            try:
                folder = tmp_path / f"{kind.source}-{life}"
                killed[kind.source] += _life(forker, site, random, folder, kind).live(wanted - killed[kind.source])
            finally:
                site.close()
    print(f"{sum(killed.values())} kills, the same as undisturbed: {killed}")  # noqa: T201  (for `make campaign`)


def _life(forker: Forker, site: ScriptedSite, random: Random, folder: Path, kind: type[Shelf]) -> Life:
    shelf = kind(site, random, SIZE)
    shelf.still()

    def edit() -> None:
        shelf.turn()
        with suppress(NothingLeft):
            shelf.edit(random.choice(shelf.ways))

    but = CLOCKED if kind.marked_by_clock else frozenset()
    return Life(forker, site, random, folder, edit, kind.source, shelf.options, but, not kind.listed_whole)
