"""Readers of WordPress's lists and articles: payloads in, records out, nothing fetched."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from parsel import Selector

from scraper.article_page import read_article_page
from scraper.feeds import FeedItem, read_feed
from scraper.items import DocumentLink, Kind, LinkKind, Publication
from scraper.platforms.articles.listed import Listed, ListPage, NothingListed, links, once
from scraper.platforms.wordpress.site import PER_PAGE, Site
from scraper.reading import PageChanged, Record, clean, moment, one_line, plain
from scraper.references import references


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the articles of one site for one source; `authority` is who publishes them all."""

    site: Site
    source: str
    authority: str

    def posts(self, body: bytes, url: str) -> ListPage:
        """Read a part of the list of posts, each with its text. One that needs a password is left out.

        The list has an end that it does not tell: a part that is not full is the last.
        """
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as exc:
            raise PageChanged(f"{url} is not JSON") from exc
        if not isinstance(data, list):
            raise PageChanged(f"{url} is not a list of posts")
        if not data:
            raise NothingListed(f"{url} has no posts")
        posts = Record({"posts": data}, url).parts("posts")
        entries = tuple(entry for post in posts if (entry := self._post(post)))
        return ListPage(entries, _part_after(url, "page") if len(posts) >= PER_PAGE else "")

    def feed(self, body: bytes, url: str) -> ListPage:
        """Read a feed; items with their article in it are given whole. It goes on while there are any."""
        items = read_feed(body, url)
        if not items:
            raise NothingListed(f"{url} has nothing in it")
        entries = tuple(once(entry for item in items if (entry := self._item(item, url))))
        return ListPage(entries, _part_after(url, "paged"))

    def listing(self, body: bytes, url: str) -> ListPage:
        """Read the articles that a page of the site leads to. Raises PageChanged if it leads to none."""
        found, following = links(body, url)
        entries = tuple(
            once(Listed(slug, self.site.page(link.url)) for link in found if (slug := self.site.slug_of(link.url)))
        )
        if not entries:
            raise PageChanged(f"{url} leads to no article")
        return ListPage(entries, following)

    def post(self, body: bytes, url: str) -> Listed:
        """Read one post by itself. Raises PageChanged if it is none, or needs a password."""
        entry = self._post(Record.parse(body, url))
        if entry is None:
            raise PageChanged(f"{url} needs a password")
        return entry

    def page(self, body: bytes, key: str, *, document: str, url: str) -> Publication:
        """Read an article's page, kept from `document`. Raises PageChanged if it does not declare itself one."""
        page = read_article_page(body)
        if page is None or not page.title:
            raise PageChanged(f"{document} does not declare itself an article")
        own = DocumentLink(document, page.title, LinkKind.PAGE)
        return Publication(
            source=self.source,
            native_id=key,
            kind=Kind.NEWS,
            title=page.title,
            url=url,
            authority=self.authority,
            summary=page.summary,
            published=page.published,
            updated=page.updated,
            references=references(page.title, page.text),
            documents=(own, *self._uploads(body.decode("utf-8", "replace"), url)),
        )

    def _post(self, post: Record) -> Listed | None:
        content = post.part("content")
        if content.data.get("protected") is True:
            return None
        number = post.number("id")
        html, link = content.maybe("rendered"), self.site.page(post.text("link"))
        title = one_line(plain(post.part("title").text("rendered")))
        changed = _gmt(post, "modified_gmt")
        document = self.site.post(home_of(post.url), number)
        summary, published = plain(post.part("excerpt").maybe("rendered")), _gmt(post, "date_gmt")
        publication = self._publication(str(number), title, link, summary, published, html, document)
        publication = replace(publication, updated=changed)
        body = json.dumps(post.data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        return Listed(str(number), document, changed, publication, body)

    def _item(self, item: FeedItem, feed: str) -> Listed | None:
        slug = self.site.slug_of(item.link)
        if not slug:
            return None
        number = parse_qs(urlsplit(item.guid).query).get("p", [""])[0]
        key = number if number.isascii() and number.isdigit() else slug
        link = self.site.page(item.link)
        if not item.html:
            return Listed(key, link, item.published)
        document = f"{feed.partition('?')[0]}#{key}"
        publication = self._publication(key, item.title, link, item.summary, item.published, item.html, document)
        return Listed(key, document, item.published, publication, item.raw)

    def _publication(
        self, key: str, title: str, url: str, summary: str, published: datetime | None, html: str, document: str
    ) -> Publication:
        own = DocumentLink(document, title, LinkKind.PAGE)
        return Publication(
            source=self.source,
            native_id=key,
            kind=Kind.NEWS,
            title=title,
            url=url,
            authority=self.authority,
            summary=one_line(summary),
            published=published,
            references=references(title, summary, plain(html)),
            documents=(own, *self._uploads(html, url)),
        )

    def _uploads(self, html: str, base: str) -> Iterator[DocumentLink]:
        """The files an article links to, each once, whichever home its address has."""
        if "wp-content" not in html:
            return
        seen: set[str] = set()
        for anchor in Selector(text=html.replace("\0", ""), type="html").css("a[href]"):
            full = self.site.upload(anchor.attrib["href"], base)
            path = urlsplit(full).path
            if full and path not in seen:
                seen.add(path)
                yield DocumentLink(full, one_line(clean(" ".join(anchor.css("::text").getall()))))


def home_of(url: str) -> str:
    """Return the site an address is of, without a path."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _gmt(post: Record, field: str) -> datetime:
    """Read a time that is in UTC and does not say so."""
    text = post.text(field)
    try:
        return moment(text if text.endswith("Z") else f"{text}Z")
    except PageChanged as exc:
        raise PageChanged(f"{post.place}{field} cannot be read in {post.url}: {exc}") from exc


def _part_after(url: str, name: str) -> str:
    """Return the address of the next part of a list whose parts are numbered from 1."""
    parts = urlsplit(url)
    pairs = [pair for pair in parts.query.split("&") if pair]
    number = next((pair.partition("=")[2] for pair in pairs if pair.startswith(f"{name}=")), "1")
    kept = [pair for pair in pairs if not pair.startswith(f"{name}=")]
    after = int(number) + 1 if number.isascii() and number.isdigit() else 2
    return parts._replace(query="&".join([*kept, f"{name}={after}"])).geturl()
