"""AskTheEU: requests to institutions of the European Union.

Written from the published code of Alaveteli; not seen live. Its paths begin with the
language, as in /en/request/..., which is left out of the addresses kept.
"""

from scraper.platforms.alaveteli.spider import AlaveteliSpider


class AskTheEu(AlaveteliSpider):
    """To every body, unless some are named."""

    name = "asktheeu"
    home = "https://www.asktheeu.org"
