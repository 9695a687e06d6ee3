"""Crawls killed at random moments. `make campaign KILLS=1000` is the long form of the same."""

import os
from pathlib import Path
from random import Random
from typing import Any

from scraper.archive.store import Archive
from scraper.archive.verify import verify
from tests.scraper.killing import Forker, Kill, Story, contents, differences, ended

KILLS = int(os.environ.get("FOI_KILLS", "8"))
SEED = int(os.environ.get("FOI_SEED", "20260801"))
SIZE = 12 if KILLS < 100 else 40
ROUNDS = 8
"""Crawls of the site, with edits between them, before both archives begin anew."""

SECONDS = 1.5


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
        calm, harried = tmp_path / f"calm-{life}", tmp_path / f"harried-{life}"
        for number in range(ROUNDS):
            sweep = number % 3 == 2
            site.asked.clear()
            assert forker.crawl(calm, site, sweep=sweep).outcome in {"done", "partly"}
            requests = len(site.asked)
            before = ended(harried)
            site.asked.clear()
            for _ in range(random.randint(1, 12)):
                left = max(requests - len(site.asked), 0) + 3
                kill = Kill.at_random(random, left, SECONDS)
                status = forker.crawl(harried, site, kill, sweep=sweep).status
                assert status in {0, -9}
                killed += status == -9
                if ended(harried) > before:  # not killed, or after all was done
                    break
            else:
                assert forker.crawl(harried, site, sweep=sweep).status == 0
            assert differences(calm, harried) == [], f"seed {SEED}, life {life}, round {number}"
            assert contents(harried)["frontier"] == []
            for _ in range(random.randint(1, 6)):
                story.edit()
            if killed >= KILLS:
                break
        with Archive.open(harried / "archive") as archive:
            assert list(verify(archive)) == []
        print(f"{killed} kills, {life} archives, the same as undisturbed")  # noqa: T201  (for `make campaign`)
