"""The settings take effect in the Scrapy that is installed, and nobody can make a crawl ruder."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings, default_settings

from scraper import settings as ours
from scraper.crawl import CrawlError, CrawlOptions, crawl, crawl_urls, settings_for
from scraper.known import spider_for
from scraper.source import SourceSpider
from scraper.sources import SOURCES, Source


def names() -> list[str]:
    return [name for name in dir(ours) if name.isupper() and not name.startswith(("FOI_", "USUAL_"))]


@pytest.mark.parametrize("name", names())
def test_every_setting_is_one_that_this_scrapy_knows(name: str) -> None:
    assert hasattr(default_settings, name)


def test_what_guards_the_user_is_on() -> None:
    settings = settings_for(Path("data"), CrawlOptions())
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert settings.getbool("AUTOTHROTTLE_ENABLED")
    assert settings.getfloat("DOWNLOAD_DELAY") == 1.0
    assert settings.getfloat("DOWNLOAD_DELAY_JITTER") == 0.0
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    for name in ("TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED", "METAREFRESH_ENABLED"):
        assert not settings.getbool(name)
    handlers = settings.get_component_priority_dict_with_base("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_our_guard_stands_before_robots_txt_and_in_place_of_the_offsite_filter() -> None:
    chain = Settings({"DOWNLOADER_MIDDLEWARES": ours.DOWNLOADER_MIDDLEWARES}).get_component_priority_dict_with_base(
        "DOWNLOADER_MIDDLEWARES"
    )
    by_name = {getattr(key, "__name__", str(key).rpartition(".")[2]): place for key, place in chain.items()}
    assert by_name["AddressGuard"] < by_name["Robots"]
    assert not {"OffsiteMiddleware", "RetryMiddleware", "RobotsTxtMiddleware"} & set(by_name)


@pytest.mark.parametrize(("base_url", "delay"), [
    ("", 0.5), ("https://www.gov.uk", 0), ("http://127.0.0.1:8000", -1), ("http://127.0.0.1.example.org", 0),
])  # fmt: skip
def test_a_delay_may_be_made_longer_and_not_shorter(base_url: str, delay: float) -> None:
    with pytest.raises(CrawlError, match="1 second or longer"):
        settings_for(Path("data"), CrawlOptions(base_url=base_url, delay=delay))
    assert settings_for(Path("data"), CrawlOptions(base_url=base_url, delay=5)).getfloat("DOWNLOAD_DELAY") == 5


@pytest.mark.parametrize("delay", [float("nan"), float("inf"), 4.9])
def test_a_source_may_want_more_than_the_usual_delay(delay: float) -> None:
    with pytest.raises(CrawlError, match="the delay may be 5 seconds or longer"):
        settings_for(Path("data"), CrawlOptions(delay=delay), 5.0)
    assert settings_for(Path("data"), CrawlOptions(delay=5), 5.0).getfloat("DOWNLOAD_DELAY") == 5


def test_scrapy_s_own_command_keeps_the_delay_of_a_source_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from scraper.spiders.govuk_foi import GovukFoi

    monkeypatch.setattr("scraper.sources.SOURCES", (Source("govuk-foi", "", delay=7.0),))
    settings = settings_for(Path("data"), CrawlOptions())
    GovukFoi.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 7.0
    settings = settings_for(Path("data"), CrawlOptions(delay=9))
    GovukFoi.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 9.0


@pytest.mark.parametrize(("own", "kept"), [(0.1, 1.0), (4.0, 4.0)])
def test_a_source_from_outside_may_lengthen_the_delay_and_not_shorten_it(own: float, kept: float) -> None:
    class Outside(SourceSpider):
        name = "outside"
        custom_settings = {"DOWNLOAD_DELAY": own}

    settings = settings_for(Path("data"), CrawlOptions())
    Outside.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == kept


def test_budgets_reach_the_settings() -> None:
    settings = settings_for(Path("data"), CrawlOptions(max_pages=10, max_minutes=0.5))
    assert (settings.getint("FOI_MAX_PAGES"), settings.getint("FOI_MAX_BYTES")) == (10, 0)
    assert settings.getfloat("FOI_MAX_MINUTES") == 0.5


def test_a_site_on_this_machine_needs_no_delay() -> None:
    settings = settings_for(Path("data"), CrawlOptions(base_url="http://localhost:8000", delay=0))
    assert settings.getfloat("DOWNLOAD_DELAY") == settings.getfloat("AUTOTHROTTLE_START_DELAY") == 0


@pytest.mark.parametrize("contact", ["", "  ", "\r\n", "mail@example.org", "m\u00fcller@example.org\nX: y"])
def test_the_user_agent_is_one_honest_line(contact: str) -> None:
    agent = ours.user_agent(contact)
    assert agent.startswith("foi-index/")
    assert agent.isascii()
    assert agent.isprintable()


def test_options_are_the_arguments_scrapy_would_get() -> None:
    options = CrawlOptions(organisations=("a", "b"), since=date(2024, 8, 26), limit=3)
    assert options.arguments() == {
        "organisations": "a,b", "since": "2024-08-26", "limit": "3", "base_url": "", "assets_hosts": "",
        "feeds": "",
    }  # fmt: skip


def test_every_source_that_is_named_is_a_spider() -> None:
    from scrapy.spiderloader import SpiderLoader

    loader = SpiderLoader.from_settings(settings_for(Path("data"), CrawlOptions()))
    assert {source.name for source in SOURCES} == set(loader.list())


@pytest.mark.parametrize(
    ("table", "kept"), [({}, 2.0), ({"delay": 0.5}, 2.0), ({"delay": 6}, 6.0), ({"preset": "ico-decisions"}, 3.0)]
)
def test_a_preset_s_delay_may_be_lengthened_in_foi_toml_and_not_shortened(table: dict[str, Any], kept: float) -> None:
    kind, _ = spider_for("gov-scot", {"gov-scot": table})
    settings = settings_for(Path("data"), CrawlOptions())
    kind.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == kept


@pytest.mark.parametrize(("source", "least"), [("gov-scot", 2), ("ico-decisions", 3), ("computerweekly", 5)])
def test_a_crawl_is_refused_a_shorter_delay_than_its_source_wants(tmp_path: Path, source: str, least: int) -> None:
    with pytest.raises(CrawlError, match=f"the delay may be {least} seconds or longer, not 1"):
        crawl(tmp_path, source, CrawlOptions(delay=1))


def test_single_addresses_are_left_alone_as_long_as_the_slowest_of_their_sources_wants(tmp_path: Path) -> None:
    urls = ["https://www.gov.uk/government/x", "https://www.computerweekly.com/news/2240227576/Lanterns"]
    with pytest.raises(CrawlError, match="the delay may be 5 seconds or longer, not 1"):
        crawl_urls(tmp_path, urls, CrawlOptions(delay=1))


@pytest.mark.parametrize("delay", ["2 s", True, -1, float("inf"), float("nan"), [1]])
def test_a_delay_that_is_no_number_of_seconds_is_named_with_its_table(delay: object) -> None:
    with pytest.raises(ValueError, match=r"\[sources.gov-scot\] delay: must be a number of seconds"):
        spider_for("gov-scot", {"gov-scot": {"delay": delay}})


def test_what_was_captured_by_its_address_has_no_list_to_crawl(tmp_path: Path) -> None:
    with pytest.raises(CrawlError, match="web has no list: give addresses with --url, or look at them again with"):
        crawl(tmp_path, "web", CrawlOptions())
