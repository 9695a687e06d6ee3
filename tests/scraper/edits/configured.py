"""Edits to sources that are configured: one log of a council as listing, feed or sitemap, and a CKAN."""

from typing import Any

from tests.scraper.edits.shelf import Edit, ShelfOfFiles
from tests.scraper.sites.configured import CkanPages, CouncilPages, Release, package


class Listing(ShelfOfFiles):
    """A disclosure log, newest first; a release is known by a key in its row, whatever its address."""

    source = "fernhill"
    ways = (
        "add", "retitle", "reword", "remove", "replace", "move", "noise", "file_noise", "take_file", "more_files",
        "come_back", "reword_and_replace",
    )  # fmt: skip

    def begin(self) -> None:
        """Lay the log."""
        self.pages = CouncilPages(self.site, per_page=10)

    @property
    def options(self) -> dict[str, Any]:
        """How it is declared, and crawled."""
        return {"declared": {self.source: self.declared()}, "base_url": ""}

    def declared(self) -> dict[str, Any]:
        """Return its declaration."""
        row = {
            "title": "h3",
            "published": {"css": "time", "attribute": "datetime"},
            "id": {"xpath": ".", "attribute": "data-key"},
        }
        return self.pages.declared(row=row)

    def add(self) -> Edit:
        """Publish something new."""
        words = self.words()
        key = f"r{self.number}"
        files = (self.new_file(key),)
        self.pages.publish(
            key, f"Costs of {words}", text=f"Held: {words}.", answered=self.today(), files=files, key=key
        )
        self.entries[key] = self.pages.releases[0]
        return self.told(key, "new")

    def today(self) -> str:
        """Return the site's day. Releases of one day are enough of a trial."""
        return f"{self.now():%-d %B %Y}"

    def native(self, key: str) -> str:
        """What its row says."""
        return key

    def new_file(self, key: str) -> str:
        """Put up a file."""
        words = self.words()
        name = f"answer-{self.number}.pdf"
        self.put_file(f"/files/{key}/{name}", f"An answer on {words}")
        return name

    def change(self, **changes: Any) -> str:
        """Change a release where it stands, without a date, and return its key."""
        key = self.one()
        self.pages.edit(self.entries[key].slug, **changes)
        return key

    def retitle(self) -> Edit:
        """Change its title."""
        return self.told(self.change(title=f"Costs of {self.words()}, corrected"), "edited")

    def reword(self) -> Edit:
        """Change its text."""
        return self.told(self.change(text=f"Held, on second thoughts: {self.words()}."), "edited")

    def move(self) -> Edit:
        """Give it another address, and a new date, at the top of the log; the old address leads there."""
        key = self.one()
        release: Release = self.entries[key]
        old, files = release.slug, release.files
        release.slug, release.answered = f"{key}-at-{self.words().rpartition(' ')[2]}", self.today()
        for name in files:
            self.site.answers[f"/files/{release.slug}/{name}"] = self.site.answers[f"/files/{old}/{name}"]
        self.pages.releases.remove(release)
        self.pages.releases.insert(0, release)
        self.pages.lay(release)
        self.site.put(f"/log/{old}", b"", 301, headers={"Location": f"/log/{release.slug}"})
        return self.told(key, "moved")

    def noise(self) -> Edit:
        """Let the footers of all pages change; one page of them is laid anew."""
        self.pages.footer = f"Visitors today: {self.words()}"
        return self.told(self.change())

    def file(self) -> tuple[str, str]:
        """Choose a release, and one of its files' paths."""
        key = self.one()
        release: Release = self.entries[key]
        return key, f"/files/{release.slug}/{self.random.choice(release.files)}"

    def more_files(self) -> Edit:
        """Add a file."""
        key = self.one()
        release: Release = self.entries[key]
        self.pages.edit(release.slug, files=(*release.files, self.new_file(release.slug)))
        return self.told(key, "edited")

    def reword_and_replace(self) -> Edit:
        """Change its text and a file."""
        key = self.change(text=f"Held, with another answer: {self.words()}.")
        release: Release = self.entries[key]
        path = f"/files/{release.slug}/{release.files[0]}"
        self.put_file(path, f"Another answer on {self.words()}")
        return self.told(key, "edited", "replaced", file=self.site.url + path)

    def remove(self) -> Edit:
        """Take it down: deleted, or only not there."""
        key = self.one()
        self.ended[key] = self.entries.pop(key)
        self.pages.remove(self.ended[key].slug, self.random.choice((404, 410)))
        return self.told(key, "gone")

    def come_back(self) -> Edit:
        """Put up again what was taken down, with a new date."""
        key = self.one(ended=True)
        release = self.entries[key] = self.ended.pop(key)
        release.answered = self.today()
        self.pages.releases.insert(0, release)
        self.pages.lay(release)
        return self.told(key, "back")


