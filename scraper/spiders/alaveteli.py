"""Any site that runs on Alaveteli, at the address a person gives. Written from its published code, to August 2026."""

from scraper.platforms.alaveteli.spider import AlaveteliSpider


class Alaveteli(AlaveteliSpider):
    """To every body, unless some are named. Each site has a watermark of its own."""

    name = "alaveteli"
