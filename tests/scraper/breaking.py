"""Sources in good health, day by day, and the ways in which they break: what `foi doctor` is measured by."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

from scraper.archive.store import Archive
from scraper.health.doctor import alarms
from scraper.health.judging import Suspicion
from tests.scraper.conftest import Answer, ScriptedSite
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


class House:
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

    def build(self) -> None:
        """Lay the site's pages."""
        raise NotImplementedError

    def new(self, *, bare: bool = False) -> None:
        """Publish something, as the newest."""
        raise NotImplementedError

    def edit(self) -> None:
        """Change something that was published lately, where it stands."""
        raise NotImplementedError

    def remove(self) -> None:
        """Take something down."""
        raise NotImplementedError

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
        files = (
            () if bare else tuple(f"{self.number * 10 + n:024x}/{slug}.pdf" for n in range(self.random.randint(1, 3)))
        )
        self._publish(slug, files)

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
        self.pages._within = lambda one, query: (
            within(one, query) and not (self.quiet and "request_date_after" in query)
        )  # type: ignore[method-assign]

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
        return {
            "declared": {self.source: {**list_, "page": {"title": "h1"}, "attachments": {"css": "a.notice"}}},
            "base_url": "",
        }

    def new(self, *, bare: bool = False) -> None:
        number = self.next_number()
        body = "" if bare else "Department of Lanterns"
        notice = {
            "title": f"Decision {number}",
            "url": f"/notices/{number}",
            "decided": f"{self.day:%Y-%m-%d}",
            "body": body or "Nobody",
        }
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

Spoil = Callable[[str, Answer], Answer]


@dataclass(frozen=True)
class Breakage:
    """A way in which a source breaks. `spoils` are the addresses it touches."""

    house: type[House]
    name: str
    spoils: str
    how: Callable[[Answer], Answer]

    def __call__(self, path: str, answer: Answer) -> Answer:
        """Spoil an answer, if it is one of those."""
        return self.how(answer) if re.search(self.spoils, path) and answer.status == 200 else answer


def renamed(*pairs: tuple[str, str]) -> Callable[[Answer], Answer]:
    """Write something else in the place of something."""

    def change(answer: Answer) -> Answer:
        body = answer.body
        for old, new in pairs:
            body = re.sub(old.encode(), new.encode(), body)
        return replace(answer, body=body)

    return change


def instead(body: bytes, media_type: str = "text/html") -> Callable[[Answer], Answer]:
    """Answer something else altogether."""
    return lambda answer: replace(answer, body=body, media_type=media_type)


def cut(share: float) -> Callable[[Answer], Answer]:
    """Answer the beginning alone."""
    return lambda answer: replace(answer, body=answer.body[: int(share * len(answer.body))])


def first_few(pattern: str, number: int) -> Callable[[Answer], Answer]:
    """Leave the first few of what fits a pattern, and drop the others."""

    def change(answer: Answer) -> Answer:
        left = iter([True] * number)
        kept = re.compile(pattern.encode(), re.S).sub(lambda one: one[0] if next(left, False) else b"", answer.body)
        return replace(answer, body=kept)

    return change


def as_json(change: Callable[[Any], Any]) -> Callable[[Answer], Answer]:
    """Change the data of a payload."""
    return lambda answer: replace(answer, body=json.dumps(change(json.loads(answer.body))).encode())


def moved(where: str) -> Callable[[Answer], Answer]:
    """Redirect to somewhere else."""
    return lambda answer: Answer(b"", 302, {"Location": where})


