"""The base of all spiders: asking, keeping, and saying what went wrong, the same for every source."""

from collections.abc import Callable
from datetime import timedelta
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from scraper.archive.publications import GIVE_UP_AFTER
from scraper.archive.records import Failure, Waiting
from scraper.crawling.answers import OK, capture_of, not_modified, unlike
from scraper.crawling.ending import Ended
from scraper.crawling.findings import Answered, Fetched
from scraper.crawling.reasons import why, why_status
from scraper.crawling.recorded import FETCH, LIST, READ, Found
from scraper.crawling.run_record import now
from scraper.crawling.sweeping import NOT_HERE, SweepingSpider
from scraper.crawling.waiting import CannotGoOn, callback_of, together
from scraper.items import DocumentLink, LinkKind, Publication
from scraper.middlewares.address import allowed
from scraper.middlewares.health import NotThePage
from scraper.middlewares.refusals import ADVICE, REFUSED
from scraper.reading import PageChanged as PageChanged
from scraper.reading import Record as Record
from scraper.reading import day as day
from scraper.reading import moment as moment

PRIORITY = {LIST: 30, FETCH: 20, READ: 10}
"""Lists first, before they move on; then what was begun before what is next."""

SUSPECT = 0
"""What a run was killed over comes last of all: it may have killed it."""

HAD_FOR = timedelta(hours=12)
"""An answer that a killed run had counts for so long: for less than two crawls overlap, so that what changed
behind it is listed once more to the next one."""

CHANGED_IN_A_ROW = 3
REFUSALS = frozenset(map(why_status, REFUSED))


