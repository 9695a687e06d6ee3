"""Configured sources crawled from a scripted site, with the real settings but the delay."""

import gzip
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from scraper.archive.store import Archive
from scraper.items import Kind, LinkKind, State
from scraper.platforms.configured.declaration import declaration
from scraper.platforms.configured.listed import Ask
from scraper.platforms.configured.pages import read_list
from scraper.reading import PageChanged
from tests.scraper.conftest import Answer
from tests.scraper.sites.configured import CouncilPages, package, sitemap

NAME = "fernhill"


@pytest.fixture
def log(site: Any) -> CouncilPages:
    """Return a log with five releases on two pages."""
    pages = CouncilPages(site)
    for number in range(1, 6):
        pages.publish(
            f"r{number}", f"Gritting in ward {number}", answered=f"{number} March 2024", reference=f"FH/24/{number:04}"
        )
    return pages


def titles(held: Archive) -> dict[str, str]:
    return {one.publication.url.rpartition("/")[2]: one.publication.title for one in held.publications.all(NAME)}


def failures(held: Archive) -> dict[str, str]:
    return {one.url.rpartition("/")[2]: one.reason for one in held.runs.failures(NAME)}


def test_a_listing_brings_every_release_of_every_page_with_its_documents(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    run = crawl_site(source=NAME, declared={NAME: log.declared()})
    assert (run.outcome, run.publications, run.documents, run.failed, run.note) == ("done", 5, 10, 0, "")
    entry = held.publications.by_url(NAME, f"{site.url}/log/r3")
    assert entry is not None
    found = entry.publication
    assert (found.title, found.authority, found.kind) == (
        "Gritting in ward 3",
        "Fernhill Borough Council",
        Kind.RELEASE,
    )
    assert (found.published, found.references) == (datetime(2024, 3, 3, tzinfo=UTC), ("FH/24/0003",))
    assert [(link.kind, link.url.removeprefix(site.url)) for link in found.documents] == [
        (LinkKind.PAGE, "/log/r3"), (LinkKind.FILE, "/files/r3/answer.pdf"),
    ]  # fmt: skip


def test_a_second_crawl_reads_one_page_of_the_list_and_downloads_nothing(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    declared = {NAME: log.declared()}
    crawl_site(source=NAME, declared=declared)
    site.asked.clear()
    run = crawl_site(source=NAME, declared=declared)
    asked = [(one.path, one.status) for one in site.asked if one.path != "/robots.txt"]
    assert asked[0] == ("/log", 200)
    assert all(status == 304 for path, status in asked if path != "/log")
    assert len([path for path, _ in asked if path == "/log"]) <= 2
    assert (run.outcome, run.publications, run.documents) == ("done", 0, 0)


def test_what_is_new_and_what_was_edited_is_read(log: CouncilPages, site: Any, crawl_site: Any, held: Archive) -> None:
    declared = {NAME: log.declared()}
    crawl_site(source=NAME, declared=declared)
    log.publish("r6", "Gritting in ward 6", answered="6 March 2024")
    log.edit("r5", title="Gritting in ward 5, corrected")
    run = crawl_site(source=NAME, declared=declared)
    assert (run.outcome, run.publications) == ("done", 2)
    assert {"r6": "Gritting in ward 6", "r5": "Gritting in ward 5, corrected"}.items() <= titles(held).items()


def test_a_list_without_dates_is_read_until_a_page_of_it_is_known(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    declared = {NAME: log.declared(row={})}
    assert crawl_site(source=NAME, declared=declared).publications == 5
    site.asked.clear()
    crawl_site(source=NAME, declared=declared)
    assert [one.path for one in site.asked].count("/log") == 1


def test_a_renamed_class_stops_the_source_and_names_the_selector(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    for path in ("/log", "/log?page=2"):
        site.answers[path].body = site.answers[path].body.replace(b'class="log"', b'class="results"')
    run = crawl_site(source=NAME, declared={NAME: log.declared()})
    assert run.outcome == "stopped"
    assert f"item: no element is 'ul.log > li' in {site.url}/log" in run.note
    assert "foi sources check" in run.note


def test_a_field_that_is_nowhere_any_more_is_a_change_and_not_an_empty_value(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    row = {"title": "h3", "published": {"css": "time", "attribute": "data-day"}}
    run = crawl_site(source=NAME, declared={NAME: log.declared(row=row)})
    assert (run.outcome, "[sources.fernhill] row published css: nothing found" in run.note) == ("stopped", True)


def test_attachments_come_from_declared_hosts_only(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    log.publish("r6", "Salt", answered="7 March 2024")
    body = site.answers["/log/r6"].body
    elsewhere = b'<ul class="files"><li><a href="http://169.254.169.254/latest/meta-data">x</a></li><li><a href="file:///etc/passwd">y</a></li>'
    site.answers["/log/r6"].body = body.replace(b"<ul class='files'>", elsewhere)
    run = crawl_site(source=NAME, declared={NAME: log.declared()}, limit=1)
    (entry,) = held.publications.all(NAME)
    assert [(link.kind, link.url.rpartition("/")[2]) for link in entry.publication.documents[1:]] == [
        (LinkKind.EXTERNAL, "meta-data"), (LinkKind.FILE, "answer.pdf"),
    ]  # fmt: skip
    assert (run.failed, run.documents) == (0, 2)


def test_a_redirect_to_another_host_is_refused(log: CouncilPages, site: Any, crawl_site: Any, held: Archive) -> None:
    site.put("/log/r5", b"", 302, headers={"Location": "http://10.0.0.1/admin"})
    run = crawl_site(source=NAME, declared={NAME: log.declared()})
    assert (run.outcome, run.publications) == ("partly", 4)
    assert failures(held) == {"r5": "it leads to 10.0.0.1, which is not followed"}


def test_a_release_that_was_taken_down_is_gone_at_the_second_look_and_comes_back(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    declared = {NAME: log.declared(order="any")}
    crawl_site(source=NAME, declared=declared)
    log.remove("r2")
    assert crawl_site(source=NAME, declared=declared).failed == 1
    assert state(held, site, "r2") is State.LIVE
    run = crawl_site(source=NAME, declared=declared)
    assert (run.outcome, state(held, site, "r2"), failures(held)) == ("done", State.GONE, {})
    log.publish("r2", "Gritting in ward 2", answered="2 March 2024", reference="FH/24/0002")
    crawl_site(source=NAME, declared=declared)
    assert state(held, site, "r2") is State.LIVE


def state(held: Archive, site: Any, slug: str) -> State:
    found = held.publications.by_url(NAME, f"{site.url}/log/{slug}")
    assert found is not None
    return found.publication.state


def test_a_list_that_goes_round_in_circles_is_noticed(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    last = site.answers["/log?page=2"].body.replace(b"</body>", b'<a rel="next" href="/log?again=1">Older</a></body>')
    site.put("/log?page=2", last, media_type="text/html")
    site.put("/log?again=1", site.answers["/log"].body, media_type="text/html")
    run = crawl_site(source=NAME, declared={NAME: log.declared()})
    assert (run.outcome, run.publications) == ("partly", 5)
    assert failures(held) == {"log?again=1": "the list repeats itself instead of going on"}


@pytest.mark.parametrize("beyond", ["empty", "last again", "missing"])
def test_pages_by_number_end_where_nothing_new_comes(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive, beyond: str
) -> None:
    site.put("/log?page=1", site.answers["/log"].body, media_type="text/html")
    if beyond == "empty":
        site.put("/log?page=3", b"<p>No more results.</p>", media_type="text/html")
    elif beyond == "last again":
        site.put("/log?page=3", site.answers["/log?page=2"].body, media_type="text/html")
    else:
        site.put("/log?page=3", b"not here", 404)
    declared = log.declared(paging={"parameter": "page"})
    del declared["next"]
    run = crawl_site(source=NAME, declared={NAME: declared})
    assert (run.outcome, run.publications, run.failed) == ("done", 5, 0)


def test_rows_can_be_all_there_is_and_their_links_the_documents(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    rows = "".join(f'<tr><td>FH/{n}</td><td><a href="/pdf/{n}.pdf">Answer {n}</a></td></tr>' for n in (1, 2))
    site.put("/table", f"<table>{rows}</table>".encode(), media_type="text/html")
    for n in (1, 2):
        site.put(f"/pdf/{n}.pdf", b"%PDF-1.4 " + str(n).encode(), media_type="application/pdf")
    table = {"type": "listing", "start": f"{site.url}/table", "item": "tr", "page": False}
    declared = {NAME: {**table, "row": {"reference": "td:nth-child(1)", "title": "a"}}}
    run = crawl_site(source=NAME, declared=declared)
    assert (run.outcome, run.publications, run.documents) == ("done", 2, 2)
    site.asked.clear()
    run = crawl_site(source=NAME, declared=declared)
    assert (site.paths(), run.publications, run.documents) == (["/table"], 0, 0)


def test_a_feed_brings_the_page_of_each_entry(log: CouncilPages, site: Any, crawl_site: Any, held: Archive) -> None:
    declared = {NAME: {"type": "feed", "start": f"{site.url}/feed.xml"}}
    run = crawl_site(source=NAME, declared=declared)
    assert (run.outcome, run.publications, run.documents) == ("done", 5, 10)
    found = held.publications.find(NAME, "log-r3")
    assert found is not None
    assert (found.publication.kind, found.publication.summary) == (Kind.NEWS, "About r3")
    assert found.publication.published == datetime(2024, 3, 3, 9, tzinfo=UTC)
    site.asked.clear()
    run = crawl_site(source=NAME, declared=declared)
    assert {one.status for one in site.asked if one.path.startswith("/log")} <= {304}
    assert (run.outcome, run.publications, run.documents) == ("done", 0, 0)


def test_a_feed_with_whole_texts_is_enough(log: CouncilPages, site: Any, crawl_site: Any, held: Archive) -> None:
    declared = {NAME: {"type": "feed", "start": f"{site.url}/feed.xml", "text": "content:encoded"}}
    run = crawl_site(source=NAME, declared=declared)
    assert (run.publications, site.paths()) == (5, ["/feed.xml"])
    entry = held.publications.find(NAME, "log-r3")
    assert entry is not None
    (document,) = held.publications.attachments(entry.key)
    assert b"<p>Whole text of r3.</p>" in held.blobs.read(document.digest)
    run = crawl_site(source=NAME, declared=declared)
    assert (run.publications, run.documents, run.unchanged) == (0, 0, 0)


def test_a_feed_that_has_ended_stops_the_source(site: Any, crawl_site: Any) -> None:
    site.put(
        "/feed.xml",
        b"<feed><entry><id>tag:x,2005:news/feed-ended</id><title>This feed has ended</title></entry></feed>",
    )
    run = crawl_site(source=NAME, declared={NAME: {"type": "feed", "start": f"{site.url}/feed.xml"}})
    assert (run.outcome, "says that this feed has ended" in run.note) == ("stopped", True), run.note


def test_a_sitemap_is_read_down_to_what_changed_since(
    log: CouncilPages, site: Any, crawl_site: Any, held: Archive
) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url}/map-1.xml.gz</loc></sitemap></sitemapindex>".encode()
    site.put("/sitemap.xml", index, media_type="application/xml")
    site.put("/map-1.xml.gz", gzip.compress(sitemap(site.url, log.releases), mtime=0))
    page = {"title": "h1", "published": {"label": "Date responded", "date": "%d %B %Y"}}
    declared = {NAME: {"type": "sitemap", "start": f"{site.url}/sitemap.xml", "links": "/log/", "page": page}}
    run = crawl_site(source=NAME, declared=declared)
    assert (run.outcome, run.publications, run.documents) == ("done", 5, 10)
    found = held.publications.by_url(NAME, f"{site.url}/log/r3")
    assert found is not None
    assert (found.publication.title, found.publication.published) == (
        "Gritting in ward 3",
        datetime(2024, 3, 3, tzinfo=UTC),
    )
    site.asked.clear()
    log.edit("r1", title="Gritting, corrected", answered="9 March 2024")
    site.put("/map-1.xml.gz", gzip.compress(sitemap(site.url, log.releases), mtime=0))
    run = crawl_site(source=NAME, declared=declared)
    assert "/log/r3" not in site.paths()
    assert (run.publications, titles(held)["r1"]) == (1, "Gritting, corrected")


def test_a_ckan_site_gives_data_sets_with_their_resources(site: Any, crawl_site: Any, held: Archive) -> None:
    packages = [package(site.url, n, f"2026-04-0{n}T10:00:00", f"{n}.pdf") for n in (3, 2, 1)]
    packages[0]["resources"].append({"name": "elsewhere", "url": "https://files.example.org/x.xlsx"})

    def answer(query: dict[str, list[str]]) -> Answer:
        start = int(query["start"][0])
        result = {"count": 3, "results": packages[start : start + 2]}  # it gives fewer than were asked for
        return Answer(json.dumps({"success": True, "result": result}).encode(), media_type="application/json")

    for n in (1, 2, 3):
        site.put(f"/dataset/foi-0000{n}", f"<h1>FOI-0000{n}</h1><p>Twelve.</p>".encode(), media_type="text/html")
        site.put(f"/download/{n}.pdf", b"%PDF-1.4 " + str(n).encode(), media_type="application/pdf")
    for start in (0, 2):
        query = f"fq=organization%3Alog&sort=metadata_modified+desc&rows=100&start={start}"
        site.answers[f"/api/3/action/package_search?{query}"] = answer({"start": [str(start)]})
    declared = {NAME: {"type": "ckan", "start": site.url, "query": "organization:log"}}
    run = crawl_site(source=NAME, declared=declared)
    assert (run.outcome, run.publications, run.documents) == ("done", 3, 6)
    found = held.publications.find(NAME, "id-3")
    assert found is not None
    publication = found.publication
    assert (publication.authority, publication.url) == ("Brooms Authority", f"{site.url}/dataset/foi-00003")
    assert publication.summary == "# Request How many brooms are held? # Response Twelve."
    assert publication.updated == datetime(2026, 4, 3, 10, tzinfo=UTC)
    assert [link.kind for link in publication.documents] == [LinkKind.PAGE, LinkKind.FILE, LinkKind.EXTERNAL]


def test_a_json_list_is_asked_for_with_post_part_by_part(site: Any, crawl_site: Any, held: Archive) -> None:
    def entries(*numbers: int) -> bytes:
        rows = [
            {"title": f"Notice {n}", "url": f"/notices/ic-{n}/", "meta": f"{n} May 2026, Education"} for n in numbers
        ]
        return json.dumps({"results": [*rows, {"title": "Careers", "url": "/jobs/"}] if numbers else []}).encode()

    for n in (1, 2, 3):
        page = (
            f"<main><h1>Notice {n}</h1><further-Reading x-href='/media/{n}.pdf' x-title='The notice'></further-Reading>"
        )
        site.put(f"/notices/ic-{n}/", page.encode(), media_type="text/html")
        site.put(f"/media/{n}.pdf", b"%PDF-1.4 " + str(n).encode(), media_type="application/pdf")
    site.posted = {1: entries(3, 2), 2: entries(1), 3: entries()}
    declared = {
        "type": "json",
        "start": f"{site.url}/api/search",
        "method": "POST",
        "body": {"filters": [], "page": 1, "order": "newest"},
        "paging": {"parameter": "page"},
        "results": "results",
        "links": "/notices/",
        "row": {
            "link": "url",
            "title": "title",
            "id": {"address": r"/(ic-\d+)/"},
            "published": {"path": "meta", "pattern": "^([^,]+),", "date": "%d %B %Y"},
        },
        "attachments": {"css": "further-reading", "attribute": "x-href", "title": "x-title"},
    }
    run = crawl_site(source=NAME, declared={NAME: declared})
    assert (run.outcome, run.publications, run.documents) == ("done", 3, 6)
    found = held.publications.find(NAME, "ic-2")
    assert found is not None
    assert (found.publication.title, found.publication.published) == ("Notice 2", datetime(2026, 5, 2, tzinfo=UTC))
    assert found.publication.documents[1].title == "The notice"
    assert crawl_site(source=NAME, declared={NAME: declared}).publications == 0


@pytest.mark.parametrize(("kind", "body", "said"), [
    ("feed", b"<rss><channel><item><title>x</title>", "is not well-formed XML"),
    ("feed", b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><item>&b;</item></rss>', "declares"),
    ("feed", b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item>&x;</item></rss>', "declares"),
    ("feed", b"<html><body>Please sign in</body></html>", "is no RSS or Atom feed"),
    ("feed", b"", "is not well-formed XML"),
    ("sitemap", b"<html>Not found</html>", "is no sitemap: it begins with <html>"),
    ("sitemap", b"\x1f\x8bnothing", "is damaged"),
    ("ckan", b'{"success": false, "error": {"message": "Search error"}}', "Search error"),
    ("ckan", b'{"success": true, "result": {"count": 1}}', "result.results is missing"),
    ("json", b'{"results": []}', "the list results is empty"),
    ("json", b'{"results": {"a": 1}}', "results is no list"),
    ("json", b'{"results": [{"name": "x"}]}', "row link: results[0]. has no address"),
    ("json", b"[" * 100000, "is not JSON"),
])  # fmt: skip
def test_a_list_of_another_shape_is_said_to_be_one(kind: str, body: bytes, said: str) -> None:
    table = {"type": kind, "start": "https://foi.example.org/list"}
    if kind == "json":
        table |= {"results": "results", "row": {"link": "url"}}
    declared = declaration(NAME, table, "[sources.fernhill]")
    with pytest.raises(PageChanged, match=re.escape(said)):
        read_list(declared, body, Ask("https://foi.example.org/list"), 1)


@pytest.mark.parametrize(("name", "said"), [
    ("police-soh", "police-soh is off: these sites are known to refuse programs"),
    ("gov-scott", "there is no source 'gov-scott'; did you mean gov-scot?"),
])  # fmt: skip
def test_what_cannot_be_crawled_is_refused_before_anything_is_asked(
    site: Any, crawl_site: Any, name: str, said: str
) -> None:
    assert said in crawl_site(source=name).error
    assert site.asked == []


def test_a_preset_is_crawled_from_another_address_of_the_same_shape(site: Any, crawl_site: Any, held: Archive) -> None:
    row = '<article><h3><a href="/publications/foi-24-00001/">Otters: FOI release</a></h3></article>'
    listing = f'<ol id="search-results-list"><li>{row}</li></ol>'.encode()
    site.put("/publications/", b'<ol id="search-results-list"></ol>', media_type="text/html")
    site.put("/publications/?publicationTypes=foi-eir-release&page=1", listing, media_type="text/html")
    file = "/binaries/content/documents/govscot/x/govscot%3Adocument/FOI%2B1.pdf?forceDownload=true"
    page = f'<main><h1>Otters: FOI release</h1><p>Date responded: 6 March 2024</p><a href="{file}">Letter</a></main>'
    site.put("/publications/foi-24-00001/", page.encode(), media_type="text/html")
    site.put(file, b"%PDF-1.4 otters", media_type="application/pdf")
    run = crawl_site(source="gov-scot")
    assert (run.outcome, run.publications, run.documents, run.note) == ("done", 1, 2, "")
    assert held.publications.find("gov-scot", "foi-24-00001") is not None


def test_robots_txt_holds_for_configured_sources(log: CouncilPages, site: Any, crawl_site: Any, held: Archive) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /files/\nDisallow: /api/\n", media_type="text/plain")
    run = crawl_site(source=NAME, declared={NAME: log.declared()}, limit=1)
    assert (run.documents, failures(held)) == (1, {"answer.pdf": "robots.txt does not allow it"})
    run = crawl_site(source="ckan", declared={"ckan": {"type": "ckan", "start": site.url}})
    assert (run.outcome, "may not be asked for its list: robots.txt does not allow it" in run.note) == ("stopped", True)
