"""Reading Alaveteli's pages and payloads, where a crawl is not needed to see it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from scraper.archive.media_type import media_type
from scraper.platforms.alaveteli.lists import Selection, Slice, read_list
from scraper.platforms.alaveteli.payloads import read_feed, read_request
from scraper.platforms.alaveteli.privacy import page_kept, payload_kept
from scraper.platforms.alaveteli.site import Site
from scraper.platforms.alaveteli.thread import read_thread
from scraper.reading import PageChanged
from tests.scraper.sites.alaveteli import Asked, Letter, page, payload

SITE = Site.at("https://foi.example.org")
URL = "https://foi.example.org/request/lanterns"
WHEN = datetime(2025, 3, 1, tzinfo=UTC)
REQUEST = Asked("lanterns", 7, WHEN, (Letter("Dear sirs", author="Pat Quill"), Letter("It was £92,574.")), "Lanterns")
TODAY = date(2026, 8, 1)


def user(name: str) -> str:
    return f'<a class="x" href="https://foi.example.org/user/a_b_{len(name)}">{name}</a>'


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{user('Pat Quill')} asked. Yours, Pat  Quill", "asked. Yours, [requester]"),
        (f"{user('Pat Quill')} asked. PAT&nbsp;QUILL", "asked. [requester]"),
        (f"{user('Pat O&#39;Quill')} asked. Yours, Pat O'Quill, Pat O\u2019Quill", "Yours, [requester], [requester]"),
        (f"{user('Pat Quill')} asked about Pat Quillings.", "about Pat Quillings."),
        (f"{user('Council')} asked about the Council.", "about the Council."),
        (f"{user('Pat (Mr.) Quill*')} asked. Pat (Mr.) Quill*", "asked. [requester]"),
    ],
    ids=["signed", "shouted", "apostrophes", "part-of-a-word", "one-word", "signs"],
)
def test_a_requester_named_on_the_page_is_replaced_wherever_the_name_stands(text: str, kept: str) -> None:
    found = page_kept(text.encode()).decode()
    assert found.endswith(kept)
    assert "/user/requester" in found
    assert "/user/a_b" not in found


def test_a_page_is_kept_the_same_at_every_visit() -> None:
    assert page(REQUEST, 1) != page(REQUEST, 2)
    assert page_kept(page(REQUEST, 1)) == page_kept(page(REQUEST, 2))


def test_bytes_that_are_no_text_pass_through() -> None:
    assert page_kept(b"\xff<p>\xa3500</p>") == b"\xff<p>\xa3500</p>"


@pytest.mark.parametrize(
    "body",
    [b'<a href="/user/' * 20_000, b"<a " * 50_000, b'<div id="outgoing-1"' * 20_000],
    ids=["links-without-end", "tags-without-end", "messages-without-end"],
)
def test_a_page_of_tags_without_end_passes_through(body: bytes) -> None:
    assert page_kept(body) == body


def test_the_requester_is_taken_out_of_the_json_and_all_else_stays() -> None:
    kept = payload_kept(payload(REQUEST), URL)
    assert b"about_me" not in kept
    assert read_request(kept, SITE, source="s", url=URL) == read_request(payload(REQUEST), SITE, source="s", url=URL)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"[" * 100_000, b'{"id": 1}', b"\xff"])
def test_what_is_no_request_is_a_changed_page(body: bytes) -> None:
    for reader in (lambda: read_request(body, SITE, source="s", url=URL), lambda: read_thread(body, SITE, URL)):
        with pytest.raises(PageChanged, match=r"foi\.example\.org"):
            reader()


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b'[{"created_at": "2025-01-01T00:00:00Z"}]', b"[" * 100_000])
def test_what_is_no_feed_is_a_changed_page(body: bytes) -> None:
    with pytest.raises(PageChanged):
        read_feed(body, SITE, URL)


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/request/lanterns#incoming-7", "lanterns"),
        ("https://foi.example.org/en/request/lanterns.json?x=1", "lanterns"),
        ("/request/123", None),
        ("/request/lanterns/response/7/attach/2/x.pdf", None),
        ("https://elsewhere.example/request/lanterns", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_an_address_leads_to_a_request_of_this_site_or_to_none(address: str, slug: str | None) -> None:
    assert SITE.slug_of(address) == slug


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/request/l/response/7/attach/2/a%20b.pdf?cookie_passthrough=1", "/request/l/response/7/attach/2/a%20b.pdf"),
        ("/request/l/response/7/attach/html/2/a.pdf.html", None),
        ("/request/l/response/7/attach/2", None),
        ("https://elsewhere.example/request/l/response/7/attach/2/a.pdf", None),
    ],
)
def test_a_file_has_one_address(address: str, file: str | None) -> None:
    assert SITE.file(address) == (file and SITE.base_url + file)


def test_a_list_is_cut_until_only_days_are_left_and_none_is_left_out() -> None:
    parts, days = [Slice("lanterns")], set[date]()
    while parts:
        part = parts.pop()
        halves = part.halves(TODAY)
        if halves:
            parts += halves
        else:
            assert part.after
            assert part.before
            days |= {part.after + timedelta(days=n) for n in range((part.before - part.after).days)}
    assert days == {date(2008, 1, 1) + timedelta(days=n) for n in range((TODAY - date(2008, 1, 1)).days + 1)}


def test_a_slice_has_the_address_the_site_reads_and_travels_as_text() -> None:
    part = Slice("lanterns", "successful", date(2025, 3, 1), date(2025, 4, 2))
    asked = "request_date_after=01/03/2025&request_date_before=02/04/2025&page=2"
    assert part.url(SITE, 2) == f"https://foi.example.org/body/lanterns/successful?{asked}"
    assert Slice.parse(str(part)) == part
    assert Slice().url(SITE, 1) == "https://foi.example.org/list"


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"organisations": "a b"}, "no public body"), ({"limit": "0"}, "no limit"), ({"since": "May"}, "no date")],
)
def test_a_selection_that_cannot_be_is_said(typed: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Selection.parse(**typed)


def test_a_list_links_to_pages_with_hostile_numbers_and_is_read() -> None:
    links = "".join(f'<a href="/list?page={number}">x</a>' for number in ("-1", "9" * 400, "x", "3"))
    assert read_list(f'<div class="pagination">{links}</div>'.encode(), SITE, URL).last == 3


def test_a_request_page_is_known_by_its_marks_and_no_other_page_is() -> None:
    assert media_type(page(REQUEST), "lanterns") == "application/vnd.alaveteli.request+html"
    assert media_type(page_kept(page(REQUEST)), "") == "application/vnd.alaveteli.request+html"
    assert media_type(page(REQUEST).replace(b"correspondence", b"letters"), "lanterns") == "text/html"
