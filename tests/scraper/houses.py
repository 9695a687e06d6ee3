"""Sources in good health on sites of their own, day by day: what `foi doctor` is not to be alarmed by."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from scraper.archive.store import Archive
from scraper.health.doctor import alarms
from scraper.health.judging import Suspicion
from tests.scraper.conftest import ScriptedSite
from tests.scraper.killing import Forker
from tests.scraper.sites.alaveteli import AlaveteliPages, File, Letter
from tests.scraper.sites.computerweekly import WeeklyPages
from tests.scraper.sites.configured import CouncilPages, page
from tests.scraper.sites.gcs import GcsPages
from tests.scraper.sites.wired_gov import WiredGovPages

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
HISTORY = ("new", "nothing", "two new", "edit", "nothing", "new")
"""What happened on the days that are known when something breaks, after the first crawl of all."""

GOOD = (
    "nothing", "new", "many new", "edit", "nothing", "holiday", "two new", "removed", "edits", "new",
    "slow week", "new", "nothing", "bare", "two new", "edit",
)  # fmt: skip
"""Days that are not to raise an alarm: `bare` is one new entry, short and with nothing optional."""

FIGURES = ("lifebelts", "lanterns", "quays", "ropes", "buoys", "ledgers", "gates", "stamps")


class House(ABC):
    """A source on a site of its own. A subclass publishes, edits and removes in that source's way."""

    source = ""
    initial = 24

    def __init__(self) -> None:
        self.site = ScriptedSite()
        self.random = Random(f"{type(self).__name__} 20260801")  # noqa: S311  (content, not secrets)
        self.day = FIRST
        self.number = 0
        self.build()
        for _ in range(self.initial):
            self.pass_time()
            self.new()

    @abstractmethod
    def build(self) -> None:
        """Lay the site's pages."""

    @abstractmethod
    def new(self, *, bare: bool = False) -> None:
        """Publish something, as the newest."""

    @abstractmethod
    def edit(self) -> None:
        """Change something that was published lately, where it stands."""

    @abstractmethod
    def remove(self) -> None:
        """Take something down."""

    def holiday(self) -> None:
        """Let time pass in which nobody publishes."""
        self.pass_time(9)

    @property
    def options(self) -> dict[str, Any]:
        """What its crawls are given."""
        return {}

    def pass_time(self, days: int = 1) -> None:
        """Let days pass."""
        self.day += timedelta(days=days, minutes=self.random.randint(0, 90))

    def next_number(self) -> int:
        """Number what is published."""
        self.number += 1
        return self.number

    def paragraphs(self, *, bare: bool = False) -> tuple[str, ...]:
        """Write something, long or short."""
        sentences = 1 if bare else self.random.randint(2, 40)
        return tuple(
            f"The authority spent £{self.random.randint(100, 9999):,} on {self.random.choice(FIGURES)} in that year."
            for _ in range(sentences)
        )

    def live(self, what: str) -> None:
        """Let a day pass on which this happens."""
        self.pass_time()
        match what:
            case "new":
                self.new()
            case "bare":
                self.new(bare=True)
            case "two new" | "many new":
                for _ in range(2 if what == "two new" else 7):
                    self.new()
            case "edit" | "edits":
                for _ in range(1 if what == "edit" else 4):
                    self.edit()
            case "removed":
                self.remove()
                self.new()
            case "holiday":
                self.holiday()
            case "slow week":
                self.pass_time(6)
                self.new()
            case _:
                assert what == "nothing"

    def crawl(self, forker: Forker, data: Path) -> tuple[Suspicion, ...]:
        """Crawl it as it is now, and ask the doctor."""
        ended = forker.crawl(data, self.site, source=self.source, **self.options)
        assert ended.status == 0
        with Archive.open(data / "archive") as archive:
            return alarms(archive, self.source)


