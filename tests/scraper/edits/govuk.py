"""Edits to releases and to news on a look-alike of GOV.UK."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from tests.scraper.edits.shelf import Edit, ShelfOfFiles
from tests.scraper.sites.govuk_news import GovukNewsPages


@dataclass(frozen=True)
class Item:
    """A publication as the site has it. `touched` counts what changes of it that nobody reads."""

    slug: str
    id: str
    first: datetime
    when: datetime
    title: str
    body: str
    files: tuple[str, ...] = ()
    notice: str = ""
    touched: int = field(default=0)


class Releases(ShelfOfFiles):
    """FOI releases, with two files each."""

    source = "govuk-foi"
    folder = "publications"
    ways = (
        "add", "retitle", "reword", "replace", "delete", "lose", "withdraw", "move", "noise", "file_noise",
        "replace_by_redirect", "take_file", "more_files", "come_back", "reword_and_replace",
    )  # fmt: skip

    def native(self, key: str) -> str:
        """Its content id and locale."""
        return f"id-of-{key}:en"

    def add(self) -> Edit:
        """Publish something new."""
        now, words = self.now(), self.words()
        key = f"{self.source}-{self.number}"
        files = self.new_files(key) if self.folder == "publications" else ()
        self.lay(key, Item(key, f"id-of-{key}", now, now, f"Costs of {words}", f"Held: {words}.", files))
        return self.told(key, "new")

    def new_files(self, key: str, count: int = 2) -> tuple[str, ...]:
        """Put up files of a publication."""
        names = []
        for _ in range(count):
            words = self.words()
            names.append(f"{self.number:024x}/letter-{self.number}.pdf")
            self.put_file(f"/media/{names[-1]}", f"A letter to {key} on {words}")
        return tuple(names)

    def lay(self, key: str, item: Item) -> None:
        """Put up a publication as it is now."""
        self.entries[key] = item
        self.publish(item)

    def publish(self, item: Item) -> None:
        """Put up a publication on the site."""
        details = {"body": f"<div><p>{item.body}</p></div>"}
        self.site.publish(item.slug, _time(item.when), files=item.files, details=details, **self.said(item))

    def said(self, item: Item) -> dict[str, object]:
        """Return what a content item says, save of its files and its body."""
        notice = {"explanation": f"<p>{item.notice}</p>", "withdrawn_at": _time(item.when)} if item.notice else {}
        return {
            "listed": not item.notice,
            "title": item.title,
            "content_id": item.id,
            "first_published_at": _time(item.first),
            "withdrawn_notice": notice,
            "updated_at": f"2026-01-01T00:00:00.{item.touched:03}Z",
        }

    def path(self, item: Item) -> str:
        """Return its path."""
        return f"/government/{self.folder}/{item.slug}"

    def change(self, **changes: object) -> str:
        """Change a publication, with a new date or silently, and return its key."""
        key = self.one()
        when = {"when": self.now()} if self.loud() else {}
        self.lay(key, replace(self.entries[key], **changes, **when))
        return key

    def retitle(self) -> Edit:
        """Give it another title."""
        return self.told(self.change(title=f"Costs of {self.words()}, corrected"), "edited")

    def reword(self) -> Edit:
        """Change its text."""
        return self.told(self.change(body=f"On second thoughts: {self.words()}."), "edited")

    def withdraw(self) -> Edit:
        """Withdraw it: it stays where it is, with a notice."""
        key = self.change(notice=f"Out of date: {self.words()}")
        self.ended[key] = self.entries.pop(key)
        return self.told(key, "withdrawn")

    def delete(self) -> Edit:
        """Delete it; the site says so."""
        return self.end(410)

    def lose(self) -> Edit:
        """Take it down; the site says only that it is not there."""
        return self.end(404)

    def end(self, status: int) -> Edit:
        """Take it down."""
        key = self.one()
        item = self.ended[key] = self.entries.pop(key)
        self.site.unlist(self.path(item))
        self.site.put(f"/api/content{self.path(item)}", b"", status)
        return self.told(key, "gone")

    def come_back(self) -> Edit:
        """Put up again what was withdrawn or taken down."""
        key = self.one(ended=True)
        self.lay(key, replace(self.ended.pop(key), notice="", when=self.now()))
        return self.told(key, "back")

    def move(self) -> Edit:
        """Give it another address; the old one leads there."""
        key = self.one()
        item = self.entries[key]
        self.words()
        moved = replace(item, slug=f"{key}-at-{self.number}", when=self.now() if self.loud() else item.when)
        self.site.unlist(self.path(item))
        self.lay(key, moved)
        there = {"Location": f"/api/content{self.path(moved)}"}
        self.site.put(f"/api/content{self.path(item)}", b"", 303, headers=there)
        return self.told(key, "moved")

    def noise(self) -> Edit:
        """Let what nobody reads change."""
        key = self.one()
        item = self.entries[key]
        self.lay(key, replace(item, touched=item.touched + 1))
        return self.told(key)

    def file(self) -> tuple[str, str]:
        """Choose a publication, and one of its files' paths."""
        key = self.one()
        name = self.random.choice(self.entries[key].files)
        if self.loud():
            self.lay(key, replace(self.entries[key], touched=self.entries[key].touched + 1))
        return key, f"/media/{name}"

    def replace_by_redirect(self) -> Edit:
        """Replace a file as the assets host does: the old address leads to the new file."""
        key, path = self.file()
        (name,) = self.new_files(key, 1)
        self.site.put(path, b"", 301, headers={"Location": f"{self.site.url}/media/{name}".removeprefix("http:")})
        return self.told(key, "replaced", file=self.site.url + path)

    def more_files(self) -> Edit:
        """Add a file."""
        key = self.one()
        item = self.entries[key]
        when = self.now() if self.loud() else item.when
        self.lay(key, replace(item, files=(*item.files, *self.new_files(key, 1)), when=when))
        return self.told(key, "edited")

    def reword_and_replace(self) -> Edit:
        """Change its text and a file."""
        key = self.change(body=f"On second thoughts, and with another letter: {self.words()}.")
        path = f"/media/{self.entries[key].files[0]}"
        self.put_file(path, f"Another letter on {self.words()}")
        return self.told(key, "edited", "replaced", file=self.site.url + path)


class News(Releases):
    """News, without files."""

    source = "govuk-news"
    folder = "news"
    ways = ("add", "retitle", "reword", "delete", "lose", "withdraw", "move", "noise", "come_back")

    def begin(self) -> None:
        """Let the search list news by themselves."""
        self.pages = GovukNewsPages(self.site)

    def publish(self, item: Item) -> None:
        """Put up a story."""
        said = self.said(item)
        listed = said.pop("listed")
        path = self.pages.publish(item.slug, _time(item.when), item.body, **said)
        if not listed:
            self.site.unlist(path)


def _time(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"
