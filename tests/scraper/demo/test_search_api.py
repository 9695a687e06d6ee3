"""The demo's Search API answers, and refuses, as the real one does."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from scraper.demo.search_api import Refused, answer
from scraper.demo.shipped import shipped

CONTENTS = shipped()
FOI = "filter_content_store_document_type=foi_release"


def search(query: str) -> dict[str, Any]:
    return answer(CONTENTS.entries.values(), query)


def links(query: str) -> list[str]:
    return [row["_id"].rsplit("/", 1)[-1] for row in search(query)["results"]]


def test_pages_put_together_are_the_whole_list_newest_first() -> None:
    whole = links(f"{FOI}&order=-public_timestamp&count=1500")
    parts = [
        link for start in range(0, 12, 2) for link in links(f"{FOI}&order=-public_timestamp&count=2&start={start}")
    ]
    assert parts == whole
    assert whole[0] == "foi-release-embassy-energy-use"
    assert whole[-1] == "foi-release-diplomatic-bag-freight-charges"


def test_no_more_than_ten_results_come_unless_asked_for() -> None:
    assert len(links("debug=include_withdrawn")) == 10
    assert search("debug=include_withdrawn")["total"] > 10


def test_beyond_the_end_the_list_is_empty_and_the_total_stands() -> None:
    found = search(f"{FOI}&start=900000")
    assert (found["results"], found["total"] > 0) == ([], True)


def test_withdrawn_gone_and_redirected_entries_and_parts_of_others_are_left_out() -> None:
    missing = set(CONTENTS.entries) - {row["_id"] for row in search("count=1500")["results"]}
    assert {path.rsplit("/", 1)[-1] for path in missing} == {
        "foi-release-furniture-for-overseas-residences",
        "foi-release-draft-answer",
        "foi-release-media-training-costs",
        "foi202501187-messaging-groups-in-crisis-teams",
    }


def test_withdrawn_entries_come_if_asked_for() -> None:
    shown = search("debug=include_withdrawn&fields=is_withdrawn,link&count=1500")["results"]
    assert [row["link"] for row in shown if row["is_withdrawn"]] == [
        "/government/publications/foi-release-furniture-for-overseas-residences"
    ]


def test_a_filter_given_twice_means_either() -> None:
    fco = set(links("filter_organisations=foreign-commonwealth-office"))
    dft = set(links("filter_organisations=department-for-transport"))
    both = links("filter_organisations=foreign-commonwealth-office&filter_organisations=department-for-transport")
    assert fco
    assert dft
    assert set(both) == fco | dft


def test_filter_all_and_reject_are_and_and_not() -> None:
    fcdo = "foreign-commonwealth-development-office"
    pair = f"filter_all_organisations=department-for-transport&filter_all_organisations={fcdo}"
    assert links(pair) == ["foi-release-ferry-port-travel-advice-campaign"]
    assert "foi-release-ferry-port-travel-advice-campaign" not in links(
        "reject_organisations=department-for-transport&count=1500"
    )
    assert links("filter_organisations=_MISSING") == []


def test_news_is_a_supergroup_of_its_own() -> None:
    assert links("filter_content_purpose_supergroup=news_and_communications") == [
        "media-training-opened-to-every-overseas-post"
    ]


@pytest.mark.parametrize(
    ("bounds", "count"),
    [
        ("from:2023-06-05,to:2023-06-05", 1),  # a day is the whole of it
        ("from:2023-06-05T14:00:01", 3),
        ("to:2023-06-05T14:00:00Z", 7),
        ("to:2023-06-05T13:59:59Z", 6),
    ],
)
def test_dates_are_inclusive(bounds: str, count: int) -> None:
    assert search(f"filter_public_timestamp={quote(bounds)}")["total"] == count


def test_document_type_is_always_edition_and_the_real_type_a_field_to_ask_for() -> None:
    row = search(f"{FOI}&count=1&fields=content_store_document_type&fields=link")["results"][0]
    assert (row["document_type"], row["content_store_document_type"]) == ("edition", "foi_release")
    assert "content_id" not in row


def test_the_default_fields_hold_no_identity() -> None:
    row = search(f"{FOI}&count=1")["results"][0]
    assert not row.keys() & {"content_id", "content_store_document_type", "first_published_at"}
    assert row["organisations"][0]["slug"]


def test_attachments_in_a_result_have_no_address() -> None:
    rows = search("fields=attachments&count=1500")["results"]
    assert any(row["attachments"] for row in rows)
    assert not any("url" in one for row in rows for one in row["attachments"])


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "filter_colour=red",
        "fields=title,colour",
        "count=1501",
        "count=-1",
        "count=many",
        "start=900001",
        "count=1&count=2",
        "order=-colour",
        "filter_public_timestamp=from:yesterday",
        "filter_public_timestamp=since:2024-01-01",
        "filter_public_timestamp=from:2024-01-01&filter_public_timestamp=to:2024-01-01",
        "aggregate_organisations=10",
        "q=" + "x" * 513,
    ],
)
def test_what_is_not_understood_is_refused(query: str) -> None:
    with pytest.raises(Refused):
        search(query)


def test_a_refusal_is_status_422_and_says_why(ask: Callable[..., Any]) -> None:
    reply = ask("/api/search.json?count=1501")
    assert reply.status == 422
    assert "1500" in json.loads(reply.body)["error"]
