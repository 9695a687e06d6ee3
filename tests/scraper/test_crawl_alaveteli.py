"""The spiders of Alaveteli sites against a look-alike, with the real settings but the delay."""

from typing import Any

import pytest

from scraper.archive.store import Archive
from scraper.items import Kind, LinkKind, State
from tests.scraper.sites.alaveteli import BODY, REQUESTER, AlaveteliPages, File, Letter, file_path

SOURCE = "alaveteli"
ANSWER = Letter("Dear requester, our ref: FOI2025/00031S. It was £92,574.", (File("reply letter.pdf"),))


@pytest.fixture
def pages(site: Any) -> AlaveteliPages:
    return AlaveteliPages(site)


@pytest.fixture
def crawl(crawl_site: Any) -> Any:
    return lambda **options: crawl_site(source=SOURCE, **options)


def failures(held: Archive) -> dict[str, str]:
    """Return the open failures: what the address ends in, and why."""
    return {failure.url.rpartition("/")[2]: failure.reason for failure in held.runs.failures(SOURCE)}


def states(held: Archive) -> dict[str, State]:
    return {one.publication.url.rpartition("/")[2]: one.publication.state for one in held.publications.all(SOURCE)}


def kept(held: Archive, url: str) -> bytes:
    latest = held.captures.latest(url)
    assert latest
    assert latest.digest
    return held.blobs.read(latest.digest)


