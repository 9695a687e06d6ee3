"""What the demo site holds, as records: entries, what is attached to them, and the files."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from scraper.items import LinkKind, State

ROBOTS = "User-agent: *\nDisallow: /*/print$\nDisallow: /search/all*\n"
"""What robots.txt says to everyone; the site adds the Sitemap line."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A publishing body: its slug is what the Search API filters by."""

    slug: str
    title: str
    acronym: str = ""
    code: str = ""

    @property
    def base_path(self) -> str:
        return f"/government/organisations/{self.slug}"

    @property
    def content_id(self) -> str:
        return str(uuid5(NAMESPACE_URL, self.base_path))


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an entry's update history."""

    time: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Attached:
    """One line of an entry's list of attachments.

    `url` is a path on this site, or a whole address if EXTERNAL. One that is not `featured` is linked from
    the body only. `pages` is 0 if no number of pages is stated.
    """

    url: str
    title: str
    kind: LinkKind = LinkKind.FILE
    reference: str = ""
    pages: int = 0
    featured: bool = True
    locale: str = "en"

    @property
    def name(self) -> str:
        return self.url.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the assets host, at its path. Times are aware and in UTC.

    Deletion wins over replacement, replacement over an unpublished parent. `breaks_after` is the number of
    bytes sent before the connection breaks, None if it does not.
    """

    path: str
    body: bytes
    parent: str
    modified: datetime
    deleted: bool = False
    replaced_by: str = ""
    unpublished: bool = False
    breaks_after: int | None = None

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def media_type(self) -> str:
        """Judged by the name, as the assets host does: it says nothing about the bytes."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def etag(self) -> str:
        """Hexadecimal of time and size, not of the content: the assets host does so too."""
        return f'"{int(self.modified.timestamp()):x}-{len(self.body):x}"'

    def rewritten(self, body: bytes) -> "Asset":
        """Return the file replaced in place, a day later."""
        return replace(self, body=body, modified=self.modified + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the site: a publication, an article, or an HTML attachment (which has a `parent`).

    `organisations` are slugs, the publishing one first. In `body` and `note`, which are HTML, "{site}"
    stands for the address of the running site. `note` explains a withdrawal or a removal; `target` is
    where a redirect leads, or what to read instead of a page that is gone. `legacy` entries list their
    documents as HTML snippets, as before attachments were listed. `changes` come newest first. A request
    for an alias is sent on.
    """

    base_path: str
    title: str
    organisations: tuple[str, ...]
    published: datetime
    document_type: str = "foi_release"
    description: str = ""
    body: str = ""
    updated: datetime | None = None
    changes: tuple[Change, ...] = ()
    attached: tuple[Attached, ...] = ()
    legacy: bool = False
    parent: str = ""
    state: State = State.LIVE
    note: str = ""
    target: str = ""
    withdrawn: datetime | None = None
    aliases: tuple[str, ...] = ()
    locale: str = "en"
    content_id: str = ""

    @property
    def identity(self) -> str:
        """The content id: as given, else made from the path."""
        return self.content_id or str(uuid5(NAMESPACE_URL, self.base_path))

    @property
    def public(self) -> datetime:
        """When it last changed in a way that readers are told of."""
        return self.updated or self.published


@dataclass(frozen=True, slots=True)
class Contents:
    """All that the site holds at one moment; a change makes another of these."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    robots: str = ROBOTS

    def with_(self, *things: Entry | Asset) -> "Contents":
        """Add these; what stood at their addresses is replaced."""
        entries = {one.base_path: one for one in things if isinstance(one, Entry)}
        assets = {one.path: one for one in things if isinstance(one, Asset)}
        return replace(self, entries={**self.entries, **entries}, assets={**self.assets, **assets})

    def without(self, address: str) -> "Contents":
        """Forget what stands at a path: a request for it is "not found"."""
        entries = {path: one for path, one in self.entries.items() if path != address}
        assets = {path: one for path, one in self.assets.items() if path != address}
        return replace(self, entries=entries, assets=assets)


ORGANISATIONS: Mapping[str, Organisation] = {
    one.slug: one
    for one in (
        Organisation("foreign-commonwealth-office", "Foreign & Commonwealth Office", "FCO", "D13"),
        Organisation(
            "foreign-commonwealth-development-office",
            "Foreign, Commonwealth & Development Office",
            "FCDO",
            "D1196",
        ),
        Organisation("department-for-transport", "Department for Transport", "DfT", "D9"),
    )
}


def organisation(slug: str) -> Organisation:
    """Return the body of a slug; one that is not known gets a name made from it."""
    return ORGANISATIONS.get(slug) or Organisation(slug, slug.replace("-", " ").title())
