"""Right to Know: requests to Australian bodies. Written from the published code of Alaveteli; not seen live."""

from scraper.platforms.alaveteli.spider import AlaveteliSpider


class RightToKnow(AlaveteliSpider):
    """To every body, unless some are named."""

    name = "righttoknow"
    home = "https://www.righttoknow.org.au"
