"""The pages of a site: complete, linked, and harmless whatever was collected."""

from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html

from indexer.chosen import Choice
from indexer.citing.anchor import text_digest
from indexer.citing.pasted import anchors
from scraper.archive.records import digest_of, publication_id
from search_cli.formats.site import document_page, lists
from tests.search_cli.site.conftest import ARTICLE, EVIL, LETTER, LONG, MAIL, NOTE, SITE, TRAP, Build, Made, page_of


def read(site: Made, name: str) -> html.HtmlElement:
    return html.document_fromstring(
        (site.folder / name).read_bytes().decode(), parser=html.HTMLParser(encoding="utf-8")
    )


def pages(site: Made) -> list[Path]:
    return sorted(site.folder.rglob("*.html"))


def said(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def test_every_publication_and_document_has_a_page_and_is_counted(site: Made) -> None:
    assert site.written.counts == {"publication": 4, "document": 6, "page": 7, "original": 4}
    assert len(list((site.folder / "publications").iterdir())) == 4
    assert len(list((site.folder / "documents").iterdir())) == 6
    assert site.written.size == sum(file.stat().st_size for file in site.folder.rglob("*") if file.is_file())


def test_every_link_within_the_site_leads_to_something_that_is_there(site: Made) -> None:
    for file in pages(site):
        for element, _, link, _ in html.document_fromstring(file.read_bytes()).iterlinks():
            if urlsplit(link).scheme or element.tag == "form":
                continue
            place, fragment = urldefrag(link)
            target = (file.parent / unquote(place)).resolve() if place else file
            assert target.is_file(), (file.name, link)
            if fragment:
                assert html.document_fromstring(target.read_bytes()).get_element_by_id(fragment) is not None


def test_everything_can_be_reached_from_the_first_page_without_scripts(site: Made) -> None:
    reached, waiting = set[Path](), [site.folder / "index.html"]
    while waiting:
        file = waiting.pop()
        if file in reached or file.suffix != ".html":
            continue
        reached.add(file)
        links = html.document_fromstring(file.read_bytes()).xpath("//a/@href")
        inner = (urldefrag(link)[0] for link in links if not urlsplit(link).scheme)
        waiting += [(file.parent / link).resolve() for link in inner if link]
    assert {*pages(site)} - reached == {site.folder / "search.html"}


def test_a_document_is_shown_page_by_page_under_anchors(site: Made) -> None:
    page = read(site, page_of(LETTER))
    assert page.get_element_by_id("page-2").find(".//div[@class='text']").text == LONG
    assert "ii" in page.get_element_by_id("page-2").find("h2").text_content()
    assert "OCR, 50 % sure" in page.get_element_by_id("page-3").text_content()


def test_each_page_and_the_document_carry_a_citation_that_can_be_read_again(site: Made) -> None:
    page = read(site, page_of(LETTER))
    of_page = [one.anchor for one in anchors(page.get_element_by_id("page-2").text_content()) if one.anchor]
    assert [(one.digest, one.page, one.text) for one in of_page] == [(digest_of(LETTER), 2, text_digest(LONG))]
    whole = [one.anchor for one in anchors(page.get_element_by_id("about").getparent().text_content()) if one.anchor]
    assert [(one.digest, one.page) for one in whole] == [(digest_of(LETTER), None)]


def test_a_file_within_another_leads_to_it_and_back(site: Made) -> None:
    assert f"../{page_of(MAIL)}" in read(site, page_of(NOTE)).xpath("//a/@href")
    assert f"../{page_of(NOTE)}" in read(site, page_of(MAIL)).xpath("//section[@aria-labelledby='within']//a/@href")


def test_a_publication_says_what_is_listed_and_not_here(site: Made) -> None:
    name = publication_id("lamp-office", "r1")[:13]
    page = read(site, f"publications/{name}.html")
    assert "https://elsewhere.example/map" in page.xpath("//a/@href")
    assert "FOI 2024/0113" in said(page)
    assert f"{SITE}/r1" in page.xpath("//a/@href")


def test_text_of_news_stays_out_with_its_bytes_unless_it_is_asked_for(site: Made, build: Build) -> None:
    every = b"".join(file.read_bytes() for file in sorted(site.folder.rglob("*")) if file.is_file())
    assert b"copyrighted" not in every
    assert ARTICLE not in every
    assert "stays with those who wrote it" in said(read(site, page_of(ARTICLE)))
    asked = build(Choice(news_text=True))
    assert "copyrighted words" in said(read(asked, page_of(ARTICLE)))


def test_nothing_that_was_collected_becomes_markup_or_an_address_that_runs(site: Made) -> None:
    own = {
        f"{name}.js" for name in ("base", "words", "asking", "postings", "finding", "snippets", "results", "marking")
    }
    for file in pages(site):
        page = html.document_fromstring(file.read_bytes())
        assert {Path(script.get("src")).name for script in page.iter("script")} <= own, file
        assert not page.xpath("//img | //iframe | //object | //style | //@style")
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert all(urlsplit(link).scheme in ("", "https") for _, _, link, _ in page.iterlinks()), file
        assert not {*"\u202e\x00"} & {*file.read_bytes().decode()}
    assert f"surveying {EVIL[:57]}" in said(read(site, page_of(TRAP)))


def test_pages_load_nothing_from_elsewhere_and_forbid_it(site: Made) -> None:
    for file in pages(site):
        page = html.document_fromstring(file.read_bytes())
        loaded = page.xpath("//script/@src | //link/@href | //form/@action")
        assert loaded
        assert not [link for link in loaded if urlsplit(link).scheme or link.startswith("//")]
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == [
            "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'"
        ]


def test_an_original_that_could_run_scripts_is_laid_beside_as_text(site: Made) -> None:
    names = {file.name: file.read_bytes() for file in (site.folder / "originals").iterdir()}
    assert names[f"{digest_of(TRAP)}.txt"] == TRAP
    assert names[f"{digest_of(LETTER)}.pdf"] == LETTER
    assert not [name for name in names if name.endswith((".html", ".htm", ".svg", ".xml"))]


def test_without_being_asked_no_originals_go_along(build: Build) -> None:
    assert not (build().folder / "originals").exists()


def test_the_same_holdings_give_the_same_bytes(site: Made, build: Build) -> None:
    again = build(files=True)
    names = [file.relative_to(site.folder) for file in sorted(site.folder.rglob("*"))]
    assert names == [file.relative_to(again.folder) for file in sorted(again.folder.rglob("*"))]
    for name in names:
        if (site.folder / name).is_file():
            assert (site.folder / name).read_bytes() == (again.folder / name).read_bytes(), name


def test_what_is_excluded_is_nowhere(build: Build) -> None:
    without = build(Choice(exclude=frozenset({digest_of(LETTER)})))
    every = b"".join(file.read_bytes() for file in without.folder.rglob("*") if file.is_file())
    assert digest_of(LETTER).encode() not in every
    assert b"12,500.00" not in every


def test_pages_have_landmarks_one_heading_and_labels_for_all_fields(site: Made) -> None:
    for file in pages(site):
        page = html.document_fromstring(file.read_bytes())
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == len(page.xpath("//footer")) == 1
        assert page.xpath("/html/@lang") == ["en"]
        assert page.xpath("//body/*[1]/@href") == ["#main"]
        for field in page.xpath("//input | //select"):
            assert page.xpath("//label[@for=$id]", id=field.get("id")), file
        assert len({*page.xpath("//@id")}) == len(page.xpath("//@id"))


def test_a_long_document_is_in_parts_and_every_page_is_in_one(monkeypatch: pytest.MonkeyPatch, build: Build) -> None:
    monkeypatch.setattr(document_page, "PART", 2 * document_page.PAGE + 100)
    parted = build()
    first, second = read(parted, page_of(LETTER)), read(parted, page_of(LETTER, 2))
    assert first.xpath("//section[@class='page']/@id") == ["page-1", "page-2"]
    assert second.xpath("//section[@class='page']/@id") == ["page-3"]
    assert f"../{page_of(LETTER, 2)}" in first.xpath("//nav[@aria-label='Parts of this document']//a/@href")


def test_a_long_list_is_in_parts(monkeypatch: pytest.MonkeyPatch, build: Build) -> None:
    monkeypatch.setattr(lists, "PART", 3)
    monkeypatch.setattr("search_cli.formats.site.list_pages.PART", 3)
    parted = build()
    assert len(read(parted, "lists/all.html").xpath("//ol/li")) == 3
    assert len(read(parted, "lists/all-2.html").xpath("//ol[@start='4']/li")) == 1
