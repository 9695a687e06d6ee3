"""Who is named on the pages of a document."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from indexer.extract.pages import Page
from indexer.facts.bodies.aliases import Aliases
from indexer.facts.bodies.columns import columns
from indexer.facts.bodies.companies import companies
from indexer.facts.bodies.heads import headed
from indexer.facts.bodies.listed import listed
from indexer.facts.bodies.people import people
from indexer.facts.bodies.spotting import Spotted
from indexer.facts.bodies.wording import AUTHORITY, Mention, Wording
from indexer.facts.records import Body, Words
from indexer.facts.text import Text


def named(text: Text) -> Iterable[Body]:
    """Return the bodies, companies and people in public roles that a document names."""
    return text.bodies


def bodies(pages: Sequence[Page], published: date | None = None) -> Iterator[Body]:
    """Yield who is named, page by page, in order; of bodies that share a name the one there was when it was published.

    What a body or company is called besides is known from where it is named in full.
    """
    spotted, aliases = Spotted(published), Aliases()
    for page in pages:
        wording = Wording(page)
        for mention in _mentions(wording, spotted, aliases):
            words = Words(page.number, mention.start, mention.end, page.text[mention.start : mention.end])
            yield Body(words, mention.name, mention.kind)


def _mentions(wording: Wording, spotted: Spotted, aliases: Aliases) -> list[Mention]:
    """Return who is named on a page: by what is known first, then by what only the words around tell."""
    known, firms = list(spotted.on(wording)), list(companies(wording))
    told = [*columns(wording), *listed(wording)]
    strong = [*known, *firms, *headed(wording, [*known, *firms])]
    found = _best(wording, strong, told, people(wording, [*firms, *told]))
    learnt = [besides for mention in found for besides in aliases.learn(wording, mention)]
    return _best(wording, [*found, *learnt], aliases.again(wording))


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
