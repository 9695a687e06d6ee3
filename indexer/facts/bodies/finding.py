"""Who is named on the pages of a document."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from indexer.extract.pages import Page
from indexer.facts.bodies.aliases import Aliases
from indexer.facts.bodies.columns import Columns
from indexer.facts.bodies.companies import companies
from indexer.facts.bodies.heads import headed
from indexer.facts.bodies.listed import listed
from indexer.facts.bodies.people import people
from indexer.facts.bodies.sheets import Sheets, is_sheet
from indexer.facts.bodies.spotting import Spotted
from indexer.facts.bodies.wording import AUTHORITY, Mention, Wording
from indexer.facts.records import Body, Words
from indexer.facts.text import Text


def named(text: Text) -> Iterator[Body]:
    """Yield the bodies, companies and people in public roles that a document names, each once a page, in order."""
    for page in text.pages:
        seen: set[tuple[str, str]] = set()
        for body in text.bodies_on(page):
            if (body.kind, body.name) not in seen:
                seen.add((body.kind, body.name))
                yield body


def bodies(pages: Iterable[Page], published: date | None = None) -> Iterator[Body]:
    """Yield who is named, page by page, in order; of bodies that share a name the one there was when it was published.

    What a body or company is called besides is known from where it is named in full.
    """
    names = Names(published)
    for page in pages:
        for mention in names.on(page):
            words = Words(page.number, mention.start, mention.end, page.text[mention.start : mention.end])
            yield Body(words, mention.name, mention.kind)


class Names:
    """What is known of a document's names, page after page."""

    def __init__(self, published: date | None) -> None:
        self._spotted, self._columns = Spotted(published), Columns()
        self._aliases, self._sheets = Aliases(), Sheets()

    def on(self, page: Page) -> list[Mention]:
        """Return who is named on a page, in order."""
        wording = Wording(page)
        if not is_sheet(page):
            return self._mentions(wording, self._columns.on(wording))
        return _best(wording, self._sheets.on(page, self._mentions), self._columns.on(wording))

    def _mentions(self, wording: Wording, columns: Iterable[Mention] = ()) -> list[Mention]:
        """Return who is named in a text: by what is known first, then by what only the words around tell."""
        known, firms = list(self._spotted.on(wording)), list(companies(wording))
        told = [*columns, *listed(wording, firms)]
        sure = _best(wording, [*known, *firms, *headed(wording, [*known, *firms])])
        found = _best(wording, sure, self._besides(wording, sure), told, people(wording, [*firms, *told]))
        return _best(wording, found, self._besides(wording, found))

    def _besides(self, wording: Wording, found: Sequence[Mention]) -> list[Mention]:
        """Return who is named by short names, after what was found told some."""
        short = [mention for one in found for mention in self._aliases.learn(wording, one)]
        return [*short, *self._aliases.again(wording)]


def _best(wording: Wording, *several: Iterable[Mention]) -> list[Mention]:
    """Return the longest of those that overlap, in order, of the first of several ways to find them."""
    taken: list[Mention] = []
    free = bytearray(len(wording.text))
    for mentions in several:
        for one in sorted(mentions, key=lambda one: (one.start - one.end, one.kind != AUTHORITY)):
            if not any(free[one.start : one.end]):
                free[one.start : one.end] = b"\1" * (one.end - one.start)
                taken.append(one)
    return sorted(taken)
