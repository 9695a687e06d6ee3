"""The demo site speaks HTTP as GOV.UK does: states, redirects, conditional requests; and it can be changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPConnection, IncompleteRead
from typing import Any

import pytest

from scraper.demo.model import ROBOTS, Asset, Entry
from scraper.demo.site import DemoSite
from scraper.items import State

Ask = Callable[..., Any]

RELEASE = "/government/publications/foi-release-media-training-spending"
LETTER = "FOI_0417-23_letter.pdf"


def test_robots_has_a_wildcard_and_a_sitemap_of_this_site(site: DemoSite, ask: Ask) -> None:
    lines = ask("/robots.txt").body.decode().splitlines()
    assert "Disallow: /*/print$" in lines
    assert lines[-1] == f"Sitemap: {site.url}/sitemap.xml"
    assert f"<loc>{site.url}{RELEASE}</loc>".encode() in ask("/sitemap.xml").body


def test_every_address_in_a_payload_is_of_this_site_and_answers(site: DemoSite, ask: Ask) -> None:
    item = json.loads(ask(f"/api/content{RELEASE}").body)
    urls = [one["url"] for one in item["details"]["attachments"]]
    urls += [link["web_url"] for links in item["links"].values() for link in links]
    assert all(url.startswith(f"{site.url}/") for url in urls)
    assert {ask(url.removeprefix(site.url)).status for url in urls} == {200}


def test_a_file_in_the_body_only_is_attached_but_not_featured(ask: Ask) -> None:
    details = json.loads(ask(f"/api/content{RELEASE}").body)["details"]
    names = [one["filename"] for one in details["attachments"]]
    assert set(names) - set(details["featured_attachments"]) == {"FOI_0417-23_annex_A.csv"}
    assert "FOI_0417-23_annex_A.csv" in details["body"]


def test_an_old_entry_lists_its_documents_as_html_only(ask: Ask) -> None:
    path = "/government/publications/foi-release-diplomatic-bag-freight-charges"
    details = json.loads(ask(f"/api/content{path}").body)["details"]
    assert "attachments" not in details
    assert 'href="/government/uploads/system/uploads/attachment_data/file/900417/' in details["documents"][0]


def test_an_html_attachment_is_a_content_item_with_a_parent(ask: Ask) -> None:
    parent = "/government/publications/foi-release-messaging-groups-in-crisis-teams"
    listed = json.loads(ask(f"/api/content{parent}").body)["details"]["attachments"][0]
    assert (listed["attachment_type"], "content_type" in listed) == ("html", False)
    item = json.loads(ask(f"/api/content{listed['url']}").body)
    assert item["schema_name"] == "html_publication"
    assert item["links"]["parent"][0]["base_path"] == parent


@pytest.mark.parametrize(
    ("path", "status", "schema"),
    [
        ("/government/publications/foi-release-draft-answer", 410, "gone"),
        ("/government/publications/foi-release-media-training-costs", 200, "redirect"),
        ("/government/publications/foi-release-furniture-for-overseas-residences", 200, "publication"),
    ],
)
def test_what_is_gone_or_moved_or_withdrawn_says_so(ask: Ask, path: str, status: int, schema: str) -> None:
    reply = ask(f"/api/content{path}")
    item = json.loads(reply.body)
    assert (reply.status, item["schema_name"]) == (status, schema)
    assert (item["content_id"] is None) is (schema != "publication")
    assert bool(item.get("withdrawn_notice")) is (schema == "publication")


def test_the_pages_of_what_is_gone_and_moved_answer_likewise(site: DemoSite, ask: Ask) -> None:
    assert ask("/government/publications/foi-release-draft-answer").status == 410
    moved = ask("/government/publications/foi-release-media-training-costs")
    assert (moved.status, moved.headers["location"]) == (301, f"{site.url}{RELEASE}")
    withdrawn = ask("/government/publications/foi-release-furniture-for-overseas-residences")
    assert b"[Withdrawn]" in withdrawn.body


def test_an_alias_is_sent_on_with_303_and_an_unknown_path_is_not_found(site: DemoSite, ask: Ask) -> None:
    reply = ask(f"/api/content{RELEASE}.cy")
    assert (reply.status, reply.headers["location"]) == (303, f"{site.url}/api/content{RELEASE}")
    assert ask("/api/content/government/publications/none").status == 404
    assert ask("/government/publications/none").status == 404


@pytest.mark.parametrize("path", [f"/api/content{RELEASE}", f"/media/72d37fb6e4a073ec2a5b4f88/{LETTER}"])
def test_what_is_held_already_is_304_without_a_body_until_it_changes(site: DemoSite, ask: Ask, path: str) -> None:
    first = ask(path)
    again = ask(path, If_None_Match=first.headers["etag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    site.replace(site.asset(LETTER).rewritten(b"%PDF-1.7 other"), replace(site.entry(RELEASE), title="Other"))
    assert ask(path, If_None_Match=first.headers["etag"]).status == 200


def test_a_file_says_where_it_belongs_and_when_it_changed(site: DemoSite, ask: Ask) -> None:
    asset = site.asset(LETTER)
    reply = ask(asset.path)
    assert reply.body == asset.body
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"] == f'inline; filename="{LETTER}"'
    assert reply.headers["link"] == f'<{site.url}{RELEASE}>; rel="up"'
    assert ask(asset.path, If_Modified_Since=reply.headers["last-modified"]).status == 304
    assert ask(asset.path, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert ask(asset.path, If_Modified_Since="some day").status == 200


def test_a_replaced_file_is_301_to_an_address_without_a_scheme(site: DemoSite, ask: Ask) -> None:
    newer = Asset("/media/" + "a" * 24 + "/new.pdf", b"%PDF-1.7 new", RELEASE, datetime(2026, 1, 1, tzinfo=UTC))
    old = site.asset(LETTER)
    site.replace(newer, replace(old, replaced_by=newer.path))
    reply = ask(old.path)
    host = site.url.removeprefix("http://")
    assert (reply.status, reply.headers["location"]) == (301, f"//{host}{newer.path}")


def test_deletion_wins_over_replacement(site: DemoSite, ask: Ask) -> None:
    old = site.asset(LETTER)
    site.replace(replace(old, replaced_by="/media/x/y.pdf", deleted=True))
    assert ask(old.path).status == 410


def test_the_file_of_an_unpublished_page_is_302_to_the_page(site: DemoSite, ask: Ask) -> None:
    old = site.asset(LETTER)
    site.replace(replace(old, unpublished=True))
    reply = ask(old.path)
    assert (reply.status, reply.headers["location"]) == (302, f"{site.url}{RELEASE}")


def test_a_file_asked_for_by_another_name_is_302_to_its_own(site: DemoSite, ask: Ask) -> None:
    reply = ask("/media/72d37fb6e4a073ec2a5b4f88/former.pdf")
    assert (reply.status, reply.headers["location"]) == (302, f"{site.url}{site.asset(LETTER).path}")
    assert ask("/media/" + "0" * 24 + "/former.pdf").status == 404


def test_entries_can_be_added_withdrawn_hidden_and_removed(site: DemoSite, ask: Ask) -> None:
    added = Entry("/government/publications/new", "New", ("home-office",), datetime(2026, 5, 1, tzinfo=UTC))
    site.replace(added)
    newest = "/api/search.json?order=-public_timestamp&count=1&fields=link"
    assert json.loads(ask(newest).body)["results"][0]["link"] == added.base_path
    site.replace(replace(added, state=State.WITHDRAWN, note="<p>Wrong.</p>"))
    assert json.loads(ask(newest).body)["results"][0]["link"] != added.base_path
    assert "Wrong" in json.loads(ask(f"/api/content{added.base_path}").body)["withdrawn_notice"]["explanation"]
    site.replace(replace(added, state=State.HIDDEN))
    assert ask(f"/api/content{added.base_path}").status == 403
    site.remove(added.base_path)
    assert ask(f"/api/content{added.base_path}").status == 404


def test_robots_can_refuse_more(site: DemoSite, ask: Ask) -> None:
    site.replace(robots=ROBOTS + "Disallow: /media/72d37fb6e4a073ec2a5b4f88/\n")
    assert b"Disallow: /media/72d37fb6e4a073ec2a5b4f88/" in ask("/robots.txt").body


def test_a_connection_can_break_in_the_middle_of_a_file(site: DemoSite) -> None:
    asset = replace(site.asset(LETTER), breaks_after=100)
    site.replace(asset)
    connection = HTTPConnection(site.url.removeprefix("http://"), timeout=10)
    connection.request("GET", asset.path)
    with pytest.raises(IncompleteRead) as caught:
        connection.getresponse().read()
    connection.close()
    assert caught.value.partial == asset.body[:100]


def test_a_failure_asked_for_comes_as_often_as_asked_for(site: DemoSite, ask: Ask) -> None:
    site.fail("/robots.txt", 503, times=2, headers={"Retry-After": "1"})
    assert [ask("/robots.txt").status for _ in range(3)] == [503, 503, 200]


def test_every_request_is_on_record(site: DemoSite, ask: Ask) -> None:
    ask("/robots.txt", User_Agent="tester")
    ask("/none?x=1")
    first, second = site.requests
    assert (first.path, first.headers["user-agent"], first.status) == ("/robots.txt", "tester", 200)
    assert (second.target, second.path, second.status) == ("/none?x=1", "/none", 404)
    site.forget_requests()
    assert site.requests == ()


def test_head_is_the_headers_alone(site: DemoSite, ask: Ask) -> None:
    asset = site.asset(LETTER)
    reply = ask(asset.path, "HEAD")
    assert (reply.body, reply.headers["content-length"]) == (b"", str(len(asset.body)))


def test_closing_does_not_wait_for_a_client_that_stays(ask: Ask) -> None:
    with DemoSite.shipped() as other:
        staying = HTTPConnection(other.url.removeprefix("http://"), timeout=60)
        staying.request("GET", "/robots.txt")
        staying.getresponse().read()
    with pytest.raises(OSError):  # noqa: PT011  (which one is the system's choice)
        HTTPConnection(other.url.removeprefix("http://"), timeout=1).request("GET", "/robots.txt")
    staying.close()


def test_an_organisation_page_lists_what_it_published(ask: Ask) -> None:
    body = ask("/government/organisations/department-for-transport").body
    assert b"level crossing camera trial" in body
    assert b"Media training" not in body
