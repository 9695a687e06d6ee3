"""Declarations are checked key by key, and what is wrong is named with the key it stands under."""

import re
from datetime import UTC
from typing import Any

import pytest

from scraper.items import Kind
from scraper.platforms.configured.dates import read_date
from scraper.platforms.configured.declaration import DeclarationError, declaration
from scraper.platforms.configured.elements import labelled, parsed
from scraper.platforms.configured.listed import Ask, numbered
from scraper.platforms.configured.registry import configured
from scraper.reading import PageChanged

LISTING: dict[str, Any] = {"type": "listing", "start": "https://www.fernhill.example/log", "item": "li"}


@pytest.mark.parametrize(("changes", "said"), [
    ({"itme": "li"}, "[sources.x] itme: there is no such key here; did you mean item?"),
    ({"type": "listng"}, "type: 'listng' is none of what it may be; did you mean listing?"),
    ({"type": 3}, "type: must be a text on one line, not 3"),
    ({"item": "li["}, "item: 'li[' is no CSS selector"),
    ({"item": {"xpath": "//li["}}, "item xpath: '//li[' is no XPath expression"),
    ({"item": {"xpth": "//li"}}, "item xpth: there is no such key here; did you mean xpath?"),
    ({"next": "a:nope(1)"}, "next: 'a:nope(1)' is no CSS selector"),
    ({"start": "www.fernhill.example/log"}, "start: 'www.fernhill.example/log' is not a web address"),
    ({"start": "file:///etc/passwd"}, "start: 'file:///etc/passwd' is not a web address"),
    ({"start": "https://user:secret@fernhill.example/"}, "is not a web address"),
    ({"start": "https://[broken/"}, "is not a web address"),
    ({"start": "/log"}, "base-url: is missing"),
    ({"start": []}, "start: is missing"),
    ({"hosts": ["https://files.fernhill.example/"]}, "hosts: 'https://files.fernhill.example/' is no host"),
    ({"links": "foi-(\\d+"}, "links: 'foi-(\\\\d+' is no regular expression"),
    ({"links": "a" * 400}, "links: is longer than 300 characters"),
    ({"kind": "letter"}, "kind: 'letter' is none of what it may be"),
    ({"zone": "Europe/Londres"}, "zone: 'Europe/Londres' is no time zone"),
    ({"zone": "../../etc/passwd"}, "zone: '../../etc/passwd' is no time zone"),
    ({"row": {"titel": "h2"}}, "row titel: there is no such key here; did you mean title?"),
    ({"row": {"title": {"css": "h2", "label": "Title"}}}, "row title: must say exactly one of css, xpath"),
    ({"row": {"title": {"optional": True}}}, "row title: must say exactly one of"),
    ({"row": {"title": {"xpath": "//h2"}}}, "row title: its xpath must begin with a dot"),
    ({"row": {"published": {"css": "time", "date": "day month"}}}, "row published date: 'day month' is no date layout"),
    ({"row": {"published": {"css": "time", "optional": "yes"}}}, "optional: must be true or false, not 'yes'"),
    ({"page": True}, "page: must be a table of what to read of an entry's page, or false"),
    ({"page": {"link": "a"}}, "page link: there is no such key here"),
    ({"attachments": {"selector": "a"}}, "attachments selector: there is no such key here"),
    ({"limits": {"items": 0}}, "limits items: must be a whole number from 1, not 0"),
    ({"limits": {"items": True}}, "limits items: must be a whole number from 1, not True"),
    ({"paging": {"first": 1}}, "paging parameter: is missing"),
    ({"paging": {"parameter": "p", "first": 5, "last": 2}}, "paging last: comes before first (5)"),
    ({"paging": "page"}, "paging: must be a table, not 'page'"),
    ({"query": "x"}, "query: there is no such key here"),
    ({"type": "sitemap", "item": "li"}, "item: there is no such key here"),
])  # fmt: skip
def test_what_is_wrong_is_named_with_its_key(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(DeclarationError, match=re.escape(said)) as caught:
        declaration("x", {**LISTING, **changes}, "[sources.x]")
    assert "\n" not in str(caught.value)


def test_a_listing_needs_its_item_and_a_json_list_its_links() -> None:
    with pytest.raises(DeclarationError, match="item: is missing"):
        declaration("x", {"type": "listing", "start": "https://a.example/"}, "[sources.x]")
    with pytest.raises(DeclarationError, match="row link: is missing"):
        declaration("x", {"type": "json", "start": "https://a.example/"}, "[sources.x]")


def test_a_declaration_can_be_moved_to_another_site() -> None:
    moved = declaration("x", LISTING, "[sources.x]", base_url="http://127.0.0.1:8000")
    assert (moved.start, moved.hosts) == (("http://127.0.0.1:8000/log",), frozenset({"127.0.0.1:8000"}))
    paths = declaration("x", {**LISTING, "start": ["/a", "/b?x="], "base-url": "https://b.example"}, "[sources.x]")
    assert paths.start == ("https://b.example/a", "https://b.example/b?x=")


def test_documents_come_from_declared_hosts_and_else_from_the_source_s_own() -> None:
    assert declaration("x", LISTING, "").file_hosts == frozenset({"www.fernhill.example"})
    other = declaration("x", {**LISTING, "attachments": {"hosts": ["Files.fernhill.example:8443"]}}, "")
    assert other.file_hosts == frozenset({"files.fernhill.example:8443"})


def test_pages_are_numbered_in_the_address_or_in_what_is_sent() -> None:
    paging = declaration("x", {**LISTING, "paging": {"parameter": "page"}}, "").paging
    assert paging is not None
    assert numbered(Ask("https://a.example/l?q=&page=1&t=x"), paging, 2).url == "https://a.example/l?q=&t=x&page=2"
    sent = numbered(Ask("https://a.example/l", '{"order": "newest"}'), paging, 2)
    assert sent == Ask("https://a.example/l#2", '{"order": "newest", "page": 2}')


@pytest.mark.parametrize(("text", "layouts", "zone", "read"), [
    ("6th March 2024", (), "UTC", "2024-03-06 00:00"),
    ("06/03/2024", (), "UTC", "2024-03-06 00:00"),
    ("2024-03-06", (), "Europe/London", "2024-03-06 00:00"),
    ("2024-07-06T09:30:00", (), "Europe/London", "2024-07-06 08:30"),
    ("2024-07-06T09:30:00+02:00", (), "UTC", "2024-07-06 07:30"),
    ("Sat, 06 Jul 2024 09:30:00 GMT", (), "UTC", "2024-07-06 09:30"),
    (" 6 \n March\t2024 ", ("%d %B %Y",), "UTC", "2024-03-06 00:00"),
    ("03/06/2024", ("%m/%d/%Y",), "UTC", "2024-03-06 00:00"),
    ("2024/03", ("%Y/%m",), "UTC", "2024-03-01 00:00"),
])  # fmt: skip
def test_dates_are_read_as_they_are_printed(text: str, layouts: tuple[str, ...], zone: str, read: str) -> None:
    found = read_date(text, layouts, zone)
    assert (f"{found:%Y-%m-%d %H:%M}", found.tzinfo) == (read, UTC)


@pytest.mark.parametrize("text", ["", "soon", "31 February 2024", "9" * 5000, "0001-01-01T00:00:00+23:00", "March"])
def test_what_is_no_date_is_a_changed_page(text: str) -> None:
    with pytest.raises(PageChanged):
        read_date(text)


@pytest.mark.parametrize("html", [
    "<p>FOI reference: FH/1<br>Date received: 2 May 2024</p>",
    "<dl><dt>FOI reference</dt><dd>FH/1</dd><dt>Date received</dt><dd>2 May 2024</dd></dl>",
    "<table><tr><th>FOI reference</th><td>FH/1</td></tr><tr><th>Date received:</th><td>2 May 2024</td></tr></table>",
    "<ul><li><span>FOI reference</span><strong>FH/1</strong></li><li><b>Date received</b> 2 May 2024</li></ul>",
])  # fmt: skip
def test_labelled_text_is_found_however_it_is_laid_out(html: str) -> None:
    root = parsed(html.encode(), "https://a.example/").root
    assert labelled(root, "foi  Reference") == "FH/1"
    assert labelled(root, "Date received") == "2 May 2024"
    assert labelled(root, "Date") == ""


def test_a_page_nested_too_deep_to_be_read_gives_nothing_and_is_no_fault_of_ours() -> None:
    deep = b"<div>" * 20000 + b"Reference: 1"
    assert labelled(parsed(deep, "https://a.example/").root, "Reference") == ""


def test_a_pattern_is_let_loose_on_the_beginning_of_a_text_only() -> None:
    made = declaration("x", {**LISTING, "links": "needle"}, "")
    assert made.links is not None
    assert (made.links.find("a needle"), made.links.find("a" * 5000 + "needle")) == ("needle", "")


def test_a_preset_can_be_changed_and_used_for_several_sources() -> None:
    force = {"preset": "police-soh", "on": True, "base-url": "https://www.brackenshire.example", "limits": {"items": 5}}
    known = configured({"brackenshire": force, "gov-scot": {"delay": 5.0}})
    made = known["brackenshire"].declared()
    assert (made.hosts, made.limits.items) == (frozenset({"www.brackenshire.example"}), 5)
    assert (known["gov-scot"].table["delay"], known["gov-scot"].preset) == (5.0, False)
    assert known["gov-scot"].declared().kind is Kind.RELEASE
    assert not known["police-soh"].on


@pytest.mark.parametrize(("name", "table", "said"), [
    ("police-soh", {"base-url": "https://www.brackenshire.example"}, "police-soh is off"),
    ("x", {"preset": "gov-scto"}, "there is no 'gov-scto'; there is gov-scot"),
    ("govuk-foi", LISTING, "govuk-foi is a source of its own"),
    ("x", {"start": "https://a.example/"}, "type: is missing"),
])  # fmt: skip
def test_a_name_or_preset_that_cannot_be_is_refused(name: str, table: dict[str, Any], said: str) -> None:
    with pytest.raises(DeclarationError, match=re.escape(said)):
        configured({name: table})[name].declared()
