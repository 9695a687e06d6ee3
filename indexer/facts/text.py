"""A document's text as facts are looked for in it: its pages, and what is known of it besides."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from indexer.extract.pages import Page
from indexer.facts.records import Body, Words
from indexer.record import record


@record()
class About:
    """What is known of a document besides its text. `kind` is its publication's; `authority` is as published, or ""."""

    authority: str = ""
    published: date | None = None
    kind: str = ""
    media_type: str = ""
    title: str = ""


class Text:
    """All pages of a document. What several makers of facts ask for is found once."""

    def __init__(self, pages: Sequence[Page], about: About | None = None) -> None:
        self.pages = tuple(pages)
        self.about = about or About()

    @cached_property
    def bodies(self) -> Sequence[Body]:
        """The bodies, companies and people in public roles that are named, page by page, in order."""
        from indexer.facts.bodies.finding import bodies

        return tuple(bodies(self.pages, self.about.published))

    def bodies_on(self, page: Page) -> Sequence[Body]:
        """Return who is named on a page, in order."""
        return self._bodies.get(page.number, ())

    @cached_property
    def _bodies(self) -> dict[int, list[Body]]:
        found: dict[int, list[Body]] = {}
        for body in self.bodies:
            found.setdefault(body.words.page, []).append(body)
        return found

    def cells(self, page: Page) -> list[list[tuple[int, int]]]:
        """Return the lines of a page as cells, from where to where each goes; of a line of prose there is one."""
        return cells(page)


def cells(page: Page) -> list[list[tuple[int, int]]]:
    """Return the lines of a page as cells: parted where a PDF has a wide gap, and by " | " in rows of tables."""
    lines: list[list[tuple[int, int]]] = []
    start = 0
    for line in page.text.split("\n"):
        lines.append(_cells(page, start, start + len(line)))
        start += len(line) + 1
    return lines


def words(page: Page, start: int, end: int) -> Words:
    """Return words of a page as evidence."""
    return Words(page.number, start, end, page.text[start:end])


def _cells(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [gap for gap in page.gaps if start < gap < end]
    found: list[tuple[int, int]] = []
    for cut in (*cuts, end):
        found += _barred(page.text, start, cut)
        start = cut + 1
    return found


def _barred(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the pieces between bars: extractors of sheets, Word files and CSV put " | " between cells."""
    found: list[tuple[int, int]] = []
    while (bar := text.find(" | ", start, end)) >= 0:
        found.append((start, bar))
        start = bar + 3
    return [*found, (start, end)]
