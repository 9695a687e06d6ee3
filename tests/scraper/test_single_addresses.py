"""`foi crawl --url`: each address is read by the source whose it is."""

from pathlib import Path
from typing import Any

import pytest

from scraper.archive.store import Archive
from scraper.crawl import CrawlOptions
from scraper.items import Kind
from scraper.known import by_source
from tests.scraper.killing import Ended, Forker
from tests.scraper.sites.alaveteli import AlaveteliPages, Letter
from tests.scraper.sites.computerweekly import WeeklyPages
from tests.scraper.sites.gcs import FEED, GcsPages
from tests.scraper.sites.govuk_news import GovukNewsPages
from tests.scraper.sites.wired_gov import WiredGovPages
from tests.scraper.test_sweep_sources import day

WIRED = "wg/news.nsf/articles/Lifebelts+bought+20082021111000"


@pytest.mark.parametrize(
    ("url", "source"),
    [
        (f"https://www.wired-gov.net/{WIRED}?open", "wired-gov"),
        (f"http://wired-gov.net/{WIRED}?open&login", "wired-gov"),
        ("https://www.wired-gov.net/wg/home.nsf/home", "web"),
        (f"https://wired-gov.net.example/{WIRED}", "web"),
        ("http://www.computerweekly.com/news/2240227576/Lanterns-lit", "computerweekly"),
        ("https://www.computerweekly.com/rss/All-Computer-Weekly-content.xml", "web"),
        ("https://gcs.civilservice.gov.uk/news/lanterns-lit/", "gcs"),
        ("https://www.communications.gov.uk/publications/lanterns-lit/", "gcs"),
        ("https://www.communications.gov.uk/about/", "web"),
        ("https://www.whatdotheyknow.com/request/lantern_costs#incoming-7", "whatdotheyknow"),
        ("https://www.asktheeu.org/en/request/lantern_costs", "asktheeu"),
        ("https://www.righttoknow.org.au/request/lantern_costs/response/7/attach/2/a.pdf", "web"),
        ("https://fyi.org.nz/request/31415", "web"),
        ("https://www.gov.uk/government/news/lanterns-lit", "govuk-foi"),
        ("https://www.gov.scot/publications/foi-202400012345/", "gov-scot"),
        ("https://lanterns.example/news/lit", "web"),
    ],
)
def test_an_address_is_for_the_source_that_reads_such_ones(url: str, source: str) -> None:
    arguments = CrawlOptions().arguments()
    ((kind, own, urls),) = by_source([url, url], {}, arguments)
    assert (own.get("name") or kind.name, urls) == (source, [url])


@pytest.fixture
def capture(forker: Forker, site: Any, tmp_path: Path) -> Any:
    def run(*paths: str) -> Ended:
        site.asked.clear()
        ended = forker.crawl(
            tmp_path, site, urls=[site.url + path for path in paths], sweep=True
        )  # as foi.toml may say
        assert ended.status == 0
        return ended

    return run


def test_a_page_of_gov_uk_comes_under_the_source_its_type_is_of(site: Any, capture: Any, held: Archive) -> None:
    news = GovukNewsPages(site).publish("lanterns", "2024-03-01T09:30:00Z", document_type="press_release")
    guide = site.publish("how-to-ask", "2024-03-01T09:30:00Z", document_type="guidance")
    release = site.publish("ropes", "2024-03-01T09:30:00Z", files=(f"{1:024x}/letter.pdf",))
    ended = capture(news, guide, release)
    assert (ended.outcome, ended.publications) == ("done", 3)
    sources = {one.publication.url.removeprefix(site.url): one.publication.source for one in held.publications.all()}
    assert sources == {news: "govuk-news", guide: "govuk-foi", release: "govuk-foi"}
    entry = held.publications.by_url("govuk-news", site.url + news)
    assert entry
    assert entry.publication.kind is Kind.NEWS
    again = capture(news, release)
    assert (again.publications, again.unchanged, {one.status for one in site.asked[1:]}) == (0, 2, {304})


def test_articles_and_requests_are_read_as_when_they_are_listed(site: Any, capture: Any, held: Archive) -> None:
    wired = WiredGovPages(site)
    article = wired.publish("Lifebelts bought", "20082021111000", "Every quay needs one.")
    address = f"/wg/news.nsf/articles/{article.tail}?open&login"
    assert capture(address).outcome == "done"
    assert site.paths() == [f"/wg/news.nsf/print/{article.tail}"], "the printable page, and no query"
    (entry,) = held.publications.all("wired-gov")
    assert (entry.publication.title, entry.publication.outlet) == ("Lifebelts bought", "wired-gov")
    wired.edit(article, "Every quay needs two.")
    capture(address)
    assert len(held.captures.of_url(f"{site.url}/wg/news.nsf/print/{article.tail}")) == 2

    AlaveteliPages(site).publish("training", Letter("It was £12."))
    capture("/request/training")
    assert site.paths() == ["/request/training.json", "/request/training"]
    assert [one.publication.title for one in held.publications.all("alaveteli")] == ["Training"]


def test_an_article_that_is_held_from_a_feed_is_only_looked_for(
    site: Any, capture: Any, forker: Forker, tmp_path: Path, held: Archive
) -> None:
    weekly = WeeklyPages(site)
    whole = weekly.publish(366600001, "Lanterns lit", day(3))
    alone = weekly.publish(366600002, "Ropes bought", day(4), in_feed=False)
    capture(alone.path)
    forker.crawl(tmp_path, site, source="computerweekly")
    capture(whole.path, alone.path)
    assert {one.publication.title: one.versions for one in held.publications.all("computerweekly")} == {
        "Lanterns lit": 1, "Ropes bought": 1,
    }  # fmt: skip
    assert sorted(site.paths()) == [whole.path, alone.path]
    gcs = GcsPages(site, open=(FEED,))
    post = gcs.publish(4321, "Quays swept", day(5))
    forker.crawl(tmp_path, site, source="gcs")
    capture(post.path)
    assert [(one.publication.native_id, one.versions) for one in held.publications.all("gcs")] == [("4321", 1)]
