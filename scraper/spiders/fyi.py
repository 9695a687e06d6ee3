"""FYI: requests to bodies of New Zealand. Written from the published code of Alaveteli; not seen live."""

from scraper.platforms.alaveteli.spider import AlaveteliSpider


class Fyi(AlaveteliSpider):
    """To every body, unless some are named."""

    name = "fyi"
    home = "https://fyi.org.nz"
