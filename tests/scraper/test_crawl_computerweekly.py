"""ComputerWeekly's articles, crawled from the local site."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from scraper.archive.store import Archive
from scraper.feeds import LARGEST, read_feed, read_item
from scraper.reading import PageChanged
from tests.scraper.sites.computerweekly import FEED, WeeklyPages
from tests.search_cli.conftest import run

SOURCE = "computerweekly"
LAMPS = ("The Lighting Board spent £1,234 on lanterns.", "“They are bright,” said a keeper.")


@pytest.fixture
def weekly(site: Any) -> WeeklyPages:
    return WeeklyPages(site)


def day(number: int) -> datetime:
    return datetime(2026, 5, number, 9, 30, tzinfo=UTC)


def titles(held: Archive) -> dict[str, int]:
    """Return the titles held, and in how many versions."""
    return {entry.publication.title: entry.versions for entry in held.publications.all(SOURCE)}


def test_articles_come_out_of_the_feed_and_are_found_by_search(
    weekly: WeeklyPages, site: Any, crawl_site: Any, held: Archive, tmp_path: Path
) -> None:
    article = weekly.publish(366600001, "Lanterns lit", day(3), *LAMPS)
    weekly.publish(366600002, "Ropes bought", day(4), in_feed=False)
    weekly.publish(366600003, "Quays swept", day(5))
    crawled = crawl_site(source=SOURCE)
    assert (crawled.outcome, crawled.publications, crawled.documents) == ("done", 3, 3)
    assert site.paths() == [FEED, weekly.articles[1].path]
    entry = held.publications.find(SOURCE, "366600001")
    assert entry
    found = entry.publication
    assert (found.title, found.authority, found.published) == ("Lanterns lit", "ComputerWeekly", day(3))
    assert found.url == site.url + article.path
    (document,) = held.publications.attachments(entry.key)
    assert read_item(held.blobs.read(document.digest)).title == "Lanterns lit"

    again = crawl_site(source=SOURCE)
    asked = [(one.path, one.conditional) for one in site.asked if one.path != "/robots.txt"]
    assert asked == [(FEED, False), (weekly.articles[1].path, True)]
    assert (again.outcome, again.publications, again.documents) == ("done", 0, 0)

    assert run(tmp_path, "index").status == 0
    (hit,) = map(json.loads, run(tmp_path, "search", "--format", "jsonl", '"said a keeper"').stdout.splitlines())
    assert (hit["title"], hit["published"], hit["url"]) == ("Lanterns lit", "2026-05-03", site.url + article.path)
    assert (hit["authority"], hit["outlet"]) == ("ComputerWeekly", "ComputerWeekly")
    shown = run(tmp_path, "show", f"{hit['id']}:1").stdout
    assert "\nAuthority  ComputerWeekly\n" in shown
    assert "\nThe Lighting Board spent £1,234 on lanterns.\n" in shown
    assert "&lt;" not in shown
    assert "<p>" not in shown


def test_an_edit_of_an_old_item_is_a_version_and_a_feed_that_moved_on_too_far_is_told(
    weekly: WeeklyPages, crawl_site: Any, held: Archive
) -> None:
    old = weekly.publish(366600001, "Lanterns lit", day(3), *LAMPS)
    weekly.publish(366600002, "Ropes bought", day(9))
    crawl_site(source=SOURCE)
    weekly.edit(old, "The Lighting Board spent £4,321 on lanterns.")
    weekly.publish(366600003, "Quays swept", day(10))
    assert crawl_site(source=SOURCE).outcome == "done"
    assert titles(held) == {"Lanterns lit": 2, "Ropes bought": 1, "Quays swept": 1}

    weekly.shown = 1
    weekly.publish(366600004, "Never seen", day(12))
    weekly.publish(366600005, "Lamps out", day(14))
    assert crawl_site(source=SOURCE).outcome == "partly"
    (failure,) = held.runs.failures(SOURCE)
    assert "what came between 2026-05-10 09:30 and 2026-05-14 09:30 is missed" in failure.reason
    assert crawl_site(source=SOURCE).outcome == "done"
    assert held.runs.failures(SOURCE) == []


def test_pages_are_asked_for_one_after_another_and_none_after_a_refusal(
    weekly: WeeklyPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    for number in range(1, 5):
        weekly.publish(366600000 + number, f"Number {number}", day(number), in_feed=False)
    newest, second = weekly.articles[:2]
    site.put(second.path, b"<h1>Checking your browser</h1>", 403)
    crawled = crawl_site(source=SOURCE)
    assert site.paths() == [FEED, newest.path, second.path]
    assert (crawled.outcome, crawled.publications, crawled.failed) == ("partly", 1, 3)
    reasons = {failure.url.rpartition("/")[2]: failure.reason for failure in held.runs.failures(SOURCE)}
    assert reasons == {
        "Number-3": "access refused (403)",
        "Number-2": "not asked for: the site refuses pages of articles",
        "Number-1": "not asked for: the site refuses pages of articles",
    }
    weekly.lay()
    site.put("/robots.txt", b"User-agent: *\nDisallow: /news/*/Number-2\n")
    weekly.publish(366600009, "With its text", day(20))  # the others are below the watermark now
    crawled = crawl_site(source=SOURCE)
    assert sorted(site.paths()) == [weekly.articles[-1].path, second.path, newest.path, FEED]
    reasons = {failure.url.rpartition("/")[2]: failure.reason for failure in held.runs.failures(SOURCE)}
    assert reasons == {"Number-2": "robots.txt does not allow it"}


def test_a_feed_that_is_refused_stops_the_source_and_no_other_is_tried(site: Any, crawl_site: Any) -> None:
    site.put(FEED, b"no", 403)
    crawled = crawl_site(source=SOURCE)
    assert crawled.outcome == "stopped"
    assert "does not give its list: access refused (403)" in crawled.note
    assert site.paths() == [FEED]


LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 9}">' for a, b in pairwise("abcdefghij"))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is not XML"),
        (b"<html><body>Down for maintenance</body></html>", "is no RSS feed"),
        (b"<rss><channel>" + b"<a>" * 300, "is not XML"),
        (f'<!DOCTYPE rss [<!ENTITY a "ha">{LAUGHS}]><rss><channel>&j;</channel></rss>'.encode(), "entities|not XML"),
        (b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel/></rss>', "declares entities"),
        (b"<rss><channel>" + b" " * LARGEST + b"</channel></rss>", "bytes, which no feed has"),
        (b"<rss><channel>" + b"<item/>" * 2_001 + b"</channel></rss>", "2,001 items"),
        (b"<rss><channel><item><title> </title></item></channel></rss>", "title of an item is missing"),
    ],
    ids=["empty", "page", "deep", "laughs", "file", "large", "many", "untitled"],
)  # fmt: skip
def test_a_hostile_or_broken_feed_is_refused_whole(body: bytes, reason: str) -> None:
    with pytest.raises(PageChanged, match=reason):
        read_feed(body, "https://weekly.example/feed.xml")


def test_a_document_type_of_elsewhere_is_not_fetched() -> None:
    body = b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"><rss><channel><item><title>Lanterns</title></item></channel></rss>'
    assert [item.title for item in read_feed(body, "https://weekly.example/feed.xml")] == ["Lanterns"]


@pytest.mark.corpus
def test_the_second_seed_comes_out_of_the_feed_and_out_of_its_page_as_it_should(
    weekly: WeeklyPages, crawl_site: Any, held: Archive, shared: Path, tmp_path: Path
) -> None:
    text = (shared / "seeds" / "002_0e85149bedff7f9d.txt").read_text("utf-8")
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    title, when = lines[0], datetime(2014, 8, 26, 8, 0, tzinfo=UTC)
    story = tuple(line for line in lines[1:] if line not in ("News", title))
    for number, in_feed in ((2240227576, True), (2240227577, False)):
        weekly.publish(number, title, when, *story, in_feed=in_feed)
    assert crawl_site(source=SOURCE).outcome == "done"
    for entry in held.publications.all(SOURCE):
        found = entry.publication
        assert (found.title, found.authority, found.published) == (title, "ComputerWeekly", when)
        assert found.outlet == "ComputerWeekly"
        assert found.url.endswith("/Foreign-Office-spends-92574-on-social-media-training")
    run(tmp_path, "index")
    hits = run(tmp_path, "search", "--format", "jsonl", '"Whiteoaks, NixonMcInnes"').stdout.splitlines()
    sentences = [line for line in story if len(line) > 60 and line.endswith(".") and "TechTarget" not in line]
    kept = [line for line in sentences if not line.startswith("Register now")]
    assert (len(hits), len(kept) >= 9) == (2, True)
    for hit in map(json.loads, hits):
        shown = " ".join(run(tmp_path, "show", f"{hit['id']}:1").stdout.split())
        assert [sentence for sentence in kept if sentence not in shown] == []
        for noise in ("Email Alerts", "Register now", "TechTarget", "Disqus", "45402_FCO.jpg"):
            assert noise not in shown
