"""Requests as rows and back: only what can be kept is entered, only what a source defines is called."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from scraper.archive.records import Waiting
from scraper.archive.store import Archive
from scraper.crawling.findings import Answered
from scraper.crawling.recorded import FETCH, LIST, READ, Found
from scraper.crawling.waiting import MOST_TRIES, CannotGoOn, callback_of, together, waiting_of
from scraper.crawling.watermark import OVERLAP
from scraper.items import DocumentLink, Kind, LinkKind, Publication, State
from scraper.source import HAD_FOR, SourceSpider

URL = "https://example.org/1"
LINK = DocumentLink(URL, "A letter", LinkKind.PAGE)
PUBLICATION = Publication(
    "s", "1", Kind.REQUEST, "Training", URL, published=datetime(2024, 3, 1, tzinfo=UTC), state=State.HIDDEN,
    references=("FOI/1",), documents=(LINK,),
)  # fmt: skip


class Example(SourceSpider):
    name = "s"
    hosts = frozenset({"example.org"})

    def page(self, response: Response, link: DocumentLink | None = None, what: object = None) -> Found:
        yield from ()

    def _inner(self, response: Response) -> Found:
        yield from ()


@pytest.fixture
def spider(archive: Archive) -> Example:
    made = Example()
    made.archive = archive
    return made


def asked(spider: Example, url: str = URL, stage: str = READ, **more: Any) -> Request:
    (request,) = spider.ask(url, spider.page, stage, conditional=True, follow=False, **more)
    assert isinstance(request, Request)
    return request


def test_a_request_is_the_same_after_it_was_a_row(spider: Example) -> None:
    waiting = waiting_of(spider, asked(spider, link=LINK))
    assert waiting
    assert (waiting.source, waiting.url, waiting.stage) == ("s", URL, READ)
    assert (waiting.callback, waiting.conditional, waiting.follow) == ("page", True, False)
    assert callback_of(spider, waiting) == (spider.page, {"link": LINK})


@pytest.mark.parametrize("value", [
    None, 0, "", "words \u2014 \U0001f4e8", [1, [2]], {"a": {"b": None}}, {"$": "link"}, {"$": {"$": 1}}, LINK,
    PUBLICATION, [LINK, {"of": PUBLICATION}],
], ids=range(11))  # fmt: skip
def test_an_argument_is_the_same_after_it_was_a_row(spider: Example, value: object) -> None:
    waiting = waiting_of(spider, asked(spider, what=value))
    assert waiting
    assert callback_of(spider, waiting)[1] == {"what": value}


def test_a_part_of_a_list_is_not_kept(spider: Example) -> None:
    assert waiting_of(spider, asked(spider, stage=LIST)) is None


def test_a_request_that_was_not_asked_by_a_source_is_not_kept(spider: Example) -> None:
    assert waiting_of(spider, Request(URL)) is None


def test_what_cannot_be_kept_is_refused_at_once(spider: Example) -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        waiting_of(spider, asked(spider, what=datetime.now(UTC)))
    with pytest.raises(TypeError, match="is not read by a method of Example"):
        waiting_of(spider, asked(spider, "https://example.org/3").replace(callback=lambda response: None))
    with pytest.raises(TypeError, match="is not read by a method of Example"):
        waiting_of(spider, asked(spider, "https://example.org/2").replace(callback=Example().page))


@pytest.mark.parametrize("name", ["", "_inner", "__init__", "__class__", "no_such", "stop", "closed", "finish", "name"])
def test_only_readers_of_the_source_s_own_are_called(spider: Example, name: str) -> None:
    with pytest.raises(CannotGoOn, match="reads no answer by"):
        callback_of(spider, Waiting(source="s", url=URL, stage=READ, callback=name))


@pytest.mark.parametrize("arguments", [
    "", "[]", "null", "{", '{"who": 1}', '{"response": 1}', '{"link": {"$": "link"}}', "[" * 100_000,
    '{"link": {"$": "link", "url": "u", "kind": "other"}}', '{"link": {"$": "link", "kind": "page", "x": 1}}',
    '{"what": {"$": "publication", "form": {"title": 3}}}', '{"what": {"$": "mapping"}}',
], ids=range(12))  # fmt: skip
def test_arguments_that_cannot_be_read_are_refused(spider: Example, arguments: str) -> None:
    with pytest.raises(CannotGoOn, match="cannot be read"):
        callback_of(spider, Waiting(source="s", url=URL, stage=READ, callback="page", arguments=arguments))


def test_an_address_that_killed_run_after_run_is_not_asked_for_by_the_next(spider: Example) -> None:
    waiting = Waiting(source="s", url=URL, stage=READ, callback="page", tries=MOST_TRIES - 1)
    assert callback_of(spider, waiting) == (spider.page, {})
    with pytest.raises(CannotGoOn, match="killed 10 times"):
        callback_of(spider, Waiting(source="s", url=URL, stage=READ, callback="page", tries=MOST_TRIES))


def test_an_answer_counts_for_less_than_two_crawls_overlap() -> None:
    assert HAD_FOR < OVERLAP


def test_all_that_an_answer_brought_is_one_finding_before_its_requests(spider: Example) -> None:
    failure = spider.failure(FETCH, URL, "why")

    def found() -> Iterator[object]:
        yield asked(spider, "https://example.org/2")
        yield failure
        yield asked(spider, "https://example.org/3", LIST)

    whole, *requests = together(spider, URL, found())
    assert isinstance(whole, Answered)
    assert (whole.url, whole.findings) == (URL, (failure,))
    assert [waiting.url for waiting in whole.waiting] == ["https://example.org/2"]
    assert [request.url[-1] for request in requests if isinstance(request, Request)] == ["2", "3"]
