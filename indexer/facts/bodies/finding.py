"""Who is named on the pages of a document."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from indexer.extract.pages import Page
from indexer.facts.bodies.spotting import spots
from indexer.facts.bodies.table import Entry
from indexer.facts.bodies.wording import Wording
from indexer.facts.records import Body, Words
from indexer.facts.text import Text


def named(text: Text) -> Iterable[Body]:
    """Return the bodies, companies and people in public roles that a document names."""
    return text.bodies


def bodies(pages: Sequence[Page], published: date | None = None) -> Iterator[Body]:
    """Yield who is named, page by page, in order; of bodies that share a name the one there was when it was published.

    What a body is called in full, all its names on the pages are known by.
    """
    for page in pages:
        wording = Wording(page)
        for spot in spots(wording):
            start, end = wording.tokens[spot.first].start, wording.tokens[spot.last].end
            if spot.sure:
                name = _meant(spot.entries, published).name
                yield Body(Words(page.number, start, end, page.text[start:end]), name, "authority")


def _meant(entries: Sequence[Entry], published: date | None) -> Entry:
    then = [entry for entry in entries if published and entry.first <= published.year <= entry.last]
    return max(then or entries, key=lambda entry: (entry.last, entry.first))