class Releases(House):
    """GOV.UK's FOI releases."""

    source = "govuk-foi"

    def build(self) -> None:
        self.slugs: list[tuple[str, str]] = []

    def new(self, *, bare: bool = False) -> None:
        slug = f"release-{self.next_number()}"
        self.slugs.append((slug, f"{self.day:%Y-%m-%dT%H:%M:%SZ}"))
        numbers = range(0 if bare else self.random.randint(1, 3))
        self._publish(slug, tuple(f"{self.number * 10 + n:024x}/{slug}.pdf" for n in numbers))

    def _publish(self, slug: str, files: tuple[str, ...]) -> None:
        body = "".join(f"<p>{one}</p>" for one in self.paragraphs(bare=not files))
        when = dict(self.slugs)[slug]
        made = self.site.publish(slug, when, files=files)
        item = json.loads(self.site.answers[f"/api/content{made}"].body)
        item["details"]["body"] = f"<div>{body}</div>"
        self.site.put(f"/api/content{made}", json.dumps(item).encode(), media_type="application/json")

    def edit(self) -> None:
        slug, _ = self.slugs[-self.random.randint(1, 2)]
        self._publish(slug, (f"{900 + self.number:024x}/{slug}.pdf",))

    def remove(self) -> None:
        slug, _ = self.slugs.pop(-2)
        self.site.unlist(f"/government/publications/{slug}")
        self.site.put(f"/api/content/government/publications/{slug}", b"", 410)


class Requests(House):
    """A site that runs on Alaveteli. Its dates are of today: its lists are asked for by them."""

    source = "alaveteli"
    initial = 20

    def build(self) -> None:
        self.pages = AlaveteliPages(self.site)
        self.day = datetime.now(UTC) - timedelta(days=200)
        self.quiet = False
        within = self.pages._within
        loud = lambda one, query: within(one, query) and not self._is_quiet(query)  # noqa: E731
        self.pages._within = loud  # type: ignore[method-assign]

    def _is_quiet(self, query: dict[str, str]) -> bool:
        return self.quiet and "request_date_after" in query

    def live(self, what: str) -> None:
        self.day = datetime.now(UTC) - timedelta(hours=3)
        self.quiet = False
        super().live(what)
        if what in {"nothing", "holiday"}:
            self.quiet = True

    def pass_time(self, days: int = 1) -> None:
        self.day = min(self.day + timedelta(days=days), datetime.now(UTC) - timedelta(hours=3))

    def new(self, *, bare: bool = False) -> None:
        files = () if bare else (File("answer.pdf", b"%PDF-1.4 " + str(self.number).encode()),)
        reply = Letter(" ".join(self.paragraphs(bare=bare)), files)
        self.pages.publish(f"ledgers_{self.next_number()}", reply, when=self.day.isoformat())

    def edit(self) -> None:
        self.pages.answer(f"ledgers_{self.number}", Letter("One more thing.", (File("more.pdf"),)), "successful")

    def remove(self) -> None:
        self.pages.hide(f"ledgers_{self.number - 1}")


class WiredGov(House):
    """wired-gov's articles."""

    source = "wired-gov"

    def build(self) -> None:
        self.pages = WiredGovPages(self.site)

    def new(self, *, bare: bool = False) -> None:
        title = f"Notice of {self.random.choice(FIGURES)} number {self.next_number()}"
        self.pages.publish(title, f"{self.day:%d%m%Y%H%M%S}", *self.paragraphs(bare=bare))

    def edit(self) -> None:
        self.pages.edit(self.pages.articles[self.random.randint(0, 1)], *self.paragraphs())

    def remove(self) -> None:
        self.pages.remove(self.pages.articles[1])


class Gcs(House):
    """GCS, by its REST interface."""

    source = "gcs"

    def build(self) -> None:
        self.pages = GcsPages(self.site)

    def new(self, *, bare: bool = False) -> None:
        number = self.next_number()
        files = () if bare or number % 4 else (f"2026/03/guide-{number}.csv",)
        self.pages.publish(number, f"Campaign number {number}", self.day, *self.paragraphs(bare=bare), files=files)

    def edit(self) -> None:
        self.pages.edit(self.pages.posts[self.random.randint(0, 5)], self.day, *self.paragraphs())

    def remove(self) -> None:
        self.pages.remove(self.pages.posts[3])


