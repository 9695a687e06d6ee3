"""Every preset reads look-alike pages in the shape its source is known, or thought, to have. The content is ours."""

import json
from datetime import UTC, datetime

import pytest

from scraper.items import LinkKind, Publication
from scraper.platforms.configured.declaration import Declaration
from scraper.platforms.configured.listed import Ask, ListPart
from scraper.platforms.configured.pages import first_asks, read_list, read_page
from scraper.platforms.configured.registry import configured, presets
from scraper.reading import PageChanged

GOV_SCOT = "https://www.gov.scot"


def preset(name: str, **changes: object) -> Declaration:
    return configured({name: changes} if changes else {})[name].declared()


def listed(declared: Declaration, body: str) -> ListPart:
    return read_list(declared, body.encode(), first_asks(declared)[0], 1)


def paged(declared: Declaration, item: Publication, body: str) -> Publication:
    return read_page(declared, item, body.encode(), item.url)


def test_every_preset_but_the_one_that_is_off_is_a_valid_declaration() -> None:
    off = {name for name, one in configured({}).items() if not one.on}
    assert off == {"police-soh"}
    for name in presets().keys() - off:
        declared = preset(name)
        assert declared.about
        assert all(url.startswith("https://") for url in declared.start)


def test_gov_scot() -> None:
    declared = preset("gov-scot")
    assert first_asks(declared) == (Ask(f"{GOV_SCOT}/publications/?publicationTypes=foi-eir-release&page=1"),)
    part = listed(declared, """<ol id="search-results-list"><li><article><h3>
        <a href="/publications/foi-202400000001/">Hedgehog crossings: FOI release</a>
        </h3></article></li></ol>""")  # fmt: skip
    (item,) = part.items
    assert (item.native_id, item.title) == ("foi-202400000001", "Hedgehog crossings: FOI release")
    file = "/binaries/content/documents/govscot/publications/foi-eir-release/2024/03/x/govscot%3Adocument/FOI%2B1.pdf"
    found = paged(declared, item, f"""<main><h1>Hedgehog crossings: FOI release</h1><p>FOI reference: FOI/202400000001
        <br>Date received: 21 February 2024<br>Date responded: 6 March 2024</p>
        <a href="{file}">Letter</a></main>""")  # fmt: skip
    assert (found.references[0], found.published) == ("FOI/202400000001", datetime(2024, 3, 6, tzinfo=UTC))
    assert [link.url for link in found.documents] == [item.url, GOV_SCOT + file]


def test_gov_wales() -> None:
    declared = preset("gov-wales")
    part = listed(declared, """<urlset><url><loc>https://www.gov.wales/atisn12345</loc><lastmod>2024-03-06</lastmod></url>
        <url><loc>https://www.gov.wales/leeks</loc></url></urlset>""")  # fmt: skip
    (item,) = part.items
    found = paged(declared, item, """<main><h1>ATISN 12345: leeks</h1><p>First published:</p><p>6 March 2024</p>
        <a href="/sites/default/files/atisn12345doc1.pdf">Doc 1, file type: PDF</a></main>""")  # fmt: skip
    assert (found.native_id, found.title, found.references) == ("atisn12345", "ATISN 12345: leeks", ("ATISN 12345",))
    assert found.published == datetime(2024, 3, 6, tzinfo=UTC)
    assert [link.kind for link in found.documents] == [LinkKind.PAGE, LinkKind.FILE]


def test_nhsbsa() -> None:
    declared = preset("nhsbsa")
    (ask,) = first_asks(declared)
    assert ask.url.startswith("https://opendata.nhsbsa.net/api/3/action/package_search?fq=name%3Afoi-%2A&sort=")
    resource = {"name": "Response", "url": "https://opendata.nhsbsa.net/dataset/x/resource/y/download/foi-00001.pdf"}
    package = {"id": "1-2-3", "name": "foi-00001", "title": "FOI-00001", "resources": [resource, {"url": ""}]}
    other = {**package, "id": "4", "name": "prescriptions"}
    result = {"count": 2, "results": [{**package, "metadata_modified": "2026-04-03T10:11:12.000000"}, other]}
    (item,) = listed(declared, json.dumps({"success": True, "result": result})).items
    assert (item.url, item.authority) == (
        "https://opendata.nhsbsa.net/dataset/foi-00001",
        "NHS Business Services Authority",
    )
    assert paged(declared, item, "<h1>FOI-00001</h1>").documents[1].url == resource["url"]


def test_ico_decisions() -> None:
    declared = preset("ico-decisions")
    assert json.loads(first_asks(declared)[0].post)["rootPageId"] == 13635
    path = "/action-weve-taken/decision-notices/2025/12/ic-000001-x1y2/"
    entry = {
        "title": "Fernhill Borough Council",
        "url": path,
        "filterItemMetaData": "5 December 2025, Local government",
    }
    (item,) = listed(declared, json.dumps({"results": [{**entry, "description": "Salt."}, {"url": "/jobs/"}]})).items
    assert (item.native_id, item.published) == ("ic-000001-x1y2", datetime(2025, 12, 5, tzinfo=UTC))
    found = paged(declared, item, """<main><h1>Fernhill Borough Council</h1>
        <further-Reading x-href="/media2/abc/ic-000001-x1y2.pdf" x-title="Decision notice" x-size="1"></further-Reading>
        <further-Reading x-href="https://ico.org.uk/about/" x-title="News"></further-Reading></main>""")  # fmt: skip
    assert [(link.title, link.kind) for link in found.documents[1:]] == [("Decision notice", LinkKind.FILE)]


def test_police_soh() -> None:
    declared = preset("police-soh", on=True, **{"base-url": "https://www.brackenshire.example"})
    path = "/foi-ai/brackenshire-police/disclosure-2024/march-2024/hedgehogs/"
    part = listed(declared, f"<main><ul><li><a href='{path}'>Hedgehogs</a></li></ul></main>")
    (item,) = part.items
    body = "<main><h1>Hedgehogs</h1><a href='/SysSiteAssets/foi-media/brackenshire/answer.pdf'>Answer</a></main>"
    assert [link.title for link in paged(declared, item, body).documents] == ["", "Answer"]
    assert part.more[0].url.endswith("published-items/?q=&dt=&ic=&page=2")


@pytest.mark.parametrize("name", ["gov-scot", "gov-wales", "ico-decisions", "nhsbsa"])
def test_a_wall_in_place_of_a_list_is_no_empty_list(name: str) -> None:
    with pytest.raises(PageChanged):
        listed(preset(name), "<html><body><h1>Just a moment...</h1></body></html>")
