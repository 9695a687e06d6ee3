"""The sources there are, for people and for completion; imports nothing heavy."""

from typing import NamedTuple


class Source(NamedTuple):
    """A source's name, as `foi crawl` takes it, and one line about it."""

    name: str
    about: str


SOURCES = (
    Source("govuk-foi", "GOV.UK: FOI releases of UK government bodies; of the Foreign Office unless told otherwise"),
    Source("govuk-news", "GOV.UK: news, speeches and statements; of the Foreign Office unless told otherwise"),
    Source("wired-gov", "wired-gov.net: news that public bodies gave to it, with links to the originals"),
    Source("gcs", "Government Communication Service: news, from whichever list its site has switched on"),
    Source("computerweekly", "ComputerWeekly: articles on IT, government's among them, from its feed"),
)
