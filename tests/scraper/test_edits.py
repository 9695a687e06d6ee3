"""Sites that are edited by a script: `foi changes` tells of every edit, and of nothing else.

`make bench-changes` is the long form of the same.
"""

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.scraper.conftest import ScriptedSite
from tests.scraper.edits.campaign import AWAITED, KINDS, Campaign
from tests.scraper.edits.counting import count
from tests.scraper.edits.shelf import Shelf

ROUNDS = int(os.environ.get("FOI_ROUNDS", "1"))
SIZE = int(os.environ.get("FOI_SIZE", "6"))
EDITS = int(os.environ.get("FOI_EDITS", "6"))
SEED = int(os.environ.get("FOI_SEED", "20260801"))


def test_changes_tell_of_every_edit_of_every_kind_of_source_and_of_nothing_else(forker: Any, tmp_path: Path) -> None:
    campaign = Campaign(forker, tmp_path, Random(SEED), SIZE)  # noqa: S311  (edits, not secrets)
    try:
        publications = campaign.first()
        assert publications == SIZE * len(campaign.shelves)
        for _ in range(ROUNDS):
            campaign.round(EDITS)
    finally:
        campaign.close()
    tally = campaign.tally
    print(f"{publications} publications of {len(campaign.shelves)} kinds", *tally.lines(), sep="\n")  # noqa: T201
    assert [(edit, told) for edit, told in tally.missed if (edit.source, edit.way) not in AWAITED] == []
    assert tally.false == []


@pytest.mark.parametrize("kind", KINDS, ids=[kind.source for kind in KINDS])
def test_a_second_run_asks_once_for_each_part_of_a_list_else_conditionally_and_stores_nothing(
    forker: Any, site: ScriptedSite, tmp_path: Path, kind: type[Shelf]
) -> None:
    shelf = kind(site, Random(SEED), 12)  # noqa: S311  (words, not secrets)
    first = count(forker, tmp_path, shelf)
    again = count(forker, tmp_path, shelf)
    addresses = [one.address for one in again.plain]
    assert addresses
    assert len(addresses) == len(set(addresses)) == len(again.lists)
    assert again.stored == first.stored > 12
    site.plain = True
    assert count(forker, tmp_path, shelf, sweep=True).stored == first.stored, "all is sent again, and the same"
