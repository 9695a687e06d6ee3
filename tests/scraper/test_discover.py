"""A start for a declaration is guessed from pages as they come, and what cannot be guessed is said."""

import json
import tomllib
from typing import Any

import click
import pytest

from scraper.platforms.configured.declaration import declaration
from scraper.platforms.configured.discover import guess
from scraper.platforms.configured.listed import Ask
from scraper.platforms.configured.pages import read_list
from scraper.reading import PageChanged
from search_cli.declaring import appended, table
from tests.scraper.sites.configured import Release, log_page, rss, sitemap

URL = "https://www.fernhill.example/log"
RELEASES = [Release(f"r{n}", f"Gritting in ward {n}") for n in range(4)]
TABLE = "<table>" + "".join(
    f"<tr class='row-{n}'><td>{n} March 2024</td>"
    f"<td><a href='https://files.fernhill.example/{n}.pdf'>Answer {n}</a></td></tr>"
    for n in range(1, 5)
) + "</table><a href='?page=2'>2</a>"  # fmt: skip


def written(body: bytes | str, url: str = URL) -> dict[str, Any]:
    """Return the guess as foi.toml would have it."""
    found = guess(body.encode() if isinstance(body, str) else body, url)
    parsed: dict[str, Any] = tomllib.loads(table("x", found.values, "A guess."))["sources"]["x"]
    return parsed


@pytest.mark.parametrize(("body", "kind", "entries"), [
    (log_page(RELEASES, 2), "listing", 4),
    (TABLE, "listing", 4),
    (rss("https://www.fernhill.example", RELEASES), "feed", 4),
    (sitemap("https://www.fernhill.example", RELEASES), "sitemap", 5),
    (json.dumps({"total": 1, "items": [{"title": "a", "url": "/a"}]}), "json", 1),
])  # fmt: skip
def test_a_guess_is_a_declaration_that_reads_the_page_it_was_made_from(
    body: bytes | str, kind: str, entries: int
) -> None:
    made = declaration("x", written(body), "[sources.x]")
    part = read_list(made, body.encode() if isinstance(body, str) else body, Ask(URL), 1)
    assert (made.type, len(part.items), part.flaws) == (kind, entries, ())
    if kind != "sitemap":
        assert all(item.title for item in part.items)


def test_a_table_of_files_has_no_pages_of_its_own_and_names_the_host_of_its_files() -> None:
    found = written(TABLE)
    assert (found["item"], found["page"]) == ("table > tr", False)
    assert found["paging"] == {"parameter": "page", "first": 1}
    assert found["attachments"]["hosts"] == ["files.fernhill.example", "www.fernhill.example"]


def test_menus_are_no_lists() -> None:
    menu = "".join(f"<li><a href='/{n}'>A long name of a section of the site {n}</a></li>" for n in range(20))
    assert written(f"<nav><ul>{menu}</ul></nav>".encode() + log_page(RELEASES, 0))["item"] == "ul.log > li"


@pytest.mark.parametrize("body", [
    "", "<p>Just a moment...</p>", "{}", '{"items": [1, 2]}', "{" * 5000, "<?xml version='1.0'?><a/>", "<rss>",
    "<div>" * 5000, "\0" * 100, "<a href='http://[broken/'>x</a>" * 5, "[]", "[[[]]]",
])  # fmt: skip
def test_where_nothing_can_be_guessed_that_is_said(body: str) -> None:
    with pytest.raises(PageChanged):
        guess(body.encode(), URL)


def test_what_a_page_says_cannot_break_out_of_foi_toml() -> None:
    evil = json.dumps({'a"]\n[crawl]\ncontact = "x': [{"url": "/a", "title": "b"}]})
    assert written(evil, 'https://x.example/"\n[crawl]')["type"] == "json"
    made = tomllib.loads(table("x", guess(evil.encode(), 'https://x.example/"\n[crawl]').values, "A guess."))
    assert made.keys() == {"sources"}


@pytest.mark.parametrize("text", ["", "# only a comment", "[crawl]\ncontact = 'a'", "[sources.y]\ntype = 'feed'\n"])
def test_a_table_is_added_and_the_rest_means_what_it_meant(text: str) -> None:
    new = appended(text, "x", {"type": "feed", "row": {"id": {"address": "\\d"}}, "text": "\x7f\u202e'\"\\"}, "about")
    after, before = tomllib.loads(new), tomllib.loads(text)
    assert after["sources"].pop("x") == {"type": "feed", "row": {"id": {"address": "\\d"}}, "text": "\x7f\u202e'\"\\"}
    assert {**after, "sources": after["sources"]} == {"sources": {}, **before}
    assert text.rstrip() in new


@pytest.mark.parametrize("text", ["sources = { y = { type = 'feed' } }", "[sources.x]\ntype = 'feed'"])
def test_a_table_that_cannot_be_added_is_refused(text: str) -> None:
    with pytest.raises(click.ClickException):
        appended(text, "x", {"type": "feed"}, "about")
