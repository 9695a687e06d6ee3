"""A WordPress as the Government Communication Service has it: REST, feed, sitemaps, listing and pages of each post."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from scraper.platforms.wordpress.site import POST_FIELDS

REST, FEED, SITEMAP, LISTING = "/wp-json/wp/v2/posts", "/feed/", "/wp-sitemap.xml", "/news/"
PART = "/wp-sitemap-posts-post-1.xml"
PER_PAGE = 20
PARAMETERS = "per_page=20&orderby=modified&order=desc&_fields=id,date_gmt,modified_gmt,slug,link,title,content,excerpt"


@dataclass
class Post:
    """One post; `files` are names under its uploads."""

    number: int
    slug: str
    title: str
    when: datetime
    paragraphs: tuple[str, ...]
    changed: datetime
    files: tuple[str, ...] = ()
    locked: bool = False
    token: str = ""

    @property
    def path(self) -> str:
        """The path of its page."""
        return f"/news/{self.slug}/"

    @property
    def html(self) -> str:
        """Its text as WordPress renders it."""
        text = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in self.paragraphs)
        text += f'<form><input type="hidden" value="{self.token}"></form>' if self.token else ""
        return text + "".join(f'<p><a href="/wp-content/uploads/{name}">Read {name}</a></p>' for name in self.files)


def rest(post: Post, home: str) -> dict[str, Any]:
    """Return a post as REST gives it."""
    return {
        "id": post.number,
        "date_gmt": f"{post.when:%Y-%m-%dT%H:%M:%S}",
        "modified_gmt": f"{post.changed:%Y-%m-%dT%H:%M:%S}",
        "slug": post.slug,
        "link": home + post.path,
        "title": {"rendered": escape(post.title)},
        "content": {"rendered": "" if post.locked else post.html, "protected": post.locked},
        "excerpt": {"rendered": f"<p>{escape(post.paragraphs[0])}</p>", "protected": post.locked},
    }


def feed(posts: Iterable[Post], home: str) -> bytes:
    """Return the feed of posts."""
    items = "".join(
        f"<item><title>{escape(post.title)}</title><link>{home}{post.path}</link>"
        f"<pubDate>{format_datetime(post.when)}</pubDate><guid isPermaLink='false'>{home}/?p={post.number}</guid>"
        f"<description>{escape(post.paragraphs[0])}</description>"
        f"<content:encoded><![CDATA[{post.html}]]></content:encoded></item>"
        for post in posts
    )
    return f'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'.encode()


def sitemap(addresses: Iterable[tuple[str, datetime]], root: str = "urlset", each: str = "url") -> bytes:
    """Return a sitemap, or, with other names for its elements, a sitemap of sitemaps."""
    rows = "".join(f"<{each}><loc>{at}</loc><lastmod>{when.isoformat()}</lastmod></{each}>" for at, when in addresses)
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'.encode()


def page(post: Post) -> bytes:
    """Return a post's page, between what the site has on every page."""
    title = escape(post.title)
    times = {"published": post.when, "modified": post.changed}
    metas = "".join(f'<meta property="article:{name}_time" content="{at.isoformat()}">' for name, at in times.items())
    head = f'<title>{title} - GCS</title><meta property="og:type" content="article">{metas}'
    inside = f"<main><h1>{title}</h1><div class='entry-content'>{post.html}</div></main>"
    around = f"<header>Cookies on this site</header>{inside}<footer>Crown copyright</footer>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{around}</body></html>".encode()


def listing(posts: Iterable[Post]) -> bytes:
    """Return the page that lists the news."""
    rows = "".join(f'<li><a href="{post.path}">{escape(post.title)}</a></li>' for post in posts)
    return f"<!DOCTYPE html><html><body><main><ul>{rows}</ul></main></body></html>".encode()


def lists_after(posts: Iterable[Post], home: str) -> list[bytes]:
    """Return the parts of REST's list after the first."""
    changed = [rest(post, home) for post in sorted(posts, key=lambda post: post.changed, reverse=True)]
    return [json.dumps(changed[at : at + PER_PAGE]).encode() for at in range(PER_PAGE, len(changed), PER_PAGE)]


@dataclass
class GcsPages:
    """A GCS on a scripted site, with those of its lists that are `open`; the others are not there."""

    site: Any
    open: tuple[str, ...] = (REST, FEED, SITEMAP, LISTING)
    posts: list[Post] = field(default_factory=list)

    def publish(self, number: int, title: str, when: datetime, *paragraphs: str, **more: Any) -> Post:
        """Put up a post, the newest of all."""
        text = paragraphs or (f"More was said of {title} on Friday.",)
        post = Post(number, "-".join(title.lower().split()), title, when, text, when, **more)
        self.posts.insert(0, post)
        self.lay()
        return post

    def edit(self, post: Post, when: datetime, *paragraphs: str) -> None:
        """Change a post's text at a time: it is now the last changed."""
        post.paragraphs, post.changed = paragraphs, when
        self.lay()

    def remove(self, post: Post) -> None:
        """Take a post down."""
        self.posts.remove(post)
        for path in (post.path, f"{REST}/{post.number}"):
            self.site.put(path, b'{"code": "rest_post_invalid_id"}', 404)
        self.lay()

    def lay(self) -> None:
        """Lay everything out anew."""
        home, lists = self.site.url, self._lists()
        for way in (REST, FEED, SITEMAP, LISTING):
            if way in self.open:
                self.site.put(way, lists[way], media_type="application/json" if way == REST else "text/html")
            else:
                self.site.answers.pop(way, None)
        self._lay_rest()
        self.site.put(f"{FEED}?paged=2", b"<html>Not found</html>", 404)
        for number, body in enumerate((*lists_after(self.posts, home), b""), 2):
            part = f"{REST}?per_page={PER_PAGE}&orderby=modified&order=desc&_fields={POST_FIELDS}&page={number}"
            self.site.put(part, body, 200 if body else 400, media_type="application/json")
        self.site.put(PART, sitemap([(home + post.path, post.changed) for post in self.posts]))
        for post in self.posts:
            self.site.put(f"{REST}/{post.number}", json.dumps(rest(post, home)).encode())
            self.site.put(post.path, page(post), media_type="text/html")
            for name in post.files:
                self.site.answers.setdefault(
                    f"/wp-content/uploads/{name}", type(self.site.answers["/robots.txt"])(b"a,b,c\n1,2,3\n")
                )

    def _lay_rest(self) -> None:
        """Lay what follows on the first part of REST's list; beyond the end it answers 400."""
        parts = range(2, len(self.posts) // PER_PAGE + 3)
        for number in parts if REST in self.open else ():
            shown = self._changed()[(number - 1) * PER_PAGE : number * PER_PAGE]
            body = json.dumps([rest(post, self.site.url) for post in shown]).encode()
            answer = (body, 200) if shown else (b'{"code": "rest_post_invalid_page_number"}', 400)
            self.site.put(f"{REST}?{PARAMETERS}&page={number}", *answer, media_type="application/json")

    def _changed(self) -> list[Post]:
        return sorted(self.posts, key=lambda post: post.changed, reverse=True)

    def _lists(self) -> dict[str, bytes]:
        home = self.site.url
        latest = max((post.changed for post in self.posts), default=datetime.now(UTC))
        return {
            REST: json.dumps([rest(post, home) for post in self._changed()[:PER_PAGE]]).encode(),
            FEED: feed(self.posts, home),
            SITEMAP: sitemap([(home + PART, latest), (f"{home}/page-sitemap.xml", latest)], "sitemapindex", "sitemap"),
            LISTING: listing(self.posts),
        }
