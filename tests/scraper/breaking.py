"""The ways in which sources break, each met by a crawl for the first time: what `foi doctor` is to see."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree
from typing import Any

from scraper.health.judging import Suspicion
from tests.scraper.conftest import Answer
from tests.scraper.houses import Feed, Gcs, House, Json, Listing, Releases, Requests, Weekly, WiredGov
from tests.scraper.killing import Forker


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


CAPTCHA = b"""<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><p>Enable JavaScript</p>
<script src="/cdn-cgi/challenge-platform/h/g/orchestrate"></script></body></html>"""
ROBOT = b"""<html><head><title>Pardon Our Interruption</title></head><body><h1>Pardon our interruption...</h1><p>As you
were browsing something made us think you were a bot.</p><div class="g-recaptcha"></div></body></html>"""
LOGIN = b"""<!DOCTYPE html><html><head><title>Sign in | Members</title></head><body><h1>Sign in</h1><form>
<label>Email <input name="email"></label><input type="password" name="p"><button>Go</button></form></body></html>"""
LOST = b"""<!DOCTYPE html><html><head><title>Page not found - The site</title></head><body><a href="/">Home</a>
<h1>Page not found</h1><p>If you typed the web address, check it is correct.</p></body></html>"""
DOWN = b"""<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>Sorry, the service is
unavailable</h1><p>You will be able to use it later.</p></body></html>"""
DOMINO = b"""<html><head><title>Server Login</title></head><body><form><h2>Please type your user name</h2>
<input name="Username"><input type="PASSWORD" name="Password"></form></body></html>"""
ENDED = b"""<?xml version="1.0"?><rss version="2.0"><channel><item><guid>https://news.example/feed-ended</guid>
<title>This feed has ended</title><link>https://news.example/1</link></item></channel></rss>"""
NO_ITEMS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Log</title></channel></rss>'

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
    Breakage(WiredGov, "line of the original renamed", WIRED_PAGE, renamed(
        ("Original article link", "Read it at"), ("Latest News from", "More of"), ("Share this article", ""))),
    Breakage(WiredGov, "addresses of another form in the list", WIRED_LIST, renamed((r"\+\d{14}", ""))),
    Breakage(WiredGov, "articles of no channel", WIRED_PAGE, renamed(
        ("<div[^>]*>Harbour Authority</div>", ""), ("Channel website.*?</p>", "</p>"),
        ("Latest News from<br>Harbour Authority", ""))),
    Breakage(Gcs, "text renamed in REST", POSTS, renamed(('"content"', '"body_html"'))),
    Breakage(Gcs, "no posts in REST", POSTS, instead(b"[]", "application/json")),
    Breakage(Gcs, "login instead of REST", POSTS, instead(LOGIN)),
    Breakage(Gcs, "times of change in another format", POSTS, renamed(
        (r'"modified_gmt": "(\d{4})-(\d\d)-(\d\d)T', r'"modified_gmt": "\3.\2.\1 '))),
    Breakage(Weekly, "feed cut off", RSS, cut(0.6)),
    Breakage(Weekly, "feed ended", RSS, instead(ENDED, "text/xml")),
    Breakage(Weekly, "feed of three items", RSS, first_few(r"<item>.*?</item>", 3)),
    Breakage(Weekly, "no dates in the feed", RSS, renamed(("pubDate", "dateline"))),
    Breakage(Listing, "class of the list renamed", LOG, renamed(('class="log"', 'class="results"'))),
    Breakage(Listing, "class of the files renamed", RELEASE, renamed(("class='files'", "class='downloads'"))),
    Breakage(Listing, "releases answer not found with 200", RELEASE, instead(LOST)),
    Breakage(Listing, "every page of the list leads to the first", r"/log\?page=", moved("/log")),
    Breakage(Listing, "releases out of order", RELEASE, instead(DOWN)),
    Breakage(Listing, "dates in another format", LOG, renamed(
        (r'datetime="(\d{4})-(\d\d)-(\d\d)"', r'datetime="week \2 of \1"'))),
    Breakage(Feed, "empty feed", r"/feed\.xml", instead(NO_ITEMS, "text/xml")),
    Breakage(Feed, "dates renamed", r"/feed\.xml", renamed(("pubDate", "issued-on"))),
    Breakage(Json, "authority renamed", NOTICES, renamed(('"body"', '"public_body"'))),
    Breakage(Json, "a page for people instead of JSON", NOTICES, instead(LOST)),
)  # fmt: skip


UNSEEN = (
    Breakage(Releases, "results renamed in the search", SEARCH, as_json(_without("results", "documents"))),
    Breakage(Releases, "files cut off", FILE, lambda answer: replace(answer, cut=True)),
    Breakage(Releases, "content items without times", ITEM, as_json(lambda data: {
        key: value for key, value in data.items() if not key.endswith("_at")})),
    Breakage(Requests, "page in place of JSON", REQUEST, instead(
        b"<html><body><p>Try our new site.</p></body></html>")),
    Breakage(Requests, "messages without their class", THREAD, renamed(("correspondence_text", "message__text"))),
    Breakage(Requests, "body renamed in JSON", REQUEST, renamed(('"public_body"', '"authority"'))),
    Breakage(WiredGov, "articles cut to a teaser", WIRED_PAGE, first_few(r"<p>The authority spent.*?</p>", 0)),
    Breakage(WiredGov, "articles lead to the login", WIRED_PAGE, moved("/names.nsf?Login")),
    Breakage(Gcs, "excerpts in place of texts", POSTS, renamed(
        (r'"rendered": "<p>The auth.*?", "prot', '"rendered": "", "prot'))),
    Breakage(Gcs, "maintenance", r"/(wp-json|feed|wp-sitemap|sitemap|news)", instead(DOWN)),
    Breakage(Gcs, "other numbers of posts", POSTS, renamed((r'"id": (\d+)', r'"id": 9\1'))),
    Breakage(Weekly, "texts gone from the feed", RSS, renamed(("(?s)<body>.*?</body>", ""))),
    Breakage(Weekly, "dates of the feed in another format", RSS, renamed(
        (r"<pubDate>\w+, (\d+) (\w+) (\d+)", r"<pubDate>\3. \2 \1"))),
    Breakage(Listing, "the list is a redirect to the home page", LOG, moved("/")),
    Breakage(Listing, "reference under another label", RELEASE, renamed(("Reference:", "Our ref:"))),
    Breakage(Listing, "no link to the next page", LOG, renamed((r'<a rel="next".*?</a>', ""))),
    Breakage(Feed, "other identities in the feed", r"/feed\.xml", renamed(("log-r", "https://fernhill.example/?p="))),
    Breakage(Feed, "pages of the feed ask for a password", RELEASE, instead(LOGIN)),
    Breakage(Json, "a list of two", NOTICES, as_json(
        _inside("hits", lambda hits: {**hits, "items": hits["items"][:2]}))),
    Breakage(Json, "links to the notice by another class", NOTICE, renamed(("class='notice'", "class='document'"))),
)  # fmt: skip
"""Ways that were written after the rules: what a rule that was made for one kind of source sees in others."""


def broken(house: House, breakage: Breakage, forker: Forker, data: Path, copy: Path) -> tuple[Suspicion, ...]:
    """Crawl a copy of a source's data while it is broken, and return what the doctor says."""
    copytree(data, copy)
    house.site.spoil = breakage
    try:
        return house.crawl(forker, copy)
    finally:
        house.site.spoil = lambda path, answer: answer
