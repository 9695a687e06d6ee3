"""The sources there are, for people and for completion; imports nothing heavy."""

from typing import NamedTuple


class Source(NamedTuple):
    """A source's name, as `foi crawl` takes it, and one line about it."""

    name: str
    about: str


SOURCES = (
    Source("govuk-foi", "GOV.UK: FOI releases of UK government bodies; of the Foreign Office unless told otherwise"),
    Source(
        "whatdotheyknow", "WhatDoTheyKnow: requests to UK bodies, with every message and file; to the Foreign Office"
    ),
    Source("righttoknow", "Right to Know: requests to Australian bodies, with every message and file"),
    Source("fyi", "FYI: requests to New Zealand bodies, with every message and file"),
    Source("asktheeu", "AskTheEU: requests to institutions of the European Union, with every message and file"),
    Source("alaveteli", "Any other site that runs on Alaveteli: name it with --base-url"),
)
