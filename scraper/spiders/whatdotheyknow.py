"""WhatDoTheyKnow: requests to bodies of the United Kingdom.

Written from the published code of Alaveteli, to August 2026; not seen live. Unproven: that the Foreign
Office is `fcdo` there, the short name it has had since September 2020.
"""

from scraper.platforms.alaveteli.spider import AlaveteliSpider


class WhatDoTheyKnow(AlaveteliSpider):
    """To the Foreign Office, unless other bodies are named, or `all`."""

    name = "whatdotheyknow"
    home = "https://www.whatdotheyknow.com"
    usual_bodies = ("fcdo",)
