"""What people are told of crawls that run, and of those that were killed."""

import os
from datetime import UTC, datetime
from pathlib import Path

from scraper.archive.records import Waiting
from scraper.archive.store import Archive
from tests.search_cli.conftest import Foi

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


def killed(folder: Path) -> None:
    """Leave what a crawl that was killed leaves."""
    with Archive.open(folder) as archive:
        archive.runs.begin("govuk-foi", NOW)
        for number in range(3):
            url = f"https://www.gov.uk/api/content/{number}"
            archive.frontier.put(Waiting(source="govuk-foi", url=url, stage="read", callback="item"))


def test_a_crawl_beside_a_crawl_ends_at_once_with_its_own_status(foi: Foi, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "archive"
    with Archive.open(folder) as archive, archive.writing("a crawl of govuk-foi"):
        ran = foi("crawl", "govuk-foi", "--base-url", "http://127.0.0.1:9")
    assert ran.status == 5
    assert f"a crawl of govuk-foi (pid {os.getpid()}, since " in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_status_tells_a_killed_crawl_from_one_that_runs(foi: Foi, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "archive"
    killed(folder)
    said = foi("status").stdout
    assert "govuk-foi, 2026-08-01 12:00 UTC: killed." in said
    assert "still to ask for: 3; `foi crawl govuk-foi` goes on from there" in said
    with Archive.open(folder) as archive, archive.writing():
        assert "govuk-foi, 2026-08-01 12:00 UTC: running." in foi("status").stdout
