"""News and communications on GOV.UK, as its Search API lists them. Written from the site's source of August 2026."""

from scraper.items import Kind
from scraper.platforms.govuk.payloads import NEWS
from scraper.platforms.govuk.spider import GovukSpider
from scraper.spiders.govuk_foi import GovukFoi


class GovukNews(GovukSpider):
    """Of the Foreign Office, unless other organisations are named, or `all`: that is most of the site's entries.

    GOV.UK counts further types of document among its news now and then; whatever it lists is news here.
    """

    name = "govuk-news"
    wanted = ("content_purpose_supergroup", "news_and_communications")
    document_types = NEWS
    kind = Kind.NEWS
    usual_organisations = GovukFoi.usual_organisations
