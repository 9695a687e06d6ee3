"""A site in a real browser, opened from its folder, with no server: what scripts do is looked at as it is shown."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from indexer.analysis import tokens
from tests.search_cli.site.conftest import ARTICLE, LETTER, MAIL, NOTE, TABLE, TRAP, Made, page_of

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AS_ROOT = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here: sites were not opened in a browser")

Show = Callable[[str], html.HtmlElement]


@pytest.fixture(scope="module")
def show(site: Made, tmp_path_factory: pytest.TempPathFactory) -> Show:
    """Give what opens an address of the site, and returns the page when its scripts have come to rest."""
    profile = tmp_path_factory.mktemp("profile")

    def shown(address: str) -> html.HtmlElement:
        return opened(site.folder, address, profile)

    return shown


def opened(folder: Path, address: str, profile: Path) -> html.HtmlElement:
    done = subprocess.run(
        [
            str(BROWSER), "--headless", "--disable-gpu", *AS_ROOT, f"--user-data-dir={profile}", "--dump-dom",
            "--virtual-time-budget=10000", f"{folder.as_uri()}/{address}",
        ],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr.decode()[-2000:]
    return html.document_fromstring(done.stdout.decode())


def search(query: str, **narrowed: str) -> str:
    return "search.html?" + "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **narrowed}.items())


def status(page: html.HtmlElement) -> str:
    return str(page.get_element_by_id("status").text_content())


def places(page: html.HtmlElement) -> list[str]:
    return [link.partition("?")[0] for link in page.xpath("//ol[@id='results']//h3/a/@href")]


def test_a_word_is_found_in_all_its_forms_with_its_page_and_the_lines_around_it(show: Show) -> None:
    page = show(search("survey"))
    assert status(page) == "3 documents, best first"
    assert page_of(LETTER) in places(page)
    item = page.xpath(f"//li[.//a[starts-with(@href, '{page_of(LETTER)}')]]")[0]
    assert item.xpath(".//a[@class='number']/text()") == ["Page 2"]
    assert item.xpath(".//a[@class='number']/@href")[0].endswith("#page-2")
    assert item.xpath(".//mark/text()") == ["surveyed", "survey"]


QUERIES = {
    '"surveyed 12500 lanterns"': {LETTER},
    '"lanterns surveyed"': set(),
    "compliance -wicks": {LETTER},
    "wicks -compliance": {NOTE, MAIL},
    "lant* brass": {TABLE},
    "Dear yours 12,500": {LETTER},
    "surveyings": {LETTER, NOTE, TRAP},
    "constructor": set(),
    "lamp-office": {LETTER, TABLE, ARTICLE},
}
"""What is asked, and the documents that have it: phrases, words left out, beginnings, words on different pages."""


def test_queries_find_what_has_all_that_is_asked(site: Made, tmp_path: Path) -> None:
    folder = shutil.copytree(site.folder, tmp_path / "site")
    (folder / "static/try.js").write_text(
        f"Promise.all({json.dumps([*QUERIES])}.map(async (query) => {{"
        "  const {found} = await foi.find(foi.asked(query), {}), cards = (await foi.load('cards-0'));"
        "  return found.map(({document}) => cards[document][1]);"
        "})).then((found) => { document.body.textContent = JSON.stringify(found); });"
    )
    scripts = ("base", "words", "asking", "postings", "finding", "try")
    body = "".join(f'<script src="static/{name}.js"></script>' for name in scripts)
    (folder / "try.html").write_text(f'<meta charset="utf-8"><body>{body}')
    shown = json.loads(opened(folder, "try.html", tmp_path / "profile").find("body").text_content())
    wanted = [{page_of(one) for one in found} for found in QUERIES.values()]
    assert dict(zip(QUERIES, map(set, shown), strict=True)) == dict(zip(QUERIES, wanted, strict=True))


def test_what_is_found_is_narrowed_and_said(show: Show) -> None:
    page = show(search("survey", authority="Wick Board"))
    assert status(page) == "1 document"
    assert status(show(search("survey zeppelin"))) == "Nothing found: no document has “zeppelin”."


def test_text_that_would_be_markup_is_shown_as_text(show: Show) -> None:
    page = show(search("alert onerror"))
    assert page_of(TRAP) in places(page)
    results = page.get_element_by_id("results")
    assert "<script>" in results.text_content()
    assert not results.xpath(".//script | .//img")


def test_a_site_with_a_script_missing_says_so(site: Made, tmp_path: Path) -> None:
    whole = shutil.copytree(site.folder, tmp_path / "site")
    (whole / "search/words-0.js").unlink()
    page = opened(whole, search("lanterns"), tmp_path / "profile")
    assert status(page) == "Nothing was searched: search/words-0.js cannot be loaded; is the folder complete?."


TEXTS = (
    "The Café's 1,204.50 lamps, 92,574.00 and 10.10.2020",
    "don’t O'Brien's \ufb01nal naïve \u017ftraße STRASSE",
    "x² 2½ FOI-2024/0113 a_b e-mail ",
    "ٱلسَّلَام 東京 Ελλάς \U0001d4ae constructor __proto__",
    "1,2,3 12,34 0.50 .5 5. 1.2.3 007 1,000,000 1,000,0000 1,000,12 £48,215.60",
)


def test_scripts_and_indexer_agree_on_what_a_word_is(site: Made, tmp_path: Path) -> None:
    folder = shutil.copytree(site.folder / "static", tmp_path / "static").parent
    words = "JSON.stringify(texts.map((text) => [...foi.words(text)].map((each) => each.word)))"
    (folder / "try.js").write_text(f"const texts = {json.dumps(TEXTS)}; document.body.textContent = {words};")
    scripts = "".join(f'<script src="{name}.js"></script>' for name in ("static/base", "static/words", "try"))
    (folder / "try.html").write_text(f'<meta charset="utf-8"><body>{scripts}')
    shown = opened(folder, "try.html", tmp_path / "profile").find("body").text_content()
    assert json.loads(shown) == [[token.word for token in tokens(text)] for text in TEXTS]