class SourceSpider(SweepingSpider):
    """A spider for one source of publications.

    A source says where its list is, how its pages read, and in `hosts` which hosts it may ask, with the
    port if it is not the usual one. It asks by `ask` and `fetch`, and yields what it finds as records.
    """

    listed = False
    """Whether any part of the list was read."""
    wide = False
    """Whether `reads` takes any page of its hosts: other sources are asked first."""
    cure = "a new version of foi-index is needed"
    """What helps if the source's pages can no longer be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked: set[str] = set()
        self._changed = 0

    def ask(
        self,
        url: str,
        callback: Callable[..., Found],
        stage: str,
        *,
        conditional: bool,
        follow: bool = True,
        **more: object,
    ) -> Found:
        """Yield the request for an address, once in a crawl; `more` goes to the callback by name.

        A crawl that is killed is one with the run that goes on from there: so `callback` is a method of this
        spider, and `more` are records of scraper.items, or what JSON can hold (a tuple comes back as a list).
        What was forgotten on request is not asked for again.
        `conditional`: an answer of 304 is welcome. `follow`: redirects are followed, within `hosts`.
        """
        if url in self._asked or self.archive.tombstones.at(url):
            return
        self._asked.add(url)
        try:
            request = Request(
                url,
                callback=callback,
                errback=self.no_answer,
                dont_filter=True,  # `_asked` sees to doubles; Scrapy's filter loses redirects without a word
                priority=PRIORITY[stage],
                meta={"asked": url, "stage": stage, "conditional": conditional, "dont_redirect": not follow},
                cb_kwargs=more,
            )
        except ValueError:
            yield self.failure(stage, url, "not an address that can be asked")
            return
        yield request

    def fetch(self, link: DocumentLink) -> Found:
        """Ask for a listed document. EXTERNAL ones are not asked for, nor what is not given out."""
        if link.given_out:
            yield from self.ask(link.url, self.document, FETCH, conditional=True, link=link)

    def document(self, response: Response, link: DocumentLink) -> Found:
        """Keep a document's bytes, or say why there are none."""
        capture = capture_of(self.name, link.url, response)
        if not_modified(response):
            yield Fetched(capture)
            return
        flaw = self.unlike(link, response) if response.status == OK else self.refusal(response)
        yield Fetched(capture, None if flaw else response.body)
        if flaw:
            yield self.failure(FETCH, link.url, flaw)

    def unlike(self, link: DocumentLink, response: Response) -> str:
        """Say why an answer is not the document that was listed, "" if it may well be."""
        return unlike(link, response.body)

    def resume(self) -> Found:
        """Ask for what earlier runs were killed or stopped over; what they had answers to is not asked for again."""
        self._asked |= self.archive.frontier.had(self.name, now() - HAD_FOR)
        for waiting in self.archive.frontier.waiting(self.name):
            if allowed(waiting.url, self.hosts):
                yield from self._resume(waiting)

    def _resume(self, waiting: Waiting) -> Found:
        try:
            callback, more = callback_of(self, waiting)
        except CannotGoOn as exc:
            self._asked.add(waiting.url)  # by the next crawl, as every failure
            failure = self.failure(waiting.stage, waiting.url, str(exc))
            yield Answered(self.name, waiting.url, (failure,))
        else:
            condition, follow = waiting.conditional, waiting.follow
            for one in self.ask(waiting.url, callback, waiting.stage, conditional=condition, follow=follow, **more):
                if waiting.tries and isinstance(one, Request):
                    one.priority = SUSPECT
                yield one

    def again(self) -> Found:
        """Ask for what earlier runs left open: documents not held yet, and failures."""
        for held, link in self.archive.publications.pending(self.name):
            if allowed(link.url, self.hosts):
                yield from self.fetch_again(held.publication, link)
        for failure in self.archive.runs.failures(self.name):
            if not allowed(failure.url, self.hosts) or self._given_up(failure.url):
                continue
            if failure.stage == READ:
                yield from self.read_again(failure.url)
            elif failure.stage == FETCH:
                yield from self.fetch(DocumentLink(failure.url))

    def fetch_again(self, publication: Publication, link: DocumentLink) -> Found:  # noqa: ARG002  (sources use it)
        """Ask for a document that an earlier run left open."""
        yield from self.fetch(link)

    def read_again(self, url: str) -> Found:
        """Ask for a publication's page that an earlier run could not read."""
        yield from self.fetch(DocumentLink(url, kind=LinkKind.PAGE))

    def reads(self, url: str) -> bool:  # noqa: ARG002  (sources use it)
        """Return whether an address is of a publication this source can read when it is asked for alone."""
        return False

    def read_url(self, url: str) -> Found:
        """Ask for a publication by an address for which `reads` is true."""
        yield from self.read_again(url)

    def _given_up(self, url: str) -> bool:
        latest = takewhile(lambda one: one.status in NOT_HERE, reversed(self.archive.captures.of_url(url)))
        return sum(1 for _ in latest) >= GIVE_UP_AFTER  # in a row: what came back may go a second time

    def refusal(self, response: Response) -> str:
        """Say what an answer without a document means. Refusals are counted in scraper/middlewares/refusals.py."""
        return why_status(response.status)

    def changed(self, url: str, error: PageChanged) -> Failure:
        """Record a page that could not be read; a source of which nothing can be read any more is stopped."""
        self._changed += 1
        if self._changed == CHANGED_IN_A_ROW:
            self.stop(f"{self.name} has changed its pages: {error}.", self.cure)
        return self.failure(READ, url, str(error))

    def understood(self) -> None:
        """Note that a page could be read."""
        self._changed = 0

    def no_answer(self, failure: TwistedFailure) -> Found:
        """Hand on what `unanswered` gives as one finding; Scrapy passes only answers through spider middlewares."""
        if isinstance(failure.value, Ended):
            return  # it was taken back before it was sent: the next run asks
        asked = failure.request.meta["asked"]  # type: ignore[attr-defined]  # Scrapy sets it
        yield from together(self, asked, self.unanswered(failure))

    def unanswered(self, failure: TwistedFailure) -> Found:
        """Record a request that brought no answer."""
        meta = failure.request.meta  # type: ignore[attr-defined]  # Scrapy sets it
        error = failure.value or Exception("no answer")
        if failure.request.callback == self.looked_for:  # type: ignore[attr-defined]
            yield from self.not_looked_for(failure.request, error, why(error))  # type: ignore[attr-defined]
        elif meta["stage"] == LIST:
            said = "may not be asked for its list" if isinstance(error, IgnoreRequest) else "cannot be reached"
            said = "does not give its list" if isinstance(error, NotThePage) else said
            yield from self.no_list(meta["asked"], said, why(error))
        else:
            yield self.failure(meta["stage"], meta["asked"], why(error))

    def no_list(self, url: str, said: str, reason: str) -> Found:
        """Stop a source whose list cannot be had, or is refused; a later part of it is a failure, the rest goes on."""
        if reason in REFUSALS:
            self.stop(f"{urlsplit(url).netloc} {said}: {reason}.", ADVICE)
        elif self.listed:
            yield self.failure(LIST, url, f"the rest of the list could not be read: {reason}")
        else:
            self.stop(f"{urlsplit(url).netloc} {said}: {reason}.")
