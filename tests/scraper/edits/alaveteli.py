"""Edits to requests on a look-alike of an Alaveteli site."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.scraper.edits.shelf import Edit, Shelf, letter
from tests.scraper.sites.alaveteli import AlaveteliPages, File, Letter, file_path

STATES = ("successful", "partially_successful", "rejected", "not_held")


class Requests(Shelf):
    """Requests with one answer and a file. Lists are read by when something happened: so it happens today."""

    source = "whatdotheyknow"
    ways = (
        "add", "reply", "describe", "retitle", "redact", "hide", "remove", "replace", "erase", "noise", "file_noise",
        "swap", "come_back",
    )  # fmt: skip
    marked_by_clock = True

    def begin(self) -> None:
        """Let the site make its lists and pages."""
        self.pages = AlaveteliPages(self.site)

    def still(self) -> None:
        """Let a page be the same at each visit."""
        self.pages.restless = False

    @property
    def options(self) -> dict[str, object]:
        """How it is crawled."""
        return {"base_url": self.site.url, "organisations": ["all"]}

    def native(self, key: str) -> str:
        """Its host and its number."""
        return f"{self.site.url.removeprefix('http://')}:{key.rpartition('_')[2]}"

    def add(self) -> Edit:
        """Ask for something."""
        words = self.words()
        key = f"request_{self.number}"
        count = len(self.entries)
        when = datetime.now(UTC) - timedelta(days=0 if self.laid else 30 + 9 * count, hours=3)
        answer = Letter(f"We hold this of {words}.", (File("answer.pdf", letter(f"Costs of {words}")),))
        self.pages.publish(key, answer, when=when.isoformat(), number=self.number, title=f"Costs of {words}")
        self.entries[key] = None
        return self.told(key, "new")

    def happens(self, **changes: object) -> str:
        """Change a request, of which an event tells, and return its key."""
        key = self.one()
        self.pages.edit(key, at=datetime.now(UTC), **changes)
        return key

    def reply(self) -> Edit:
        """Let another message come, with a file."""
        key = self.one()
        words = self.words()
        files = (File(f"more-{self.number}.pdf", letter(f"More on {words}")),)
        self.pages.answer(key, Letter(f"More is held of {words}.", files, at=datetime.now(UTC)), self.state(key))
        return self.told(key, "edited")

    def state(self, key: str) -> str:
        """Choose how a request may stand now."""
        return self.random.choice([state for state in STATES if state != self.pages.asked[key].state])

    def describe(self) -> Edit:
        """Let somebody say how it ended."""
        key = self.one()
        self.pages.edit(key, at=datetime.now(UTC), state=self.state(key))
        return self.told(key, "edited")

    def retitle(self) -> Edit:
        """Let a moderator change its title."""
        return self.told(self.happens(event="edit", title=f"Costs of {self.words()}, corrected"), "edited")

    def redact(self) -> Edit:
        """Let a moderator change the text of a message."""
        key = self.one()
        letters = self.pages.asked[key].letters
        text = f"[redacted] {self.words()}"
        changed = (*letters[:-1], replace(letters[-1], text=text))
        self.pages.edit(key, at=datetime.now(UTC), event="edit_incoming", letters=changed)
        return self.told(key, "edited")

    def hide(self) -> Edit:
        """Let a moderator hide it."""
        key = self.end()
        self.pages.hide(key)
        return self.told(key, "hidden")

    def remove(self) -> Edit:
        """Delete it."""
        key = self.end()
        self.pages.remove(key)
        return self.told(key, "gone")

    def end(self) -> str:
        """Choose one that ends."""
        key = self.one()
        self.ended[key] = self.pages.asked[key]
        del self.entries[key]
        return key

    def come_back(self) -> Edit:
        """Show again what was hidden or deleted; an event tells of it."""
        key = self.one(ended=True)
        self.site.answers.pop(f"/request/{key}", None)
        self.pages.asked[key] = self.ended.pop(key)
        self.pages.edit(key, at=datetime.now(UTC), event="edit")
        self.entries[key] = None
        return self.told(key, "back")

    def file(self) -> tuple[str, str]:
        """Choose a request, and the path of the file of its first answer."""
        key = self.one()
        return key, file_path(self.pages.asked[key], 1, 2)

    def replace(self) -> Edit:
        """Replace a file without a word, as happens when it is masked anew."""
        key, path = self.file()
        self.put(key, path, letter(f"Masked: {self.words()}"))
        return self.told(key, "replaced", file=self.site.url + path)

    def put(self, key: str, path: str, body: bytes) -> None:
        """Put other bytes in the place of a file, here and in what the site holds of the request."""
        self.site.put(path, body, media_type="application/pdf")
        asked = self.pages.asked[key]
        answer = replace(asked.letters[1], files=(File("answer.pdf", body),))
        self.pages.asked[key] = replace(asked, letters=(asked.letters[0], answer, *asked.letters[2:]))

    def file_noise(self) -> Edit:
        """Let a file be made anew: other bytes, the same words."""
        key, path = self.file()
        self.put(key, path, self.site.answers[path].body.replace(b"/Producer(first)", b"/Producer(again)"))
        return self.told(key)

    def swap(self) -> Edit:
        """Replace a file, of which an event tells."""
        key, path = self.file()
        self.put(key, path, letter(f"Swapped: {self.words()}"))
        self.pages.edit(key, at=datetime.now(UTC), event="edit_attachment")
        return self.told(key, "edited", "replaced", file=self.site.url + path)

    def erase(self) -> Edit:
        """Erase a file: it is listed, and not given out."""
        key, path = self.file()
        asked = self.pages.asked[key]
        answer = replace(asked.letters[1], files=(replace(asked.letters[1].files[0], how="erased"),))
        letters = (asked.letters[0], answer, *asked.letters[2:])
        self.pages.edit(key, at=datetime.now(UTC), event="erase_attachment", letters=letters)
        self.site.put(path, b"", 403)
        del self.entries[key]
        return self.told(key, "edited")

    def noise(self) -> Edit:
        """Let its requester write something else of themselves."""
        key = self.one()
        asked = self.pages.asked[key]
        self.pages._lay(replace(asked, about_me=f"I ask about {self.words()}."))
        return self.told(key)
