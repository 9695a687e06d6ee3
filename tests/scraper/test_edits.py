"""Sites that are edited by a script: `foi changes` tells of every edit, and of nothing else."""

import os
from pathlib import Path
from random import Random
from typing import Any

from tests.scraper.edits.campaign import Campaign

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
    assert tally.missed == []
    assert tally.false == []
