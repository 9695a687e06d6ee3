"""FOI releases on GOV.UK, as its Search API lists them. Written from the site's own source of August 2026."""

from scraper.platforms.govuk.payloads import RELEASE
from scraper.platforms.govuk.spider import GovukSpider


class GovukFoi(GovukSpider):
    """Of the Foreign Office, unless other organisations are named, or `all`."""

    name = "govuk-foi"
    wanted = ("content_store_document_type", RELEASE)
    document_types = frozenset({RELEASE})
    usual_organisations = (
        "foreign-commonwealth-office",  # to September 2020; its releases stay under this name
        "foreign-commonwealth-development-office",
    )
