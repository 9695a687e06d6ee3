"""The spiders of Alaveteli sites against a look-alike, with the real settings but the delay."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scraper.archive.store import Archive
from scraper.items import Kind, LinkKind, Publication, State
from scraper.spiders.alaveteli import Alaveteli
from tests import forking
from tests.scraper.conftest import CRAWL, ScriptedSite
from tests.scraper.sites.alaveteli import BODY, REQUESTER, AlaveteliPages, File, Letter, file_path, page

SOURCE = "alaveteli"
ANSWER = Letter("Dear requester, our ref: FOI2025/00031S. It was £92,574.", (File("reply letter.pdf"),))
WAIT = "/attachments/abc/wait_for_attachment_mask"
NOINDEX = "its site asks that it be left out of indexes (noindex)"


def recent() -> str:
    """Return a time just past: a second crawl reads only the last days."""
    return (datetime.now(UTC) - timedelta(hours=20)).isoformat()


@dataclass
class Story:
    """What three crawls of one site brought: the first, one of the unchanged site, and one after some edits."""

    site: ScriptedSite
    pages: AlaveteliPages
    data: Path
    held: Archive
    runs: list[dict[str, Any]]
    asked: list[list[tuple[str, int]]]

    def crawl(self) -> None:
        self.site.asked.clear()
        options = {"source": SOURCE, "base_url": self.site.url, "delay": 0}
        done = forking.forker().run(CRAWL, str(self.data), json.dumps(options), seconds=120)
        assert done.status == 0, done.stderr
        self.runs.append(json.loads(done.stdout))
        self.asked.append([(one.path, one.status) for one in self.site.asked if one.path != "/robots.txt"])

    def key(self, slug: str) -> int:
        found = self.held.publications.by_url(SOURCE, f"{self.site.url}/request/{slug}")
        assert found
        return found.key

    def versions(self, slug: str) -> list[Publication]:
        return [publication for _, publication in self.held.publications.versions(self.key(slug))]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    site, data = ScriptedSite(), tmp_path_factory.mktemp("alaveteli")
    pages = AlaveteliPages(site)
    with Archive.open(data / "archive") as held:
        told = Story(site, pages, data, held, [], [])
        pages.publish("training", ANSWER, state="partially_successful")
        files = (File("staff.xlsx", how="erased"), File("x.pdf", how="hidden"), File("map.pdf", how="masked"))
        hidden = Letter("", hidden="This message has been hidden. Libel.")
        pages.publish("withheld", Letter("See attached.", files), hidden)
        pages.publish("backpage", ANSWER, prominence="backpage")
        pages.publish("marked", ANSWER)
        site.answers["/request/marked.json"].headers["X-Robots-Tag"] = "noindex"
        meta = page(pages.publish("meta", ANSWER), head='<meta name="robots" content="noindex, nofollow">')
        site.put("/request/meta", meta, media_type="text/html")
        masked = file_path(pages.publish("masked", ANSWER), 1, 2)
        site.put(masked, b"", 302, headers={"Location": WAIT})
        site.put(WAIT, b"<html><body>Please wait</body></html>")
        for slug in ("answered", "erased", "hidden", "removed"):
            pages.publish(slug, ANSWER, when=recent(), state="waiting_response")
        told.crawl()
        told.crawl()
        pages.answer("answered", Letter("More.", (File("annex.pdf", b"%PDF-1.4 annex"),)), "rejected")
        erased = Letter(ANSWER.text, (File("reply letter.pdf", how="erased"),))
        pages.edit("erased", letters=(pages.asked["erased"].letters[0], erased), event="erase_attachment")
        pages.hide("hidden")
        pages.remove("removed")
        site.put(masked, b"%PDF-1.4 masked")
        told.crawl()
        yield told
    site.close()


def test_a_crawl_brings_each_request_with_its_page_and_every_file(story: Story) -> None:
    asked = story.pages.asked["training"]
    (found,) = story.versions("training")
    assert (found.kind, found.title, found.authority) == (Kind.REQUEST, "Training", BODY)
    assert (found.url, found.outcome) == (f"{story.site.url}/request/training", "part-granted")
    assert (found.published, found.references) == (asked.when, ("FOI2025/00031S",))
    assert [(event.what, event.status, event.message) for event in found.events] == [
        ("sent", "waiting_response", "outgoing-100"),
        ("response", "partially_successful", "incoming-101"),
    ]
    assert [(link.kind, link.title) for link in found.documents] == [
        (LinkKind.PAGE, "Training"),
        (LinkKind.FILE, "reply letter.pdf"),
    ]
    assert found.documents[1].url == story.site.url + file_path(asked, 1, 2), "without what the query says"
    assert len(story.held.publications.attachments(story.key("training"))) == 2


def test_who_asked_is_kept_nowhere_in_the_archive(story: Story) -> None:
    for document in story.held.captures.documents():
        body = story.held.blobs.read(document.digest)
        for name in (REQUESTER, "O&#x27;Hare", "pat_ohare_quill", "I ask about lanterns"):
            assert name.encode() not in body
    latest = story.held.captures.latest(f"{story.site.url}/request/training")
    assert latest
    assert latest.digest
    kept = story.held.blobs.read(latest.digest).decode()
    assert "what was spent on training? Yours, [requester]" in kept
    assert "£92,574" in kept


def test_an_unchanged_site_is_asked_for_its_list_and_whether_recent_requests_changed(story: Story) -> None:
    again = [path for path, status in story.asked[1] if status == 200 and path not in ("/list", WAIT)]
    assert again == []
    recently = ("answered", "erased", "hidden", "removed")
    assert {path for path, status in story.asked[1] if status == 304} == {f"/request/{s}.json" for s in recently}
    assert (story.runs[1]["publications"], story.runs[1]["documents"]) == (0, 0)


def test_a_new_answer_is_another_version_and_brings_only_its_own_file(story: Story) -> None:
    before, after = story.versions("answered")
    assert (before.outcome, len(before.events), len(before.documents)) == ("waiting", 2, 2)
    assert (after.outcome, len(after.events), len(after.documents)) == ("refused", 3, 3)
    files = {
        path.rpartition("/")[2]: status for path, status in story.asked[2] if path.startswith("/request/answered/")
    }
    assert files == {"annex.pdf": 200, "reply%20letter.pdf": 304}


def test_what_is_not_given_out_is_listed_with_its_reason_and_never_asked_for(story: Story) -> None:
    (found,) = story.versions("withheld")
    assert [(link.title, link.state, link.note) for link in found.documents[1:]] == [
        ("staff.xlsx", State.GONE, "This file has been erased."),
        ("an attachment without a name", State.HIDDEN, "This attachment has been hidden. It names a child."),
        ("map.pdf", State.HIDDEN, "84K We were not able to process this attachment."),
        ("a message", State.HIDDEN, "This message has been hidden. Libel."),
    ]
    assert not [path for asked in story.asked for path, _ in asked if path.startswith("/request/withheld/")]


def test_a_file_that_was_erased_keeps_its_bytes_and_is_no_longer_current(story: Story) -> None:
    assert story.versions("erased")[-1].events[-1].what == "erase_attachment"
    attachments = story.held.publications.attachments(story.key("erased"))
    assert {one.title: one.current for one in attachments if one.title != "Erased"} == {"reply letter.pdf": False}


@pytest.mark.parametrize(("slug", "state"), [("hidden", State.HIDDEN), ("removed", State.GONE)])
def test_a_request_that_was_taken_down_keeps_what_was_known_and_says_so(story: Story, slug: str, state: State) -> None:
    before, after = story.versions(slug)
    assert (before.state, after.state, after.title) == (State.LIVE, state, before.title)
    assert str(403 if state is State.HIDDEN else 404) in after.note


@pytest.mark.parametrize("slug", ["backpage", "marked", "meta"])
def test_of_a_request_that_asks_to_be_left_out_of_indexes_nothing_is_kept(story: Story, slug: str) -> None:
    assert [(one.state, one.note) for one in story.versions(slug)] == [(State.HIDDEN, NOINDEX)]
    assert story.held.publications.attachments(story.key(slug)) == []
    assert story.held.captures.latest(f"{story.site.url}/request/{slug}") is None


def test_a_file_that_is_still_being_masked_is_a_failure_until_it_is_given_out(story: Story) -> None:
    assert [run["failed"] for run in story.runs] == [1, 1, 0]
    assert [one.title for one in story.held.publications.attachments(story.key("masked"))][1:] == ["reply letter.pdf"]
    assert story.held.runs.failures(SOURCE) == []


def test_what_robots_txt_closes_is_never_asked_for(story: Story) -> None:
    closed = ("/feed/", "/search/", "/download", "/attach/html/")
    assert not [path for asked in story.asked for path, _ in asked if any(part in path for part in closed)]


@pytest.fixture
def pages(site: Any) -> AlaveteliPages:
    return AlaveteliPages(site)


@pytest.fixture
def crawl(crawl_site: Any) -> Any:
    return lambda **options: crawl_site(source=SOURCE, **options)


def test_feeds_are_asked_only_by_consent_and_the_run_says_so(site: Any, pages: AlaveteliPages, crawl: Any) -> None:
    pages.publish("training", ANSWER, when=recent())
    assert crawl(feeds=True).note == "", "there is no mark yet to read a feed down to"
    site.asked.clear()
    pages.publish("ropes", ANSWER, when=recent())
    pages.publish("old", ANSWER, when="2020-01-01T00:00:00+00:00")
    run = crawl(feeds=True)
    assert (run.outcome, run.publications) == ("done", 1)
    assert run.note.startswith("Its feeds were asked, as --feeds allows")
    assert [path for path in site.paths() if path.startswith(("/feed", "/list"))] == ["/feed/list/recent.json"]


@pytest.mark.parametrize("numbered", [True, False], ids=["all-pages-linked", "next-page-linked"])
def test_a_list_of_more_than_twenty_pages_is_read_whole_by_its_days(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive, *, numbered: bool
) -> None:
    pages.per_page, pages.numbered = 1, numbered
    for number in range(24):
        pages.publish(f"request_{number}", when=f"{2010 + number // 3}-0{number % 3 + 1}-05T10:00:00+00:00")
    run = crawl()
    assert (run.outcome, run.publications, run.failed) == ("done", 24, 0)
    assert held.runs.watermark(SOURCE, f"{site.url} all")


def test_a_day_that_is_full_is_read_by_how_requests_stand(pages: AlaveteliPages, crawl: Any) -> None:
    pages.per_page = 1
    for number in range(24):
        state = "successful" if number % 2 else "waiting_response"
        pages.publish(f"request_{number}", when=f"2015-03-05T10:00:{number:02}+00:00", state=state)
    run = crawl()
    assert (run.outcome, run.publications) == ("done", 24)


def test_a_list_that_pays_no_heed_to_dates_is_read_as_far_as_it_goes_and_said_to_be_cut_off(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    pages.per_page, pages.dated = 1, False
    for number in range(22):
        pages.publish(f"request_{number}", when=f"2015-03-05T10:00:{number:02}+00:00")
    run = crawl()
    assert (run.outcome, run.publications) == ("partly", 20)
    (failure,) = held.runs.failures(SOURCE)
    assert failure.reason == "over 500 requests, and the list cannot be cut further: the rest is not shown"
    assert held.runs.watermark(SOURCE, f"{site.url} all") is None
    assert len([path for path in site.paths() if path == "/list"]) == 21


def test_one_body_is_read_from_its_own_list_and_what_was_left_open_from_where_it_was(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    pages.publish("training", ANSWER)
    pages.publish("elsewhere", ANSWER, body="ropes_office")
    site.put("/request/training", b"", 410)
    assert crawl(organisations=("lanterns",)).outcome == "partly"
    assert "/body/lanterns" in site.paths()
    assert [failure.reason for failure in held.runs.failures(SOURCE)] == ["deleted at its source (410)"]
    del site.answers["/request/training"]
    run = crawl(organisations=("lanterns",))
    assert (run.outcome, run.publications, held.runs.failures(SOURCE)) == ("done", 1, [])
    assert [one.publication.title for one in held.publications.all(SOURCE)] == ["Training"]


def test_a_list_of_another_shape_stops_the_source(site: Any, pages: AlaveteliPages, crawl: Any) -> None:
    site.put("/list", b"<html><body>Checking your browser</body></html>", media_type="text/html")
    run = crawl()
    assert (run.outcome, run.publications) == ("stopped", 0)
    assert "has changed its list" in run.note
    assert pages.asked == {}


@pytest.mark.parametrize("address", ["", "ftp://foi.example.org", "https://foi.example.org/en", "foi.example.org"])
def test_what_is_no_address_of_a_site_is_said(address: str) -> None:
    with pytest.raises(ValueError, match="address of a site"):
        Alaveteli(base_url=address)
