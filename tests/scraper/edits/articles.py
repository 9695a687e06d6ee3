"""Edits to news articles: on look-alikes of wired-gov, of a WordPress, and of ComputerWeekly."""

from tests.scraper.edits.shelf import Edit, Shelf, ShelfOfFiles
from tests.scraper.sites.computerweekly import WeeklyPages
from tests.scraper.sites.gcs import GcsPages
from tests.scraper.sites.wired_gov import WiredGovPages


class Wired(Shelf):
    """Articles of wired-gov: no date tells of an edit. Every third has no printable page, and headlines below it."""

    source = "wired-gov"
    ways = ("add", "reword", "rechannel", "remove", "noise", "come_back", "relink")

    def begin(self) -> None:
        """Lay the list."""
        self.pages = WiredGovPages(self.site)

    def add(self) -> Edit:
        """Post something new."""
        words = self.words()
        article = self.pages.publish(
            f"News of {words}", f"{self.now():%d%m%Y%H%M%S}", f"It was said: {words}.", printable=self.number % 3 > 0
        )
        key = article.tail.lower()
        self.entries[key] = article
        return self.told(key, "new")

    def reword(self) -> Edit:
        """Change its text."""
        key = self.one()
        self.pages.edit(self.entries[key], f"It was said otherwise: {self.words()}.", "And more.")
        return self.told(key, "edited")

    def rechannel(self) -> Edit:
        """Change who published it."""
        key = self.one()
        article = self.entries[key]
        article.channel = f"Office of {self.words()}"
        self.pages.edit(article, *article.paragraphs)
        return self.told(key, "edited")

    def relink(self) -> Edit:
        """Change where it says that it appeared first."""
        key = self.one()
        article = self.entries[key]
        article.original = f"https://harbour.example/news/{self.words().replace(' ', '-')}/"
        self.pages.edit(article, *article.paragraphs)
        return self.told(key, "edited")

    def remove(self) -> Edit:
        """Take it down."""
        key = self.one()
        self.ended[key] = self.entries.pop(key)
        self.pages.remove(self.ended[key])
        return self.told(key, "gone")

    def come_back(self) -> Edit:
        """Put up again what was taken down."""
        key = self.one(ended=True)
        article = self.entries[key] = self.ended.pop(key)
        self.site.answers.pop(f"/wg/news.nsf/print/{article.tail}")
        place = sum(other.tail[-10:] > article.tail[-10:] for other in self.pages.articles)
        self.pages.articles.insert(place, article)
        self.pages.edit(article, *article.paragraphs)
        return self.told(key, "back")

    def noise(self) -> Edit:
        """Let the menu of its page change."""
        key = self.one()
        article = self.entries[key]
        folder = "print" if article.printable else "articles"
        answer = self.site.answers[f"/wg/news.nsf/{folder}/{article.tail}"]
        menu = f'<form><div id="nav">Visitors today: {self.words()}</div>'.encode()
        self.site.put(
            f"/wg/news.nsf/{folder}/{article.tail}",
            answer.body.replace(b"<form>", menu, 1),
            media_type=answer.media_type,
        )
        return self.told(key)


