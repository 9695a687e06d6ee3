"""News of the Government Communication Service: a WordPress that moved. Written from addresses, 2026-11.

Which of WordPress's lists it has switched on is not known, nor where its news went when it moved to another host, so
all are tried in turn, at the new home and then at the old one.
"""

from scraper.platforms.wordpress.spider import WordPressSpider


class Gcs(WordPressSpider):
    """Its news, under either home; what is for members only is left out."""

    name = "gcs"
    home = "https://www.communications.gov.uk"
    other_homes = ("https://gcs.civilservice.gov.uk",)
    authority = "Government Communication Service"
    sections = ("news", "blog", "publications")
