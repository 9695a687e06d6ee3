"""wired-gov's articles, crawled from the local site."""

import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest

from scraper.archive.store import Archive
from scraper.items import Kind, State
from tests.scraper.sites.wired_gov import LIST, WiredArticle, WiredGovPages, article_page, print_page
from tests.search_cli.conftest import run

SOURCE = "wired-gov"
WORDS = ("The Harbour Authority spent £1,204 on lifebelts.", "“Every quay needs one,” said the harbour master.")


@pytest.fixture
def wired(site: Any) -> WiredGovPages:
    return WiredGovPages(site)


def test_an_article_comes_with_channel_time_original_and_its_printable_page_once(
    wired: WiredGovPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    article = wired.publish("Lifebelts bought", "20082021111000", *WORDS)
    spelt = [f"/wg/News.nsf/Articles/{article.tail}?open&login", f"/wg/news.nsf/articles/{article.tail}?Open="]
    spelt += [f"/wg/news.nsf/print/{article.tail.replace('+', '%2B')}?open=#top"]
    page = "".join(f'<a href="{escape(address)}">x</a>' for address in spelt)
    site.put(LIST, f"<html><body>{page}</body></html>".encode())
    crawled = crawl_site(source=SOURCE)
    assert (crawled.outcome, crawled.publications, crawled.documents) == ("done", 1, 1)
    (entry,) = held.publications.all(SOURCE)
    found = entry.publication
    assert (found.native_id, found.kind) == ("lifebelts+bought+20082021111000", Kind.NEWS)
    assert (found.title, found.authority, found.outlet) == ("Lifebelts bought", "Harbour Authority", "wired-gov")
    assert found.published == datetime(2021, 8, 20, 10, 10, tzinfo=UTC)
    assert found.original_url == "https://harbour.example/news/lifebelts/"
    assert found.url == f"{site.url}/wg/news.nsf/articles/{article.tail}?open"
    (shown,) = held.publications.attachments(entry.key)
    assert shown.url == f"{site.url}/wg/news.nsf/print/{article.tail}"
    assert held.blobs.read(shown.digest) == print_page(article)


def test_an_unchanged_second_run_asks_for_one_list_and_conditionally_for_the_last_day(
    wired: WiredGovPages, site: Any, crawl_site: Any
) -> None:
    wired.per_page = 3
    for day in range(1, 8):
        wired.publish(f"Notice number {day}", f"0{day}032024093000")
    crawl_site(source=SOURCE)
    site.paths()
    again = crawl_site(source=SOURCE)
    asked = [(one.path, one.conditional) for one in site.asked if one.path != "/robots.txt"]
    assert asked == [
        (LIST.partition("?")[0], False),
        ("/wg/news.nsf/print/Notice+number+7+07032024093000", True),
        ("/wg/news.nsf/print/Notice+number+6+06032024093000", True),
    ]
    assert (again.outcome, again.publications, again.documents, again.unchanged) == ("done", 0, 0, 2)


def test_edits_are_versions_and_other_headlines_beside_an_article_are_not(
    wired: WiredGovPages, crawl_site: Any, held: Archive
) -> None:
    first = wired.publish("Lifebelts bought", "20082021111000", *WORDS)
    wired.publish("Quays swept", "20082021111100", *WORDS, printable=False)  # the page for people is kept instead
    crawl_site(source=SOURCE)
    wired.edit(first, "The Harbour Authority spent £1,402 on lifebelts.")
    wired.publish("Ropes bought", "20082021121000")  # its headline is on the other page now
    crawled = crawl_site(source=SOURCE)
    assert (crawled.outcome, crawled.publications, crawled.documents) == ("done", 1, 2)
    entry = held.publications.find(SOURCE, "lifebelts+bought+20082021111000")
    other = held.publications.find(SOURCE, "quays+swept+20082021111100")
    assert entry
    assert other
    assert other.publication.authority == "Harbour Authority"
    assert [link.url.rpartition("/wg/")[2] for link in other.publication.documents] == [
        "news.nsf/articles/Quays+swept+20082021111100"
    ]
    bodies = [held.blobs.read(one.digest) for one in held.publications.attachments(entry.key)]
    assert [b"1,402" in body for body in bodies] == [False, True]


def test_an_article_is_gone_when_it_was_not_there_twice(wired: WiredGovPages, crawl_site: Any, held: Archive) -> None:
    article = wired.publish("Lifebelts bought", "20082021111000", *WORDS)
    for minute in range(20, 23):
        wired.publish(f"Ropes bought {minute}", f"200820211{minute}00")
    wired.publish("Older notice", "20082021090000")
    crawl_site(source=SOURCE)
    wired.remove(article)
    seen = []
    for _ in range(2):
        crawled = crawl_site(source=SOURCE)
        entry = held.publications.find(SOURCE, "lifebelts+bought+20082021111000")
        assert entry
        seen.append((crawled.outcome, entry.publication.state))
    assert seen == [("partly", State.LIVE), ("done", State.GONE)]
    assert held.runs.failures(SOURCE) == []


def test_a_list_that_leads_to_no_article_stops_the_source(site: Any, crawl_site: Any) -> None:
    site.put("/wg/home.nsf/home", b"<html><body><a href='/wg/news.nsf/home?open'>Home</a></body></html>")
    crawled = crawl_site(source=SOURCE)
    assert crawled.outcome == "stopped"
    assert "wired-gov has changed its list" in crawled.note
    assert "leads to no article" in crawled.note


LOGIN = b"<html><head><title>Server Login</title></head><body><form><h2>Please log in</h2><input></form></body></html>"


def test_a_login_page_and_another_article_s_page_are_failures(
    wired: WiredGovPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    first = wired.publish("Lifebelts bought", "20082021111000", *WORDS)
    second = wired.publish("Ropes bought", "20082021121000", *WORDS)
    wired.publish("Quays swept", "20082021131000", *WORDS)
    site.put(f"/wg/news.nsf/print/{first.tail}", LOGIN)
    other = WiredArticle("x", "Our apologies for any inconvenience", WORDS)
    site.put(f"/wg/news.nsf/print/{second.tail}", article_page(other))
    crawled = crawl_site(source=SOURCE)
    assert (crawled.outcome, crawled.publications, crawled.failed) == ("partly", 1, 2)
    reasons = sorted(failure.reason.partition(" is ")[2] for failure in held.runs.failures(SOURCE))
    assert reasons[0].startswith("about 'Our apologies for any inconvenience'")
    assert reasons[1].startswith("no article: it has no line")


def test_an_article_is_found_by_search_without_the_site_around_it(
    wired: WiredGovPages, crawl_site: Any, tmp_path: Path
) -> None:
    wired.publish("Ropes bought", "20082021101000")
    wired.publish("Lifebelts bought", "20082021111000", *WORDS, printable=False)
    crawl_site(source=SOURCE)
    assert run(tmp_path, "index").status == 0
    lines = run(tmp_path, "search", "--format", "jsonl", "quay harbour master").stdout.splitlines()
    (hit,) = map(json.loads, lines)
    assert (hit["title"], hit["outlet"], hit["published"]) == ("Lifebelts bought", "wired-gov", "2021-08-20")
    assert hit["original_url"] == "https://harbour.example/news/lifebelts/"
    shown = run(tmp_path, "show", f"{hit['id']}:1").stdout
    assert "\nOriginal   first appeared at https://harbour.example/news/lifebelts/\n" in shown
    assert "\nAuthority  Harbour Authority, by wired-gov\n" in shown
    assert "said the harbour master." in shown
    assert "Share this article" not in shown
    assert "Ropes bought" not in shown


@pytest.mark.corpus
def test_the_first_seed_comes_out_of_a_crawl_as_it_should(
    site: Any, crawl_site: Any, held: Archive, shared: Path, tmp_path: Path
) -> None:
    lines = [
        " ".join(line.split())
        for line in (shared / "seeds" / "000_1c364e024ad79866.txt").read_text("utf-8").splitlines()
    ]
    channel, printable, title, *rest = [line for line in lines if line]
    inside = "".join(f"<p>{escape(line)}</p>" for line in rest)
    page = f"<div>{escape(channel)}</div><a href='#'>{printable}</a><h2>{escape(title)}</h2>{inside}"
    tail = "New+social+media+training+launched+20082021111000"
    html = f"<!DOCTYPE html><html><head><title>{escape(title)}</title></head><body><form>{page}</form></body></html>"
    site.put(f"/wg/news.nsf/articles/{tail}", html.encode())
    site.put(LIST, f'<html><body><a href="/wg/news.nsf/articles/{tail}?open">x</a></body></html>'.encode())
    assert crawl_site(source=SOURCE).outcome == "done"
    (entry,) = held.publications.all(SOURCE)
    found = entry.publication
    assert (found.title, found.outlet) == ("New social media training launched", "wired-gov")
    assert found.authority == "Government Communications Service"
    assert found.published == datetime(2021, 8, 20, 10, 10, tzinfo=UTC)
    assert found.original_url == "https://gcs.civilservice.gov.uk/news/new-social-media-training-launched/"
    run(tmp_path, "index")
    (hit,) = map(json.loads, run(tmp_path, "search", "--format", "jsonl", '"25 million followers"').stdout.splitlines())
    shown = run(tmp_path, "show", f"{hit['id']}:1").stdout
    sentences = [line for line in rest if len(line) > 60 and line.endswith((".", ".”"))]
    assert len(sentences) >= 6
    flat = " ".join(shown.split())
    assert [sentence for sentence in sentences if sentence not in flat] == []
    for noise in ("Share this article", "Latest News", "HELPING LOCAL", "Printable", "Channel website"):
        assert noise not in shown.replace("Original article", "")
