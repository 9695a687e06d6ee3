"""Sources that break on a day like any other, and days on which nothing is wrong. `make campaign` has the long form."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.scraper.breaking import BREAKAGES, Breakage, broken
from tests.scraper.houses import House, Listing, Releases, grown
from tests.scraper.killing import Forker
from tests.search_cli.conftest import run

SHORT = (
    "captcha instead of the search", "search empty", "attachments renamed", "date format of content items",
    "class of the files renamed", "releases answer not found with 200", "dates in another format",
    "every page of the list leads to the first",
)  # fmt: skip
TRIED = [one for one in BREAKAGES if one.name in SHORT]
DAYS = ("new", "nothing", "holiday", "bare")


@pytest.fixture(scope="module")
def homes(forker: Forker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[type[House], tuple[House, Path]]]:
    """Return sources that were crawled for some days, and published two things since, with their data."""
    made: dict[type[House], tuple[House, Path]] = {}
    for kind in (Releases, Listing):
        house, data = kind(), tmp_path_factory.mktemp(kind.__name__)
        assert [what for what, found in grown(house, forker, data) if found] == []
        house.live("two new")
        made[kind] = (house, data)
    yield made
    for house, _ in made.values():
        house.site.close()


@pytest.mark.parametrize("breakage", TRIED, ids=lambda one: one.name)
def test_a_source_that_breaks_is_flagged_by_the_first_crawl_that_meets_it(
    breakage: Breakage, homes: dict[type[House], tuple[House, Path]], forker: Forker, tmp_path: Path
) -> None:
    house, data = homes[breakage.house]
    found = broken(house, breakage, forker, data, tmp_path / "copy")
    assert found
    assert all(one.alarm and one.since and one.what for one in found)


def test_the_doctor_mails_until_it_is_told_that_a_change_is_right(
    homes: dict[type[House], tuple[House, Path]], forker: Forker, tmp_path: Path
) -> None:
    house, data = homes[Releases]
    assert run(data, "-q", "doctor").status == 0
    assert run(data, "-q", "doctor").stdout == ""
    files = next(one for one in BREAKAGES if one.name == "attachments renamed")
    copy = tmp_path / "copy"
    found = broken(house, files, forker, data, copy)
    ran = run(copy, "-q", "doctor", "govuk-foi")
    assert (ran.status, ran.stderr) == (3, "")
    assert f"govuk-foi: field files since {found[0].since:%Y-%m-%d %H:%M} UTC" in ran.stdout
    assert "publications read have files" in ran.stdout
    assert "1 suspicion" in run(copy, "status").stdout or "suspicions: foi doctor" in run(copy, "status").stdout
    assert '"kind": "json"' in run(copy, "doctor", "--format", "jsonl").stdout
    assert run(copy, "doctor", "--accept", "govuk-foi").status == 0
    assert run(copy, "-q", "doctor").status == 0
    unknown = run(copy, "doctor", "govuk-fio")
    assert (unknown.status, "did you mean govuk-foi?" in unknown.stderr) == (2, True)


@pytest.mark.parametrize("kind", [Releases, Listing], ids=lambda kind: str(kind.__name__))
def test_days_on_which_nothing_is_wrong_raise_no_alarm(
    kind: type[House], homes: dict[type[House], tuple[House, Path]], forker: Forker, tmp_path: Path
) -> None:
    house, data = homes[kind]
    copytree(data, tmp_path / "copy")
    said = {}
    for what in DAYS:
        house.live(what)
        said[what] = house.crawl(forker, tmp_path / "copy")
    assert {what: found for what, found in said.items() if found} == {}