class Weekly(House):
    """ComputerWeekly, by its feed."""

    source = "computerweekly"

    def build(self) -> None:
        self.pages = WeeklyPages(self.site, shown=20)

    def new(self, *, bare: bool = False) -> None:
        number = 366_000_000 + self.next_number()
        self.pages.publish(number, f"Contract number {self.number}", self.day, *self.paragraphs(bare=bare))

    def edit(self) -> None:
        self.pages.edit(self.pages.articles[self.random.randint(0, 5)], *self.paragraphs())

    def remove(self) -> None:
        self.pages.remove(self.pages.articles[2])


class Listing(House):
    """A council's log, declared as a listing."""

    source = "fernhill"
    type = "listing"

    def build(self) -> None:
        self.pages = CouncilPages(self.site, per_page=8)

    @property
    def options(self) -> dict[str, Any]:
        return {"declared": {self.source: self.declared()}, "base_url": ""}

    def declared(self) -> dict[str, Any]:
        """Declare it."""
        return self.pages.declared()

    def new(self, *, bare: bool = False) -> None:
        number = self.next_number()
        files = () if bare else ("answer.pdf",)
        title = f"{self.random.choice(FIGURES).capitalize()} in ward {number}"
        day = f"{self.day.day} {self.day:%B %Y}"
        self.pages.publish(f"r{number}", title, answered=day, reference=f"FH/26/{number:04}", files=files)

    def edit(self) -> None:
        release = self.pages.releases[self.random.randint(0, 1)]
        self.pages.edit(release.slug, title=f"{release.title}, corrected")

    def remove(self) -> None:
        self.pages.remove(self.pages.releases[1].slug)


class Feed(Listing):
    """The same council's feed."""

    source = "fernhill-feed"

    def declared(self) -> dict[str, Any]:
        return {"type": "feed", "start": f"{self.site.url}/feed.xml", "attachments": {"css": "ul.files a"}}


class Json(House):
    """Decision notices, declared as a list in JSON."""

    source = "notices"

    def build(self) -> None:
        self.notices: list[dict[str, str]] = []

    @property
    def options(self) -> dict[str, Any]:
        row = {"link": "url", "title": "title", "published": "decided", "authority": "body"}
        list_ = {"type": "json", "start": f"{self.site.url}/api/notices", "results": "hits.items", "row": row}
        declared = {**list_, "page": {"title": "h1"}, "attachments": {"css": "a.notice"}}
        return {"declared": {self.source: declared}, "base_url": ""}

    def new(self, *, bare: bool = False) -> None:
        number = self.next_number()
        notice = {"title": f"Decision {number}", "url": f"/notices/{number}", "decided": f"{self.day:%Y-%m-%d}"}
        notice["body"] = "Department of Lanterns"
        self.notices.insert(0, notice)
        self._page(notice)
        self._lay()

    def _page(self, notice: dict[str, str]) -> None:
        text = "".join(f"<p>{one}</p>" for one in self.paragraphs())
        file = f"{notice['url']}.pdf"
        self.site.put(file, b"%PDF-1.4 " + file.encode(), media_type="application/pdf")
        inside = f"<h1>{notice['title']}</h1>{text}<a class='notice' href='{file}'>The notice</a>"
        self.site.put(notice["url"], page(notice["title"], inside), media_type="text/html")

    def _lay(self) -> None:
        body = json.dumps({"hits": {"total": len(self.notices), "items": self.notices[:20]}})
        self.site.put("/api/notices", body.encode(), media_type="application/json")

    def edit(self) -> None:
        self._page(self.notices[self.random.randint(0, 1)])

    def remove(self) -> None:
        notice = self.notices.pop(1)
        self.site.put(notice["url"], page("Gone", "<h1>Gone</h1>"), 410, media_type="text/html")
        self._lay()


HOUSES: tuple[type[House], ...] = (Releases, Requests, WiredGov, Gcs, Weekly, Listing, Feed, Json)


def grown(house: House, forker: Forker, data: Path) -> Iterator[tuple[str, tuple[Suspicion, ...]]]:
    """Crawl a source on the days of its history; yield what the doctor said on each."""
    yield "first", house.crawl(forker, data)
    for what in HISTORY:
        house.live(what)
        yield what, house.crawl(forker, data)