CAPTCHA = b"""<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><div id="challenge-error-text">Enable
JavaScript and cookies to continue</div><script src="/cdn-cgi/challenge-platform/h/g/orchestrate"></script></body></html>"""
ROBOT = b"""<html><head><title>Pardon Our Interruption</title></head><body><h1>Pardon our interruption...</h1><p>As you were
browsing something made us think you were a bot.</p><div class="g-recaptcha"></div></body></html>"""
LOGIN = b"""<!DOCTYPE html><html><head><title>Sign in | Members</title></head><body><h1>Sign in</h1><form method="post"><label>
Email <input name="email"></label><input type="password" name="p"><button>Sign in</button></form></body></html>"""
LOST = b"""<!DOCTYPE html><html><head><title>Page not found - The site</title></head><body><nav><a href="/">Home</a></nav>
<h1>Page not found</h1><p>If you typed the web address, check it is correct.</p></body></html>"""
DOWN = b"""<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>Sorry, the service is unavailable
</h1><p>You will be able to use it later.</p></body></html>"""
DOMINO = b"""<html><head><title>Server Login</title></head><body><form><h2>Please type your user name</h2><input name="Username">
<input type="PASSWORD" name="Password"></form></body></html>"""
ENDED = b"""<?xml version="1.0"?><rss version="2.0"><channel><item><guid>https://news.example/feed-ended</guid><title>This feed
has ended</title><link>https://news.example/1</link><pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate></item></channel></rss>"""
NO_ITEMS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Log</title></channel></rss>'
DESIGN = "".join(f"<p>New line {n} of the menu.</p>" for n in range(3)).encode()

ITEM, FILE = r"/api/content/", r"/media/"
SEARCH = r"/api/search\.json"
REQUEST, THREAD, LIST = r"/request/[^/]+\.json", r"/request/[a-z_0-9]+$", r"/(list|body)"
WIRED_LIST, WIRED_PAGE = r"/wg/news\.nsf/home|/wg/home\.nsf", r"/wg/news\.nsf/(print|articles)/"
POSTS = r"/wp-json/wp/v2/posts"
RSS = r"/rss/"
LOG, RELEASE = r"/log(\?|$)", r"/log/"
NOTICES, NOTICE = r"/api/notices", r"/notices/\d+$"


def _search(change: Callable[[list[Any]], list[Any]], total: bool = True) -> Callable[[Answer], Answer]:
    def spoil(data: Any) -> Any:
        results = change(data["results"])
        return {**data, "results": results, "total": len(results) if total else data["total"]}

    return as_json(spoil)


def _without(name: str, new: str) -> Callable[[Any], Any]:
    return lambda data: {new if key == name else key: value for key, value in data.items()}


