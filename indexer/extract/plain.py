"""Plain text, and what may be read as such; of a news article saved as text, the article alone."""

import re
from collections.abc import Iterator

from indexer.extract.base import Page
from scraper.archive.decode import decode
from scraper.articles import read_article

NO_TEXT = "no text"
LONGEST = 200_000
"""Characters; a longer page is parted at a line's end, so that a hit in a log of a year says where it is."""

_NEWLINES = re.compile(r"\r\n?|[\x85\u2028\u2029]")


class PlainExtractor:
    """A page ends at a form feed, as printers do it; a file without any is one page, unless it is very long."""

    name = "plain/1"
    media_types = frozenset({"text/plain", "application/json", "application/xml"})

    def pages(self, body: bytes) -> Iterator[Page]:
        """Yield the pages."""
        text = _NEWLINES.sub("\n", decode(body)).removeprefix("\ufeff").replace("\0", "")
        article = read_article(text)
        if article:
            text = f"{article.title}\n\n{article.body}"
        for number, (part, label) in enumerate(_parts(text), 1):
            yield Page(number, part, label=label, warning="" if part.strip() else NO_TEXT)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for page in text.removesuffix("\n").removesuffix("\f").split("\f"):
        if len(page) <= LONGEST:
            yield page.strip("\n"), ""
        else:
            yield from _blocks(page)


def _blocks(page: str) -> Iterator[tuple[str, str]]:
    """Part a long page at line ends, or, in a line without end, at a space or anywhere."""
    start, line = 0, 1
    while start < len(page):
        end = _end_of_block(page, start)
        block = page[start:end]
        lines = block.rstrip("\n").count("\n")
        yield block.rstrip("\n"), f"lines {line}-{line + lines}"
        line += block.count("\n")
        start = end


def _end_of_block(page: str, start: int) -> int:
    limit = start + LONGEST
    if limit >= len(page):
        return len(page)
    for mark in ("\n", " "):
        found = page.rfind(mark, start + LONGEST // 2, limit)
        if found > 0:
            return found + 1
    return limit