class Gcs(ShelfOfFiles):
    """Posts of a WordPress with REST, with a file each."""

    source = "gcs"
    listed_whole = True
    ways = (
        "add", "reword", "retitle", "remove", "replace", "move", "noise", "file_noise", "take_file", "more_files",
        "come_back",
    )  # fmt: skip

    def begin(self) -> None:
        """Lay the lists."""
        self.pages = GcsPages(self.site)

    def add(self) -> Edit:
        """Post something new."""
        words = self.words()
        now, number = self.now(), self.number
        name = self.new_file()
        post = self.pages.publish(number, f"News of {words}", now, f"It was said: {words}.", files=(name,))
        self.entries[str(number)] = post
        return self.told(str(number), "new")

    def new_file(self) -> str:
        """Put up a file."""
        words = self.words()
        name = f"2026/01/guide-{self.number}.pdf"
        self.put_file(f"/wp-content/uploads/{name}", f"A guide to {words}")
        return name

    def change(self, **changes: object) -> str:
        """Change a post, with another date or silently, and return its key."""
        key = self.one()
        post = self.entries[key]
        for name, value in changes.items():
            setattr(post, name, value)
        if self.loud():
            post.changed = self.now()
        self.pages.lay()
        return key

    def reword(self) -> Edit:
        """Change its text."""
        return self.told(self.change(paragraphs=(f"It was said otherwise: {self.words()}.", "And more.")), "edited")

    def retitle(self) -> Edit:
        """Change its title; its address stays."""
        return self.told(self.change(title=f"Other news of {self.words()}"), "edited")

    def move(self) -> Edit:
        """Give it another address."""
        return self.told(self.change(slug=f"moved-{self.words().replace(' ', '-')}"), "moved")

    def noise(self) -> Edit:
        """Let a form in it have another token."""
        return self.told(self.change_silently(token=self.words()))

    def change_silently(self, **changes: object) -> str:
        """Change a post without a date, and return its key."""
        key = self.one()
        for name, value in changes.items():
            setattr(self.entries[key], name, value)
        self.pages.lay()
        return key

    def more_files(self) -> Edit:
        """Link to another file."""
        key = self.one()
        self.entries[key].files = (*self.entries[key].files, self.new_file())
        self.entries[key].changed = self.now()
        self.pages.lay()
        return self.told(key, "edited")

    def file(self) -> tuple[str, str]:
        """Choose a post, and one of its files' paths."""
        key = self.one()
        return key, f"/wp-content/uploads/{self.random.choice(self.entries[key].files)}"

    def remove(self) -> Edit:
        """Take it down."""
        key = self.one()
        self.ended[key] = self.entries.pop(key)
        self.pages.remove(self.ended[key])
        return self.told(key, "gone")

    def come_back(self) -> Edit:
        """Put up again what was taken down, with a new date."""
        key = self.one(ended=True)
        post = self.entries[key] = self.ended.pop(key)
        post.changed = self.now()
        self.pages.posts.insert(0, post)
        self.pages.lay()
        return self.told(key, "back")


class Weekly(Shelf):
    """Articles of ComputerWeekly: most in its feed, every fourth on a page only."""

    source = "computerweekly"
    listed_whole = True
    ways = ("add", "reword", "retitle", "noise", "remove", "remove_page", "reword_page")

    def begin(self) -> None:
        """Lay the feed. It shows all there is, so that edits of old articles show."""
        self.pages = WeeklyPages(self.site, shown=2000)
        self.on_pages: dict[str, object] = {}

    def add(self) -> Edit:
        """Publish something new."""
        words = self.words()
        key = f"2240{self.number:06}"
        whole = self.number % 4 > 0
        article = self.pages.publish(
            int(key), f"News of {words}", self.now(), f"It was said: {words}.", "More of it.", in_feed=whole
        )
        (self.entries if whole else self.on_pages)[key] = article
        return self.told(key, "new")

    def reword(self) -> Edit:
        """Change its text; its date and its place in the feed stay."""
        key = self.one()
        self.pages.edit(self.entries[key], f"It was said otherwise: {self.words()}.", "And more.")
        return self.told(key, "edited")

    def retitle(self) -> Edit:
        """Change its title, and with that its address."""
        key = self.one()
        article = self.entries[key]
        article.title = f"Other news of {self.words()}"
        self.pages.edit(article, *article.paragraphs)
        return self.told(key, "moved")

    def noise(self) -> Edit:
        """Let another comment come."""
        key = self.one()
        article = self.entries[key]
        article.comments += 1
        self.pages.edit(article, *article.paragraphs)
        return self.told(key)

    def remove(self) -> Edit:
        """Take down an article that the feed carried whole."""
        key = self.one()
        self.pages.remove(self.entries.pop(key))
        return self.told(key, "gone")

    def page_only(self) -> str:
        """Choose an article that is on a page only."""
        before, self.entries = self.entries, self.on_pages
        try:
            return self.one()
        finally:
            self.entries = before

    def reword_page(self) -> Edit:
        """Change the text of an article that is on a page only."""
        key = self.page_only()
        self.pages.edit(self.on_pages[key], f"It was said otherwise: {self.words()}.", "And more.")
        return self.told(key, "edited")

    def remove_page(self) -> Edit:
        """Take down an article that is on a page only."""
        key = self.page_only()
        self.pages.remove(self.on_pages.pop(key))
        return self.told(key, "gone")