def _inside(name: str, change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda data: {**data, name: change(data[name])} if name in data else data


BREAKAGES = (
    Breakage(Releases, "captcha instead of the search", SEARCH, instead(CAPTCHA)),
    Breakage(Releases, "search empty", SEARCH, _search(lambda _: [])),
    Breakage(Releases, "search cut to three results", SEARCH, _search(lambda all_: all_[:3])),
    Breakage(Releases, "search answers an old copy", SEARCH, _search(lambda all_: all_[6:])),
    Breakage(Releases, "timestamps renamed in the search", SEARCH, _search(
        lambda all_: [_without("public_timestamp", "timestamp")(one) for one in all_])),
    Breakage(Releases, "attachments renamed", ITEM, as_json(_inside("details", _without("attachments", "files")))),
    Breakage(Releases, "body renamed", ITEM, as_json(_inside("details", _without("body", "content")))),
    Breakage(Releases, "organisations renamed", ITEM, as_json(_inside("links", _without("organisations", "owners")))),
    Breakage(Releases, "date format of content items", ITEM, renamed((r"(\d{4})-(\d\d)-(\d\d)T[\d:]+Z", r"\3/\2/\1"))),
    Breakage(Releases, "login instead of files", FILE, instead(LOGIN)),
    Breakage(Requests, "class of rows renamed", LIST, renamed(("request_listing", "request-card"))),
    Breakage(Requests, "login instead of lists", LIST, instead(LOGIN)),
    Breakage(Requests, "state renamed in JSON", REQUEST, renamed(('"described_state": "s', '"state": "s'))),
    Breakage(Requests, "class of attachments renamed", THREAD, renamed(('class="attachment"', 'class="file"'))),
    Breakage(Requests, "requests answer not found with 200", r"/request/", instead(LOST)),
    Breakage(Requests, "date of change renamed in JSON", REQUEST, renamed(("updated_at", "changed_at"))),
    Breakage(WiredGov, "list of a few", WIRED_LIST, first_few(r"<li>.*?</li>", 3)),
    Breakage(WiredGov, "captcha instead of articles", WIRED_PAGE, instead(ROBOT)),
    Breakage(WiredGov, "Domino's login instead of articles", WIRED_PAGE, instead(DOMINO)),
    Breakage(WiredGov, "line of the original renamed", WIRED_PAGE, renamed(("Original article link", "Read it at"), ("Latest News from", "More of"), ("Share this article", ""))),
    Breakage(WiredGov, "addresses of another form in the list", WIRED_LIST, renamed((r"\+\d{14}", ""))),
    Breakage(WiredGov, "articles of no channel", WIRED_PAGE, renamed(("<div[^>]*>Harbour Authority</div>", ""), ("Channel website.*?</p>", "</p>"), ("Latest News from<br>Harbour Authority", ""))),
    Breakage(Gcs, "text renamed in REST", POSTS, renamed(('"content"', '"body_html"'))),
    Breakage(Gcs, "no posts in REST", POSTS, instead(b"[]", "application/json")),
    Breakage(Gcs, "login instead of REST", POSTS, instead(LOGIN)),
    Breakage(Gcs, "times of change in another format", POSTS, renamed((r'"modified_gmt": "(\d{4})-(\d\d)-(\d\d)T', r'"modified_gmt": "\3.\2.\1 '))),
    Breakage(Weekly, "feed cut off", RSS, cut(0.6)),
    Breakage(Weekly, "feed ended", RSS, instead(ENDED, "text/xml")),
    Breakage(Weekly, "feed of three items", RSS, first_few(r"<item>.*?</item>", 3)),
    Breakage(Weekly, "no dates in the feed", RSS, renamed(("pubDate", "dateline"))),
    Breakage(Listing, "class of the list renamed", LOG, renamed(('class="log"', 'class="results"'))),
    Breakage(Listing, "class of the files renamed", RELEASE, renamed(("class='files'", "class='downloads'"))),
    Breakage(Listing, "releases answer not found with 200", RELEASE, instead(LOST)),
    Breakage(Listing, "every page of the list leads to the first", r"/log\?page=", moved("/log")),
    Breakage(Listing, "releases out of order", RELEASE, instead(DOWN)),
    Breakage(Listing, "dates in another format", LOG, renamed((r'datetime="(\d{4})-(\d\d)-(\d\d)"', r'datetime="week \2 of \1"'))),
    Breakage(Feed, "empty feed", r"/feed\.xml", instead(NO_ITEMS, "text/xml")),
    Breakage(Feed, "dates renamed", r"/feed\.xml", renamed(("pubDate", "issued-on"))),
    Breakage(Json, "authority renamed", NOTICES, renamed(('"body"', '"public_body"'))),
    Breakage(Json, "a page for people instead of JSON", NOTICES, instead(LOST)),
)  # fmt: skip


def grown(house: House, forker: Forker, data: Path) -> Iterator[tuple[str, tuple[Suspicion, ...]]]:
    """Crawl a source on the days of its history; yield what the doctor said on each."""
    yield "first", house.crawl(forker, data)
    for what in HISTORY:
        house.live(what)
        yield what, house.crawl(forker, data)


def broken(house: House, breakage: Breakage, forker: Forker, data: Path, copy: Path) -> tuple[Suspicion, ...]:
    """Crawl a copy of a source's data while it is broken, and return what the doctor says."""
    copytree(data, copy)
    house.site.spoil = breakage
    try:
        return house.crawl(forker, copy)
    finally:
        house.site.spoil = lambda path, answer: answer
