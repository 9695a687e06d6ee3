"""The sources there are, for people and for completion; imports nothing heavy."""

from typing import NamedTuple

USUAL_DELAY = 1.0
"""Seconds between two requests to one host; nobody needs an FOI release faster than that."""


class Source(NamedTuple):
    """A source's name, as `foi crawl` takes it, and one line about it.

    `delay`: seconds between two requests to one of its hosts, at least, unless it is on this machine.
    """

    name: str
    about: str
    delay: float = USUAL_DELAY


SINGLE = "web"
"""What was captured by its address and no source reads: no list, so it can be swept and not crawled."""

SOURCES = (
    Source("govuk-foi", "GOV.UK: FOI releases of UK government bodies; of the Foreign Office unless told otherwise"),
    Source(
        "whatdotheyknow",
        "WhatDoTheyKnow: requests to UK bodies, with every message and file; to the Foreign Office",
        2.0,
    ),
    Source("righttoknow", "Right to Know: requests to Australian bodies, with every message and file", 2.0),
    Source("fyi", "FYI: requests to New Zealand bodies, with every message and file", 2.0),
    Source("asktheeu", "AskTheEU: requests to institutions of the European Union, with every message and file", 2.0),
    Source("alaveteli", "Any other site that runs on Alaveteli: name it with --base-url", 2.0),
    Source("govuk-news", "GOV.UK: news, speeches and statements; of the Foreign Office unless told otherwise"),
    Source("wired-gov", "wired-gov.net: news that public bodies gave to it, with links to the originals", 3.0),
    Source("gcs", "Government Communication Service: news, from whichever list its site has switched on", 2.0),
    Source("computerweekly", "ComputerWeekly: articles on IT, government's among them, from its feed", 5.0),
)


def floor_of(name: str) -> float:
    """Return how many seconds a source is left alone between two requests; of one that is not listed, as usual."""
    return next((source.delay for source in SOURCES if source.name == name), USUAL_DELAY)
