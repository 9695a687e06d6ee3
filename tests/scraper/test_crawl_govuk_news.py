"""GOV.UK's news, crawled from the local site by the same spider as its FOI releases."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scraper.archive.store import Archive
from scraper.items import Kind, State
from tests.scraper.sites.govuk_news import GovukNewsPages
from tests.search_cli.conftest import run

SOURCE = "govuk-news"


def test_news_is_listed_read_and_found_and_releases_are_left_to_their_own_source(
    site: Any, crawl_site: Any, held: Archive, tmp_path: Path
) -> None:
    news = GovukNewsPages(site)
    news.publish("lanterns", "2024-03-01T09:30:00Z", "The minister lit 417 lanterns.", document_type="press_release")
    story = news.publish("ropes", "2024-03-04T09:30:00Z")
    site.publish("training", "2024-03-05T09:30:00Z")
    crawled = crawl_site(source=SOURCE)
    assert (crawled.outcome, crawled.publications, crawled.documents) == ("done", 2, 2)
    first = held.publications.by_url(SOURCE, f"{site.url}/government/news/lanterns")
    assert first
    found = first.publication
    assert (found.kind, found.title, found.native_id) == (Kind.NEWS, "News: lanterns", "id-of-lanterns:en")
    assert found.authority == "Foreign, Commonwealth & Development Office"
    assert found.published == datetime(2024, 3, 1, 9, 30, tzinfo=UTC)

    site.paths()
    again = crawl_site(source=SOURCE)
    assert [(one.path, one.status) for one in site.asked if one.path != "/robots.txt"] == [
        ("/api/search.json", 200),
        (f"/api/content{story}", 304),
    ]
    assert (again.outcome, again.publications, again.documents, again.unchanged) == ("done", 0, 0, 1)

    assert run(tmp_path, "index").status == 0
    lines = run(tmp_path, "search", "--format", "jsonl", "417 lanterns kind:news").stdout.splitlines()
    (hit,) = map(json.loads, lines)
    assert (hit["title"], hit["kind"], hit["published"]) == ("News: lanterns", "news", "2024-03-01")


def test_edited_and_withdrawn_news_are_versions_with_their_states(site: Any, crawl_site: Any, held: Archive) -> None:
    news = GovukNewsPages(site)
    news.publish("lanterns", "2024-03-03T09:30:00Z")
    news.publish("ropes", "2024-03-04T09:30:00Z")
    crawl_site(source=SOURCE)
    news.publish("lanterns", "2024-03-05T09:30:00Z", "The minister lit 418.", title="News: lanterns, corrected")
    news.withdraw("ropes", "They were too short.")
    assert crawl_site(source=SOURCE).outcome == "done"
    seen = {
        entry.publication.title: (entry.publication.state, entry.versions) for entry in held.publications.all(SOURCE)
    }
    assert seen == {"News: lanterns, corrected": (State.LIVE, 2), "News: ropes": (State.WITHDRAWN, 2)}
    ropes = held.publications.by_url(SOURCE, f"{site.url}/government/news/ropes")
    assert ropes
    assert ropes.publication.note == "They were too short."
