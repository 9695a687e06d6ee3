"""Sweeps of each source: its entries are looked at again in the way that fits them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.archive.store import Archive
from scraper.items import Publication, State
from tests.scraper.killing import Ended, Forker
from tests.scraper.sites.alaveteli import AlaveteliPages, File, Letter, file_path
from tests.scraper.sites.computerweekly import FEED as WEEKLY_FEED
from tests.scraper.sites.computerweekly import WeeklyPages
from tests.scraper.sites.configured import CouncilPages
from tests.scraper.sites.gcs import FEED, REST, GcsPages
from tests.scraper.sites.wired_gov import LIST, WiredGovPages

NAME = "fernhill"
OTHER = b"%PDF-1.4 second thoughts %%EOF"


@pytest.fixture
def run(forker: Forker, site: Any, tmp_path: Path) -> Callable[..., Ended]:
    def crawl(**options: Any) -> Ended:
        site.asked.clear()
        ended = forker.crawl(tmp_path, site, **options)
        assert ended.status == 0
        return ended

    return crawl


def stands(held: Archive, source: str) -> dict[str, tuple[State, int]]:
    """Return the state of each publication, and in how many versions it is held, by the last word of its name."""
    return {
        one.publication.native_id.rpartition("/")[2].rpartition(":")[2]: (one.publication.state, one.versions)
        for one in held.publications.all(source)
    }


def found(held: Archive, source: str, title: str) -> Publication:
    return next(one.publication for one in held.publications.all(source) if one.publication.title == title)


def latest(held: Archive, url: str) -> bytes:
    capture = held.captures.latest(url)
    assert capture
    assert capture.digest
    return held.blobs.read(capture.digest)


def day(number: int) -> datetime:
    return datetime(2024, 5, number, 9, 30, tzinfo=UTC)


def test_a_request_s_page_and_files_are_looked_at_though_its_json_says_that_nothing_happened(
    site: Any, run: Any, held: Archive
) -> None:
    pages = AlaveteliPages(site)
    reply = Letter("It was £12.", (File("reply.pdf"),))
    many = Letter("It was £12.", tuple(File(f"part-{number}.pdf") for number in range(6)))
    for number, slug in enumerate(("masked", "replaced", "hidden", "removed", "same"), 1):
        pages.publish(slug, many if slug == "hidden" else reply, number=number)
    run(source="alaveteli")
    hidden = [path for path in site.answers if path.startswith("/request/hidden/")]
    pages.asked["masked"] = replace(
        pages.asked["masked"], letters=(pages.asked["masked"].letters[0], Letter("[masked]"))
    )
    site.put(file_path(pages.asked["replaced"], 1, 2), OTHER)
    pages.hide("hidden")
    for path in hidden:
        site.put(path, b"", 403)
    pages.remove("removed")
    assert run(source="alaveteli").publications == 0  # a crawl asks for what is listed as new: nothing is
    ended = run(source="alaveteli", sweep=True)
    assert (ended.outcome, ended.failed) == ("done", 0)
    assert stands(held, "alaveteli") == {
        "1": (State.LIVE, 2), "2": (State.LIVE, 1), "3": (State.HIDDEN, 2), "4": (State.GONE, 2), "5": (State.LIVE, 1),
    }  # fmt: skip
    assert b"[masked]" in latest(held, f"{site.url}/request/masked")
    assert len(found(held, "alaveteli", "Masked").documents) == 1
    assert latest(held, f"{site.url}{file_path(pages.asked['replaced'], 1, 2)}") == OTHER
    asked = {one.path: one.status for one in site.asked}
    assert (asked["/request/same.json"], asked["/request/same"], "/list" in asked) == (304, 200, False)
    assert [path for path in asked if path.startswith("/request/hidden/")] == []


def test_sweeps_of_requests_go_round_past_one_that_cannot_be_had(site: Any, run: Any, held: Archive) -> None:
    pages = AlaveteliPages(site)
    for number in range(4):
        pages.publish(f"request_{number}", number=number + 1)
    run(source="alaveteli")
    site.put("/request/request_0.json", b"", hang_up=True)
    seen: list[str] = []
    for _ in range(4):
        run(source="alaveteli", sweep=True, limit=1)
        seen += dict.fromkeys(path for path in site.paths() if path.endswith(".json"))
    assert sorted(seen) == [f"/request/request_{number}.json" for number in range(4)]


def test_articles_below_the_watermark_are_read_again_and_gone_only_if_neither_page_is_there(
    site: Any, run: Any, held: Archive
) -> None:
    wired = WiredGovPages(site)
    articles = {
        title: wired.publish(f"{title} bought", f"0{number}082021111000", f"The price of {title} was £12.")
        for number, title in enumerate(("Ropes", "Lamps", "Quays", "Belts", "Bells", "Boats"), 1)
    }
    run(source="wired-gov")
    wired.edit(articles["Ropes"], "The price of Ropes was £21.")
    wired.remove(articles["Lamps"])
    for title, status in (("Quays", 410), ("Belts", 404)):
        site.put(f"/wg/news.nsf/print/{articles[title].tail}", b"", status)
    assert run(source="wired-gov", sweep=True).failed == 1
    assert LIST.partition("?")[0] not in site.paths()
    states = {key.partition("+")[0]: stand for key, stand in stands(held, "wired-gov").items()}
    assert states == {
        "ropes": (State.LIVE, 1), "lamps": (State.LIVE, 1), "quays": (State.GONE, 2), "belts": (State.LIVE, 2),
        "bells": (State.LIVE, 1), "boats": (State.LIVE, 1),
    }  # fmt: skip
    assert b"21" in latest(held, f"{site.url}/wg/news.nsf/print/{articles['Ropes'].tail}")
    assert found(held, "wired-gov", "Belts bought").documents[0].url.endswith(f"/articles/{articles['Belts'].tail}")
    assert run(source="wired-gov", sweep=True).failed == 0
    assert found(held, "wired-gov", "Lamps bought").state is State.GONE
    assert held.runs.failures("wired-gov") == []


def test_posts_are_asked_for_by_their_number_and_by_their_etag(site: Any, run: Any, held: Archive) -> None:
    gcs = GcsPages(site)
    posts = [
        gcs.publish(4321 + number, f"Number {number}", day(3 + number), files=("guide.csv",)) for number in range(4)
    ]
    run(source="gcs")
    posts[0].paragraphs = ("Something else was said, without a word.",)
    gcs.remove(posts[1])
    gcs.lay()
    site.put(f"{REST}/4323", b"", 410)
    site.put("/wp-content/uploads/guide.csv", b"a,b\n7,8\n")
    run(source="gcs", sweep=True)
    assert REST not in site.paths()
    assert stands(held, "gcs") == {
        "4321": (State.LIVE, 2), "4322": (State.LIVE, 1), "4323": (State.GONE, 2), "4324": (State.LIVE, 1),
    }  # fmt: skip
    assert b"without a word" in latest(held, found(held, "gcs", "Number 0").documents[0].url)
    assert latest(held, f"{site.url}/wp-content/uploads/guide.csv") == b"a,b\n7,8\n"
    run(source="gcs", sweep=True)
    assert stands(held, "gcs")["4322"] == (State.GONE, 2)
    assert {one.path: one.status for one in site.asked}[f"{REST}/4324"] == 304


def test_a_post_that_a_feed_gave_is_looked_for_on_its_page_once_the_feed_moved_on(
    site: Any, run: Any, held: Archive
) -> None:
    gcs = GcsPages(site, open=(FEED,))
    for number in range(3):
        gcs.publish(4321 + number, f"Number {number}", day(3 + number))
    run(source="gcs")
    first, second, _ = reversed(gcs.posts)
    gcs.posts[0].paragraphs = ("Something else was said, without a word.",)
    gcs.posts = gcs.posts[:1]
    gcs.lay()
    site.put(second.path, b"", 404)
    for _ in range(2):
        run(source="gcs", sweep=True)
    assert [path for path in site.paths() if path != FEED] == [second.path, first.path]
    assert stands(held, "gcs") == {"4321": (State.LIVE, 1), "4322": (State.GONE, 2), "4323": (State.LIVE, 2)}


def test_articles_of_a_feed_are_looked_at_there_and_are_not_gone_because_it_moved_on(
    site: Any, run: Any, held: Archive
) -> None:
    weekly = WeeklyPages(site)
    for number in range(1, 7):
        weekly.publish(366600000 + number, f"Number {number}", day(number), in_feed=number != 1)
    pages = {int(article.title[-1]): article for article in weekly.articles}
    run(source="computerweekly")
    weekly.shown = 2
    weekly.edit(pages[6], "Something else was said, without a word.")
    weekly.edit(pages[1], "Something else was said on a page.")
    site.put(pages[2].path, b"", 404)
    assert run(source="computerweekly", sweep=True).failed == 1
    assert site.paths()[0] == WEEKLY_FEED
    run(source="computerweekly", sweep=True)
    assert {key[-1]: stand for key, stand in stands(held, "computerweekly").items()} == {
        "1": (State.LIVE, 1), "2": (State.GONE, 2), "3": (State.LIVE, 1), "4": (State.LIVE, 1), "5": (State.LIVE, 1),
        "6": (State.LIVE, 2),
    }  # fmt: skip
    assert b"on a page" in latest(held, site.url + pages[1].path)
    assert held.captures.latest(site.url + pages[3].path) is None, "it is there, and says the same in other words"

    weekly.lay()  # the second one is back
    for number in (3, 4, 5):
        site.put(pages[number].path, b"", 403)
    ended = run(source="computerweekly", sweep=True, limit=2)
    assert len(site.paths()) <= 1 + 2 + 1
    ended = run(source="computerweekly", sweep=True)
    assert "that its feed no longer shows could not be looked for: access refused (403)." in ended.note
    assert (ended.outcome, held.runs.failures("computerweekly")) == ("done", [])


@pytest.fixture
def log(site: Any) -> CouncilPages:
    pages = CouncilPages(site)
    for number in range(1, 7):
        pages.publish(f"r{number}", f"Gritting in ward {number}", answered=f"{number} March 2024")
    return pages


def test_entries_of_a_configured_source_are_read_again_and_keep_nothing_their_page_says_no_longer(
    log: CouncilPages, site: Any, run: Any, held: Archive
) -> None:
    options = {"source": NAME, "declared": {NAME: log.declared()}}
    run(**options)
    log.edit("r1", title="Gritting in ward 1, corrected")
    log.edit("r2", reference="FH/24/0002")
    log.edit("r3", files=("other.pdf",))
    log.remove("r4")
    log.remove("r5", 410)
    site.put("/files/r6/answer.pdf", OTHER)
    assert run(**options, sweep=True).failed == 1
    assert not [path for path in site.paths() if path == "/log"]
    assert stands(held, NAME) == {
        "r1": (State.LIVE, 2), "r2": (State.LIVE, 2), "r3": (State.LIVE, 2), "r4": (State.LIVE, 1),
        "r5": (State.GONE, 2), "r6": (State.LIVE, 1),
    }  # fmt: skip
    assert found(held, NAME, "Gritting in ward 2").references == ("FH/24/0002",)
    assert latest(held, f"{site.url}/files/r6/answer.pdf") == OTHER
    run(**options, sweep=True)
    assert stands(held, NAME)["r4"] == (State.GONE, 2)
    before = stands(held, NAME)
    assert run(**options, sweep=True).publications == 0
    assert stands(held, NAME) == before


def test_rows_that_are_all_there_is_are_read_to_the_end_of_their_list(
    log: CouncilPages, site: Any, run: Any, held: Archive
) -> None:
    declared = log.declared(page=False, row={"title": "h3", "published": {"css": "time", "attribute": "datetime"}})
    options = {"source": NAME, "declared": {NAME: declared}}
    run(**options)
    mark = held.runs.watermark(NAME, f"{site.url}/log")
    log.edit("r1", title="Gritting in ward 1, corrected")
    log.remove("r2")
    site.put("/log/r3", b"<html><body><p>Another answer</p></body></html>", media_type="text/html")
    run(**options, sweep=True, limit=1)
    assert stands(held, NAME) == {
        "r1": (State.LIVE, 2), "r2": (State.WITHDRAWN, 2), **{f"r{n}": (State.LIVE, 1) for n in range(3, 7)},
    }  # fmt: skip
    assert sorted(path for path in site.paths() if path != "/log") == ["/log/r1", "/log/r6"]  # changed; the limit
    run(**options, sweep=True)
    assert b"Another answer" in latest(held, f"{site.url}/log/r3")
    assert mark == held.runs.watermark(NAME, f"{site.url}/log")


def test_whole_texts_of_a_feed_are_looked_at_there(log: CouncilPages, site: Any, run: Any, held: Archive) -> None:
    declared = {"type": "feed", "start": f"{site.url}/feed.xml", "text": "content:encoded"}
    options = {"source": NAME, "declared": {NAME: declared}}
    run(**options)
    feed = site.answers["/feed.xml"].body
    cut, end = feed.index(b"<item><title>Gritting in ward 3"), feed.index(b"</channel>")
    site.answers["/feed.xml"].body = (feed[:cut] + feed[end:]).replace(b"Whole text of r5", b"Other text of r5")
    site.put("/log/r1", b"", 404)
    for _ in range(2):
        run(**options, sweep=True)
    asked = [path for path in site.paths() if path != "/feed.xml"]
    assert sorted(asked) == ["/log/r1", "/log/r2", "/log/r3"]
    assert stands(held, NAME) == {
        "log-r1": (State.GONE, 2), **{f"log-r{number}": (State.LIVE, 1) for number in range(2, 7)},
    }  # fmt: skip
    assert b"Other text of r5" in latest(held, f"{site.url}/log/r5")


def test_pages_captured_by_their_address_are_swept_as_the_source_web(site: Any, run: Any, held: Archive) -> None:
    for name in ("edited", "gone", "missing", "same"):
        site.put(f"/about/{name}.html", f"<h1>About {name}</h1>".encode(), media_type="text/html")
    run(urls=[f"{site.url}/about/{name}.html" for name in ("edited", "gone", "missing", "same")], base_url="")
    site.put("/about/edited.html", b"<h1>About edited, again</h1>", media_type="text/html")
    site.put("/about/gone.html", b"", 410)
    site.put("/about/missing.html", b"", 404)
    for _ in range(2):
        run(source="web", sweep=True)
    assert stands(held, "web") == {
        "edited.html": (State.LIVE, 2), "gone.html": (State.GONE, 2), "missing.html": (State.GONE, 2),
        "same.html": (State.LIVE, 1),
    }  # fmt: skip
    assert {one.path: one.status for one in site.asked}["/about/same.html"] == 304


def test_a_sweep_that_was_cut_short_is_gone_on_with_by_a_crawl(site: Any, run: Any, held: Archive) -> None:
    pages = AlaveteliPages(site)
    asked = pages.publish("training", Letter("It was £12."), when="2020-03-01T10:00:00+00:00")
    run(source="alaveteli")
    pages.asked["training"] = replace(asked, letters=(asked.letters[0], Letter("It was £21.")))
    site.answers["/request/training.json"].body += b" "
    assert run(source="alaveteli", sweep=True, max_pages=1).outcome == "stopped"
    assert site.paths() == ["/request/training.json"]
    run(source="alaveteli")
    assert "£21." in latest(held, f"{site.url}/request/training").decode()