def test_a_first_crawl_brings_the_request_with_its_page_and_every_file(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    asked = pages.publish("training", ANSWER, state="partially_successful")
    run = crawl()
    assert (run.outcome, run.publications, run.documents, run.failed) == ("done", 1, 3, 0)
    (entry,) = held.publications.all(SOURCE)
    found = entry.publication
    assert (found.kind, found.title, found.authority) == (Kind.REQUEST, "Training", BODY)
    assert (found.url, found.outcome) == (f"{site.url}/request/training", "part-granted")
    assert (found.published, found.references) == (asked.when, ("FOI2025/00031S",))
    assert [(event.what, event.status, event.message) for event in found.events] == [
        ("sent", "waiting_response", "outgoing-100"),
        ("response", "partially_successful", "incoming-101"),
    ]
    assert [(link.kind, link.title) for link in found.documents] == [
        (LinkKind.PAGE, "Training"),
        (LinkKind.FILE, "reply letter.pdf"),
    ]
    assert found.documents[1].url == site.url + file_path(asked, 1, 2)
    assert len(held.publications.attachments(entry.key)) == 2


def test_who_asked_is_kept_nowhere_in_the_archive(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    pages.publish("training", ANSWER)
    crawl()
    for document in held.captures.documents():
        body = held.blobs.read(document.digest)
        for name in (REQUESTER, "O&#x27;Hare", "pat_ohare_quill", "I ask about lanterns"):
            assert name.encode() not in body
    page = kept(held, f"{site.url}/request/training").decode()
    assert "what was spent on training? Yours, [requester]" in page
    assert "£92,574" in page


def test_a_second_crawl_of_an_unchanged_site_asks_for_lists_and_for_what_is_new_in_each_request(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    pages.publish("training", ANSWER)
    pages.publish("ropes", ANSWER)
    crawl()
    documents = len(list(held.captures.documents()))
    site.asked.clear()
    run = crawl()
    assert [(one.path, one.status) for one in site.asked if one.path != "/robots.txt"] == [
        ("/list", 200),
        ("/request/training.json", 304),
        ("/request/ropes.json", 304),
    ] or [(one.path, one.status) for one in site.asked if one.path != "/robots.txt"] == [("/list", 200)]
    assert (run.outcome, run.publications, run.documents) == ("done", 0, 0)
    assert len(list(held.captures.documents())) == documents


def test_a_new_answer_brings_another_version_and_only_its_own_file(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    now = held_now()
    pages.publish("training", ANSWER, when=now, state="waiting_response")
    crawl()
    site.asked.clear()
    pages.answer("training", Letter("More.", (File("annex.pdf", b"%PDF-1.4 annex"),)), "rejected")
    run = crawl()
    (entry,) = held.publications.all(SOURCE)
    assert (entry.versions, entry.publication.outcome, len(entry.publication.events)) == (2, "refused", 3)
    assert (run.publications, run.documents) == (1, 3)  # JSON, page, and the new file
    before = held.publications.versions(entry.key)[0][1]
    assert (before.outcome, len(before.documents)) == ("waiting", 2)
    answered = {one.path.rpartition("/")[2]: one.status for one in site.asked}
    assert (answered["annex.pdf"], answered["reply%20letter.pdf"]) == (200, 304)


def test_what_is_not_given_out_is_listed_with_its_reason_and_not_asked_for(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    files = (File("staff.xlsx", how="erased"), File("x.pdf", how="hidden"), File("map.pdf", how="masked"))
    pages.publish("training", Letter("See attached.", files), Letter("", hidden="This message has been hidden. Libel."))
    run = crawl()
    assert (run.outcome, run.failed) == ("done", 0)
    (entry,) = held.publications.all(SOURCE)
    listed = [(link.title, link.state, link.note) for link in entry.publication.documents[1:]]
    assert listed == [
        ("staff.xlsx", State.GONE, "This file has been erased."),
        ("an attachment without a name", State.HIDDEN, "This attachment has been hidden. It names a child."),
        ("map.pdf", State.HIDDEN, "84K We were not able to process this attachment."),
        ("a message", State.HIDDEN, "This message has been hidden. Libel."),
    ]
    assert not [path for path in site.paths() if "/attach/" in path]
    crawl()
    assert not [path for path in site.paths() if "/attach/" in path]


def test_a_file_that_was_erased_keeps_its_bytes_and_is_no_longer_current(
    pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    one = pages.publish("training", ANSWER, when=held_now())
    crawl()
    erased = Letter(ANSWER.text, (File("reply letter.pdf", how="erased"),))
    pages.edit("training", letters=(one.letters[0], erased), event="erase_attachment")
    crawl()
    (entry,) = held.publications.all(SOURCE)
    assert entry.publication.events[-1].what == "erase_attachment"
    current = {one.title: one.current for one in held.publications.attachments(entry.key)}
    assert current == {"Training": True, "reply letter.pdf": False}


@pytest.mark.parametrize("way", ["403", "404"])
def test_a_request_that_was_taken_down_keeps_its_row_and_says_so(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive, way: str
) -> None:
    pages.publish("training", ANSWER, when=held_now())
    crawl()
    one = pages.asked["training"]
    (pages.hide if way == "403" else pages.remove)("training")
    pages.asked = {"training": one} if way == "403" else {}
    if way == "404":
        pages.site.put("/list", page_of("training"), media_type="text/html", plain=True)
        site.answers.made = lambda path: None
    crawl()
    assert states(held) == {"training": State.HIDDEN if way == "403" else State.GONE}


def test_a_request_that_asks_to_be_left_out_of_indexes_is_not_kept(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    pages.publish("quiet", ANSWER, prominence="backpage")
    pages.publish("marked", ANSWER)
    site.answers["/request/marked.json"].headers["X-Robots-Tag"] = "noindex"
    run = crawl()
    assert (run.outcome, run.documents) == ("done", 0)
    assert states(held) == {"quiet": State.HIDDEN, "marked": State.HIDDEN}
    assert {one.publication.note for one in held.publications.all(SOURCE)} == {
        "its site asks that it be left out of indexes (noindex)"
    }
    assert not list(held.captures.documents())


def test_a_page_that_asks_to_be_left_out_of_indexes_is_not_kept_either(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    from tests.scraper.sites.alaveteli import page

    one = pages.publish("quiet", ANSWER)
    site.put("/request/quiet", page(one, head='<meta name="robots" content="noindex, nofollow">'))
    crawl()
    assert states(held) == {"quiet": State.HIDDEN}
    assert held.captures.latest(f"{site.url}/request/quiet") is None


def test_what_robots_txt_closes_is_never_asked_for(site: Any, pages: AlaveteliPages, crawl: Any) -> None:
    pages.publish("training", ANSWER)
    crawl()
    crawl()
    closed = ("/feed/", "/search/", "/download", "/track/", "/similar", "/response/101/attach/html/")
    assert not [path for path in site.paths() if any(part in path for part in closed)]


def test_feeds_are_asked_only_by_consent_and_the_run_says_so(site: Any, pages: AlaveteliPages, crawl: Any) -> None:
    pages.publish("training", ANSWER, when=held_now())
    assert crawl(feeds=True).note == "", "there is no mark yet to read a feed down to"
    site.asked.clear()
    pages.publish("ropes", ANSWER, when=held_now())
    pages.publish("old", ANSWER, when="2020-01-01T00:00:00+00:00")
    run = crawl(feeds=True)
    assert (run.outcome, run.publications) == ("done", 1)
    assert "Its feeds were asked, as --feeds allows" in run.note
    assert [path for path in site.paths() if path.startswith(("/feed", "/list"))] == ["/feed/list/recent.json"]
    crawl()
    assert [path for path in site.paths() if path.startswith(("/feed", "/list"))] == ["/list"]


def test_a_list_of_more_than_twenty_pages_is_read_whole_by_its_days(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    pages.per_page, pages.pages = 1, 20
    for number in range(30):
        pages.publish(f"request_{number}", when=f"{2010 + number // 3}-0{number % 3 + 1}-05T10:00:00+00:00")
    run = crawl()
    assert (run.outcome, run.publications, run.failed) == ("done", 30, 0)
    assert held.runs.watermark(SOURCE, f"{site.url} all")


def test_a_day_that_is_full_is_read_by_how_requests_stand(pages: AlaveteliPages, crawl: Any) -> None:
    pages.per_page = 1
    for number in range(28):
        state = "successful" if number % 2 else "waiting_response"
        pages.publish(f"request_{number}", when=f"2015-03-05T10:00:{number:02}+00:00", state=state)
    run = crawl()
    assert (run.outcome, run.publications) == ("done", 28)


def test_a_list_that_pays_no_heed_to_dates_is_read_as_far_as_it_goes_and_said_to_be_cut_off(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    pages.per_page, pages.dated = 1, False
    for number in range(24):
        pages.publish(f"request_{number}", when=f"2015-03-05T10:00:{number:02}+00:00")
    run = crawl()
    assert (run.outcome, run.publications) == ("partly", 20)
    assert "over 500 requests, and the list cannot be cut further: the rest is not shown" in failures(held).values()
    assert held.runs.watermark(SOURCE, f"{site.url} all") is None
    assert len([path for path in site.paths() if path == "/list"]) < 40


def test_one_body_is_read_from_its_own_list(site: Any, pages: AlaveteliPages, crawl: Any, held: Archive) -> None:
    pages.publish("training", ANSWER)
    pages.publish("elsewhere", ANSWER, body="ropes_office")
    run = crawl(organisations=("lanterns",))
    assert (run.outcome, list(states(held))) == ("done", ["training"])
    assert "/body/lanterns" in site.paths()


def test_a_crawl_that_ended_between_a_request_and_its_page_asks_for_the_page(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    pages.publish("training", ANSWER)
    site.put("/request/training", b"", 500)
    assert crawl().outcome == "partly"
    assert failures(held) == {"training": "the site has a fault (500)"}
    del site.answers["/request/training"]
    run = crawl()
    assert (run.outcome, states(held)) == ("done", {"training": State.LIVE})
    assert failures(held) == {}


def test_a_file_that_is_still_being_masked_is_asked_for_again(
    site: Any, pages: AlaveteliPages, crawl: Any, held: Archive
) -> None:
    one = pages.publish("training", ANSWER)
    path = file_path(one, 1, 2)
    site.put(path, b"", 302, headers={"Location": "/attachments/abc/wait_for_attachment_mask"})
    site.put("/attachments/abc/wait_for_attachment_mask", b"<html><body>Please wait</body></html>")
    crawl()
    assert failures(held) == {"reply%20letter.pdf": "its site is still masking it; asked for again by the next crawl"}
    site.put(path, b"%PDF-1.4 masked")
    crawl()
    assert kept(held, site.url + path) == b"%PDF-1.4 masked"
    assert failures(held) == {}


@pytest.mark.parametrize("body", [b"<html><body>Checking your browser</body></html>", b"", b"\x00\xff"])
def test_a_list_of_another_shape_stops_the_source(site: Any, pages: AlaveteliPages, crawl: Any, body: bytes) -> None:
    site.put("/list", body, media_type="text/html")
    run = crawl()
    assert (run.outcome, run.publications) == ("stopped", 0)
    assert "has changed its list" in run.note


def test_a_site_without_requests_is_read_to_its_end(pages: AlaveteliPages, crawl: Any) -> None:
    assert crawl().outcome == "done"


def test_a_site_that_is_not_named_cannot_be_crawled(crawl_site: Any) -> None:
    run = crawl_site(source=SOURCE, base_url="", delay=None)
    assert run.error == "alaveteli needs the address of a site: --base-url https://foi.example.org"


def held_now() -> str:
    """Return a time just past: the second crawl of a test reads only the last days."""
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC) - timedelta(hours=8)).isoformat()


def page_of(slug: str) -> bytes:
    row = f'<div class="request_listing"><span class="head"><a href="/request/{slug}">x</a></span></div>'
    return f"<html><body>{row}</body></html>".encode()
