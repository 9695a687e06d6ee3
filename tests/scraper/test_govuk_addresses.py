"""GOV.UK's addresses: pages, files, and what is asked of its search."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from scraper.items import Kind, Publication, State
from scraper.platforms.govuk.documents import documents
from scraper.platforms.govuk.search import Selection, message_of, search_url, slug_of, vanished
from scraper.platforms.govuk.site import Site, file_key
from scraper.reading import Record

MARCH = datetime(2024, 3, 1, tzinfo=UTC)
GOVUK = Site.at()
LOCAL = Site.at("http://127.0.0.1:8000/", ("localhost:8000",))


@pytest.mark.parametrize(
    "address", ["gov.uk", "ftp://www.gov.uk", "https://www.gov.uk/search", "https://", "http://[x"]
)
def test_what_is_no_site_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is not the address of a site"):
        Site.at(address)


def test_a_test_site_asks_nothing_of_gov_uk() -> None:
    assert LOCAL.hosts == {"127.0.0.1:8000", "localhost:8000"}
    assert GOVUK.hosts == {"www.gov.uk", "assets.publishing.service.gov.uk"}
    assert LOCAL.path_of("https://www.gov.uk/government/x") == "/government/x"
    assert LOCAL.file("https://www.gov.uk/media/0/x.pdf") == "http://127.0.0.1:8000/media/0/x.pdf"
    assert LOCAL.file("https://assets.publishing.service.gov.uk/media/0/x.pdf") is None


@pytest.mark.parametrize(("address", "path"), [
    ("/government/x?page=2#end", "/government/x"),
    ("https://www.gov.uk/api/content/government/x", "/government/x"),
    ("//www.gov.uk/government/x", "/government/x"),
    ("https://www.gov.uk/", None),
    ("https://www.gov.uk.example.org/government/x", None),
    ("javascript:alert(1)", None),
    ("mailto:x@example.org", None),
    ("http://[broken", None),
])  # fmt: skip
def test_a_page_is_a_path_on_this_site(address: str, path: str | None) -> None:
    assert GOVUK.path_of(address) == path


@pytest.mark.parametrize(("address", "file"), [
    ("/government/uploads/system/uploads/attachment_data/file/1/a.pdf", True),
    ("https://assets.publishing.service.gov.uk/media/0123456789abcdef01234567/a.pdf#page=2", True),
    ("//assets.publishing.service.gov.uk/media/0123456789abcdef01234567/a.pdf", True),
    ("https://assets.publishing.service.gov.uk/csv-preview/0123456789abcdef01234567/a.csv", False),
    ("/government/uploads/system/uploads/attachment_data/file/1/a.csv/preview", False),
    ("https://draft-assets.publishing.service.gov.uk/media/0123456789abcdef01234567/a.pdf", False),
    ("https://example.org/media/0123456789abcdef01234567/a.pdf", False),
    ("/government/publications/x", False),
])  # fmt: skip
def test_a_file_is_below_uploads_or_media_on_a_host_of_the_site(address: str, file: bool) -> None:
    found = GOVUK.file(address)
    assert (found is not None) is file
    assert found is None or "#" not in found


def test_one_file_has_one_key_under_all_its_names() -> None:
    uploads = "/government/uploads/system/uploads/attachment_data/file/315163"
    hosts = ("https://www.gov.uk", "https://assets.publishing.service.gov.uk", "http://localhost:1")
    keys = {file_key(f"{host}{uploads}/{name}") for host in hosts for name in ("a.pdf", "b.pdf")}
    assert keys == {"attachment_data/315163"}
    assert file_key("https://www.gov.uk/media/0123456789abcdef01234567/a.pdf") == "media/0123456789abcdef01234567"
    assert file_key("https://www.gov.uk/api/content/x#a") == "https://www.gov.uk/api/content/x"


def test_a_search_names_every_organisation_and_its_fields() -> None:
    query = parse_qs(
        urlsplit(search_url(GOVUK, ("content_store_document_type", "foi_release"), Selection(("a", "b")), 500)).query
    )
    assert query["filter_organisations"] == ["a", "b"]
    assert (query["count"], query["start"]) == (["500"], ["500"])
    assert query["fields"] == ["title,link,public_timestamp,organisations"]


def test_a_selection_is_read_as_it_is_typed() -> None:
    assert Selection.parse("b, a,", "2024-03-01", "12") == Selection(("a", "b"), MARCH, 12)
    assert Selection.parse(usual=("x",)) == Selection(("x",))
    assert Selection.parse("all", usual=("x",)) == Selection()


@pytest.mark.parametrize("typed", [
    {"organisations": "Cabinet Office"}, {"organisations": "a&b"}, {"since": "1 March"}, {"since": "2024-02-30"},
    {"limit": "0"}, {"limit": "-1"}, {"limit": "\u0663"}, {"limit": "many"},
])  # fmt: skip
def test_a_selection_that_cannot_be_read_says_so(typed: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="is no "):
        Selection.parse(**typed)


def test_a_selection_s_name_does_not_depend_on_order_but_on_the_site() -> None:
    assert Selection(("b", "a")).key(GOVUK) == Selection(("a", "b")).key(GOVUK) == "a,b"
    assert Selection().key(GOVUK) == "all"
    assert Selection().key(LOCAL) != "all"


@pytest.mark.parametrize(("body", "message"), [
    (b'{"error": "Unexpected: colour"}', "Unexpected: colour"),
    (b'{"error": {"count": "too high"}}', '{"count": "too high"}'),
    (b"<p>no</p>", "<p>no</p>"),
    (b"[]", "[]"),
    (b"", ""),
    (b"\xff" * 5000, "\ufffd" * 300),
])  # fmt: skip
def test_what_the_api_complains_about_is_found(body: bytes, message: str) -> None:
    assert message_of(body) == message


@pytest.mark.parametrize(("title", "slug"), [
    ("Foreign, Commonwealth & Development Office", "foreign-commonwealth-development-office"),
    ("Foreign & Commonwealth Office", "foreign-commonwealth-office"),
    ("Prime Minister\u2019s Office, 10 Downing Street", "prime-ministers-office-10-downing-street"),
])  # fmt: skip
def test_a_slug_is_made_as_gov_uk_makes_it(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@pytest.mark.parametrize(("change", "asked"), [
    ({}, True),
    ({"url": "https://www.gov.uk/listed"}, False),
    ({"url": "https://elsewhere.example/x"}, False),
    ({"state": State.WITHDRAWN}, False),
    ({"updated": datetime(2024, 2, 1, tzinfo=UTC)}, False),
    ({"updated": None}, False),
    ({"authority": "Office for Lanterns; Cabinet Office"}, True),
    ({"authority": "Office for Lanterns"}, False),
])  # fmt: skip
def test_what_should_have_been_listed_and_was_not_is_asked_about(change: dict[str, Any], asked: bool) -> None:
    fields = {"url": "https://www.gov.uk/x", "updated": MARCH, "authority": "Cabinet Office", **change}
    publication = Publication("s", "1", Kind.RELEASE, "X", **fields)
    found = vanished([publication], {"/listed"}, GOVUK, MARCH, frozenset({"cabinet-office"}))
    assert found == (["/x"] if asked else [])


@pytest.mark.parametrize(
    "markup", ["\"<a href='/media/{}/letter.pdf'>Letter</a>\"", "[\"<a href='/media/{}/letter.pdf'>\"]"]
)
def test_markup_that_is_json_too_is_read_as_markup(markup: str) -> None:
    details = {"documents": [markup.format("0" * 24)]}
    item = Record({"title": "Lanterns", "details": details}, "https://www.gov.uk/x")
    found = documents(item, GOVUK, "/x")
    assert [link.url for link in found[1:]] == [f"https://www.gov.uk/media/{'0' * 24}/letter.pdf"]
