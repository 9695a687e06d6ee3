"""Which spider crawls a source, and which source reads an address: with code, of other packages, or configured."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from scrapy import Spider
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from scraper import settings as ours
from scraper.platforms.configured.registry import USUAL_OPTIONS, Configured, Tables, configured
from scraper.platforms.configured.spider import ConfiguredSpider
from scraper.platforms.single import SinglePages
from scraper.source import SourceSpider

Made = tuple[type[SourceSpider], dict[str, Any]]
"""A spider, and what it is made with besides its options."""


def spider_for(
    source: str, tables: Tables, base_url: str = "", others: frozenset[str] = USUAL_OPTIONS
) -> tuple[type[Spider], dict[str, Any]]:
    """Return a source's spider, and what it is made with if it is a configured one.

    `tables` are those of foi.toml, `others` the keys in them that say how to crawl. Raises ValueError that says
    what is wrong with a declaration, or that there is no such source.
    """
    known = configured(tables)
    if source in known:
        return _made(known[source], base_url, others)
    if source == SinglePages.name:
        return SinglePages, {}
    loader = spiders()
    if source in loader.list():
        return loader.load(source), {}
    names = sorted([*loader.list(), *known])
    near = get_close_matches(source, names, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names)}"
    raise ValueError(f"there is no source {source!r}; {hint}")


def by_source(
    urls: Sequence[str], tables: Tables, arguments: Mapping[str, str], others: frozenset[str] = USUAL_OPTIONS
) -> Iterator[tuple[type[SourceSpider], dict[str, Any], list[str]]]:
    """Yield the sources that read any of these addresses, with those they read, each address once.

    What no source reads is for SinglePages. Raises ValueError as `spider_for` does.
    """
    rest = list(dict.fromkeys(urls))
    for kind, own in sorted(_all(tables, others), key=lambda made: made[0].wide):
        try:
            spider = kind(**own, **arguments)
        except ValueError:  # a source that has no site until --base-url names one reads none of these
            continue
        mine = [url for url in rest if spider.reads(url)]
        rest = [url for url in rest if url not in mine]
        if mine:
            yield kind, own, mine
    if rest:
        yield SinglePages, {}, rest


def spiders() -> SpiderLoader:
    """Return our spiders and those of other packages; one that cannot be imported is left out (see scraper.plugins)."""
    settings = Settings()
    settings.setmodule(ours, priority="project")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return SpiderLoader.from_settings(settings)


def _all(tables: Tables, others: frozenset[str]) -> Iterator[Made]:
    loader = spiders()
    for name in loader.list():
        kind = loader.load(name)
        if issubclass(kind, SourceSpider):
            yield kind, {}
    for one in configured(tables).values():
        if one.on:
            yield _made(one, "", others)


def _made(one: Configured, base_url: str, others: frozenset[str]) -> Made:
    """A class of its own, since Scrapy settles the pause between requests before there is a spider."""
    declared = one.declared(base_url, others)
    kind = type("ConfiguredSpider", (ConfiguredSpider,), {"floor": one.floor, "pause": one.delay})
    return kind, {"name": one.name, "declared": declared}
