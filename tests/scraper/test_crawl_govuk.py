"""The GOV.UK spider against a scripted site, with the real settings but the delay."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.archive.records import ArchiveLocked
from scraper.archive.store import Archive
from scraper.crawl import INTERRUPTED, CrawlError, CrawlOptions, crawl
from scraper.items import LinkKind, State

LETTER = "a" * 24 + "/letter.pdf"
TABLE = "b" * 24 + "/table.pdf"
SOURCE = "govuk-foi"
CHECKOUT = Path(__file__).resolve().parents[2]


def failures(held: Archive) -> dict[str, str]:
    """Return the open failures: what the address ends in, and why."""
    return {failure.url.rpartition("/")[2]: failure.reason for failure in held.runs.failures(SOURCE)}


def states(held: Archive) -> dict[str, State]:
    return {one.publication.title.partition(": ")[2]: one.publication.state for one in held.publications.all(SOURCE)}


def test_a_first_crawl_brings_the_publication_and_its_documents(site: Any, crawl_site: Any, held: Archive) -> None:
    site.publish("training", "2024-03-01T09:30:00.000+00:00", files=(LETTER, TABLE))
    run = crawl_site()
    assert (run.outcome, run.publications, run.documents, run.failed) == ("done", 1, 3, 0)
    (entry,) = held.publications.all(SOURCE)
    assert entry.publication.authority == "Foreign, Commonwealth & Development Office"
    assert entry.publication.published == datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
    assert [link.kind for link in entry.publication.documents] == [LinkKind.PAGE, LinkKind.FILE, LinkKind.FILE]
    bodies = [held.blobs.read(one.digest) for one in held.publications.attachments(entry.key)]
    assert bodies[1].endswith(LETTER.encode())
    assert bodies[2].endswith(TABLE.encode())


def test_the_crawl_says_who_it_is_and_whom_to_write_to(site: Any, crawl_site: Any) -> None:
    crawl_site(contact="research@example.org\r\nX-Forged: yes")
    assert {one.agent.partition("/")[0] for one in site.asked} == {"foi-index"}
    assert all("(+research@example.orgX-Forged: yes)" in one.agent for one in site.asked)


def test_a_crawl_opens_no_port_and_says_nothing_on_the_terminal(site: Any, crawl_site: Any) -> None:
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    run = crawl_site()
    if run.ports == -1:
        pytest.skip("this system does not tell which ports a process listens on")
    assert (run.ports, run.stderr, run.seen) == (0, "", 2)


def test_a_second_crawl_of_an_unchanged_site_downloads_no_document(site: Any, crawl_site: Any, held: Archive) -> None:
    newest = site.publish("new", "2024-03-01T09:30:00Z", files=(LETTER,))
    site.publish("old", "2023-01-01T09:30:00Z", files=(TABLE,))
    crawl_site()
    site.paths()
    run = crawl_site()
    assert [(one.path, one.status) for one in site.asked if one.path != "/robots.txt"] == [
        ("/api/search.json", 200),
        (f"/api/content{newest}", 304),
    ]
    assert (run.outcome, run.publications, run.documents, run.unchanged) == ("done", 0, 0, 1)
    assert held.captures.of_url(f"{site.url}/api/content{newest}")[-1].revisit


def test_a_site_without_etags_is_believed_by_its_bytes(site: Any, crawl_site: Any) -> None:
    path = site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    for answer in site.answers.values():
        answer.plain = True
    crawl_site()
    site.paths()
    run = crawl_site()
    assert site.paths() == ["/api/search.json", f"/api/content{path}"]
    assert (run.publications, run.documents, run.unchanged) == (0, 0, 1)


def test_a_changed_publication_asks_again_for_what_it_lists(site: Any, crawl_site: Any, held: Archive) -> None:
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    crawl_site()
    site.paths()
    site.publish("training", "2024-03-02T09:30:00Z", files=(LETTER, TABLE), title="FOI release: training, corrected")
    run = crawl_site()
    assert [(one.path, one.status) for one in site.asked[2:]] == [
        ("/api/content/government/publications/training", 200),
        (f"/media/{LETTER}", 304),
        (f"/media/{TABLE}", 200),
    ]
    assert (run.publications, run.documents, run.unchanged) == (1, 2, 1)
    (entry,) = held.publications.all(SOURCE)
    assert (entry.versions, entry.publication.title) == (2, "FOI release: training, corrected")


def test_a_file_changed_in_place_is_a_new_document_and_the_old_one_stays(
    site: Any, crawl_site: Any, held: Archive
) -> None:
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    crawl_site()
    first = held.captures.latest(f"{site.url}/media/{LETTER}")
    site.put(f"/media/{LETTER}", b"%PDF-1.4 second thoughts %%EOF")
    site.publish("training", "2024-03-01T10:30:00Z", files=(LETTER,))
    crawl_site()
    latest = held.captures.latest(f"{site.url}/media/{LETTER}")
    assert first
    assert latest
    assert held.blobs.read(latest.digest or first.digest).startswith(b"%PDF-1.4 second")
    assert held.blobs.read(first.digest or latest.digest).endswith(LETTER.encode())


def test_a_withdrawn_publication_leaves_the_search_and_keeps_its_documents(
    site: Any, crawl_site: Any, held: Archive
) -> None:
    when = "2024-03-01T09:30:00Z"
    site.publish("training", when, files=(LETTER,))
    crawl_site()
    notice = {"explanation": "<div><p>Out of <b>date</b>.</p></div>", "withdrawn_at": "2024-03-02T00:00:00Z"}
    site.publish("training", when, files=(LETTER,), listed=False, withdrawn_notice=notice)
    crawl_site()
    (entry,) = held.publications.all(SOURCE)
    assert (entry.publication.state, entry.publication.note) == (State.WITHDRAWN, "Out of date.")
    assert len(held.publications.attachments(entry.key)) == 3  # the content item in both forms, and the letter


def test_a_deleted_publication_is_gone_and_keeps_what_was_known(site: Any, crawl_site: Any, held: Archive) -> None:
    path = site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    crawl_site()
    gone = {"schema_name": "gone", "base_path": path, "details": {"explanation": "<p>Published in error</p>"}}
    site.put(f"/api/content{path}", json.dumps(gone).encode(), 410, media_type="application/json")
    site.unlist(path)
    run = crawl_site()
    (entry,) = held.publications.all(SOURCE)
    assert (entry.publication.state, entry.publication.note) == (State.GONE, "Published in error")
    assert (entry.publication.title, run.outcome) == ("FOI release: training", "done")
    assert len(held.publications.attachments(entry.key)) == 2


def test_what_comes_back_unchanged_after_it_was_gone_is_live_again(site: Any, crawl_site: Any, held: Archive) -> None:
    path = site.publish("training", "2024-03-01T09:30:00Z")
    crawl_site()
    content, listed = site.answers[f"/api/content{path}"], site.listed
    site.put(f"/api/content{path}", b"", 410)
    site.unlist(path)
    crawl_site()
    assert states(held) == {"training": State.GONE}
    site.answers[f"/api/content{path}"], site.listed = content, listed
    crawl_site()
    assert states(held) == {"training": State.LIVE}


@pytest.mark.parametrize("form", ["303", "schema"])
def test_a_redirected_publication_is_followed_within_the_site(
    site: Any, crawl_site: Any, held: Archive, form: str
) -> None:
    old = site.publish("old-name", "2024-03-01T09:30:00Z")
    crawl_site()
    new = site.publish("merged", "2023-03-01T09:30:00Z", files=(LETTER,), listed=False)
    site.unlist(old)
    if form == "303":
        site.put(f"/api/content{old}", b"", 303, headers={"Location": f"/api/content{new}"})
    else:
        rules = [{"path": old, "type": "exact", "destination": f"{new}?from=old#top"}]
        payload = {"schema_name": "redirect", "base_path": old, "redirects": rules}
        site.put(f"/api/content{old}", json.dumps(payload).encode())
    crawl_site()
    assert states(held) == {"old-name": State.REDIRECTED, "merged": State.LIVE}
    moved = held.publications.by_url(SOURCE, site.url + old)
    assert moved
    assert moved.publication.note.startswith(site.url + new)
    assert held.captures.latest(f"{site.url}/media/{LETTER}")


def test_a_publication_that_only_changed_its_address_stays_one_and_live(
    site: Any, crawl_site: Any, held: Archive
) -> None:
    old = site.publish("old-name", "2024-03-01T09:30:00Z")
    crawl_site()
    new = site.publish("new-name", "2024-03-01T09:30:00Z", content_id="id-of-old-name")
    site.unlist(old)
    site.put(f"/api/content{old}", b"", 303, headers={"Location": f"{site.url}/api/content{new}"})
    crawl_site()
    (entry,) = held.publications.all(SOURCE)
    assert (entry.publication.url, entry.publication.state) == (site.url + new, State.LIVE)


def test_a_redirect_to_another_site_is_not_followed(site: Any, crawl_site: Any, held: Archive) -> None:
    path = site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    site.put(f"/media/{LETTER}", b"", 302, headers={"Location": "http://198.51.100.7/secret.pdf"})
    listed = {"link": "https://elsewhere.example/page", "public_timestamp": "2024-02-01T00:00:00Z"}
    site.listed.append(listed)
    run = crawl_site()
    assert (run.outcome, run.publications) == ("partly", 1)
    assert failures(held) == {
        "letter.pdf": "it leads to 198.51.100.7, which is not followed",
        "page": "listed, but on another site, which is not followed",
    }
    site.put(f"/api/content{path}", b"", 303, headers={"Location": "http://198.51.100.7/api/content/x"})
    site.unlist(path)
    crawl_site()
    assert states(held) == {"training": State.REDIRECTED}


def test_an_html_attachment_is_fetched_as_a_content_item(site: Any, crawl_site: Any, held: Archive) -> None:
    below = "/government/publications/training/letter"
    attachment = {"attachment_type": "html", "id": "letter", "title": "Our letter", "url": below}
    site.publish("training", "2024-03-01T09:30:00Z", details={"attachments": [attachment]})
    letter = {"schema_name": "html_publication", "base_path": below, "title": "Our letter", "details": {"body": "<p>"}}
    site.put(f"/api/content{below}", json.dumps(letter).encode())
    crawl_site()
    latest = held.captures.latest(f"{site.url}/api/content{below}")
    assert latest
    (document,) = [one for one in held.captures.documents() if one.digest == latest.digest]
    assert document.media_type == "application/vnd.govuk.content-item+json"


def test_a_deleted_html_attachment_does_not_displace_its_text(site: Any, crawl_site: Any, held: Archive) -> None:
    below = "/government/publications/training/letter"
    attachment = {"attachment_type": "html", "id": "letter", "title": "Our letter", "url": site.url + below}
    letter = {"schema_name": "html_publication", "base_path": below, "title": "Our letter", "details": {"body": "<p>"}}
    site.publish("training", "2024-03-01T09:30:00Z", details={"attachments": [attachment]})
    site.put(f"/api/content{below}", json.dumps(letter).encode())
    crawl_site()
    before = held.captures.latest(f"{site.url}/api/content{below}")
    site.put(f"/api/content{below}", json.dumps({"schema_name": "gone", "base_path": below}).encode())
    site.publish("training", "2024-03-01T10:30:00Z", details={"attachments": [attachment]})
    crawl_site()
    assert held.captures.latest(f"{site.url}/api/content{below}") == before
    assert failures(held) == {"letter": "deleted at its source"}


def test_a_file_that_robots_txt_refuses_is_a_failure_and_not_a_lost_publication(
    site: Any, crawl_site: Any, held: Archive
) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /media/a*\n")
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER, TABLE))
    run = crawl_site()
    assert (run.outcome, run.publications, run.documents, run.failed) == ("partly", 1, 2, 1)
    assert failures(held) == {"letter.pdf": "robots.txt does not allow it"}
    assert f"/media/{LETTER}" not in site.paths()


def test_a_list_that_robots_txt_refuses_stops_the_source(site: Any, crawl_site: Any) -> None:
    site.put("/robots.txt", b"User-agent: foi-index\nDisallow: /api/\n")
    run = crawl_site()
    assert run.outcome == "stopped"
    assert "may not be asked for its list: robots.txt does not allow it. Nothing was changed" in run.note
    assert site.paths() == []


PAGE = b"<!DOCTYPE html><html><head><title>Training</title></head><body><p>Page</p></body></html>"
TROUBLES: dict[str, tuple[dict[str, Any], str]] = {
    "cut": ({"cut": True}, "the answer was cut off"),
    "hung-up": ({"hang_up": True}, "the connection was broken off"),
    "broken": ({"status": 500}, "the site has a fault (500)"),
    "missing": ({"status": 404}, "not there (404)"),
    "deleted": ({"status": 410}, "deleted at its source (410)"),
    "refused": ({"status": 403}, "access refused (403)"),
    "empty": ({"body": b""}, "the file is empty"),
    "page": ({"body": PAGE}, "the file was replaced by a page: withdrawn at its source?"),
}


def test_a_file_that_cannot_be_had_is_a_failure_with_its_reason_and_tried_again(
    site: Any, crawl_site: Any, held: Archive
) -> None:
    files = {f"{number:024x}/{name}.pdf": TROUBLES[name] for number, name in enumerate(TROUBLES)}
    site.publish("training", "2024-03-01T09:30:00Z", files=tuple(files))
    site.publish("later", "2024-06-01T09:30:00Z")  # the first is no longer within the overlap
    for name, (how, _) in files.items():
        site.put(f"/media/{name}", **{"body": b"%PDF-1.4", **how})
    run = crawl_site()
    assert (run.outcome, run.publications, run.documents, run.failed) == ("partly", 2, 2, len(files))
    assert failures(held) == {f"{name}.pdf": reason for name, (_, reason) in TROUBLES.items()}
    assert all(held.captures.latest(f"{site.url}/media/{name}") is None for name in files)
    for name in files:
        site.put(f"/media/{name}", b"%PDF-1.4 at last %%EOF" + name.encode())
    run = crawl_site()
    assert (run.outcome, run.documents, failures(held)) == ("done", len(files), {})


def test_a_file_that_is_deleted_for_good_is_not_asked_for_for_ever(site: Any, crawl_site: Any, held: Archive) -> None:
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    site.publish("later", "2024-06-01T09:30:00Z")
    site.put(f"/media/{LETTER}", b"", 410)
    asked = []
    for _ in range(3):
        crawl_site()
        asked.append(f"/media/{LETTER}" in site.paths())
    assert asked == [True, True, False]
    assert failures(held) == {"letter.pdf": "deleted at its source (410)"}


def test_a_replaced_file_is_found_where_it_is_now(site: Any, crawl_site: Any, held: Archive) -> None:
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER, TABLE))
    host = site.url.removeprefix("http:")
    site.put(f"/media/{LETTER}", b"", 301, headers={"Location": f"{host}/media/{TABLE}"})
    run = crawl_site()
    latest = held.captures.latest(f"{site.url}/media/{LETTER}")
    assert latest
    assert (run.outcome, latest.final_url) == ("done", f"{site.url}/media/{TABLE}")
    site.paths()
    site.publish("training", "2024-03-01T10:30:00Z", files=(LETTER, TABLE))
    run = crawl_site()
    redirected = [one for one in site.asked if one.path.startswith("/media/")]
    assert [one.status for one in redirected] == [301, 304, 304]
    assert not redirected[0].conditional  # its validators belong to the other address


def test_a_content_item_that_lacks_its_title_is_a_failure_and_the_run_goes_on(
    site: Any, crawl_site: Any, held: Archive
) -> None:
    site.publish("odd", "2024-03-02T09:30:00Z", title=None)
    site.publish("training", "2024-03-01T09:30:00Z")
    run = crawl_site()
    assert (run.outcome, run.publications, run.failed) == ("partly", 1, 1)
    assert failures(held)["odd"].startswith("title is missing or empty in http")
    site.publish("odd", "2024-03-02T09:30:00Z")
    assert crawl_site().outcome == "done"
    assert states(held) == {"training": State.LIVE, "odd": State.LIVE}


def test_a_source_of_which_nothing_can_be_read_is_stopped(site: Any, crawl_site: Any, held: Archive) -> None:
    for number in range(1, 6):
        site.publish(f"odd-{number}", f"2024-03-0{number}T09:30:00Z", details={"attachments": "none"})
    run = crawl_site()
    assert run.outcome == "stopped"
    assert "details.attachments is not a list" in run.note
    assert run.note.endswith("Nothing was changed; a new version of foi-index is needed.")
    assert held.runs.watermark(SOURCE, "x") is None


def test_a_site_that_cannot_be_reached_is_one_clear_sentence(site: Any, crawl_site: Any, held: Archive) -> None:
    site.close()
    run = crawl_site()
    host = site.url.removeprefix("http://")
    assert run.outcome == "stopped"
    assert run.note == f"{host} cannot be reached: connection refused. Nothing was changed; run it again later."
    assert [(one.outcome, one.note) for one in held.runs.last()] == [("stopped", run.note)]
    assert run.stderr == ""


def test_what_the_search_api_complains_about_is_shown(site: Any, crawl_site: Any) -> None:
    refused = type(site.answers["/robots.txt"])(b'{"error": "Unexpected parameters: colour"}', 422)
    site.search = lambda query: refused
    run = crawl_site()
    assert run.outcome == "stopped"
    assert "a fault of ours: Unexpected parameters: colour. Nothing was changed; please report it." in run.note


def test_a_list_of_another_shape_stops_the_source(site: Any, crawl_site: Any) -> None:
    changed = type(site.answers["/robots.txt"])(b'{"results": [{"href": "/x"}], "total": 1}')
    site.search = lambda query: changed
    run = crawl_site()
    assert run.outcome == "stopped"
    assert "results[0].link is missing or empty" in run.note


def test_a_list_that_breaks_off_leaves_the_watermark_where_it_was(site: Any, crawl_site: Any, held: Archive) -> None:
    for day in range(1, 29):
        site.publish(f"number-{day}", f"2024-03-{day:02}T09:30:00Z")
    answer = type(site.answers["/robots.txt"])

    def broken(query: dict[str, list[str]]) -> Any:
        if int(query["start"][0]):
            return answer(b"busy", 500)
        return site.usual_search({**query, "count": ["20"]})

    site.search = broken
    run = crawl_site()
    assert (run.outcome, run.publications, run.failed) == ("partly", 20, 1)
    assert "the rest of the list could not be read: the site has a fault (500)" in failures(held).popitem()[1]
    site.search = lambda query: site.usual_search({**query, "count": ["20"]})
    run = crawl_site()
    assert (run.outcome, run.publications, run.unchanged, failures(held)) == ("done", 8, 20, {})


def test_a_run_cut_by_its_limit_does_not_hide_the_rest_from_the_next(site: Any, crawl_site: Any, held: Archive) -> None:
    for day in range(1, 9):
        site.publish(f"number-{day}", f"2024-03-{day:02}T09:30:00Z")
    run = crawl_site(limit=2)
    assert (run.outcome, sorted(states(held))) == ("done", ["number-7", "number-8"])
    run = crawl_site()
    assert (run.publications, run.unchanged) == (6, 2)


def test_since_stops_at_its_day_and_a_run_without_it_reads_on(site: Any, crawl_site: Any, held: Archive) -> None:
    for day in range(1, 9):
        site.publish(f"number-{day}", f"2024-03-{day:02}T09:30:00Z")
    assert crawl_site(since="2024-03-06").publications == 3
    run = crawl_site()
    assert (run.publications, run.unchanged) == (5, 3)
    assert crawl_site().unchanged == 2  # one day below the watermark


def test_the_selection_is_the_foreign_office_unless_others_are_named(site: Any, crawl_site: Any) -> None:
    asked: list[dict[str, list[str]]] = []

    def search(query: dict[str, list[str]]) -> Any:
        asked.append(query)
        return site.usual_search(query)

    site.search = search
    crawl_site()
    crawl_site(organisations=["cabinet-office"])
    crawl_site(organisations=["all"])
    assert [query.get("filter_organisations") for query in asked] == [
        ["foreign-commonwealth-office", "foreign-commonwealth-development-office"],
        ["cabinet-office"],
        None,
    ]
    assert {query["filter_content_store_document_type"][0] for query in asked} == {"foi_release"}
    assert {query["order"][0] for query in asked} == {"-public_timestamp"}


def test_an_archive_that_cannot_be_written_to_stops_the_crawl_and_says_why(
    site: Any, crawl_site: Any, held: Archive
) -> None:
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    site.put(f"/media/{LETTER}", b"%PDF-1.4" + bytes(3_000_000))
    run = crawl_site(file_limit=2_000_000)
    assert run.outcome == "stopped"
    assert run.note.startswith("The archive cannot be written to: ")
    assert run.note.endswith("What was fetched is kept; run it again later.")
    assert (crawl_site().outcome, len(list(held.captures.documents()))) == ("done", 2)


def test_a_busy_file_is_tried_again_and_then_left_for_the_next_run(site: Any, crawl_site: Any, held: Archive) -> None:
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER, TABLE))
    site.put(f"/media/{LETTER}", b"%PDF-1.4", 503, headers={"Retry-After": "0"})
    run = crawl_site()
    paths = site.paths()
    assert (paths.count(f"/media/{LETTER}"), paths.count(f"/media/{TABLE}")) == (3, 1)
    assert (run.outcome, run.failed) == ("partly", 1)
    assert failures(held) == {"letter.pdf": "the site has a fault (503)"}


def test_a_site_that_refuses_again_and_again_is_left_alone(site: Any, crawl_site: Any) -> None:
    files = tuple(f"{number:024x}/letter.pdf" for number in range(12))
    for name in files:
        site.put(f"/media/{name}", b"no", 403)
    site.publish("training", "2024-03-01T09:30:00Z", files=files)
    run = crawl_site()
    assert run.outcome == "stopped"
    assert "refused 5 requests in a row: access refused (403)." in run.note
    assert len([path for path in site.paths() if path.startswith("/media/")]) < len(files)


def test_ctrl_c_ends_a_crawl_in_good_order(site: Any, crawl_site: Any, held: Archive) -> None:
    for day in range(1, 9):
        site.publish(f"number-{day}", f"2024-03-{day:02}T09:30:00Z")
    run = crawl_site(interrupt_at="/api/content/government/publications/number-7", delay=0.5)
    assert (run.outcome, run.note) == ("stopped", INTERRUPTED)
    assert "number-8" in states(held)
    assert "number-1" not in states(held)
    assert [one.outcome for one in held.runs.last()] == ["stopped"]
    assert (crawl_site().outcome, len(states(held))) == ("done", 8)


def test_a_selection_that_cannot_be_is_an_error_that_says_so(site: Any, crawl_site: Any) -> None:
    assert "'Foreign Office' is no organisation" in crawl_site(organisations=["Foreign Office"]).error
    assert site.asked == []


def test_scrapy_s_own_command_keeps_the_same_books(site: Any, held: Archive, tmp_path: Path) -> None:
    site.publish("training", "2024-03-01T09:30:00Z", files=(LETTER,))
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        SOURCE,
        "-a",
        f"base_url={site.url}",
        "-s",
        f"FOI_DATA={tmp_path}",
    ]
    command += ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_START_DELAY=0"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert [(run.outcome, run.publications, run.documents) for run in held.runs.last()] == [("done", 1, 2)]


def test_two_runs_cannot_write_at_once(held: Archive, tmp_path: Path) -> None:
    with held.writing(), pytest.raises(ArchiveLocked):
        crawl(tmp_path, SOURCE)


@pytest.mark.parametrize(("name", "hint"), [("govuk", r"did you mean govuk-foi\?"), ("zzz", "there are: .*govuk-foi")])
def test_an_unknown_source_is_named_with_what_there_is(tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(CrawlError, match=f"no source '{name}'; {hint}"):
        crawl(tmp_path, name, CrawlOptions())
