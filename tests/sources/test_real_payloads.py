"""The readers on real payloads, where the shared corpus is at hand."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.items import Kind, LinkKind, Publication, State
from scraper.platforms.alaveteli.payloads import read_feed, read_request
from scraper.platforms.alaveteli.site import Site as AlaveteliSite
from scraper.platforms.alaveteli.thread import read_thread, with_thread
from scraper.platforms.govuk.payloads import read_content_item, read_search
from scraper.platforms.govuk.site import Site

pytestmark = pytest.mark.corpus

URL = "https://www.gov.uk/api/content/x"


def payload(shared: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "samples" / name).read_text("utf-8"))
    return found


def read(shared: Path, name: str) -> Publication:
    return read_content_item(
        payload(shared, f"govuk/content-item__{name}.json"), Site.at(), source="govuk-foi", url=URL
    )


def test_every_real_content_item_is_read(shared: Path) -> None:
    names = sorted(path.stem for path in (shared / "samples" / "govuk").glob("content-item__*.json"))
    assert len(names) >= 15
    for name in names:
        publication = read(shared, name.removeprefix("content-item__"))
        ended = publication.state in {State.GONE, State.REDIRECTED}
        assert bool(publication.title) is not ended, name
        assert publication.url.startswith("https://www.gov.uk/"), name
        keys = [link.url for link in publication.documents]
        assert len(keys) == len(set(keys)), name


def test_a_release_of_2014_with_a_featured_letter(shared: Path) -> None:
    publication = read(shared, "publication__publication-with-featured-attachments")
    assert publication.kind is Kind.RELEASE
    assert publication.authority == "Ministry of Defence"
    assert publication.native_id == "5f5e1bb5-7631-11e4-a3cb-005056011aef:en"
    assert publication.published == datetime(2014, 5, 29, 10, 48, 35, tzinfo=UTC)
    own, letter = publication.documents
    assert (own.kind, own.url.rpartition("/")[2]) == (LinkKind.PAGE, "number-of-ex-regular-service-personnel-in-fr20")
    assert (letter.kind, letter.url.rpartition("/")[2]) == (LinkKind.FILE, "PUBLIC_1392629965.pdf")
    assert letter.url.startswith("https://assets.publishing.service.gov.uk/")


def test_a_release_without_attachments_still_carries_its_own_text(shared: Path) -> None:
    publication = read(shared, "publication__best-practice-foi-release")
    assert [link.kind for link in publication.documents] == [LinkKind.PAGE]


def test_a_news_story_is_news(shared: Path) -> None:
    for name in ("news_article__news_article", "news_article__news_article_press_release"):
        assert read(shared, name).kind is Kind.NEWS


def test_withdrawn_items_say_why(shared: Path) -> None:
    for name in ("publication__withdrawn_publication", "news_article__news_article_withdrawn"):
        publication = read(shared, name)
        assert publication.state is State.WITHDRAWN
        assert publication.note
        assert "<" not in publication.note


def test_gone_and_redirected_items_say_where_to_go(shared: Path) -> None:
    assert read(shared, "gone__gone").note == "Incorrect title"
    elsewhere = read(shared, "gone__gone_with_alternative_path")
    assert elsewhere.note == "Incorrect title; see https://www.gov.uk/government/example"
    moved = read(shared, "redirect__redirect")
    assert moved.state is State.REDIRECTED
    assert moved.note.endswith("/register-406-mhz-beacons?query=answer#fragment")


def test_an_html_publication_of_two_bodies_names_both(shared: Path) -> None:
    publication = read(shared, "html_publication__multiple_organisations")
    assert publication.authority == "Bona Vacantia; Treasury Solicitor\u2019s Department"


def test_files_in_the_body_of_a_data_set_are_found(shared: Path) -> None:
    links = read(shared, "statistical_data_set__statistical_data_set_with_csv").documents[1:]
    assert links
    assert all(link.kind is LinkKind.FILE and link.title for link in links)


def test_real_search_answers_are_read(shared: Path) -> None:
    results, total = read_search(payload(shared, "govuk/search-api__response_q-tax.json"), URL)
    assert (len(results), total) == (1, 79464)
    results, total = read_search(payload(shared, "synthetic/govuk-search-foi.json"), URL)
    assert total == 2
    assert results[0].updated == datetime(2026, 8, 20, 8, 30, tzinfo=UTC)
    assert results[0].organisations[0][0] == "foreign-commonwealth-development-office"


ALAVETELI = AlaveteliSite.at("https://foi.example.org")


def test_real_feeds_of_alaveteli_sites_are_read(shared: Path) -> None:
    samples = shared / "samples" / "alaveteli"
    (new,) = read_feed((samples / "feed-event__whatdotheyknow-2025.json").read_bytes(), ALAVETELI, URL)
    assert (new.slug, new.time) == (
        "bus_gates_for_east_bristol_livea",
        datetime(2025, 8, 29, 19, 29, 16, 797000, tzinfo=UTC),
    )
    (old,) = read_feed((samples / "feed-search__righttoknow-2013.json").read_bytes(), ALAVETELI, URL)
    assert old.time == datetime(2013, 6, 18, 0, 18, 19, tzinfo=UTC)


def test_a_request_with_the_fields_of_a_real_one_is_read(shared: Path) -> None:
    real = payload(shared, "alaveteli/info-request__whatdotheyknow-2023.json")
    whole = {**real, "public_body": {"name": "A Council"}, "info_request_events": []}
    found = read_request(json.dumps(whole).encode(), ALAVETELI, source="whatdotheyknow", url=URL)
    assert (found.title, found.outcome, found.native_id) == ("Council tax debt", "granted", "foi.example.org:1000770")


def test_the_request_page_made_from_the_templates_is_read(shared: Path) -> None:
    samples = shared / "samples" / "synthetic"
    body = (samples / "alaveteli-request.json").read_bytes()
    found = read_request(body, ALAVETELI, source="whatdotheyknow", url=URL)
    thread = read_thread((samples / "alaveteli-request.html").read_bytes(), ALAVETELI, found.url)
    links = with_thread(found, thread).documents
    assert [(link.title, link.state) for link in links] == [
        ("Social media training costs", State.LIVE),
        ("ED reply letter.pdf", State.LIVE),
        ("staff list.xlsx", State.GONE),
    ]
    assert [message.text[:12] for message in thread.messages] == ["Dear Example", "Dear A Reque"]
