"""The first step: a publication that lacks what every publication has does not reach the archive."""

from dataclasses import replace
from datetime import datetime

from scraper.archive.records import Failure
from scraper.crawling.findings import Answered, Entry, Listed
from scraper.crawling.run_record import now
from scraper.items import Publication


class Check:
    """Turns an incomplete publication into a failure to read it."""

    def process_item(self, item: object) -> object:
        """Return the item, or the failure that takes its place."""
        if isinstance(item, Answered):
            return replace(item, findings=tuple(checked(finding) for finding in item.findings))
        return checked(item)


def checked(item: object) -> object:
    """Return a finding, or the failure that takes its place."""
    if not isinstance(item, Entry | Listed):
        return item
    flaw = flaw_of(item.publication)
    if not flaw:
        return item
    url = item.fetched.capture.url if isinstance(item, Entry) else item.publication.url
    return Failure(item.publication.source, "read", url, flaw, now())


def flaw_of(publication: Publication) -> str:
    """Say what a publication lacks, "" if nothing."""
    if not publication.title.strip():
        return "it has no title"
    if not publication.source or not publication.native_id:
        return "it has no identity at its source"
    if not (_aware(publication.published) and _aware(publication.updated)):
        return "one of its dates has no time zone"
    return ""


def _aware(time: datetime | None) -> bool:
    return time is None or time.utcoffset() is not None