class Feed(Listing):
    """The same log by its feed."""

    source = "brackenshire"

    def declared(self) -> dict[str, Any]:
        """Return its declaration."""
        return {
            "type": "feed",
            "authority": "Brackenshire",
            "kind": "release",
            "start": f"{self.site.url}/feed.xml",
            "page": {"title": "h1"},
            "attachments": {"css": "ul.files a"},
        }

    def native(self, key: str) -> str:
        """What its feed calls it."""
        return f"log-{key}"


class Sitemap(Listing):
    """The same log by its sitemap, which knows addresses alone: what moves is another one."""

    source = "mossley"
    ways = tuple(way for way in Listing.ways if way != "move")

    def declared(self) -> dict[str, Any]:
        """Return its declaration."""
        return {
            "type": "sitemap",
            "authority": "Mossley",
            "start": f"{self.site.url}/sitemap.xml",
            "links": "/log/",
            "page": {"title": "h1", "published": {"label": "Date responded"}},
            "attachments": {"css": "ul.files a"},
        }

    def native(self, key: str) -> str:
        """Its address."""
        return f"{self.site.url}/log/{key}"


class Ckan(ShelfOfFiles):
    """Data sets of a CKAN: the last changed first. Its pages may change without that."""

    source = "brooms"
    ways = (
        "add", "retitle", "reword", "reword_page", "remove", "replace", "noise", "file_noise", "take_file",
        "more_files", "come_back",
    )  # fmt: skip

    def begin(self) -> None:
        """Lay the list."""
        self.pages = CkanPages(self.site)

    @property
    def options(self) -> dict[str, Any]:
        """How it is declared, and crawled."""
        return {"declared": {self.source: {"type": "ckan", "start": self.site.url}}, "base_url": ""}

    def native(self, key: str) -> str:
        """The data set's id."""
        return f"id-{key}"

    def stamp(self) -> str:
        """Return the site's time as CKAN writes it."""
        return f"{self.now():%Y-%m-%dT%H:%M:%S}.000000"

    def add(self) -> Edit:
        """Publish something new."""
        number = self.number + 1
        name = self.new_file()
        self.pages.publish(number, self.stamp()[:19], name)
        self.entries[str(number)] = None
        return self.told(str(number), "new")

    def new_file(self) -> str:
        """Put up a file."""
        words = self.words()
        name = f"brooms-{self.number}.pdf"
        self.put_file(f"/download/{name}", f"Brooms and {words}")
        return name

    def change(self, **changes: Any) -> str:
        """Change a data set, which its list tells, and return its key."""
        key = self.one()
        self.pages.packages[int(key)].update(changes, metadata_modified=self.stamp())
        self.pages.lay(int(key))
        return key

    def retitle(self) -> Edit:
        """Change its title."""
        return self.told(self.change(title=f"FOI: {self.words()}"), "edited")

    def reword(self) -> Edit:
        """Change what its list says of it."""
        return self.told(self.change(notes=f"# Response\r\n\r\nOf {self.words()}: twelve."), "edited")

    def reword_page(self) -> Edit:
        """Change its page alone."""
        key = self.one()
        self.pages.texts[int(key)] = f"Of {self.words()}: thirteen."
        self.pages.lay(int(key))
        return self.told(key, "edited")

    def noise(self) -> Edit:
        """Let the footers of all pages change; one page of them is laid anew."""
        key = self.one()
        self.pages.footer = f"Visitors today: {self.words()}"
        self.pages.lay(int(key))
        return self.told(key)

    def file(self) -> tuple[str, str]:
        """Choose a data set, and one of its files' paths."""
        key = self.one()
        name = self.random.choice(self.pages.packages[int(key)]["resources"])["name"]
        return key, f"/download/{name}"

    def more_files(self) -> Edit:
        """Add a file."""
        key = self.one()
        before = self.pages.packages[int(key)]
        names = [*(one["name"] for one in before["resources"]), self.new_file()]
        resources = package(self.site.url, int(key), "", *names)["resources"]
        before.update(resources=resources, metadata_modified=self.stamp())
        self.pages.lay(int(key))
        return self.told(key, "edited")

    def remove(self) -> Edit:
        """Delete it."""
        key = self.one()
        del self.entries[key]
        self.ended[key] = (self.pages.packages[int(key)], self.pages.texts[int(key)])
        self.pages.remove(int(key))
        return self.told(key, "gone")

    def come_back(self) -> Edit:
        """Put up again what was deleted."""
        key = self.one(ended=True)
        self.pages.packages[int(key)], self.pages.texts[int(key)] = self.ended.pop(key)
        self.pages.packages[int(key)]["metadata_modified"] = self.stamp()
        self.entries[key] = None
        self.pages.lay(int(key))
        return self.told(key, "back")
