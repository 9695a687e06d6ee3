"""The Government Communication Service's news, crawled from the local site, whichever of its lists are open."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from scraper.archive.store import Archive
from scraper.items import State
from scraper.platforms.wordpress.payloads import Reader
from scraper.platforms.wordpress.site import Site
from tests.scraper.conftest import ScriptedSite
from tests.scraper.sites.gcs import FEED, LISTING, PART, REST, SITEMAP, GcsPages, Post, rest
from tests.search_cli.conftest import run

SOURCE = "gcs"
WORDS = ("The service lit 417 lanterns [sic].", "“They are bright,” said a keeper.")


@pytest.fixture
def gcs(site: Any) -> GcsPages:
    return GcsPages(site)


@pytest.fixture
def old_home() -> Iterator[Any]:
    other = ScriptedSite()
    yield other
    other.close()


def day(number: int) -> datetime:
    return datetime(2024, 5, number, 9, 30, tzinfo=UTC)


def held_as(held: Archive) -> dict[str, tuple[str, int]]:
    """Return by title under which name each post is held, and in how many versions."""
    return {
        entry.publication.title: (entry.publication.native_id, entry.versions)
        for entry in held.publications.all(SOURCE)
    }


def test_posts_come_from_rest_with_their_files_and_are_found_by_search(
    gcs: GcsPages, site: Any, crawl_site: Any, held: Archive, tmp_path: Path
) -> None:
    gcs.publish(4321, "Lanterns – lit", day(3), *WORDS, files=("2024/05/guide.csv",))
    gcs.publish(4322, "Members only", day(4), locked=True)
    ropes = gcs.publish(4323, "Ropes bought", day(6))
    crawled = crawl_site(source=SOURCE)
    assert (crawled.outcome, crawled.publications, crawled.documents) == ("done", 2, 3)
    assert site.paths() == [REST, "/wp-content/uploads/2024/05/guide.csv"]
    found = held.publications.find(SOURCE, "4321")
    assert found
    publication = found.publication
    assert (publication.title, publication.published) == ("Lanterns – lit", day(3))
    assert publication.authority == "Government Communication Service"
    assert urlsplit(publication.url).path == "/news/lanterns-–-lit/"

    again = crawl_site(source=SOURCE)
    assert site.paths() == [REST]
    assert (again.outcome, again.publications, again.documents) == ("done", 0, 0)

    gcs.edit(gcs.posts[-1], day(9), "The service lit 418 lanterns.")
    gcs.remove(ropes)
    seen = []
    for _ in range(2):  # the second look comes from what the first left open: the post is below the watermark now
        seen.append(crawl_site(source=SOURCE).outcome)
        gone = held.publications.find(SOURCE, "4323")
        assert gone
        seen.append(gone.publication.state)
    assert seen == ["partly", State.LIVE, "done", State.GONE]
    assert held_as(held)["Lanterns – lit"] == ("4321", 2)

    assert run(tmp_path, "index").status == 0
    hits = map(json.loads, run(tmp_path, "search", "--format", "jsonl", '"418 lanterns"').stdout.splitlines())
    (hit,) = (hit for hit in hits if hit["media_type"] == "application/vnd.wordpress.post+json")
    assert (hit["title"], hit["published"]) == ("Lanterns – lit", "2024-05-03")
    (old,) = map(
        json.loads, run(tmp_path, "search", "--format", "jsonl", '"said a keeper" state:superseded').stdout.splitlines()
    )
    assert old["state"] == "superseded"
    assert "\nThe service lit 417 lanterns [sic].\n" in run(tmp_path, "show", f"{old['id']}:1").stdout


def test_what_one_list_gave_is_the_same_when_another_takes_its_place(
    gcs: GcsPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    gcs.publish(4321, "Lanterns lit", day(3), *WORDS)
    gcs.publish(4322, "Ropes bought", day(4))
    asked = []
    for ways in ((SITEMAP,), (LISTING,), (FEED, SITEMAP), (REST,)):
        gcs.open = ways
        gcs.lay()
        site.paths()
        crawled = crawl_site(source=SOURCE)
        assert (crawled.outcome, crawled.failed) == ("done", 0)
        asked.append([one.path for one in site.asked if one.path != "/robots.txt" and one.status == 200])
        assert held_as(held) == {"Lanterns lit": ("lanterns-lit", 1), "Ropes bought": ("ropes-bought", 1)}
    assert asked == [
        [SITEMAP, PART, "/news/ropes-bought/", "/news/lanterns-lit/"],
        [LISTING],
        [FEED],
        [REST],
    ]


def test_a_locked_rest_is_passed_over_and_a_broken_one_is_told(
    gcs: GcsPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    gcs.publish(4321, "Lanterns lit", day(3), *WORDS)
    site.put(REST, b'{"code": "rest_forbidden"}', 401)
    assert crawl_site(source=SOURCE).outcome == "done"
    assert held_as(held) == {"Lanterns lit": ("4321", 1)}
    site.put(REST, b'[{"number": 4321}]')
    crawled = crawl_site(source=SOURCE)
    assert (crawled.outcome, crawled.failed) == ("partly", 1)
    (failure,) = held.runs.failures(SOURCE)
    assert failure.reason.startswith("posts[0].id is not a whole number")


def test_a_site_that_moved_is_one_source_and_its_articles_are_one(
    gcs: GcsPages, site: Any, old_home: Any, crawl_site: Any, held: Archive
) -> None:
    before = GcsPages(old_home)
    before.publish(4321, "Lanterns lit", day(3), *WORDS)
    hosts = [urlsplit(old_home.url).netloc]
    assert crawl_site(source=SOURCE, assets_hosts=hosts).publications == 1  # the new home has nothing yet
    gcs.publish(4321, "Lanterns lit", day(3), *WORDS)
    assert crawl_site(source=SOURCE, assets_hosts=hosts).outcome == "done"
    assert held_as(held) == {"Lanterns lit": ("4321", 1)}
    (entry,) = held.publications.all(SOURCE)
    assert entry.publication.url == f"{site.url}/news/lanterns-lit/"


def test_a_text_that_is_json_too_is_read_as_markup() -> None:
    home = "https://www.communications.gov.uk"
    post = rest(Post(4321, "lit", "Lit", day(3), ("Lit.",), day(3)), home)
    post["content"]["rendered"] = f"\"<a href='{home}/wp-content/uploads/guide.csv'>Guide</a>\""
    entry = Reader(Site((home,), ("news",)), SOURCE, "").post(json.dumps(post).encode(), f"{home}/wp-json/x")
    assert entry.publication
    assert [link.title for link in entry.publication.documents[1:]] == ["Guide"]


def test_a_site_without_any_list_stops_the_source(site: Any, crawl_site: Any) -> None:
    crawled = crawl_site(source=SOURCE)
    assert crawled.outcome == "stopped"
    assert "does not give its list: not there (404)" in crawled.note
    assert site.paths() == [REST, FEED, SITEMAP, "/sitemap_index.xml", LISTING]
